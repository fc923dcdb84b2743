"""What an administrator is asked when work changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from domain.accounts.models import Institution, Membership, User
from domain.handover.deputies import STANDINGS
from domain.handover.leaving import Held
from web.forms import TidyForm
from web.labels import label
from web.row_ids import row_id


def row_or_none_yet(value: Any) -> int:
    """The row chosen, 0 for none; ValueError, which the field shows, for what is no id."""
    found = row_id(value)
    if found is None:
        raise ValueError
    return found


def post_words(hat: Membership) -> str:
    """A hat in words: its title or role, and its unit."""
    place = hat.unit.name if hat.unit else _("seluruh instansi")
    return f"{hat.title or label(hat.role)}, {place}"


class DeputyForm(TidyForm):
    """Who stands in for which post, as what, from when until when."""

    hat = RadioField(_l("Jabatan yang diwakili"), coerce=row_or_none_yet, validate_choice=False)
    person = SelectField(_l("Siapa wakilnya?"), coerce=row_or_none_yet, validate_choice=False)
    status = RadioField(
        _l("Sebagai apa?"),
        description=_l("Plt bila jabatannya kosong. Plh bila pejabatnya berhalangan sementara."),
        validate_choice=False,
        default=STANDINGS[0].value,
    )
    starts_on = DateField(_l("Mulai"), [InputRequired(_l("Tulis tanggal mulainya."))])
    ends_on = DateField(
        _l("Sampai"),
        [InputRequired(_l("Tulis tanggal selesainya."))],
        description=_l("Paling lama enam bulan. Peran lepas sendiri sesudah hari itu."),
    )

    def offer(self, hats: Sequence[Membership], people: Sequence[User]) -> None:
        """Fill the choices in."""
        self.hat.choices = [SelectChoice(hat.id, post_words(hat)) for hat in hats]
        named = [SelectChoice(one.id, one.name) for one in people]
        self.person.choices = [SelectChoice(0, _("Pilih orang")), *named]
        self.status.choices = [SelectChoice(one.value, label(one)) for one in STANDINGS]
        if self.hat.data in {None, 0} and len(hats) == 1:
            self.hat.data = hats[0].id


class ReadersForm(TidyForm):
    """Who reads reports about the inspectorate."""

    version = HiddenField()
    above = RadioField(_l("Siapa yang membaca?"), coerce=row_or_none_yet, validate_choice=False)

    def offer(self, institutions: Sequence[Institution]) -> None:
        """The head, or another institution's inspectorate."""
        others = [
            SelectChoice(one.id, _("Inspektorat di %(name)s", name=one.name))
            for one in institutions
        ]
        head = SelectChoice(0, _("Kepala daerah atau pimpinan instansi ini"))
        self.above.choices = [head, *others]


def leaving_form(hats: Sequence[Held], people: Sequence[User]) -> TidyForm:
    """One question for each hat: who takes it."""
    asked = {
        f"hat_{held.hat.id}": SelectField(coerce=row_or_none_yet, validate_choice=False)
        for held in hats
    }
    form = type("LeavingForm", (TidyForm,), asked)()
    for held in hats:
        field = form[f"hat_{held.hat.id}"]
        field.label.text = post_words(held.hat)
        named = [SelectChoice(one.id, one.name) for one in people]
        field.choices = [SelectChoice(0, _("Tidak diganti")), *named]
    chosen: TidyForm = form
    return chosen
