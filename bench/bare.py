"""What Flask itself can do: the same rows, with nothing of the house around them."""

from __future__ import annotations

import os
from datetime import datetime

from flask import Flask, redirect, render_template_string, request
from sqlalchemy import DateTime, String, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

PAGE = """<!doctype html><title>Usulan</title><h1>Usulan</h1><ul>
{% for row in rows %}<li><a href="/usulan/{{ row.reference }}">{{ row.public_title }}</a>
<p>{{ row.public_body }}</p><p>{{ row.status }} {{ row.published_at }}</p></li>{% endfor %}
</ul>"""


class Base(DeclarativeBase):
    """The bare tables."""


class Row(Base):
    """The columns of a submission a list shows."""

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    public_title: Mapped[str]
    public_body: Mapped[str]
    published_at: Mapped[datetime | None] = mapped_column(DateTime)


class Kept(Base):
    """A row of about a submission's size."""

    __tablename__ = "bare_kept"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str]


engine = create_engine(os.environ["DATABASE_URL"])
bare = Flask(__name__)


@event.listens_for(engine, "connect")
def durable(connection: object, _record: object) -> None:
    """As durable as the house is."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


MEMORY = [
    Row(
        id=n,
        reference=f"U-{n:08}",
        public_title="Izin usaha cukup sekali unggah",
        public_body="Fotokopi diminta tiga rangkap padahal sudah diunggah. " * 3,
        status="received",
        published_at=datetime(2026, 11, 1),
    )
    for n in range(20)
]


@bare.get("/page")
def page() -> str:
    """Twenty rows from memory."""
    return render_template_string(PAGE, rows=MEMORY)


@bare.get("/list")
def listed() -> str:
    """The twenty newest published proposals."""
    statement = (
        select(Row)
        .where(Row.kind == "proposal", Row.published_at.is_not(None))
        .order_by(Row.published_at.desc(), Row.id.desc())
        .limit(20)
    )
    with Session(engine) as session:
        return render_template_string(PAGE, rows=session.scalars(statement).all())


@bare.get("/one/<reference>")
def one(reference: str) -> str:
    """One row by its number."""
    with Session(engine) as session:
        found = session.scalars(select(Row).where(Row.reference == reference)).one()
        return render_template_string(PAGE, rows=[found])


@bare.post("/insert")
def insert() -> object:
    """One durable row."""
    with Session(engine) as session, session.begin():
        session.add(Kept(title=request.form["title"], body=request.form["body"]))
    return redirect("/page", 303)


def prepare() -> None:
    """Make the table the bare insert writes to."""
    Base.metadata.create_all(engine, tables=[Kept.__table__])  # type: ignore[list-item]


if __name__ == "__main__":
    prepare()
