"""Files lose what gives people away, and refuse what they are not."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from domain import clock
from domain.attachments import cleaning, service
from domain.attachments.models import Attachment
from domain.errors import Unacceptable
from extensions import storage

GPS = 0x8825


def a_picture(mode="RGB", form="JPEG", size=(40, 20), colour=None, **save):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, form, **save)
    return out.getvalue()


def a_photo(**save):
    exif = Image.Exif()
    exif[0x010F] = "Merek HP"
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "S"
    exif.get_ifd(GPS)[2] = (7.0, 1.0, 2.0)
    return a_picture(exif=exif, comment=b"rahasia", icc_profile=b"profil penulis", **save)


def a_pdf(**save):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = "Sari Penulis"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["Sari Penulis"]
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.attachments["rahasia.txt"] = b"isi lampiran"
    out = BytesIO()
    pdf.save(out, compress_streams=False, **save)
    return out.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


def test_a_photo_loses_its_place_its_device_and_its_comment():
    clean, media_type = cleaning.cleaned("foto.JPG", a_photo())
    assert media_type == "image/jpeg"
    assert not opened(clean).getexif()
    assert not {b for b in (b"Merek HP", b"rahasia", b"profil penulis") if b in clean}


def test_a_photo_stands_upright():
    clean, _ = cleaning.cleaned("foto.jpg", a_photo())
    assert opened(clean).size == (20, 40)


@pytest.mark.parametrize(
    ("mode", "form", "name"),
    [
        ("L", "JPEG", "a.jpg"),
        ("CMYK", "JPEG", "a.jpeg"),
        ("1", "PNG", "a.png"),
        ("P", "PNG", "a.png"),
        ("LA", "PNG", "a.png"),
        ("I;16", "PNG", "a.png"),
        ("RGBA", "PNG", "a.png"),
        ("RGBA", "WEBP", "a.webp"),
        ("RGB", "WEBP", "a.webp"),
    ],
)
def test_every_kind_of_picture_is_rewritten(mode, form, name):
    clean, media_type = cleaning.cleaned(name, a_picture(mode, form))
    assert opened(clean).format == form
    assert media_type == f"image/{form.lower()}"


def test_a_transparent_picture_stays_transparent():
    clean, _ = cleaning.cleaned("a.png", a_picture("RGBA", "PNG", colour=(9, 9, 9, 0)))
    assert opened(clean).getpixel((0, 0))[3] == 0


def test_deep_grey_is_scaled_and_not_clipped():
    clean, _ = cleaning.cleaned("a.png", a_picture("I;16", "PNG", colour=0x8000))
    assert 100 < opened(clean).convert("L").getpixel((0, 0)) < 150


def test_an_animated_picture_keeps_its_first_frame():
    out = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    clean, _ = cleaning.cleaned("a.webp", out.getvalue())
    assert getattr(opened(clean), "n_frames", 1) == 1
    assert opened(clean).getpixel((4, 4))[0] > 200


def test_a_large_picture_is_made_smaller():
    clean, _ = cleaning.cleaned("a.png", a_picture("RGB", "PNG", (3000, 1000)))
    assert opened(clean).size == (2400, 800)


def test_words_hidden_in_a_png_are_gone():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Sari Penulis")
    clean, _ = cleaning.cleaned("a.png", a_picture("RGB", "PNG", pnginfo=words))
    assert b"Sari" not in clean


def test_a_picture_that_is_also_something_else_ends_as_a_picture():
    clean, _ = cleaning.cleaned("a.jpg", a_picture() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in clean


@pytest.mark.parametrize("size", [(8000, 8000), (20000, 10000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size):
    with pytest.raises(Unacceptable, match="terlalu besar"):
        cleaning.cleaned("a.png", a_picture("1", "PNG", size))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", a_pdf()),
        ("a.pdf", a_picture()),
        ("a.png", a_picture()),
        ("a.exe", b"MZ" + b"\0" * 200),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.html", b"<html><script>alert(1)</script></html>"),
        ("a", a_picture()),
        ("a.jpg", b"   "),
    ],
)
def test_what_it_is_and_what_it_is_called_must_agree(name, data):
    with pytest.raises(Unacceptable, match="JPG, PNG, WebP, atau PDF"):
        cleaning.cleaned(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", a_picture(size=(400, 400))[:400]),
        ("a.png", a_picture("RGB", "PNG", (400, 400))[:100]),
        ("a.webp", a_picture("RGB", "WEBP", (400, 400))[:60]),
        ("a.pdf", b"%PDF-1.7\n" + b"bukan pdf" * 50),
        ("a.pdf", b"%PDF-1.4\n%%EOF"),
    ],
)
def test_a_broken_file_is_said_to_be_broken(name, data):
    with pytest.raises(Unacceptable, match="rusak"):
        cleaning.cleaned(name, data)


def test_a_pdf_loses_its_author_its_script_and_what_it_carries():
    clean, media_type = cleaning.cleaned("surat.pdf", a_pdf())
    assert media_type == "application/pdf"
    assert not {b for b in (b"Sari", b"alert", b"isi lampiran") if b in clean}
    with pikepdf.open(BytesIO(clean)) as pdf:
        assert len(pdf.pages) == 1
        assert not pdf.attachments


def test_a_kept_picture_knows_its_size_and_a_document_has_none(db):
    picture = service.stage("t", "a.jpg", a_photo())
    document = service.stage("t", "a.pdf", a_pdf())
    assert (picture.width, picture.height) == (20, 40)
    assert (document.width, document.height) == (None, None)


def test_a_locked_pdf_is_said_to_be_locked():
    locked = a_pdf(encryption=pikepdf.Encryption(user="buka", owner="pemilik"))
    with pytest.raises(Unacceptable, match="kata sandi"):
        cleaning.cleaned("surat.pdf", locked)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\gambar\\foto.jpg", "foto.jpg"),
        ("gpj\u202efoto.exe", "gpjfoto.jpg"),
        ("\0\n.jpg", "berkas.jpg"),
        ("a" * 300 + ".jpg", "a" * 80 + ".jpg"),
    ],
)
def test_a_name_tells_no_lies(given, kept):
    assert cleaning.safe_name(given, "image/jpeg") == kept


def test_an_empty_file_and_a_huge_one_say_so(db):
    with pytest.raises(Unacceptable, match="kosong"):
        service.stage("t", "a.jpg", b"")
    with pytest.raises(Unacceptable, match="10 MB"):
        service.stage("t", "a.jpg", b"x" * (cleaning.MAX_BYTES + 1))


def test_a_sixth_file_is_one_too_many(db):
    for _ in range(service.MAX_FILES):
        service.stage("t", "a.jpg", a_picture())
    with pytest.raises(Unacceptable, match="5 berkas"):
        service.stage("t", "a.jpg", a_picture())


def test_only_the_forms_own_file_can_be_taken_away(db):
    mine, theirs = (service.stage(t, "a.jpg", a_picture()) for t in ("mine", "theirs"))
    service.unstage("mine", theirs.id)
    service.unstage("mine", mine.id)
    assert (service.staged("mine"), service.staged("theirs")) == ([], [theirs])


def test_files_nobody_sent_are_forgotten_with_their_bytes(db):
    with clock.stopped_at(clock.now() - timedelta(days=2)):
        key = service.stage("old", "a.jpg", a_picture()).storage_key
    service.stage("new", "a.jpg", a_picture())
    assert service.forget_abandoned() == 1
    assert db.session.query(Attachment).count() == 1
    with pytest.raises(FileNotFoundError):
        storage.get(key)
