"""A PDF built anew from its pages: what shows is kept, everything else stays behind.

Kept is what is on the lists below. So outlines, scripts, forms, attachments, threads,
layers and whatever another program invents are gone without being named.
"""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf

from domain.attachments.photos import PHOTOS, inflated, listed, strip_photo
from domain.errors import Unacceptable

MAX_PAGES = 500
MAX_INFLATED = 100 * 1024**2
TOO_LONG = "Dokumen ini terlalu panjang. Paling banyak 500 halaman."
PHOTO_IN_TEXT = "Foto di dalam PDF ini tidak bisa kami bersihkan. Kirim fotonya saja."
PAGE_KEYS = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
INHERITED = {"/MediaBox", "/CropBox", "/Rotate", "/Resources"}
DEEPEST = 100
# Dictionaries whose keys are the document's own names for fonts, photos, colours and shapes.
KEY = re.compile(r"/\w+")
NAMED = frozenset(
    KEY.findall("/ExtGState /ColorSpace /Pattern /Shading /XObject /Font /CharProcs /Colorants")
)
# Every key that a page, its fonts, photos, colours and shapes need to be seen.
SEEN = NAMED | frozenset(
    KEY.findall("""
    /Type /Subtype /S /Length /Filter /DecodeParms /Resources /Group /BBox /Matrix /FormType
    /Width /Height /BitsPerComponent /ImageMask /Mask /Decode /Interpolate /SMask /SMaskInData
    /Matte /Intent /Predictor /Colors /Columns /EarlyChange /ColorTransform /K /EndOfLine
    /EncodedByteAlign /Rows /EndOfBlock /BlackIs1 /DamagedRowsBeforeError /JBIG2Globals
    /BaseFont /FirstChar /LastChar /Widths /FontDescriptor /Encoding /ToUnicode /Name
    /DescendantFonts /CIDSystemInfo /Registry /Ordering /Supplement /DW /W /DW2 /W2
    /CIDToGIDMap /FontBBox /FontMatrix /BaseEncoding /Differences /FontName /FontFamily
    /FontStretch /FontWeight /Flags /ItalicAngle /Ascent /Descent /Leading /CapHeight /XHeight
    /StemV /StemH /AvgWidth /MaxWidth /MissingWidth /FontFile /FontFile2 /FontFile3 /CharSet
    /CIDSet /Length1 /Length2 /Length3 /WMode /UseCMap /CMapName /CMapType
    /LW /LC /LJ /ML /D /RI /OP /op /OPM /BG /BG2 /UCR /UCR2 /TR /TR2 /HT /FL /SM /SA /BM /CA
    /ca /AIS /TK /G /BC /I /CS /PatternType /PaintType /TilingType /XStep /YStep /ShadingType
    /ColorSpace /Background /AntiAlias /Coords /Domain /Function /Extend /BitsPerCoordinate
    /BitsPerFlag /VerticesPerRow /FunctionType /Range /Size /BitsPerSample /Order /Encode /C0
    /C1 /N /Functions /Bounds /WhitePoint /BlackPoint /Gamma /Process /Components
    /MixingHints /HalftoneType /Frequency /Angle /SpotFunction /TransferFunction /Xsquare
    /Ysquare
    """)
)
DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
# A picture written straight into the page's text, from its beginning to its bytes.
PICTURE_IN_TEXT = re.compile(rb"BI(?=[\s/%])(.{0,4000}?)\sID(?=\s)", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PHOTO_NAMES = re.compile(rb"/(DCT|JPX)")


def rebuilt(pdf: pikepdf.Pdf) -> bytes:
    """The pages of ``pdf`` in a new file; Unacceptable when it has too many."""
    if len(pdf.pages) > MAX_PAGES:
        raise Unacceptable("files", TOO_LONG)
    fresh = pikepdf.new()
    for page in pdf.pages:
        leaf = fresh.copy_foreign(pdf.make_indirect(bare_page(page.obj)))
        fresh.pages.append(pikepdf.Page(leaf))
    clean(fresh)
    out = BytesIO()
    # Nothing is unpacked to be packed again, and no time is written down.
    fresh.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, deterministic_id=True)
    return out.getvalue()


