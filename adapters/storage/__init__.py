"""Where uploaded files rest. One facade over obstore: a folder, memory or an S3 bucket."""

from __future__ import annotations

from pathlib import Path

import obstore
from flask import Flask
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url


class Storage:
    """Flask extension: ``STORAGE_URL`` picks the store (``file:///…``, ``memory:///``, ``s3://…``)."""

    store: ObjectStore

    def init_app(self, app: Flask) -> None:
        """Open the store named by the settings."""
        self.store = store_for(app.config["STORAGE_URL"])

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``; never over an existing file."""
        obstore.put(self.store, key, data, mode="create")

    def get(self, key: str) -> bytes:
        """The bytes under ``key``, or FileNotFoundError."""
        return bytes(obstore.get(self.store, key).bytes())

    def delete(self, key: str) -> None:
        """Forget the file under ``key``; a file already gone is no error."""
        try:
            obstore.delete(self.store, key)
        except FileNotFoundError:
            return


def store_for(url: str) -> ObjectStore:
    """The store behind a ``STORAGE_URL``."""
    scheme, _, path = url.partition("://")
    if scheme == "memory":
        return MemoryStore()
    if scheme == "file":
        Path(path).mkdir(parents=True, exist_ok=True)
        return LocalStore(path)
    return from_url(url)
