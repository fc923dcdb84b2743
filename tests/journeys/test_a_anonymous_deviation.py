"""A. Sari, who sells vegetables, reports an illegal fee without saying who she is."""

from domain.attachments.service import content
from domain.submissions import queries
from tests.journeys.people import photos

WORDS = "Petugas loket bilang kalau mau jadi hari itu harus tambah seratus lima puluh ribu."


def report(citizen, town, **more):
    answers = {
        "deviation_type": "pungli",
        "topic": "adminduk",
        "about_unit": str(town.units["DUKCAPIL"].id),
        "title": "Pungutan di loket 3",
        "body": WORDS,
        "place": "Loket 3 lantai bawah",
        "happened": "4 November 2025, sekitar jam 10",
        "who": "Petugas laki-laki loket 3, baju batik",
        "how": "Uang diminta dimasukkan ke map.",
        "amount": "Rp150.000",
        "how_known": "experienced",
        "identity": "anonymous",
    }
    return citizen.sends(citizen.visits("/lapor"), **(answers | more))


def test_she_reports_is_asked_and_answers_with_nothing_but_a_code(citizen, staff, town):
    receipt = report(citizen, town)
    assert citizen.reference in receipt.text
    yani = staff("yani")
    yani.does(citizen.reference, "Minta keterangan", note="Apakah Anda diberi kuitansi?")
    assert "Apakah Anda diberi kuitansi?" in citizen.comes_back().text
    page = citizen.replies("Tidak ada kuitansi. Map warna biru.")
    assert "Map warna biru" in page.text
    assert "Map warna biru" in yani.opens(citizen.reference).text


def test_the_photo_arrives_without_the_place_it_was_taken(citizen, staff, town):
    report(citizen, town, files=photos("papan-tarif.jpg"))
    [photo] = queries.by_code(citizen.code).attachments
    assert b"Kamera Rahasia" not in content(photo)
    assert "papan-tarif" in staff("yani").opens(citizen.reference).text


def test_public_relations_and_the_unit_itself_never_see_it(citizen, staff, town):
    report(citizen, town)
    for key in ("dimas", "loket", "lina"):
        person = staff(key)
        assert person.may_not_open(citizen.reference)
        assert not person.finds_in_queue(citizen.reference)


def test_the_unit_it_names_is_not_given_it(citizen, staff, town):
    report(citizen, town)
    assert queries.by_code(citizen.code).unit_id is None
    case = staff("yani").opens(citizen.reference)
    offered = {option.get("value") for option in case.soup.select("select[name=unit] option")}
    assert str(town.units["IRBAN"].id) in offered
    assert str(town.units["DUKCAPIL"].id) not in offered


def test_a_name_given_up_is_not_kept(citizen, town):
    report(citizen, town, name="Sari")
    assert queries.by_code(citizen.code).name == ""


def test_nobody_finds_it_on_a_public_page(citizen, town):
    report(citizen, town)
    for path in ("/", "/usulan", "/pemantauan", "/capaian"):
        page = citizen.visits(path)
        assert citizen.reference not in page.text
        assert "loket 3" not in page.text


def test_a_forgotten_answer_loses_nothing_that_was_typed(citizen, town):
    page = citizen.visits("/lapor").fill(body=WORDS, who="Petugas loket 3")
    assert page.status == 422
    assert page.errors
    assert page.answers(page.form())["body"] == WORDS
    assert page.answers(page.form())["who"] == "Petugas loket 3"