def clean(pdf: pikepdf.Pdf) -> None:
    """Take out of every page what does not show, and of every photo what does not either."""
    streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    shown = [page.obj.get(key) for page in pdf.pages for key in ("/Resources", "/Group")]
    prune([*shown, *streams])
    room = MAX_INFLATED
    for stream in streams:
        room -= clean_stream(stream, room)
    # A page drawn by several streams reads them as one.
    parts = {tuple(part.objgen for part in contents(page.obj)): page for page in pdf.pages}
    for page in (page for numbers, page in parts.items() if len(numbers) > 1):
        drawn = b"\n".join(plain(part, room) for part in contents(page.obj))
        room -= len(drawn)
        refuse_photos(drawn)


def bare_page(page: pikepdf.Object) -> pikepdf.Dictionary:
    """What shows of a page, with what it takes over from the pages' tree."""
    kept = {key: found for key in PAGE_KEYS if (found := of_page(page, key)) is not None}
    return pikepdf.Dictionary({"/Type": pikepdf.Name.Page, **kept})


def of_page(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """A page's own value, or the nearest above it."""
    node: pikepdf.Object | None = page
    for _ in range(DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        found = node.get(key)
        if found is not None or key not in INHERITED:
            return found
        node = node.get("/Parent")
    return None


def contents(page: pikepdf.Object) -> list[pikepdf.Stream]:
    """The streams that together draw a page."""
    return [part for part in listed(page.get("/Contents")) if isinstance(part, pikepdf.Stream)]


def prune(roots: list[pikepdf.Object | None]) -> None:
    """Take out of ``roots``, and all they lead to, every key that is not on the list."""
    left = [(thing, False) for thing in roots]
    seen: set[tuple[tuple[int, int], bool]] = set()
    while left:
        thing, is_named = left.pop()
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            continue
        if thing.is_indirect:
            if (thing.objgen, is_named) in seen:
                continue
            seen.add((thing.objgen, is_named))
        if isinstance(thing, pikepdf.Array):
            forget_profile(thing)
            left += [(item, False) for item in thing]
            continue
        for key in set(thing.keys()):
            if is_named or key in SEEN:
                left.append((thing[key], key in NAMED and not is_named))
            else:
                del thing[key]


def forget_profile(colours: pikepdf.Array) -> None:
    """Name the plain colours instead of a profile, which names the screen or the scanner."""
    if len(colours) != 2 or colours[0] != pikepdf.Name.ICCBased:
        return
    profile = colours[1]
    device = DEVICES.get(int(profile.get("/N", 0))) if isinstance(profile, pikepdf.Stream) else None
    if device:
        colours[0] = pikepdf.Name(device)
        del colours[1]


def clean_stream(stream: pikepdf.Stream, room: int) -> int:
    """Clean a photo, look through anything else; how many bytes that was when unpacked."""
    names = listed(stream.get("/Filter"))
    if names and str(names[-1]) in PHOTOS:
        strip_photo(stream)
        return 0
    if stream.get("/Subtype") == pikepdf.Name.Image:
        return 0
    data = plain(stream, room)
    refuse_photos(data)
    return len(data)


def plain(stream: pikepdf.Stream, room: int) -> bytes:
    """The stream unpacked, at most ``room`` bytes of it, or ValueError."""
    names = [str(name) for name in listed(stream.get("/Filter"))]
    if names in (["/FlateDecode"], ["/Fl"]) and "/DecodeParms" not in stream:
        return inflated(bytes(stream.read_raw_bytes()), room)
    data = bytes(stream.read_bytes())
    if len(data) > room:
        raise ValueError("unpacks to too much")
    return data


def refuse_photos(drawn: bytes) -> None:
    """Refuse a page with a camera's photo written straight into it."""
    for found in PICTURE_IN_TEXT.finditer(drawn):
        words = ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), found[1])
        if PHOTO_NAMES.search(words):
            raise Unacceptable("files", PHOTO_IN_TEXT)
