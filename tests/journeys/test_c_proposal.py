"""C. Ibu Ratna, who cooks for a living, proposes that one upload should be enough."""

from domain.notifications.models import OutboxLetter
from tests.journeys.people import REFERENCE

WORDS = "Izin PIRT minta fotokopi KTP dan NPWP tiga rangkap padahal sudah saya unggah di OSS."
ANSWER = "Diterima sebagian: mulai 1 Desember 2025 fotokopi tidak diminta lagi."
EMAIL = "ratna@contoh.example"


def propose(citizen, **more):
    answers = {
        "topic": "perizinan",
        "title": "Izin PIRT cukup sekali unggah",
        "body": WORDS,
        "change": "Cukup sekali unggah, petugas ambil dari sistem.",
        "beneficiaries": "Pengusaha kecil yang jauh dari kota",
        "example": "Di kabupaten sebelah sudah satu hari selesai.",
        "identity": "staff_only",
        "name": "Ratna",
        "contact": EMAIL,
        "may_publish": "ya",
    }
    return citizen.sends(citizen.visits("/sampaikan/usulan"), **(answers | more))


def handle(citizen, staff, town):
    yani = staff("yani")
    yani.does(citizen.reference, "Teruskan ke unit", unit=str(town.units["DPMPTSP"].id))
    staff("tono").does(citizen.reference, "Kirim jawaban", note=ANSWER)
    return yani


def test_she_is_answered_and_the_case_is_closed(citizen, staff, town):
    propose(citizen, about_unit=str(town.units["DPMPTSP"].id))
    yani = handle(citizen, staff, town)
    yani.does(citizen.reference, "Tutup sebagai selesai")
    page = citizen.comes_back()
    assert ANSWER in page.text
    assert "Selesai" in page.text


def test_a_letter_waits_for_her_and_carries_no_code(citizen, staff, town, db):
    propose(citizen)
    handle(citizen, staff, town)
    letters = db.session.scalars(db.select(OutboxLetter)).all()
    assert {letter.recipient for letter in letters} == {EMAIL}


def test_her_name_is_for_staff_who_need_it_only(citizen, staff, town):
    propose(citizen)
    yani = handle(citizen, staff, town)
    yani.does(citizen.reference, "Tayangkan")
    assert "Ratna" in yani.opens(citizen.reference).text
    assert EMAIL not in staff("tono").opens(citizen.reference).text
    page = citizen.visits("/usulan").follow("Izin PIRT cukup sekali unggah")
    assert "Sudah dijawab langsung kepada pengirimnya." in page.text
    assert ANSWER not in page.text
    yani.does(citizen.reference, "Tampilkan jawaban ini untuk umum")
    page = citizen.visits(page.path)
    assert ANSWER in page.text
    assert "Ratna" not in page.text
    assert EMAIL not in page.text


def test_a_form_sent_twice_gives_one_receipt(citizen, town):
    page = citizen.visits("/sampaikan/usulan")
    form = page.answers(page.form())
    propose(citizen)
    first = citizen.reference
    answers = form | {
        "topic": "perizinan",
        "title": "Sekali unggah",
        "body": WORDS,
        "change": "Ambil dari sistem.",
        "beneficiaries": "Pengusaha kecil",
        "identity": "anonymous",
        "may_publish": "tidak",
    }
    receipts = [citizen.client.post("/sampaikan/usulan", data=answers) for _ in range(2)]
    assert [receipt.status_code for receipt in receipts] == [200, 200]
    assert first not in receipts[0].text
    assert code_in(receipts[0]) == code_in(receipts[1])


def code_in(response):
    return REFERENCE.search(response.text)[0]
