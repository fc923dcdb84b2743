"""D. Dimas, of the press office, tells of a verified number; Ayu reads it first."""

from tests.journeys.people import photos
from tests.pages import Page

TITLE = "Belanja daerah makin terbuka: 142 paket bisa Anda lihat"
ALT = "Grafik batang: 38 paket pada triwulan I, 97 pada triwulan II, 142 sampai September."


def write(dimas, town, **more):
    page = dimas.visits("/redaksi/").follow("Tulis")
    answers = {
        "kind": "result",
        "title": TITLE,
        "summary": "Semua paket di atas Rp200 juta kini tayang di e-katalog lokal.",
        "body": "Waktu pilih penyedia turun dari **21** menjadi **9** hari.",
        "impact_public": "Anda bisa melihat harga dan pemenangnya.",
        "impact_internal": "Waktu pilih penyedia turun menjadi 9 hari.",
        "target_id": str(town.targets["catalogue"].id),
        "image": photos("poster.jpg")[0],
        "image_alt": ALT,
    }
    return page.fill(**(answers | more))


def test_a_verified_number_is_written_reviewed_by_another_and_published(citizen, staff, town):
    dimas = staff("dimas")
    page = write(dimas, town)
    assert page.status == 200, page.errors
    address = page.path
    page.fill("Ajukan untuk diperiksa")
    Page(staff("ayu").client, address).fill("Setujui")
    dimas.visits(address).fill("Terbitkan")
    shown = citizen.visits("/capaian").follow(TITLE)
    assert "142" in shown.text
    assert "harga dan pemenangnya" in shown.text
    assert shown.soup.select_one("main img")["alt"] == ALT


def test_the_author_cannot_approve_his_own_words(staff, town):
    dimas = staff("dimas")
    page = write(dimas, town).fill("Ajukan untuk diperiksa")
    assert "Setujui" not in [button.get_text(strip=True) for button in page.soup.select("button")]


def test_a_picture_without_words_is_sent_back(staff, town):
    page = write(staff("dimas"), town, image_alt="poster.jpg")
    assert page.status == 422
    assert "nama berkas" in page.text


def test_a_draft_is_not_public(citizen, staff, town):
    write(staff("dimas"), town)
    assert TITLE not in citizen.visits("/capaian").text
