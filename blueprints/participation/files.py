"""A file on its way out: never opened by the browser in our own name, never stored."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file
from sqlalchemy.exc import NoResultFound

from domain.attachments.models import Attachment
from domain.attachments.service import content


def download(attachment: Attachment) -> Response:
    """The file, to be saved under its own name."""
    try:
        data = content(attachment)
    except FileNotFoundError as error:
        raise NoResultFound from error
    response = send_file(
        BytesIO(data),
        mimetype=attachment.media_type,
        as_attachment=True,
        download_name=attachment.filename,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
