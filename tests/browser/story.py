"""What has happened in the town before the browser comes: one case of every sort."""

from __future__ import annotations

from domain.accounts import invitations, resets
from domain.accounts import service as accounts
from domain.accounts.access import PasswordReset
from domain.accounts.posts import Post
from domain.administration import templates
from domain.policy import Role
from domain.publishing import service as publishing
from domain.publishing.models import AchievementKind
from domain.publishing.workflow import ArticleAction
from domain.submissions import service
from domain.submissions.models import Conformity, Identity
from domain.submissions.workflow import Action
from extensions import db
from tests import factories
from tests.town import PASSWORD, Town

CODE = "0123456789ABCDEFGHJK"


def cases(town: Town) -> dict[str, str]:
    """The names the pages' addresses need."""
    newcomers(town)
    return {
        "achievement": town.achievement.slug,
        "institution": town.institution.slug,
        "proposal": answered_proposal(town),
        "monitoring": published_monitoring(town),
        "deviation": assigned_deviation(town),
        "draft": draft(town),
        "unit": str(town.units["PUPR"].id),
        "hat": str(town.people["lina"].memberships[0].id),
        "template": ready_answer(town),
        "invitation": invited(town),
        "reset": forgetful(town),
        "target": str(town.targets["catalogue"].id),
        **{key: str(person.id) for key, person in town.people.items()},
    }


def newcomers(town: Town) -> None:
    """People with a password and no second factor yet."""
    for key in ("baru-kunci", "baru-kedua", "baru-jari"):
        person = accounts.enrol(
            name="Rini Astuti", email=f"{key}@tirtaraya.example", password=PASSWORD
        )
        accounts.give_hat(person, Role.AUDITOR, town.institution)


def invited(town: Town) -> str:
    """The token of a letter to somebody new."""
    row = invitations.invite(
        town.institution,
        Post(Role.AUDITOR),
        email="baru@tirtaraya.example",
        name="Rini Astuti",
        actor=town.people["sistem"],
    )
    return invitations.token_for_letter(row)


def forgetful(town: Town) -> str:
    """The token of a letter to somebody who forgot the password."""
    resets.ask(town.people["loket"].email)
    row = db.session.scalar(db.select(PasswordReset))
    resets.find_person(row)
    return resets.token_for_letter(row)


def answered_proposal(town: Town) -> str:
    row = factories.a_proposal(
        town.institution,
        may_publish=True,
        identity=Identity.STAFF_ONLY,
        name="Ratna",
        contact="ratna@contoh.example",
    )
    yani = town.people["yani"]
    step(row, Action.VERIFY, yani)
    step(row, Action.ASSIGN, yani, unit=town.units["DPMPTSP"])
    step(row, Action.ANSWER, town.people["tono"], note="Mulai 1 Desember cukup satu kali unggah.")
    service.publish(row, yani, version=row.version, title=row.title, body=row.body)
    return row.reference


def published_monitoring(town: Town) -> str:
    row = factories.a_monitoring(
        town.institution,
        may_publish=True,
        identity=Identity.NAMED,
        name="Bayu (pengojek)",
        conformity=Conformity.PARTLY,
        achievement_id=town.achievement.id,
    )
    service.publish(row, town.people["yani"], version=row.version, title=row.title, body=row.body)
    return row.reference


def assigned_deviation(town: Town) -> str:
    row = factories.a_deviation(town.institution, who="Petugas loket 3")
    yani = town.people["yani"]
    factories.trusted(row, yani)
    step(row, Action.ASK, yani, note="Apakah Anda diberi kuitansi?")
    service.reply(row, "Tidak ada kuitansi.")
    step(row, Action.ASSIGN, yani, unit=town.units["IRBAN"])
    service.add_note(row, yani, "Periksa jadwal jaga loket 3.")
    return row.reference


def draft(town: Town) -> str:
    story = publishing.draft(
        town.people["dimas"],
        town.institution,
        kind=AchievementKind.PROCESS,
        title="Belanja daerah makin terbuka",
        summary="Warga bisa melihat harga dan pemenangnya.",
        body="Semua paket di atas Rp200 juta tayang di e-katalog lokal.",
        impact_public="Anda bisa melihat harga dan pemenangnya.",
        target=town.targets["catalogue"],
    )
    publishing.move(story, ArticleAction.SUBMIT, town.people["dimas"], version=story.version)
    return story.slug


def ready_answer(town: Town) -> str:
    row = templates.save(
        town.institution,
        town.people["sistem"],
        title="Sudah diteruskan",
        body="Masukan nomor {nomor} ditangani {unit}.",
        kind=None,
    )
    return str(row.id)


def step(row, action, person, **more) -> None:
    service.move(row, action, person, version=row.version, **more)
