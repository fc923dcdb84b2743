"""Read the book of acts and the log again, and say loudly when they are not as written."""

from __future__ import annotations

import logging

from domain.audit import verification as book
from domain.proof import verification as log
from domain.proof.queries import anchors

logger = logging.getLogger(__name__)


def verify_books() -> int:
    """Check every chain and the log; say how many are broken."""
    broken = 0
    for chain in book.chains():
        fault = book.first_fault(chain, anchors(chain))
        if fault is not None:
            broken += 1
            logger.critical("ledger %s entry %s: %s", fault.chain, fault.seq, fault.fault)
    found = log.first_log_fault()
    if found is not None:
        broken += 1
        logger.critical("proof log leaf %s: %s", found.index, found.fault)
    return broken
