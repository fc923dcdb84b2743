"""Accept files, keep them, tie them to what they prove."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import uuid4

from domain.attachments.apart import Clean, cleaned_apart
from domain.attachments.cleaning import safe_name
from domain.attachments.models import Attachment
from domain.clock import now
from domain.codes import token_hash
from domain.errors import Unacceptable
from domain.unit_of_work import if_saved, let_go_of_old_reads, transactional
from extensions import db, storage

MAX_FILES = 5
STAGED_FOR = timedelta(days=1)
# Files of forms nobody sent may fill this much; then the older ones make room first.
WAITING_BYTES = 1024**3
SPARED_FOR = timedelta(hours=1)


def stage(token: str, filename: str, data: bytes) -> Attachment:
    """Keep a cleaned copy for the form that carries ``token``, or raise Unacceptable."""
    if len(staged(token)) >= MAX_FILES:
        raise too_many()
    if waiting() > WAITING_BYTES and forget_abandoned(SPARED_FOR) == 0:
        raise Unacceptable("files", "Tempat berkas sedang penuh. Kirim dulu tanpa berkas ini.")
    attachment = kept(filename, looked_at(filename, data))
    key = attachment.storage_key
    try:
        return hold(token, attachment)
    except BaseException:
        storage.delete(key)  # no row tells of it, so nobody else would ever forget it
        raise


def too_many() -> Unacceptable:
    """The refusal of one file more than a form may carry."""
    return Unacceptable("files", "Paling banyak %(most)s berkas.", most=MAX_FILES)


def waiting() -> int:
    """How many bytes wait for their form to be sent."""
    statement = db.select(db.func.coalesce(db.func.sum(Attachment.size), 0))
    found = db.session.scalar(statement.where(Attachment.form_token_hash.is_not(None)))
    return int(found or 0)


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


@transactional
def unstage_all(token: str) -> None:
    """Remove every waiting file of a form."""
    for attachment in staged(token):
        unstage(token, attachment.id)


def are_among(some: Sequence[Attachment], others: Sequence[Attachment]) -> bool:
    """Whether each of ``some`` is, byte for byte, one of ``others``."""
    known = {content(other) for other in others if other.size in {one.size for one in some}}
    return all(content(one) in known for one in some)


def adopt(token: str, submission_id: int, message_id: int | None = None) -> None:
    """Give the form's waiting files to the submission (and message), in the caller's unit."""
    for attachment in staged(token):
        attachment.form_token_hash = None
        attachment.submission_id = submission_id
        attachment.message_id = message_id


def looked_at(filename: str, data: bytes) -> Clean:
    """The clean copy, made while no row is locked: looking at a file takes a while.

    Call it before a unit of work; Unacceptable says why a file is refused.
    """
    let_go_of_old_reads(db.session())
    return cleaned_apart(filename, data)


def kept(filename: str, data: bytes | Clean) -> Attachment:
    """An unsaved row for a file cleaned and stored; the caller adds it."""
    clean = data if isinstance(data, Clean) else cleaned_apart(filename, data)
    key = uuid4().hex
    storage.put(key, clean.data)
    return Attachment(
        storage_key=key,
        filename=safe_name(filename, clean.media_type),
        media_type=clean.media_type,
        size=len(clean.data),
        width=clean.width,
        height=clean.height,
        sha256=hashlib.sha256(clean.data).hexdigest(),
    )


def content(attachment: Attachment) -> bytes:
    """The cleaned bytes of a file, or FileNotFoundError."""
    return storage.get(attachment.storage_key)


@transactional
def forget_abandoned(after: timedelta = STAGED_FOR) -> int:
    """Delete files whose form was not sent for so long; say how many."""
    statement = db.select(Attachment).where(
        Attachment.form_token_hash.is_not(None), Attachment.created_at < now() - after
    )
    abandoned = db.session.scalars(statement).all()
    for attachment in abandoned:
        db.session.delete(attachment)
        if_saved(partial(storage.delete, attachment.storage_key))
    return len(abandoned)
