"""An office that publishes and answers, through the real services."""

from datetime import date

from domain.policy import Role
from domain.publishing import service as publishing
from domain.publishing.models import AchievementKind
from domain.publishing.workflow import ArticleAction
from domain.submissions import service as submissions
from domain.submissions.workflow import Action
from domain.targets import service as targets
from tests import factories


class Office:
    """An institution with the people it takes to publish and to answer."""

    def __init__(self, **values):
        self.institution = factories.an_institution(**values)
        self.unit = factories.a_unit(self.institution, name="Dinas Pekerjaan Umum")
        self.focal = factories.a_person(Role.FOCAL_POINT, self.institution)
        self.writer = factories.a_person(Role.PUBLIC_RELATIONS, self.institution)
        self.officer = factories.a_person(Role.UNIT_OFFICER, self.institution, self.unit)

    def target(self, promised=150, verified=142, ends_on=date(2026, 6, 30)):
        indicator = targets.add_indicator(
            institution=self.institution,
            unit=self.unit,
            code=f"K{next(factories._numbers)}",
            name="Paket tayang di e-katalog",
            measure="paket",
        )
        row = targets.agree(indicator, ends_on, promised)
        if verified is not None:
            targets.report(row, verified)
            targets.verify(row, verified)
        return row

    def achievement(self, target=None, **fields):
        plain = {
            "title": "Belanja daerah makin terbuka",
            "summary": "Anda bisa melihat harga dan pemenangnya.",
            "body": "Tahun lalu hanya **38 paket** yang tayang.",
            "impact_public": "Harga bisa dilihat siapa pun.",
            "unit_id": self.unit.id,
            "target_id": target.id if target else None,
            "kind": AchievementKind.RESULT if target else AchievementKind.PROCESS,
        }
        piece = publishing.draft(self.writer, self.institution, **(plain | fields))
        for action, person in (
            (ArticleAction.SUBMIT, self.writer),
            (ArticleAction.APPROVE, self.focal),
            (ArticleAction.PUBLISH, self.writer),
        ):
            publishing.move(piece, action, person, version=piece.version)
        return piece

    def shown(self, submission, title="Judul yang boleh tampil", body="Isi yang boleh tampil."):
        submissions.publish(
            submission, self.focal, version=submission.version, title=title, body=body
        )
        return submission

    def assigned(self, submission):
        self.move(submission, Action.VERIFY)
        return self.move(submission, Action.ASSIGN, unit=self.unit)

    def move(self, submission, action, person=None, **more):
        return submissions.move(
            submission, action, person or self.focal, version=submission.version, **more
        )
