"""What a file gives away, taken out: place, device, author, scripts.

Images are decoded and written anew, which also ends files that are two things at once.
PDFs are built anew from what shows on their pages. Anything else is refused.
"""

from __future__ import annotations

import unicodedata
import warnings
import zlib
from io import BytesIO
from pathlib import PurePath

import pikepdf
import puremagic
from PIL import Image, ImageOps

from domain.attachments.documents import PHOTO_IN_TEXT, TOO_LONG, rebuilt
from domain.errors import Unacceptable

MAX_BYTES = 10 * 1024**2
MOST = 2 * MAX_BYTES  # a picture written anew may grow
MAX_SIDE = 2400
# A JPEG is decoded small at once; the others need the memory of every pixel.
MAX_PIXELS = {"JPEG": 60_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
WRONG_TYPE = "Berkas harus JPG, PNG, WebP, atau PDF."
UNREADABLE = "Berkas ini rusak atau tidak bisa dibaca. Coba berkas lain."
LOCKED = "Berkas PDF ini dikunci kata sandi. Buka kuncinya lebih dulu."
TOO_LARGE = "Gambar ini terlalu besar. Perkecil lebih dulu."
REFUSALS = (WRONG_TYPE, UNREADABLE, LOCKED, TOO_LARGE, TOO_LONG, PHOTO_IN_TEXT)
IMAGES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
PICTURES = ENDINGS.keys() - {"application/pdf"}
# What a decoder may raise on hostile bytes; memory and size alarms count as unreadable.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    zlib.error,
)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)


def cleaned(filename: str, data: bytes) -> tuple[bytes, str]:
    """A clean copy of an allowed file and its media type, or Unacceptable with the reason."""
    ending = PurePath(filename.strip()).suffix.lower()
    found = sniffed(data)
    if found in IMAGES and ending in IMAGES and IMAGES[found] == IMAGES[ending]:
        return clean_image(data, IMAGES[found])
    if found == ending == ".pdf":
        return clean_pdf(data), "application/pdf"
    raise Unacceptable("files", WRONG_TYPE)


def sniffed(data: bytes) -> str:
    """The ending the content itself suggests; empty when nothing is recognised."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    try:
        found = puremagic.from_string(data[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    return {".jfif": ".jpg", ".jpe": ".jpg", ".jpg_large": ".jpg"}.get(found, found)


def clean_image(data: bytes, form: str) -> tuple[bytes, str]:
    """The picture alone, upright, at most MAX_SIDE pixels a side."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            bare = bare_picture(data, form)
    except BOMBS as error:
        raise Unacceptable("files", TOO_LARGE) from error
    except BROKEN as error:
        raise Unacceptable("files", UNREADABLE) from error
    out = BytesIO()
    bare.save(out, form, quality=82)
    return out.getvalue(), f"image/{form.lower()}"


def pixels(clean: bytes, media_type: str) -> tuple[int | None, int | None]:
    """How wide and high a cleaned picture is, so that a page can keep its place free."""
    if media_type not in PICTURES:
        return None, None
    with Image.open(BytesIO(clean)) as picture:
        return picture.size


def bare_picture(data: bytes, form: str) -> Image.Image:
    """The first frame's pixels and nothing else: no place, device, profile or comment."""
    with Image.open(BytesIO(data), formats=[form]) as picture:
        if picture.width * picture.height > MAX_PIXELS[form]:
            raise Unacceptable("files", TOO_LARGE)
        picture.draft(None, (MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(eight_bits(picture))
        upright.thumbnail((MAX_SIDE, MAX_SIDE))
    see_through = form != "JPEG" and upright.has_transparency_data
    fresh = upright.convert("RGBA" if see_through else "RGB")
    return Image.frombytes(fresh.mode, fresh.size, fresh.tobytes())


def eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen-bit grey scaled to eight, which a plain conversion would clip to white."""
    if not picture.mode.startswith("I"):
        return picture
    scaled = picture.convert("I").point(lambda value: value / 256)
    grey = scaled.convert("L")
    grey.info = dict(picture.info)
    return grey


def clean_pdf(data: bytes) -> bytes:
    """The pages, without author, metadata, scripts or embedded files."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return rebuilt(pdf)
    except pikepdf.PasswordError as error:
        raise Unacceptable("files", LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, MemoryError, *BROKEN) as error:
        raise Unacceptable("files", UNREADABLE) from error


def shown_name(filename: str) -> str:
    """A file's name as it may be said back: no control or direction marks, no folders."""
    last = PurePath(filename.replace("\\", "/")).name
    return "".join(c for c in last if unicodedata.category(c)[0] != "C")[:60]


def safe_name(filename: str, media_type: str) -> str:
    """A file name without control or direction marks, with the content's own ending."""
    stem = PurePath(filename.replace("\\", "/")).stem
    kept = "".join(c for c in stem if unicodedata.category(c)[0] != "C" and c not in '/:*?"<>|')
    return (kept.strip(" .")[:80] or "berkas") + ENDINGS[media_type]
