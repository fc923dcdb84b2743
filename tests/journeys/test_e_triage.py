"""E. Yani and Pak Hendra sort what came in, each with an answer its citizen can read."""

import pytest

from tests import factories
from tests.journeys.people import Citizen
from tests.journeys.test_a_anonymous_deviation import report

ANSWER = "Laporan Anda kami tindak lanjuti. Loket 3 sudah kami periksa pada 10 November 2025."


@pytest.fixture
def sari(citizen, town):
    report(citizen, town)
    return citizen


def test_a_report_goes_to_the_special_inspector_and_is_answered(sari, staff, town):
    staff("yani").does(sari.reference, "Teruskan ke unit", unit=str(town.units["IRBAN"].id))
    assert staff("irban").finds_in_queue(sari.reference)
    staff("hendra").does(sari.reference, "Kirim jawaban", note=ANSWER)
    assert ANSWER in sari.comes_back().text


def test_a_wish_too_general_is_set_aside_with_a_kind_sentence(staff, town, app):
    wish = factories.a_proposal(town.institution, title="Tolong bangun pabrik", code="W" * 20)
    staff("yani").does(wish.reference, "Arsipkan dengan alasan", reason="too_general")
    writer = Citizen(app)
    writer.code = "W" * 20
    assert "terlalu umum" in writer.comes_back().text


def test_what_is_not_ours_is_referred_and_says_where(staff, town, app):
    gas = factories.a_monitoring(town.institution, title="LPG langka", code="G" * 20)
    staff("yani").does(
        gas.reference, "Rujuk ke lembaga lain", body="lapor", note="Stok diatur pemerintah pusat."
    )
    writer = Citizen(app)
    writer.code = "G" * 20
    page = writer.comes_back()
    assert "LAPOR!" in page.text
    assert "Bukan kewenangan kami" in page.text


def test_an_answer_without_words_is_not_sent(sari, staff):
    yani = staff("yani")
    yani.does(sari.reference, "Terima untuk diverifikasi")
    page = yani.opens(sari.reference).fill("Kirim jawaban", note="  ")
    assert page.status == 422
    assert page.errors


def test_two_people_cannot_move_the_same_case_at_once(sari, staff):
    yani, hendra = staff("yani"), staff("hendra")
    seen_by_hendra = hendra.opens(sari.reference)
    yani.does(sari.reference, "Minta keterangan", note="Jam berapa?")
    late = seen_by_hendra.fill("Minta keterangan", note="Hari apa?")
    assert late.status == 409


def test_every_step_is_in_the_history(sari, staff, town):
    yani = staff("yani")
    yani.does(sari.reference, "Terima untuk diverifikasi")
    yani.does(sari.reference, "Teruskan ke unit", unit=str(town.units["IRBAN"].id))
    case = yani.opens(sari.reference)
    assert "Inspektur Pembantu Khusus" in case.text
    assert "Yani Prasetya" in case.text
