"""A file on its way out: never opened in our own name, and stored only where that is said."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file
from sqlalchemy.exc import NoResultFound

from domain.attachments.models import Attachment
from domain.attachments.service import content

UNSTORED = "no-store"
# A withdrawn page must soon be gone from caches too.
SHORTLY = "public, max-age=60, must-revalidate"


def hand_out(
    data: bytes, media_type: str, *, name: str = "", save: bool = False, cached: str = UNSTORED
) -> Response:
    """``data`` as a file that can run nothing; ``save`` keeps the browser from opening it."""
    response = send_file(
        BytesIO(data), mimetype=media_type, as_attachment=save, download_name=name or None
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = cached
    return response


def hand_out_attachment(
    attachment: Attachment, *, save: bool = False, cached: str = UNSTORED
) -> Response:
    """One kept file under its own name, or NoResultFound when the store has lost it."""
    try:
        data = content(attachment)
    except FileNotFoundError as lost:
        raise NoResultFound from lost
    return hand_out(data, attachment.media_type, name=attachment.filename, save=save, cached=cached)
