"""The files somebody kept, uploaded or pasted."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import TextAreaField

from domain.proof.verifier import Kept

LARGEST = 512 * 1024
MOST_FILES = 6


class CheckForm(FlaskForm):  # type: ignore[misc]
    """Files, or the same as text."""

    files = MultipleFileField(
        _l("Berkas bukti"),
        description=_l(
            "bukti.json Anda. Boleh bersama kepala, konsistensi, kunci, atau isi yang Anda simpan."
        ),
    )
    pasted = TextAreaField(_l("Atau tempel isi bukti.json"))

    def kept(self) -> Kept | None:
        """What was handed in; None, with the error on the form, when it cannot be read."""
        kept = Kept()
        try:
            for data in self.contents():
                kept.take(data)
        except (ValueError, RecursionError):
            return self.refused(_("Berkas ini rusak atau bukan berkas bukti."))
        if not kept.documents:
            return self.refused(_("Pilih bukti.json yang Anda unduh, atau tempel isinya."))
        return kept

    def contents(self) -> list[bytes]:
        """Every file, and what was pasted; ValueError when one is too large."""
        files = [file for file in self.files.data or [] if file and file.filename][: MOST_FILES + 1]
        read = [file.read(LARGEST + 1) for file in files]
        if len(files) > MOST_FILES or any(len(data) > LARGEST for data in read):
            raise ValueError("too much")
        pasted = (self.pasted.data or "").strip()
        return [*read, *([pasted.encode()] if pasted else [])]

    def refused(self, words: str) -> None:
        """Say what is wrong with the files."""
        self.files.errors = [words]
