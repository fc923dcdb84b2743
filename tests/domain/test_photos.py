"""A photo inside a PDF loses what its camera wrote, and not one pixel."""

import base64 as b64
import zlib
from io import BytesIO

import pikepdf
import pytest

from domain.attachments import cleaning, photos
from domain.errors import Unacceptable
from tests.domain.test_attachments import GPS, a_photo, a_picture, opened

pytestmark = pytest.mark.static


def a_scan(photo, *wrappings, form="DCTDecode", **settings):
    """A PDF whose page shows ``photo`` as it came from the camera."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(40, 20))
    for wrapping in reversed(wrappings):
        photo = PACK[wrapping](photo)
    image = pdf.make_stream(photo, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    image.update({"/Width": 40, "/Height": 20, "/BitsPerComponent": 8})
    image.ColorSpace = pikepdf.Name.DeviceRGB
    names = [pikepdf.Name("/" + name) for name in (*wrappings, form)]
    image.Filter = pikepdf.Array(names) if wrappings else names[0]
    if settings:
        image.DecodeParms = pikepdf.Dictionary(**settings)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=image))
    page.Contents = pdf.make_stream(b"40 0 0 20 0 0 cm /Foto Do")
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


PACK = {
    "FlateDecode": zlib.compress,
    "ASCII85Decode": lambda data: b64.a85encode(data, adobe=True)[2:],
    "ASCIIHexDecode": lambda data: data.hex().encode() + b">",
}


def the_photo(pdf_file):
    with pikepdf.open(BytesIO(pdf_file)) as pdf:
        return bytes(pdf.pages[0].Resources.XObject.Foto.read_raw_bytes())


@pytest.mark.parametrize(
    "wrappings",
    [
        (),
        ("FlateDecode",),
        ("ASCII85Decode",),
        ("ASCIIHexDecode",),
        ("ASCII85Decode", "FlateDecode"),
    ],
)
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_inside_a_pdf_loses_its_place_and_device_but_no_pixel(wrappings, progressive):
    photo = a_photo(progressive=progressive) + b"ekor berkas"
    clean, _ = cleaning.cleaned("pindaian.pdf", a_scan(photo, *wrappings))
    kept = the_photo(clean)
    assert opened(photo).getexif().get_ifd(GPS)
    assert not opened(kept).getexif()
    assert not {b for b in (b"Merek HP", b"rahasia", b"profil penulis", b"ekor") if b in kept}
    assert opened(kept).tobytes() == opened(photo).tobytes()


def test_a_photo_inside_a_pdf_keeps_how_its_colours_are_read():
    photo = a_picture("CMYK", colour=(10, 200, 30, 40))
    clean, _ = cleaning.cleaned("pindaian.pdf", a_scan(photo, ColorTransform=1))
    assert opened(the_photo(clean)).tobytes() == opened(photo).tobytes()
    with pikepdf.open(BytesIO(clean)) as pdf:
        assert pdf.pages[0].Resources.XObject.Foto.DecodeParms.ColorTransform == 1


def test_a_jpeg_2000_inside_a_pdf_loses_what_it_tells():
    photo = a_picture(form="JPEG2000")
    box = (8 + len(b"lokasi rumah")).to_bytes(4, "big") + b"xml lokasi rumah"
    photo = photo[:32] + box + photo[32:]  # after the signature and the file type
    clean, _ = cleaning.cleaned("pindaian.pdf", a_scan(photo, form="JPXDecode"))
    assert b"lokasi rumah" in photo
    assert b"lokasi rumah" not in the_photo(clean)
    assert opened(the_photo(clean)).tobytes() == opened(photo).tobytes()


def test_a_photo_that_would_fill_the_memory_ends_the_pdf():
    bomb = a_scan(bytes(photos.MAX_UNPACKED + 1), "FlateDecode")
    with pytest.raises(Unacceptable, match="rusak"):
        cleaning.cleaned("pindaian.pdf", bomb)
