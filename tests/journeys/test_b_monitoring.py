"""B. Bayu, who drives for an app, looks at the road that is said to be finished."""

from domain.submissions import queries
from tests.journeys.people import photos

WORDS = "Di laporan tertulis 100 persen, tapi dari jembatan sampai depan SD masih kerikil."
ANSWER = "Bahu jalan yang longsor kami perbaiki sebelum akhir bulan."
PUBLIC_WORDS = "Dari jembatan sampai depan sekolah masih kerikil."


def look_at_the_road(citizen, town):
    page = citizen.visits(f"/capaian/{town.achievement.slug}").follow("Saya memantau")
    return citizen.sends(
        page,
        topic="infrastruktur",
        conformity="partly",
        title="Jalan belum semua aspal",
        body=WORDS,
        place="Depan SD Negeri 2",
        happened="11 November 2025",
        identity="named",
        name="Bayu (pengojek)",
        may_publish="ya",
        files=photos("kerikil.jpg", "bahu-jalan.jpg"),
    )


def test_his_look_is_tied_to_the_target_and_quarter_with_two_photos(citizen, town):
    look_at_the_road(citizen, town)
    row = queries.by_code(citizen.code)
    assert row.achievement_id == town.achievement.id
    assert row.target_id == town.targets["roads"].id
    assert len(row.attachments) == 2


def test_once_redacted_it_stands_under_the_achievement_with_the_answer(citizen, staff, town):
    look_at_the_road(citizen, town)
    address = f"/capaian/{town.achievement.slug}"
    assert "jembatan" not in citizen.visits(address).text
    yani = staff("yani")
    yani.does(citizen.reference, "Teruskan ke unit", unit=str(town.units["PUPR"].id))
    staff("lina").does(citizen.reference, "Kirim jawaban", note=ANSWER)
    yani.does(citizen.reference, "Tayangkan", body=PUBLIC_WORDS)
    assert ANSWER not in citizen.visits(address).text
    yani.does(citizen.reference, "Tampilkan jawaban ini untuk umum")
    page = citizen.visits(address)
    assert PUBLIC_WORDS in page.text
    assert "persen" not in page.text.partition(PUBLIC_WORDS)[2]
    assert ANSWER in page.text
    assert ANSWER in citizen.comes_back().text


def test_it_has_a_page_of_its_own_in_the_public_list(citizen, staff, town):
    look_at_the_road(citizen, town)
    staff("yani").does(citizen.reference, "Tayangkan", title="Jalan masih kerikil")
    page = citizen.visits("/pemantauan").follow("Jalan masih kerikil")
    assert page.status == 200
    assert "Bayu (pengojek)" in page.text
