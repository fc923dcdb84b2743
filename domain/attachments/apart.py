"""Cleaning done apart from the site, so that a file made to harm harms itself only."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.workshop import Busy, Spoiled, Workshop
from domain.attachments.cleaning import (
    ENDINGS,
    MAX_BYTES,
    MOST,
    REFUSALS,
    UNREADABLE,
    cleaned,
    pixels,
)
from domain.errors import Unacceptable

BUSY = "Kami sedang memeriksa banyak berkas. Tunggu sebentar, lalu kirim lagi."
workshop = Workshop("domain.attachments.apart:work")


@dataclass(frozen=True)
class Clean:
    """A cleaned copy, what it is, and how wide and high when it is a picture."""

    data: bytes
    media_type: str
    width: int | None
    height: int | None


def cleaned_apart(filename: str, data: bytes) -> Clean:
    """The clean copy of an allowed file, or Unacceptable with the reason."""
    if not data:
        raise Unacceptable("files", "Berkas ini kosong.")
    if len(data) > MAX_BYTES:
        most = MAX_BYTES // 1024**2
        raise Unacceptable("files", "Berkas harus lebih kecil dari %(most)s MB.", most=most)
    name = filename.replace("\n", " ").encode(errors="replace")
    try:
        answer = workshop.do(name + b"\n" + data)
    except Busy as error:
        raise Unacceptable("files", BUSY) from error
    except Spoiled as error:
        raise Unacceptable("files", UNREADABLE) from error
    return read(answer)


def work(piece: bytes) -> bytes:
    """In the process apart: the clean copy under a line that tells of it, or the refusal."""
    name, _, data = piece.partition(b"\n")
    try:
        clean, media_type = cleaned(name.decode(), data)
        width, height = pixels(clean, media_type)
    except Unacceptable as refusal:
        return b"refused %d\n" % REFUSALS.index(refusal.sentence.words)
    return f"{media_type} {width or 0} {height or 0}\n".encode() + clean


def read(answer: bytes) -> Clean:
    """What came back, believed only as far as it can be checked."""
    told, _, clean = answer.partition(b"\n")
    try:
        kind, *numbers = told.decode("ascii").split(" ")
        if kind == "refused":
            raise Unacceptable("files", REFUSALS[int(numbers[0])])
        width, height = (int(number) or None for number in numbers)
    except (ValueError, IndexError) as error:
        raise Unacceptable("files", UNREADABLE) from error
    if kind not in ENDINGS or len(clean) > MOST:
        raise Unacceptable("files", UNREADABLE)
    return Clean(clean, kind, width, height)
