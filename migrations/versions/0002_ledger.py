"""The ledger and the public proof.

0001's entries were not sealed, so nothing about them could be proved: they are not carried.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001b"

# What may be changed in a table that only grows: nothing, unless named here.
GROWS = {
    "ledger_entries": "",
    "log_nodes": "",
    "tree_heads": "",
    # Retention forgets what a leaf says; that it was there stays.
    "log_leaves": (
        'NEW."index" = OLD."index" AND NEW.act = OLD.act AND NEW.hash = OLD.hash '
        "AND COALESCE(NEW.submission_id, 0) = COALESCE(OLD.submission_id, 0) "
        "AND COALESCE(NEW.change_id, 0) = COALESCE(OLD.change_id, 0) "
        "AND OLD.act <> 'ledger' AND NEW.statement IS NULL AND NEW.salt IS NULL"
    ),
}
# SQLite's INSERT OR REPLACE deletes without asking the triggers: the keys it would take.
KEYS = {
    "ledger_entries": "id = NEW.id OR (chain = NEW.chain AND seq = NEW.seq)",
    "log_nodes": "level = NEW.level AND position = NEW.position",
    "tree_heads": "id = NEW.id",
    "log_leaves": '"index" = NEW."index" OR hash = NEW.hash',
}
ROLES = sa.Enum(
    "inspectorate_admin",
    "focal_point",
    "unit_officer",
    "public_relations",
    "head",
    "auditor",
    "national_secretariat",
    "system_administrator",
    name="role",
    native_enum=False,
    length=40,
)


def upgrade() -> None:
    """Replace the plain book by the chain, and begin the log."""
    op.drop_table("audit_entries")
    ledger()
    log()
    op.add_column("attachments", sa.Column("sha256", sa.String(), nullable=True))
    for table, allowed in GROWS.items():
        guard(table, allowed)


def ledger() -> None:
    """The chain and its heads."""
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("role", ROLES, nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("chain", "seq", name=op.f("uq_ledger_entries_chain_seq")),
    )
    for column in ("actor_id", "name"):
        name = op.f(f"ix_ledger_entries_chain_{column}_seq")
        op.create_index(name, "ledger_entries", ["chain", column, "seq"])
    op.create_table(
        "ledger_heads",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("anchored", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_ledger_heads")),
    )


def log() -> None:
    """Leaves, nodes, how far the log has grown, and its published heads."""
    op.create_table(
        "log_leaves",
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "act",
            sa.Enum("received", "moved", "ledger", name="act", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("statement", sa.JSON(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_log_leaves")),
        sa.UniqueConstraint("hash", name=op.f("uq_log_leaves_hash")),
    )
    for column in ("act", "submission_id"):
        op.create_index(op.f(f"ix_log_leaves_{column}_index"), "log_leaves", [column, "index"])
    op.create_table(
        "log_nodes",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("level", "position", name=op.f("pk_log_nodes")),
    )
    op.create_table(
        "log_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("peaks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_state")),
    )
    state = sa.table("log_state", sa.column("id"), sa.column("size"), sa.column("peaks", sa.JSON))
    op.bulk_insert(state, [{"id": 1, "size": 0, "peaks": []}])
    op.create_table(
        "tree_heads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tree_heads")),
    )
    op.create_index(op.f("ix_tree_heads_size_id"), "tree_heads", ["size", "id"])
    op.create_table(
        "log_losses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_losses")),
    )


def guard(table: str, allowed: str) -> None:
    """Let ``table`` only grow, but for the change ``allowed``."""
    if op.get_bind().dialect.name == "postgresql":
        when = f"WHEN (NOT ({allowed}))" if allowed else ""
        op.execute(
            f"CREATE OR REPLACE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$"
        )
        for act, scope, clause in (
            ("UPDATE", "ROW", when),
            ("DELETE", "ROW", ""),
            ("TRUNCATE", "STATEMENT", ""),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"FOR EACH {scope} {clause} EXECUTE FUNCTION {table}_only_grows()"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {KEYS[table]}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )
    for act in ("UPDATE", "DELETE"):
        when = f"WHEN NOT ({allowed})" if allowed and act == "UPDATE" else ""
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )


def downgrade() -> None:
    """Bring the plain book back, empty."""
    op.drop_column("attachments", "sha256")
    for table in ("log_losses", "tree_heads", "log_state", "log_nodes", "log_leaves"):
        op.drop_table(table)
    op.drop_table("ledger_heads")
    op.drop_table("ledger_entries")
    if op.get_bind().dialect.name == "postgresql":
        for table in GROWS:
            op.execute(f"DROP FUNCTION {table}_only_grows()")
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    name = op.f("ix_audit_entries_institution_id_id")
    op.create_index(name, "audit_entries", ["institution_id", "id"])
