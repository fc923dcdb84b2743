"""What a file gives away, taken out: place, device, author, scripts.

Images are decoded and written anew, which also ends files that are two things at once.
PDFs lose their author, metadata, scripts and embedded files. Anything else is refused.
"""

from __future__ import annotations

import unicodedata
from io import BytesIO
from pathlib import PurePath

import pikepdf
import puremagic
from PIL import Image, ImageOps

from domain.errors import Unacceptable

MAX_BYTES = 10 * 1024**2
MAX_SIDE = 2400
MAX_PIXELS = 60_000_000
WRONG_TYPE = "Berkas harus JPG, PNG, WebP, atau PDF."
UNREADABLE = "Berkas ini rusak atau tidak bisa dibaca. Coba berkas lain."
LOCKED = "Berkas PDF ini dikunci kata sandi. Buka kuncinya lebih dulu."
TOO_LARGE = "Gambar ini terlalu besar. Perkecil lebih dulu."
IMAGES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
# PDF keys that run something or carry something along.
ACTIVE_KEYS = ("/OpenAction", "/AA", "/Metadata", "/PieceInfo", "/AcroForm")


def cleaned(filename: str, data: bytes) -> tuple[bytes, str]:
    """A clean copy of an allowed file and its media type, or Unacceptable with the reason."""
    ending = PurePath(filename).suffix.lower()
    found = sniffed(data)
    if found in IMAGES and ending in IMAGES and IMAGES[found] == IMAGES[ending]:
        return clean_image(data, IMAGES[found])
    if found == ending == ".pdf":
        return clean_pdf(data), "application/pdf"
    raise Unacceptable("files", WRONG_TYPE)


def sniffed(data: bytes) -> str:
    """The ending the content itself suggests; empty when nothing is recognised."""
    try:
        found = puremagic.from_string(data[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    return {".jfif": ".jpg", ".jpe": ".jpg"}.get(found, found)


def clean_image(data: bytes, form: str) -> tuple[bytes, str]:
    """The picture alone, upright, at most MAX_SIDE pixels a side."""
    try:
        with Image.open(BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Unacceptable("files", TOO_LARGE)
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            fresh = upright.convert("RGB" if form == "JPEG" else "RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Unacceptable("files", UNREADABLE) from error
    # Copying the pixels alone leaves every metadata block behind.
    bare = Image.frombytes(fresh.mode, fresh.size, fresh.tobytes())
    out = BytesIO()
    bare.save(out, form, quality=82)
    return out.getvalue(), f"image/{form.lower()}"


def clean_pdf(data: bytes) -> bytes:
    """The pages, without author, metadata, scripts or embedded files."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for key in ACTIVE_KEYS:
                pdf.Root.pop(key, None)
            names = pdf.Root.get("/Names")
            for key in ("/JavaScript", "/EmbeddedFiles"):
                if names is not None:
                    names.pop(key, None)
            for page in pdf.pages:
                page.obj.pop("/AA", None)
                page.obj.pop("/Annots", None)
            del pdf.docinfo
            out = BytesIO()
            pdf.save(out)
    except pikepdf.PasswordError as error:
        raise Unacceptable("files", LOCKED) from error
    except pikepdf.PdfError as error:
        raise Unacceptable("files", UNREADABLE) from error
    return out.getvalue()


def safe_name(filename: str, media_type: str) -> str:
    """A file name without control or direction marks, with the content's own ending."""
    stem = PurePath(filename.replace("\\", "/")).stem
    kept = "".join(c for c in stem if unicodedata.category(c)[0] != "C" and c not in '/:*?"<>|')
    return (kept.strip(" .")[:80] or "berkas") + ENDINGS[media_type]
