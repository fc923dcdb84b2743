"""Static files by content: a changed file has a new address, so caches may keep it forever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, request


def init_app(app: Flask) -> None:
    """Give the templates ``asset()``."""
    app.jinja_env.globals["asset"] = asset
    app.extensions["asset_root"] = Path(app.root_path) / "static"


@cache
def fingerprint(path: Path, _changed: float) -> str:
    """Twelve characters of the file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def asset(filename: str) -> str:
    """The address of a static file, with its content's fingerprint."""
    path = Path(__file__).parents[1] / "static" / filename
    mark = fingerprint(path, path.stat().st_mtime)
    return f"{request.script_root}/static/{filename}?v={mark}"
