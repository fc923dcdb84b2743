"""A citizen's own words as one plain text: what a receipt's fingerprint is taken of."""

from __future__ import annotations

from domain.submissions.kinds import Kind
from domain.submissions.models import Submission

# Never change or reorder a row: fingerprints of earlier receipts depend on it. Add rows at the end.
COMMON = (
    ("judul", "title"),
    ("isi", "body"),
    ("topik", "topic"),
    ("tempat", "place"),
    ("waktu kejadian", "happened"),
)
OF_KIND = {
    Kind.MONITORING: (("kesesuaian", "conformity"),),
    Kind.PROPOSAL: (
        ("perubahan", "change"),
        ("penerima manfaat", "beneficiaries"),
        ("contoh", "example"),
    ),
    Kind.DEVIATION: (
        ("jenis", "deviation_type"),
        ("siapa", "who"),
        ("bagaimana", "how"),
        ("nilai", "amount"),
        ("dilaporkan juga ke", "reported_elsewhere"),
    ),
}


def transcript(submission: Submission) -> str:
    """The answers a citizen gave, one ``name: answer`` a line, empty ones left out."""
    rows = (*COMMON, *OF_KIND[submission.kind])
    given = ((name, getattr(submission, column)) for name, column in rows)
    return "".join(f"{name}: {answer}\n" for name, answer in given if answer)
