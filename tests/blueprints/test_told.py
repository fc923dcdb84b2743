"""A citizen reads every answer they gave again."""

import pytest

from domain import codes
from domain.submissions.models import Conformity, HowKnown, Identity
from tests import factories
from tests.pages import Page

CODE = codes.code_from("terbaca", "test")


def opened(client):
    page = Page(client, "/lacak", 200).fill("Buka", code=CODE)
    section = page.soup.select_one("[aria-labelledby=own-words-title]")
    pairs = {dt.get_text(): dt.find_next("dd").get_text() for dt in section.select("dt")}
    return pairs, page


def test_a_report_tells_every_answer(client, institution):
    unit = factories.a_unit(institution, name="Dinas Pasar")
    factories.a_deviation(
        institution,
        code=CODE,
        about_unit_id=unit.id,
        who="petugas loket 3",
        how="Diminta di parkiran.",
        amount="Rp50.000",
        how_known=HowKnown.WITNESSED,
        reported_elsewhere="LAPOR!",
        place="Pasar Baru",
        happened="awal November",
    )
    pairs, _ = opened(client)
    assert pairs["Dinas atau badan mana?"] == "Dinas Pasar"
    assert pairs["Siapa yang terlibat?"] == "petugas loket 3"
    assert pairs["Bagaimana caranya?"] == "Diminta di parkiran."
    assert pairs["Kira-kira berapa uangnya?"] == "Rp50.000"
    assert pairs["Bagaimana Anda tahu?"] == "Saya melihatnya"
    assert pairs["Sudah lapor ke tempat lain?"] == "LAPOR!"
    assert pairs["Di mana tepatnya?"] == "Pasar Baru"
    assert pairs["Kapan?"] == "awal November"
    assert {"Apa yang Anda laporkan?", "Tentang apa?"} <= pairs.keys()


@pytest.mark.parametrize(
    ("seen", "words"), [(Conformity.PARTLY, "Sebagian sesuai"), (None, "Saya tidak tahu")]
)
def test_a_monitoring_tells_what_was_seen(client, institution, seen, words):
    factories.a_monitoring(institution, code=CODE, conformity=seen)
    pairs, _ = opened(client)
    assert pairs["Apakah sesuai dengan yang dijanjikan?"] == words


def test_a_proposal_tells_its_change_and_skips_what_was_left_open(client, institution):
    factories.a_proposal(institution, code=CODE, change="Satu formulir", may_publish=False)
    pairs, _ = opened(client)
    assert pairs["Apa yang perlu diubah?"] == "Satu formulir"
    assert pairs["Bolehkah kami tampilkan masukan ini?"] == "Tidak, hanya untuk petugas"
    assert "Apa contohnya di tempat lain?" not in pairs


def test_name_and_contact_are_not_repeated_on_the_screen(client, institution):
    factories.a_proposal(
        institution, code=CODE, identity=Identity.NAMED, name="Ratna", contact="0812"
    )
    pairs, page = opened(client)
    assert pairs["Bolehkah kami tahu nama Anda?"] == "Nama boleh tampil"
    assert "Ratna" not in page.text
    assert "tidak kami tulis lagi" in page.text


def test_a_report_is_never_offered_to_show_a_name(client, institution):
    page = Page(client, "/lapor", 200)
    offered = [box["value"] for box in page.soup.select("[name=identity]")]
    assert offered == ["anonymous", "staff_only"]


def test_an_older_report_with_a_name_still_opens(client, institution):
    factories.a_deviation(institution, code=CODE, identity=Identity.NAMED, name="Sari")
    pairs, _ = opened(client)
    assert pairs["Bolehkah kami tahu nama Anda?"] == "Nama boleh tampil"
