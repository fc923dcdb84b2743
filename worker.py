"""The background worker: ``huey_consumer worker.huey``. Runs ``jobs.schedule``."""

from __future__ import annotations

from huey import Huey, RedisHuey, SqliteHuey, crontab

from app import create_app
from jobs.schedule import SCHEDULE, Job

app = create_app()


def queue_at(url: str) -> Huey:
    """The queue behind ``HUEY_URL``: an SQLite file or a Redis."""
    if url.startswith("sqlite:///"):
        return SqliteHuey("kawalaksi", filename=url.removeprefix("sqlite:///"))
    return RedisHuey("kawalaksi", url=url)


huey = queue_at(app.config["HUEY_URL"])


def enlist(job: Job) -> None:
    """Put one row of the schedule on huey's clock."""

    def run() -> int:
        with app.app_context():
            return job.run()

    run.__name__ = job.run.__name__
    huey.periodic_task(crontab(minute=job.minute, hour=job.hour))(run)


for row in SCHEDULE:
    enlist(row)
