"""The photos inside a PDF, without what their cameras wrote into them.

They lie there as whole files. Segments and boxes are left out and the pixels never touched:
decoding anew could change their colours in the document.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode

import pikepdf

MAX_UNPACKED = 100 * 1024**2
START, END = b"\xff\xd8", b"\xff\xd9"
MARKER = re.compile(rb"\xff([^\x00\xff])")
# Inside a scan, zero and the eight restart marks belong to the pixels.
SCAN_ENDS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
ALONE = {0x01, *range(0xD0, 0xD9)}
SCAN, JFIF, ADOBE, COMMENT = 0xDA, 0xE0, 0xEE, 0xFE
APPLICATION = range(0xE0, 0xF0)
# JPEG 2000: boxes that only tell about the photo, and the bytes before a box's content.
TOLD = {b"xml ", b"uuid", b"uinf"}
BOX = 8


def strip_photo(stream: pikepdf.Stream) -> None:
    """Write the photo in ``stream`` without place and device; other streams stay as they are."""
    filters, settings = listed(stream.get("/Filter")), listed(stream.get("/DecodeParms"))
    clean = PHOTOS.get(str(filters[-1])) if filters else None
    if clean is None:
        return
    data = stream.read_raw_bytes()
    for wrapping in filters[:-1]:
        data = UNWRAP[str(wrapping)](data)
    own = settings[-1] if len(settings) == len(filters) else None
    parameters = own if isinstance(own, pikepdf.Dictionary) else None
    stream.write(clean(data), filter=pikepdf.Name(str(filters[-1])), decode_parms=parameters)


def listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    """What PDF writes as nothing, one thing or several, as several."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def inflated(data: bytes, room: int = MAX_UNPACKED) -> bytes:
    """Unpacked, unless it would fill the memory."""
    engine = zlib.decompressobj()
    plain = engine.decompress(data, max(room, 1))
    if engine.unconsumed_tail:
        raise ValueError("unpacks to too much")
    return plain


def from_85(data: bytes) -> bytes:
    """Bytes from their ASCII letters, up to the closing mark."""
    return a85decode(data.partition(b"~>")[0].strip().removeprefix(b"<~"))


def from_hex(data: bytes) -> bytes:
    """Bytes from their two digits each, up to the closing mark."""
    digits = b"".join(data.partition(b">")[0].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG's own segments up to its end: no place, device, comment, thumbnail or sequel."""
    at = data.index(START) + 2
    kept = [START]
    while found := MARKER.search(data, at):
        at, code = found.start(), found[1][0]
        if code == END[1]:
            break
        after = at + 2 if code in ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4])
        kept.append(bare_segment(code, data[at:after]))
        at = after
        if code == SCAN:
            ends = SCAN_ENDS.search(data, at)
            after = ends.start() if ends else len(data)
            kept.append(data[at:after])
            at = after
    return b"".join([*kept, END])


def bare_segment(code: int, segment: bytes) -> bytes:
    """The segment if a decoder needs it, without a thumbnail; else nothing."""
    if code == JFIF and segment[4:9] == b"JFIF\0":
        return b"\xff\xe0\x00\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0"
    if code == ADOBE and segment[4:9] == b"Adobe":
        return b"\xff\xee\x00\x0e" + segment[4:16].ljust(12, b"\0")
    return b"" if code in APPLICATION or code == COMMENT else segment


def bare_jpeg2000(data: bytes) -> bytes:
    """The same boxes at the same places, those that only tell about the photo made blank."""
    bare, at = bytearray(data), 0
    while data[4:8] == b"jP  " and at + BOX <= len(data):
        length, kind, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + BOX], BOX
        if length == 1:
            length, head = int.from_bytes(data[at + BOX : at + 2 * BOX]), 2 * BOX
        end = min(at + length, len(data)) if length >= head else len(data)
        if kind in TOLD:
            bare[at + 4 : at + BOX] = b"free"
            bare[at + head : end] = bytes(max(0, end - at - head))
        at = end
    return bytes(bare)


PHOTOS = {"/DCTDecode": bare_jpeg, "/DCT": bare_jpeg, "/JPXDecode": bare_jpeg2000}
UNWRAP = {"/FlateDecode": inflated, "/ASCII85Decode": from_85, "/ASCIIHexDecode": from_hex}
