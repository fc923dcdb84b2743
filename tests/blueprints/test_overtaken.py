"""What a citizen is told when a case ends, or ended while they were typing."""

from io import BytesIO

import pytest
from sqlalchemy import event, text

from domain import clock
from domain.errors import NotAllowedNow
from domain.policy import Role
from domain.submissions import service
from domain.submissions.workflow import Action, ArchiveReason
from extensions import db as database
from tests import factories
from tests.blueprints.test_tracking import CODE, open_case, step
from tests.domain.test_attachments import a_photo

REPLY = "Kejadiannya hari Senin."


@pytest.fixture
def officer(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def proposal(institution):
    return factories.a_proposal(institution, code=CODE)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (ArchiveReason.TOO_GENERAL, "Isinya masih terlalu umum, jadi belum bisa kami periksa."),
        (ArchiveReason.DUPLICATE, "Hal yang sama sudah pernah Anda sampaikan."),
    ],
)
def test_a_citizen_reads_why_a_case_was_set_aside(client, proposal, officer, reason, words):
    factories.archived(proposal, officer, reason=reason, note="Sebutkan tempatnya.")
    page = open_case(client)
    assert page.heading == "Tidak dapat kami proses."
    assert page.soup.select_one(".lede").get_text() == words
    assert words in page.soup.select_one(".timeline [aria-current]").get_text()
    assert "Sebutkan tempatnya." in page.text


def test_the_clock_has_a_reason_of_its_own(client, proposal, officer):
    step(proposal, Action.ASK, officer, "Di mana?")
    with clock.stopped_at(clock.now().replace(year=clock.now().year + 1)):
        service.lapse(proposal)
    page = open_case(client)
    assert "Kami menunggu keterangan Anda, tetapi waktunya sudah habis." in page.text


def test_a_reply_to_a_case_that_just_ended_is_handed_back(client, proposal, officer):
    page = open_case(client)
    factories.archived(proposal, officer)
    page.fill("Kirim balasan", body=REPLY)
    assert page.status == 409
    assert "Balasan Anda belum terkirim" in page.text
    assert page.soup.select_one("#unsent").get_text().strip() == REPLY
    assert page.heading == "Tidak dapat kami proses."
    assert [message.body for message in proposal.messages] == ["Ganda."]


def test_with_htmx_the_handed_back_reply_is_in_the_piece_that_is_swapped(client, proposal, officer):
    page = open_case(client)
    factories.archived(proposal, officer)
    data = page.answers(page.form("Kirim balasan")) | {"body": REPLY}
    htmx = {"HX-Request": "true", "HX-Target": "case"}
    answer = client.post("/lacak/balas", data=data, headers=htmx)
    assert answer.status_code == 409
    assert answer.text.lstrip().startswith('<section id="case"')
    assert REPLY in answer.text


def test_a_finished_case_asks_for_no_reply_and_takes_none(client, proposal, officer):
    factories.archived(proposal, officer)
    page = open_case(client)
    assert page.soup.select("main textarea") == []
    assert f"sebut nomor {proposal.reference}" in page.text
    with pytest.raises(NotAllowedNow):
        service.reply(proposal, REPLY)


def test_a_reply_that_somebody_overtook_can_be_sent_again(client, proposal, officer):
    step(proposal, Action.ASK, officer, "Di mana?")
    page = open_case(client)
    overtake = [text("UPDATE submissions SET version = version + 1")]

    def meanwhile(session, *_):
        if proposal in session.dirty and overtake:
            session.connection().execute(overtake.pop())

    event.listen(database.session, "before_flush", meanwhile)
    page.fill("Kirim balasan", body=REPLY, files=[(BytesIO(a_photo()), "map.jpg")])
    assert page.status == 409
    assert "Ada kabar baru saat Anda menulis." in page.text
    assert page.soup.textarea.get_text().strip() == REPLY
    page.fill("Kirim balasan")
    assert (page.status, page.path) == (200, "/lacak/laporan")
    assert [message.body for message in proposal.messages] == ["Di mana?", REPLY]
