"""Accept files, keep them, tie them to what they prove."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

from domain.attachments.cleaning import MAX_BYTES, cleaned, pixels, safe_name
from domain.attachments.models import Attachment
from domain.clock import now
from domain.codes import token_hash
from domain.errors import Unacceptable
from domain.unit_of_work import if_saved, transactional
from extensions import db, storage

MAX_FILES = 5
STAGED_FOR = timedelta(days=1)


def stage(token: str, filename: str, data: bytes) -> Attachment:
    """Keep a cleaned copy for the form that carries ``token``, or raise Unacceptable."""
    if len(staged(token)) >= MAX_FILES:
        raise Unacceptable("files", "Paling banyak %(most)s berkas.", most=MAX_FILES)
    attachment = kept(filename, data)
    key = attachment.storage_key
    try:
        return hold(token, attachment)
    except BaseException:
        storage.delete(key)  # no row tells of it, so nobody else would ever forget it
        raise


@transactional
def hold(token: str, attachment: Attachment) -> Attachment:
    """Save the row of a file that waits for its form."""
    attachment.form_token_hash = token_hash(token)
    db.session.add(attachment)
    return attachment


def staged(token: str) -> list[Attachment]:
    """The files waiting for this form to be sent."""
    statement = db.select(Attachment).filter_by(form_token_hash=token_hash(token))
    return list(db.session.scalars(statement.order_by(Attachment.id)))


@transactional
def unstage(token: str, attachment_id: int) -> None:
    """Remove one of the form's waiting files."""
    for attachment in staged(token):
        if attachment.id == attachment_id:
            db.session.delete(attachment)
            if_saved(partial(storage.delete, attachment.storage_key))


def adopt(token: str, submission_id: int, message_id: int | None = None) -> None:
    """Give the form's waiting files to the submission (and message), in the caller's unit."""
    for attachment in staged(token):
        attachment.form_token_hash = None
        attachment.submission_id = submission_id
        attachment.message_id = message_id


def kept(filename: str, data: bytes) -> Attachment:
    """An unsaved row for a file cleaned and stored; the caller adds it."""
    if not data:
        raise Unacceptable("files", "Berkas ini kosong.")
    if len(data) > MAX_BYTES:
        raise Unacceptable(
            "files", "Berkas harus lebih kecil dari %(most)s MB.", most=MAX_BYTES // 1024**2
        )
    clean, media_type = cleaned(filename, data)
    width, height = pixels(clean, media_type)
    key = uuid4().hex
    storage.put(key, clean)
    return Attachment(
        storage_key=key,
        filename=safe_name(filename, media_type),
        media_type=media_type,
        size=len(clean),
        width=width,
        height=height,
    )


def content(attachment: Attachment) -> bytes:
    """The cleaned bytes of a file, or FileNotFoundError."""
    return storage.get(attachment.storage_key)


@transactional
def forget_abandoned() -> int:
    """Delete files whose form was never sent; say how many."""
    statement = db.select(Attachment).where(
        Attachment.form_token_hash.is_not(None), Attachment.created_at < now() - STAGED_FOR
    )
    abandoned = db.session.scalars(statement).all()
    for attachment in abandoned:
        db.session.delete(attachment)
        if_saved(partial(storage.delete, attachment.storage_key))
    return len(abandoned)
