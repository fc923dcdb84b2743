"""The house's plan: the only module that knows every other."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_security import SQLAlchemyUserDatastore
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from blueprints import (
    accounts,
    administration,
    door,
    handover,
    health,
    ledger,
    moderation,
    participation,
    proof,
    public,
    publishing,
    targets,
)
from cli import COMMANDS
from config import Settings
from domain import events
from domain.accounts.models import User
from domain.policy import may
from domain.reactions import REACTIONS
from extensions import (
    authenticator,
    babel,
    compress,
    csrf,
    db,
    limiter,
    mail,
    migrate,
    security,
    signer,
    storage,
)
from web import (
    assets,
    database,
    errors,
    filters,
    letters,
    markdown,
    refusals,
    requests,
    row_ids,
    security_headers,
    single_sign_on,
    staff_sign_in,
)
from web.brand import brand_sheet
from web.labels import citizen_label, label
from web.language import LANGUAGES, chosen_language
from web.navigation import PUBLIC, STAFF
from web.patience import Patience
from web.porter import Porter
from web.site import home_institution, institutions

ROOMS = (
    public,
    participation,
    proof,
    moderation,
    publishing,
    targets,
    administration,
    handover,
    ledger,
    accounts,
    door,
    health,
)
PARTS = (
    errors,
    refusals,
    filters,
    markdown,
    security_headers,
    assets,
    staff_sign_in,
    single_sign_on,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the site from its settings, or raise SettingsError."""
    app = Flask(__name__)
    requests.init_app(app)
    row_ids.init_app(app)
    configure(app, settings or Settings.from_environment())
    instruments(app)
    words(app)
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    for part in PARTS:
        part.init_app(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Take the settings in, and the limits that are nobody's to choose."""
    app.config.from_object(settings)
    app.config.from_object("web.limits")
    app.config.from_object(staff_sign_in)
    app.config["SESSION_COOKIE_NAME"] = "__Host-sesi" if settings.SESSION_COOKIE_SECURE else "sesi"
    app.wsgi_app = Patience(Porter(app.wsgi_app))  # type: ignore[method-assign]
    if settings.PROXY_HOPS:
        hops = settings.PROXY_HOPS
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    static = WhiteNoise(
        app.wsgi_app,
        max_age=31536000 if not app.debug else 0,
        add_headers_function=security_headers.dress_file,
        allow_all_origins=False,
    )
    static.add_files(str(Path(app.root_path) / "static"), prefix="static/")
    app.wsgi_app = static  # type: ignore[method-assign]


def instruments(app: Flask) -> None:
    """Tune the shared instruments."""
    for extension in (csrf, db, storage, signer, authenticator, mail, limiter, compress):
        extension.init_app(app)
    with app.app_context():
        database.tune(db.engine)
    migrate.init_app(app, db, directory=str(Path(app.root_path) / "migrations"))
    babel.init_app(app, locale_selector=chosen_language)
    datastore = SQLAlchemyUserDatastore(db, User, None)  # type: ignore[arg-type]
    security.init_app(app, datastore, login_form=staff_sign_in.StaffSignInForm)
    events.wire(REACTIONS)
    letters.init_app(app)


def words(app: Flask) -> None:
    """Hand the templates what every page may say."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        may=may,
        label=label,
        citizen_label=citizen_label,
        languages=LANGUAGES,
        chosen_language=chosen_language,
        public_menu=PUBLIC,
        staff_menu=STAFF,
        home_institution=home_institution,
        brand_sheet=brand_sheet,
        institutions=institutions,
    )
