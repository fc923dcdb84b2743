"""The files somebody kept, uploaded or pasted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import TextAreaField

LARGEST = 512 * 1024
MOST_FILES = 6


@dataclass
class Kept:
    """What was handed in: proofs, heads, and other texts."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, text: str) -> None:
        """Sort one file by what it is; ValueError when it is broken JSON."""
        if text.lstrip().startswith("{"):
            self.documents.append(json.loads(text))
        elif "\n\n— " in text:
            self.notes.append(text)
        elif text.strip():
            self.texts.append(text)


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
            for text in self.contents():
                kept.take(text)
        except (ValueError, RecursionError):
            return self.refused(_("Berkas ini rusak atau bukan berkas bukti."))
        if not kept.documents:
            return self.refused(_("Pilih bukti.json yang Anda unduh, atau tempel isinya."))
        return kept

    def contents(self) -> list[str]:
        """Every file's text, and what was pasted; ValueError when one is too large."""
        files = [file for file in self.files.data or [] if file and file.filename][: MOST_FILES + 1]
        read = [file.read(LARGEST + 1) for file in files]
        if len(files) > MOST_FILES or any(len(data) > LARGEST for data in read):
            raise ValueError("too much")
        pasted = (self.pasted.data or "").strip()
        return [*(data.decode("utf-8-sig") for data in read), *([pasted] if pasted else [])]

    def refused(self, words: str) -> None:
        """Say what is wrong with the files."""
        self.files.errors = [words]
