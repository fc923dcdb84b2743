"""Published figures as files, and the pictures of published achievements."""

from __future__ import annotations

from flask import current_app, request
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.public import blueprint
from domain.publishing.queries import public_page
from web.drawing.files import MAKERS, MEDIA
from web.drawing.spec import ChartSpec
from web.guards import public
from web.handouts import SHORTLY, hand_out, hand_out_attachment


@blueprint.get("/infografis/<slug>.<any(svg, png, csv):ending>")
@public
def figure_file(slug: str, ending: str) -> Response:
    """Hand out the figure of a published achievement as a drawing, a picture or a table."""
    achievement = public_page(slug)
    if achievement.figures is None:
        raise NoResultFound
    address = f"{current_app.config['SITE_URL']}/capaian/{slug}".partition("://")[2]
    data = MAKERS[ending](ChartSpec.from_figures(achievement.figures), address)
    media_type = f"{MEDIA[ending]}; charset=utf-8" if ending == "csv" else MEDIA[ending]
    name = f"{slug}.{ending}"
    return lately(hand_out(data, media_type, name=name, save=ending == "csv", cached=SHORTLY))


@blueprint.get("/capaian/<slug>/foto")
@public
def achievement_image(slug: str) -> Response:
    """Show the picture of a published achievement."""
    image = public_page(slug).image
    if image is None or not image.is_public:
        raise NoResultFound
    return lately(hand_out_attachment(image, cached=SHORTLY))


def lately(response: Response) -> Response:
    """The file, only sent again when it changed."""
    response.direct_passthrough = False
    response.add_etag(overwrite=True)
    return response.make_conditional(request)
