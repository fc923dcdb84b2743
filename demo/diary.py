"""Twelve months in order: every step of every case, on its day, through the real services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from demo.institutions import Units
from demo.people import People
from demo.pictures import picture
from demo.submissions import Case
from domain.accounts.models import Institution, User
from domain.attachments.service import stage
from domain.clock import stopped_at
from domain.codes import code_from
from domain.integrity import service as integrity
from domain.policy import Permission, may
from domain.publishing.models import Achievement
from domain.submissions import answers, service
from domain.submissions.kinds import Kind
from domain.submissions.models import Deviation, Monitoring, Proposal, Submission
from domain.submissions.workflow import Action

MODELS = {Kind.MONITORING: Monitoring, Kind.PROPOSAL: Proposal, Kind.DEVIATION: Deviation}
FOCAL_POINTS_OWN = {"close", "reopen"}


@dataclass(frozen=True)
class Office:
    """Everyone a case may meet."""

    institution: Institution
    units: Units
    admin: User
    focal_point: User
    officers: dict[int, User]
    achievements: Sequence[Achievement]
    secret: str


def office(
    institution: Institution,
    units: Units,
    people: People,
    achievements: Sequence[Achievement],
    secret: str,
) -> Office:
    """The office of one institution."""
    by_role = {user.memberships[0].role.value: user for user in reversed(people.values())}
    officers = {
        hat.unit_id: user
        for user in people.values()
        for hat in user.memberships
        if hat.role.value == "unit_officer" and hat.unit_id
    }
    admin, focal_point = by_role["inspectorate_admin"], by_role["focal_point"]
    return Office(institution, units, admin, focal_point, officers, achievements, secret)


def live(cases: Sequence[tuple[Office, Case]]) -> Iterator[str]:
    """Perform every step of every case in the order of time; yield each verb as it is done."""
    sent: dict[str, Submission] = {}
    steps = [(step.at, n, step.verb) for n, (_, case) in enumerate(cases) for step in case.steps]
    for at, number, verb in sorted(steps, key=lambda step: step[:2]):
        place, case = cases[number]
        with stopped_at(at):
            if verb == "receive":
                sent[case.token] = receive(place, case, at)
            else:
                perform(place, case, sent[case.token], verb)
        yield verb


def receive(place: Office, case: Case, at: datetime) -> Submission:
    """Send the form, with a picture where the citizen had one."""
    if case.scene:
        stage(case.token, "dari-lokasi.png", picture(case.scene, len(case.token)))
    submission = MODELS[case.kind](institution_id=place.institution.id, **case.values)
    if case.about:
        submission.about_unit_id = place.units[case.about].id
    if isinstance(submission, Monitoring):
        watch(submission, place, case, at)
    return service.receive(submission, case.token, code_from(case.token, place.secret))


def watch(submission: Monitoring, place: Office, case: Case, at: datetime) -> None:
    """Tie a monitoring to an achievement of its unit that was public by then."""
    unit = place.units[case.unit].id
    seen = [a for a in place.achievements if a.published_at and a.published_at < at]
    fitting = [
        a for a in seen if (case.achievement in a.title if case.achievement else a.unit_id == unit)
    ]
    if fitting:
        told = fitting[-1]
        submission.achievement_id, submission.target_id = told.id, told.target_id


def perform(place: Office, case: Case, submission: Submission, verb: str) -> None:
    """One step, by whoever's it is."""
    declare(place, submission)
    if verb in OTHER_VERBS:
        OTHER_VERBS[verb](place, case, submission)
        return
    unit = None
    if verb == Action.ASSIGN:
        first = submission.unit_id is None and any(s.verb == "return" for s in case.steps)
        mistaken = first and case.wrong_unit
        unit = place.units[case.wrong_unit if mistaken else case.unit]
        case.wrong_unit = ""
    actor = actor_for(place, submission, verb)
    service.move(
        submission,
        Action(verb),
        actor,
        version=submission.version,
        note=case.say(verb),
        unit=unit,
        reason=case.reason,
        show=verb == Action.ANSWER and actor is place.admin and submission.published_at is not None,
    )


def declare(place: Office, submission: Submission) -> None:
    """Everybody who will act on a report declares first to have no conflict of interest."""
    if submission.kind is not Kind.DEVIATION:
        return
    officer = place.officers.get(submission.unit_id or 0)
    for person in (place.admin, place.focal_point, officer):
        if person and may(person, Permission.SUBMISSION_READ, submission):
            integrity.declare_clear(submission, person, "1")


def actor_for(place: Office, submission: Submission, verb: str) -> User:
    """The unit's own officer where the rules allow, else the inspectorate."""
    if verb in {Action.START, Action.ANSWER, Action.RETURN}:
        officer = place.officers.get(submission.unit_id or 0)
        if officer and may(officer, Permission.SUBMISSION_ANSWER, submission):
            return officer
    return place.focal_point if verb in FOCAL_POINTS_OWN else place.admin


def reply(_place: Office, case: Case, submission: Submission) -> None:
    """The citizen writes back."""
    service.reply(submission, case.say("reply"))


def note(place: Office, case: Case, submission: Submission) -> None:
    """Staff leave a note for each other."""
    service.add_note(submission, place.admin, case.say("note"))


def show(place: Office, _case: Case, submission: Submission) -> None:
    """The wording becomes public; these texts name nobody."""
    service.publish(
        submission,
        place.admin,
        version=submission.version,
        title=submission.title,
        body=submission.body,
    )
    for message, _ in answers.decided(submission):
        answers.show(submission, place.admin, message.id, version=submission.version)


def hide(place: Office, case: Case, submission: Submission) -> None:
    """The wording is taken down."""
    service.withhold(submission, place.admin, version=submission.version, reason=case.say("hide"))


def lapse(_place: Office, _case: Case, submission: Submission) -> None:
    """The citizen's time ran out."""
    service.lapse(submission)


OTHER_VERBS: dict[str, Callable[[Office, Case, Submission], None]] = {
    "reply": reply,
    "note": note,
    "show": show,
    "hide": hide,
    "lapse": lapse,
}
