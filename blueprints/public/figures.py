"""Published figures as files, and the pictures of published achievements."""

from __future__ import annotations

from flask import current_app, make_response, request
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.public import blueprint
from domain.attachments.service import content
from domain.publishing.queries import public_page
from web.drawing.files import MAKERS, MEDIA
from web.drawing.spec import ChartSpec
from web.guards import public

# A withdrawn page must soon be gone from caches too.
SHORTLY = "public, max-age=60, must-revalidate"


@blueprint.get("/infografis/<slug>.<any(svg, png, csv):ending>")
@public
def figure_file(slug: str, ending: str) -> Response:
    """Hand out the figure of a published achievement as a drawing, a picture or a table."""
    achievement = public_page(slug)
    if achievement.figures is None:
        raise NoResultFound
    address = f"{current_app.config['SITE_URL']}/capaian/{slug}".partition("://")[2]
    data = MAKERS[ending](ChartSpec.from_figures(achievement.figures), address)
    response = answer(data, MEDIA[ending])
    kind = "attachment" if ending == "csv" else "inline"
    response.headers["Content-Disposition"] = f'{kind}; filename="{slug}.{ending}"'
    return response


@blueprint.get("/capaian/<slug>/foto")
@public
def achievement_image(slug: str) -> Response:
    """Show the picture of a published achievement."""
    image = public_page(slug).image
    if image is None or not image.is_public:
        raise NoResultFound
    try:
        data = content(image)
    except FileNotFoundError as error:
        raise NoResultFound from error
    return answer(data, image.media_type)


def answer(data: bytes, media_type: str) -> Response:
    """The file, unable to run anything, and only sent again when it changed."""
    response = make_response(data)
    response.content_type = media_type if media_type != "text/csv" else "text/csv; charset=utf-8"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = SHORTLY
    response.add_etag()
    return response.make_conditional(request)
