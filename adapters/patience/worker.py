"""Gunicorn's worker, with a watch in its hand."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from adapters.patience import allow, arrived, hang_up_on_the_late, take_leave

HEAD_SECONDS = 10


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threads, with a deadline for a request's head, and no long goodbyes.

    Its own goodbye would hold up every visitor for two seconds for each line left open.
    """

    def notify(self) -> None:
        """Tell that we live, and look at the clocks."""
        super().notify()
        hang_up_on_the_late()

    def handle(self, conn: TConn) -> Any:
        """Read and answer one request, in a thread."""
        line = conn.sock
        allow(line, HEAD_SECONDS)
        try:
            kept = super().handle(conn)
        finally:
            arrived(line)
        if not kept:
            take_leave(line)
        return kept

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer; the head has arrived."""
        arrived(conn.sock)
        return super().handle_request(req, conn)
