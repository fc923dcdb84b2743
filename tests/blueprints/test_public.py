"""What everyone may read, as a citizen reads it."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from domain.clock import now, stopped_at
from domain.publishing import service as publishing
from domain.publishing.workflow import ArticleAction
from domain.submissions import service as submissions
from domain.submissions.models import Conformity, Identity
from domain.submissions.workflow import Action
from tests import factories
from tests.blueprints.offices import Office
from tests.pages import Page

BUDGET = 8
ROWS = 30


@contextmanager
def statements(db):
    """Every statement the database is asked, as it is asked."""
    asked = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def office(db):
    return Office()


def test_the_front_page_says_how_many_promises_were_kept(client, office):
    office.target(promised=10, verified=10)
    office.target(promised=10, verified=9)
    office.target(promised=10, verified=None)
    page = Page(client, f"/instansi/{office.institution.slug}", 200)
    assert page.heading == "1 dari 3 janji pencegahan korupsi tercapai"
    assert "1 janji belum diverifikasi" in page.text
    assert "Triwulan II 2026 (B06)" in page.text


def test_a_quarter_nobody_verified_is_not_the_finding(client, office):
    office.target(promised=10, verified=10, ends_on=date(2026, 3, 31))
    office.target(promised=10, verified=None, ends_on=date(2026, 6, 30))
    page = Page(client, f"/instansi/{office.institution.slug}")
    assert page.heading == "1 dari 1 janji pencegahan korupsi tercapai"


def test_an_institution_without_figures_says_so(client, office):
    page = Page(client, f"/instansi/{office.institution.slug}", 200)
    assert "Belum ada target triwulan yang diverifikasi" in page.text
    assert "Belum ada capaian yang terbit" in page.text


def test_a_house_without_institutions_still_opens(client):
    assert Page(client, "/", 200).heading == "Situs ini belum punya instansi"


def test_the_home_page_leads_to_the_other_institutions(client, office):
    other = factories.an_institution(name="Pemerintah Kota Muara Seberang")
    page = Page(client, "/", 200).follow("Pemerintah Kota Muara Seberang")
    assert page.path == f"/instansi/{other.slug}"
    assert Page(client, "/instansi/tidak-ada").status == 404


def test_the_pace_of_answers_is_told_once_enough_came(client, office):
    start = now() - timedelta(days=40)
    for number in range(10):
        with stopped_at(start):
            received = factories.a_proposal(office.institution)
        with stopped_at(start + timedelta(days=3, hours=number)):
            office.assigned(received)
            office.move(received, Action.ANSWER, office.officer, note="Sudah kami perbaiki.")
        page = Page(client, f"/instansi/{office.institution.slug}")
        assert ("Separuh dari 10 jawaban terakhir datang dalam 4 hari" in page.text) == (
            number == 9
        )


def test_an_achievement_shows_its_number_and_who_verified_it(client, office):
    piece = office.achievement(office.target())
    page = Page(client, f"/capaian/{piece.slug}", 200)
    assert page.heading == "Belanja daerah makin terbuka"
    assert "Terverifikasi Inspektorat" in page.soup.select_one(".stamp").get_text()
    assert page.soup.select_one(".number").get_text() == "142"
    assert "dari target 150 (94,7%)" in page.text
    assert page.soup.select_one(".prose strong").get_text() == "38 paket"
    assert page.soup.select("table tbody tr")


def test_an_unpublished_achievement_does_not_exist(client, office):
    piece = office.achievement(office.target())
    publishing.move(
        piece, ArticleAction.WITHDRAW, office.writer, version=piece.version, note="Salah angka"
    )
    assert Page(client, f"/capaian/{piece.slug}").status == 404
    assert "Belanja daerah" not in Page(client, "/capaian", 200).text
    assert "Belanja daerah" not in Page(client, "/infografis", 200).text


def test_a_reader_goes_from_the_achievement_to_monitoring_it(client, office):
    piece = office.achievement(office.target())
    page = Page(client, f"/capaian/{piece.slug}").follow("Saya memantau")
    assert (page.status, page.path) == (200, "/sampaikan/pemantauan")


def test_what_a_citizen_saw_stands_under_the_achievement_with_the_answer(client, office):
    piece = office.achievement(office.target())
    seen = factories.a_monitoring(
        office.institution,
        achievement_id=piece.id,
        conformity=Conformity.PARTLY,
        identity=Identity.NAMED,
        name="Bayu (pengojek)",
        may_publish=True,
    )
    office.assigned(seen)
    office.shown(seen, title="Masih kerikil di depan SD")
    office.move(seen, Action.ANSWER, office.focal, note="Selesai bulan Februari.", show=True)
    page = Page(client, f"/capaian/{piece.slug}", 200)
    for words in ("Masih kerikil di depan SD", "Bayu (pengojek)", "Sebagian sesuai"):
        assert words in page.text
    assert "Dinas Pekerjaan Umum" in page.soup.select_one(".message-staff").get_text()
    assert "Selesai bulan Februari." in page.soup.select_one(".message-staff").get_text()


def test_achievements_narrow_by_institution_kind_and_quarter(client, office):
    office.achievement(office.target(), title="Hasil dengan angka")
    office.achievement(title="Proses tanpa angka")
    Office(slug="lain").achievement(title="Dari instansi lain")
    narrowed = {
        f"instansi={office.institution.slug}": {"Hasil dengan angka", "Proses tanpa angka"},
        "jenis=process": {"Proses tanpa angka", "Dari instansi lain"},
        "triwulan=2026-06-30": {"Hasil dengan angka"},
        "instansi=lain&jenis=result": set(),
    }
    for query, titles in narrowed.items():
        page = Page(client, f"/capaian?{query}", 200)
        assert {h.get_text(strip=True) for h in page.soup.select("main li h2")} == titles, query


def test_lists_page_onward_without_losing_or_repeating(client, office):
    start = now() - timedelta(days=2)
    for number in range(ROWS):
        with stopped_at(start + timedelta(minutes=number // 2)):
            office.shown(
                factories.a_proposal(office.institution, may_publish=True), f"Usulan {number}"
            )
    page, titles = Page(client, f"/usulan?instansi={office.institution.slug}", 200), []
    while True:
        titles += [h.get_text(strip=True) for h in page.soup.select("main li h2")]
        if not page.soup.select("a[rel=next]"):
            break
        page.follow("Berikutnya")
    assert titles == [f"Usulan {number}" for number in reversed(range(ROWS))]


@pytest.mark.parametrize("path", ["/capaian", "/usulan", "/pemantauan", "/infografis"])
def test_an_odd_question_gets_the_plain_list(client, path):
    far = "9" * 40
    for key in ("x", "9_9_9", f"{far}_1", f"1_{far}", "-1_-1", "1_", "%00_1"):
        Page(client, f"{path}?sebelum={key}", 200)
    for query in ("triwulan=besok", "jenis=lain", "topik=lain", "instansi=lain", "topik=%00"):
        Page(client, f"{path}?{query}", 200)


def test_only_the_public_wording_is_shown(client, office):
    said = factories.a_proposal(
        office.institution,
        title="Judul asli",
        body="Isi asli dengan nomor 0812.",
        name="Ratna",
        identity=Identity.STAFF_ONLY,
        contact="ratna@contoh.test",
        may_publish=True,
    )
    office.assigned(said)
    office.shown(said)
    submissions.add_note(said, office.focal, "Catatan dalam.")
    office.move(said, Action.ASK, note="Apakah Ibu Ratna punya kuitansi?")
    submissions.reply(said, "Balasan warga.")
    office.move(said, Action.ANSWER, note="Mulai Desember fotokopi tidak diminta.", show=True)
    for path in ("/usulan", f"/usulan/{said.reference}"):
        page = Page(client, path, 200)
        assert "Judul yang boleh tampil" in page.text
        for secret in ("asli", "0812", "Ratna", "ratna@", "Catatan", "kuitansi", "Balasan"):
            assert secret not in page.response.text, (path, secret)
    assert "Mulai Desember fotokopi tidak diminta." in page.text


def test_a_name_shows_only_when_its_owner_wished(client, office):
    for identity, visible in ((Identity.NAMED, True), (Identity.ANONYMOUS, False)):
        said = factories.a_monitoring(
            office.institution, identity=identity, name="Bayu", may_publish=True
        )
        office.shown(said)
        page = Page(client, f"/pemantauan/{said.reference}", 200)
        assert ("Bayu" in page.text) == visible
        assert "Belum dijawab" in page.text


def test_what_is_not_shown_does_not_exist(client, office):
    hidden = factories.a_proposal(office.institution, may_publish=True)
    shown = office.shown(factories.a_proposal(office.institution, may_publish=True))
    assert Page(client, f"/usulan/{hidden.reference}").status == 404
    assert Page(client, f"/pemantauan/{shown.reference}").status == 404
    submissions.withhold(shown, office.focal, version=shown.version, reason="Ada data pribadi.")
    assert Page(client, f"/usulan/{shown.reference}").status == 404


def test_a_deviation_report_is_never_public(client, office):
    report = factories.a_deviation(office.institution, title="Pungutan di loket")
    report.published_at, report.public_title = now(), "Pungutan di loket"
    factories.saved(report)
    for path in ("/usulan", "/pemantauan", "/", "/capaian"):
        assert "Pungutan di loket" not in Page(client, path, 200).text
    for room in ("usulan", "pemantauan"):
        assert Page(client, f"/{room}/{report.reference}").status == 404


def test_topics_narrow_the_proposals(client, office):
    office.shown(factories.a_proposal(office.institution, may_publish=True), "Tentang izin")
    other = factories.a_proposal(office.institution, may_publish=True, topic="kesehatan")
    office.shown(other, "Tentang puskesmas")
    page = Page(client, "/usulan?topik=kesehatan", 200)
    assert [h.get_text(strip=True) for h in page.soup.select("main li h2")] == ["Tentang puskesmas"]
    assert page.soup.select_one("#topik option[selected]").get_text() == "Kesehatan"


def test_the_privacy_words_are_honest(client, institution):
    page = Page(client, "/tentang", 200)
    assert "Apa yang kami ketahui tentang Anda" in page.text
    assert "alamat internet (IP)" in page.text
    assert not {"dijamin", "100%"} & set(page.text.split())


def test_every_public_page_asks_the_database_little(client, db, office):
    rows = [office.achievement(office.target()) for _ in range(ROWS)]
    for _ in range(ROWS):
        proposal = factories.a_proposal(office.institution, may_publish=True)
        seen = factories.a_monitoring(
            office.institution, may_publish=True, achievement_id=rows[0].id
        )
        for said in (proposal, seen):
            office.shown(office.assigned(said))
            office.move(said, Action.ANSWER, office.officer, note="Sudah.")
    pages = ["/", f"/instansi/{office.institution.slug}", "/capaian", f"/capaian/{rows[0].slug}"]
    pages += ["/infografis", "/usulan", f"/usulan/{proposal.reference}", "/tentang"]
    pages += ["/pemantauan", f"/pemantauan/{seen.reference}"]
    for path in pages:
        db.session.remove()
        with statements(db) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= BUDGET, (path, len(asked), asked)
