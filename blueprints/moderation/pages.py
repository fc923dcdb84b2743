"""What the case's page shows one reader: never more than that reader may know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from blueprints.moderation.done import done
from blueprints.moderation.forms import CaseForm, NoteForm, PublishForm, StepForm, WithholdForm
from blueprints.moderation.ready import offered
from blueprints.moderation.wording import SENTENCES
from domain.accounts.models import Unit, User
from domain.accounts.queries import staffed_units, units_of
from domain.administration.routing import suggested
from domain.integrity.readers import closed_units
from domain.policy import Permission, may
from domain.publishing.models import Achievement
from domain.reference.models import Vocabulary
from domain.reference.queries import terms
from domain.submissions.answers import decided
from domain.submissions.kinds import BY_KIND, Kind
from domain.submissions.models import Identity, Submission
from domain.submissions.queries import time_left
from domain.submissions.workflow import DECISIONS, Transition, open_steps
from extensions import db

Answers = MultiDict[str, str]


@dataclass
class CasePage:
    """A case before one reader: its words, its forms, and nothing it must not show."""

    submission: Submission
    reader: User
    typed: dict[str, CaseForm] = field(default_factory=dict)
    """Forms that came back with an error, by name."""
    unsent: str = ""
    """Words that were typed but not kept, because the case had moved."""

    conflict: bool = False
    """Whether the case moved under the reader's hands."""

    def __post_init__(self) -> None:
        report = not BY_KIND[self.submission.kind].public
        self.units = units_of(self.submission.institution_id)
        self.closed = closed_units(self.submission) if report else frozenset()

    def unit(self, unit_id: int | None) -> Unit | None:
        """A unit of this case's institution, or None."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def may(self, permission: Permission) -> bool:
        """Whether the reader holds ``permission`` on this case."""
        return may(self.reader, permission, self.submission)

    def steps(self) -> dict[str, StepForm]:
        """One form for each step open to the reader now."""
        return {
            step.action.value: self.step_form(step)
            for step in open_steps(self.submission.status)
            if step.permission and self.may(step.permission)
        }

    def step_form(self, step: Transition, answers: Answers | None = None) -> StepForm:
        """The form of one step, fresh or with ``answers``."""
        taking = [u for u in self.units if not self.concerns(u) and u.closed_on is None]
        units = self.named(taking) if step.needs_unit else []
        form = StepForm(step, units, answers, version=self.submission.version)
        form.offer_showing(offered=step.target in DECISIONS and self.may_show())
        if "template" in form:
            form.offer_templates(offered(self.submission))
        if "unit" in form and answers is None:
            unit = suggested(self.submission)
            if unit in taking:
                words = gettext("Saran unit dari aturan topik: %(unit)s.", unit=unit.name)
                form.suggest(unit.id, words)
        return form

    def named(self, units: list[Unit]) -> list[tuple[int, str]]:
        """Units to choose from; one where nobody works says so."""
        staffed = staffed_units(self.submission.institution_id)
        empty = gettext("belum ada petugas")
        return [(u.id, u.name if u.id in staffed else f"{u.name} ({empty})") for u in units]

    def may_show(self) -> bool:
        """Whether the reader may put an answer beside a public wording."""
        return bool(self.submission.published_at) and self.may(Permission.SUBMISSION_TRIAGE)

    def concerns(self, unit: Unit) -> bool:
        """Whether this is a confidential report about ``unit``."""
        return unit.id in self.closed

    def context(self) -> dict[str, Any]:
        """Everything the template reads."""
        submission = self.submission
        return {
            "submission": submission,
            "steps": self.steps() | self.typed_of(StepForm),
            "sentences": SENTENCES,
            "note": self.shown("note", NoteForm, Permission.SUBMISSION_ANSWER),
            "publish": self.publish_form(),
            "withhold": self.shown("withhold", WithholdForm, Permission.SUBMISSION_TRIAGE)
            if submission.published_at
            else None,
            "showable": {message.id for message, _ in decided(submission)}
            if self.may_show()
            else set(),
            "contact": self.contact(),
            "about": db.session.get(Unit, submission.about_unit_id)
            if submission.about_unit_id
            else None,
            "words": self.words(),
            "achievement": self.achievement(),
            "left": time_left([submission]).get(submission.id),
            "unsent": self.unsent,
            "conflict": self.conflict,
            "done": done(),
            "errors": next(iter(self.typed.values()), None),
        }

    def typed_of(self, kind: type[CaseForm]) -> dict[str, CaseForm]:
        """The forms of ``kind`` that came back."""
        return {name: form for name, form in self.typed.items() if isinstance(form, kind)}

    def shown(self, name: str, form: type[CaseForm], permission: Permission) -> CaseForm | None:
        """A form the reader may fill, as it came back or fresh; None for who may not."""
        if not self.may(permission):
            return None
        return self.typed.get(name) or form(name=name, version=self.submission.version)

    def publish_form(self) -> CaseForm | None:
        """The public wording to edit, where kind and citizen allow it."""
        submission = self.submission
        if not (BY_KIND[submission.kind].public and submission.may_publish):
            return None
        if not self.may(Permission.SUBMISSION_TRIAGE):
            return None
        if "publish" in self.typed:
            return self.typed["publish"]
        form = PublishForm(
            name="publish",
            version=submission.version,
            title=submission.public_title or submission.title,
            body=submission.public_body or submission.body,
        )
        form.offer_answers([message for message, _ in decided(submission)])
        return form

    def contact(self) -> dict[str, str] | None:
        """Name and contact, for those who may know; a public name alone for the others."""
        submission = self.submission
        if submission.identity is Identity.ANONYMOUS:
            return None
        if self.may(Permission.SUBMISSION_CONTACT):
            return {"name": submission.name, "contact": submission.contact}
        if submission.identity is Identity.NAMED:
            return {"name": submission.name, "contact": ""}
        return None

    def words(self) -> dict[str, str]:
        """The controlled lists' words for this case's codes."""
        lists = [Vocabulary.TOPIC]
        if self.submission.kind is Kind.DEVIATION:
            lists.append(Vocabulary.DEVIATION_TYPE)
        return {term.code: gettext(term.label) for term in terms(*lists)}

    def achievement(self) -> Achievement | None:
        """What a monitoring looked at, if it named one."""
        wanted = getattr(self.submission, "achievement_id", None)
        return db.session.get(Achievement, wanted) if wanted else None
