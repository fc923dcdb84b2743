"""A citizen's own words as one file: what a receipt's fingerprint is taken of."""

from __future__ import annotations

import json
from typing import Any

from domain.submissions.kinds import Kind
from domain.submissions.models import Submission

FORMAT = "kawalaksi-isi/1"
# Never change, reorder or remove a row: the fingerprints of earlier receipts depend on it.
COMMON = (
    ("judul", "title"),
    ("isi", "body"),
    ("topik", "topic"),
    ("unit", "about_unit_id"),
    ("wilayah", "region_code"),
    ("tempat", "place"),
    ("waktu_kejadian", "happened"),
    ("boleh_tampil", "may_publish"),
)
OF_KIND = {
    Kind.MONITORING: (
        ("capaian", "achievement_id"),
        ("target", "target_id"),
        ("kesesuaian", "conformity"),
    ),
    Kind.PROPOSAL: (
        ("perubahan", "change"),
        ("penerima_manfaat", "beneficiaries"),
        ("contoh", "example"),
    ),
    Kind.DEVIATION: (
        ("jenis", "deviation_type"),
        ("siapa", "who"),
        ("bagaimana", "how"),
        ("nilai", "amount"),
        ("tahu_dari", "how_known"),
        ("dilaporkan_juga_ke", "reported_elsewhere"),
    ),
}


def transcript(submission: Submission) -> str:
    """The answers a citizen gave and the fingerprints of the files sent with them, as JSON.

    Name and contact are left out: a proof is shown to others. Byte for byte the same as long
    as the rows are.
    """
    rows = (*COMMON, *OF_KIND[submission.kind])
    said: dict[str, Any] = {"format": FORMAT}
    said |= {name: getattr(submission, column) for name, column in rows}
    said["berkas"] = [
        {"nama": file.filename, "ukuran": file.size, "sha256": file.sha256}
        for file in submission.attachments
        if file.message_id is None
    ]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
