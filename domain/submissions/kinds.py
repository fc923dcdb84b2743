"""The three kinds: their code, their address, their letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """JAGA's own sentence: memantau, mengusulkan perbaikan, melaporkan penyimpangan."""

    MONITORING = "monitoring"
    PROPOSAL = "proposal"
    DEVIATION = "deviation"


@dataclass(frozen=True)
class KindRow:
    """``letter`` starts the ticket number; ``public`` says whether it may ever be shown."""

    kind: Kind
    slug: str
    letter: str
    public: bool


KINDS = (
    KindRow(Kind.MONITORING, "pemantauan", "P", public=True),
    KindRow(Kind.PROPOSAL, "usulan", "U", public=True),
    KindRow(Kind.DEVIATION, "penyimpangan", "L", public=False),
)
BY_KIND = {row.kind: row for row in KINDS}
