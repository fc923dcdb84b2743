"""A file made to harm harms itself only; a PDF tells what its pages show and no more."""

import base64 as b64
import time
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from adapters.workshop import Busy, Spoiled, Workshop
from domain.attachments import apart, cleaning, documents, service
from domain.errors import Unacceptable
from tests.domain.test_attachments import a_pdf, a_photo, a_picture, opened

NAME = pikepdf.Name
MISCHIEF = f"{__name__}:mischief"


def mischief(piece):
    """What a decoder taken over by a file might try."""
    if piece == b"spin":
        while True:
            pass
    if piece == b"sleep":
        time.sleep(60)
    if piece == b"fill":
        return bytes(2 * 1024**3)
    if piece == b"die":
        raise SystemExit(1)
    return piece[::-1]


def saved(pdf):
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def drawn(text, pages=1, **resources):
    pdf = pikepdf.new()
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(text, 9), filter=NAME.FlateDecode)
    for _ in range(pages):
        page = pdf.add_blank_page()
        page.Contents = stream
        page.Resources = pikepdf.Dictionary(**resources)
    return saved(pdf)


def everything_in(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        told = [pdf.trailer.unparse()]
        for thing in pdf.objects:
            told.append(thing.unparse(resolved=True))
            if isinstance(thing, pikepdf.Stream):
                told += [bytes(thing.read_raw_bytes()), bytes(thing.read_bytes())]
    return b"\n".join(told)


def test_a_small_pdf_that_unpacks_to_much_costs_little():
    forms = pikepdf.Dictionary(A=pikepdf.Dictionary())
    bomb = drawn(b"q Q " * 5 * 2**18, pages=20, XObject=forms)
    began = time.process_time()
    cleaning.cleaned("a.pdf", bomb)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("wanted", [b"sleep", b"fill", b"die", b"spin"])
def test_work_that_goes_wrong_ends_alone_and_the_next_piece_is_done(wanted):
    workshop = Workshop(MISCHIEF, seconds=2)
    began = time.monotonic()
    with pytest.raises(Spoiled):
        workshop.do(wanted)
    assert time.monotonic() - began < 30  # it would sleep for a minute
    assert workshop.do(b"abc") == b"cba"


def test_no_more_pieces_are_done_together_than_there_are_places():
    workshop = Workshop(MISCHIEF, at_once=1, wait=0.1)
    with workshop.places, pytest.raises(Busy):
        workshop.do(b"abc")
    assert workshop.do(b"abc") == b"cba"


def test_a_lost_warm_process_is_replaced():
    workshop = Workshop(MISCHIEF)
    workshop.do(b"abc")
    workshop.line.close()
    assert workshop.do(b"abc") == b"cba"


def test_a_file_is_looked_at_in_another_process(db, monkeypatch):
    def never(*_):
        raise AssertionError("looked at here")

    monkeypatch.setattr(cleaning, "clean_image", never)
    assert service.stage("t", "a.jpg", a_photo()).width == 20


def test_a_busy_workshop_says_so_and_nothing_is_kept(db, monkeypatch):
    monkeypatch.setattr(apart.workshop, "wait", 0.1)
    full = pytest.raises(Unacceptable, match="Tunggu sebentar")
    with apart.workshop.places, apart.workshop.places, full:
        service.stage("t", "a.jpg", a_photo())
    assert service.staged("t") == []


@pytest.mark.parametrize(
    "answer", [b"", b"x", b"text/html 1 1\nx", b"refused 99\n", b"image/png a b\nx", b"refused"]
)
def test_what_comes_back_is_checked(answer):
    with pytest.raises(Unacceptable, match="rusak"):
        apart.read(answer)


def test_a_png_of_many_pixels_is_refused_before_it_is_decoded():
    big = a_picture("1", "PNG", (6000, 5000))
    with pytest.raises(Unacceptable, match="terlalu besar"):
        cleaning.cleaned("a.png", big)
    assert opened(cleaning.cleaned("a.jpg", a_picture("L", "JPEG", (6000, 5000)))[0]).width == 2400


def test_too_many_pages_are_refused():
    with pytest.raises(Unacceptable, match="terlalu panjang"):
        cleaning.cleaned("a.pdf", drawn(b"q Q", pages=documents.MAX_PAGES + 1))


def hidden(kind):
    """A PDF that carries ``RAHASIA`` where ``kind`` says."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    word = pikepdf.String("RAHASIA")
    inner = pdf.make_indirect(pikepdf.Dictionary(S=NAME.JavaScript, JS=word, Author=word))
    form = pdf.make_stream(b"q Q", Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 9, 9])
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
    page.Contents = pdf.make_stream(b"/A Do")
    if kind in {"/Metadata", "/PieceInfo", "/LastModified", "/OC", "/AF", "/Ref", "/F"}:
        form[kind] = inner
    elif kind == "trailer":
        pdf.trailer["/Lain"] = word
    elif kind == "page":
        page.obj["/LastModified"] = word
    elif kind == "properties":
        page.Resources["/Properties"] = pikepdf.Dictionary(A=inner)
    else:
        pdf.Root[kind] = inner
    return saved(pdf)


@pytest.mark.parametrize(
    "kind",
    [
        *("/Outlines", "/StructTreeRoot", "/OCProperties", "/Threads", "/Perms", "/Names"),
        *("/Metadata", "/PieceInfo", "/LastModified", "/OC", "/AF", "/Ref", "/F"),
        *("trailer", "page", "properties", "/ApaSaja"),
    ],
)
def test_a_pdf_keeps_only_what_its_pages_show(kind):
    clean, _ = cleaning.cleaned("a.pdf", hidden(kind))
    assert b"RAHASIA" in everything_in(hidden(kind))
    assert b"RAHASIA" not in everything_in(clean)
    assert b"/A Do" in everything_in(clean)


def test_a_pdf_keeps_what_it_takes_over_from_the_tree_of_pages():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    page.obj.Contents = pdf.make_stream(b"/A Do")
    for key in ("/MediaBox", "/Resources"):
        pdf.Root.Pages[key] = page.obj.get(key) or pikepdf.Dictionary(Font=pikepdf.Dictionary())
        if key in page.obj:
            del page.obj[key]
    pdf.Root.Pages.Rotate = 90
    with pikepdf.open(BytesIO(cleaning.cleaned("a.pdf", saved(pdf))[0])) as clean:
        page = clean.pages[0].obj
        assert [int(n) for n in page.MediaBox] == [0, 0, 200, 100]
        assert (page.Rotate, "/Font" in page.Resources) == (90, True)


def test_a_profile_that_names_the_scanner_is_replaced_by_plain_colours():
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    profile = pdf.make_stream(b"RAHASIA", N=3)
    page.Resources = pikepdf.Dictionary(
        ColorSpace=pikepdf.Dictionary(A=pikepdf.Array([NAME.ICCBased, profile]))
    )
    clean, _ = cleaning.cleaned("a.pdf", saved(pdf))
    assert b"RAHASIA" not in everything_in(clean)
    with pikepdf.open(BytesIO(clean)) as pdf:
        assert list(pdf.pages[0].Resources.ColorSpace.A) == [NAME.DeviceRGB]


@pytest.mark.parametrize(
    "words", [b"/F /DCT", b"/Filter/DCTDecode", b"/F [/A85 /DCT]", b"/F/#44CT", b"/F /JPX"]
)
@pytest.mark.parametrize("in_two_streams", [False, True])
def test_a_photo_written_into_a_pages_text_is_refused(words, in_two_streams):
    photo = b64.a85encode(a_photo()) if b"A85" in words else a_photo()
    text = [b"q BI /W 40 /H 20 /CS /RGB /BPC 8 " + words, b" ID " + photo + b"\nEI Q"]
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    parts = text if in_two_streams else [b"".join(text)]
    page.Contents = pikepdf.Array([pdf.make_stream(part) for part in parts])
    with pytest.raises(Unacceptable, match="Kirim fotonya saja"):
        cleaning.cleaned("a.pdf", saved(pdf))


def test_a_plain_picture_in_a_pages_text_is_let_through():
    text = b"q BI /W 1 /H 1 /CS /G /BPC 8 ID \x80\nEI Q"
    assert cleaning.cleaned("a.pdf", drawn(text))[1] == "application/pdf"


def test_waiting_files_fill_no_more_than_their_share(db, monkeypatch):
    service.stage("a", "a.jpg", a_photo())
    monkeypatch.setattr(service, "WAITING_BYTES", 100)
    with pytest.raises(Unacceptable, match="sedang penuh"):
        service.stage("b", "a.jpg", a_photo())
    assert len(service.staged("a")) == 1


def test_a_pdf_is_written_alike_twice():
    assert cleaning.cleaned("a.pdf", a_pdf())[0] == cleaning.cleaned("b.pdf", a_pdf())[0]


def test_a_picture_is_written_alike_twice():
    one, two = (cleaning.cleaned("a.jpg", a_photo())[0] for _ in range(2))
    assert Image.open(BytesIO(one)).tobytes() == Image.open(BytesIO(two)).tobytes()
    assert one == two
