"""Check KawalAksi proofs. One file, no library, no network: python3 periksa_bukti.py FILE...

Files may be given together and in any order:
  bukti.json         what a citizen downloaded with a receipt
  konsistensi.json   that one published head grew from another
  kepala-N.txt       a published head somebody kept (a signed note, C2SP tlog-checkpoint)
  isi.json           a citizen's own words, compared with the receipt's fingerprint
  kunci.txt          the log's public key, as somebody trusted gave it to you
The tree and both path checks are those of RFC 9162 (2.1.3.2 and 2.1.4.2), the signature is
Ed25519 (RFC 8032). Nothing secret is handled here, so nothing needs constant time.
Ends with 0 when all is true, 1 when something is false, 2 when a file cannot be read, 3 when
nothing is false but something stays open: most often, whose key it is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

PROOF, CONSISTENCY = "kawalaksi-bukti/1", "kawalaksi-konsistensi/1"
WORDS_SENT = "kawalaksi-isi/1"
SLACK = timedelta(minutes=10)  # a head may be signed while an act is being written
WORDS = {
    "signature": "Kepala {size} ditandatangani oleh {key}.",
    "bad_signature": "Tanda tangan kepala {size} PALSU atau rusak.",
    "included": "{number}: {act} {at} tercatat pada urutan {index}.",
    "not_included": "{number}: {act} {at} TIDAK ada dalam kepala {size}.",
    "future": "{number}: {act} {at} LEBIH BARU daripada kepala {size}.",
    "back_dated": "{number}: {act} {at} DITULIS MUNDUR: belum ada saat kepala {size} terbit.",
    "consistent": "Kepala {second} hanya menambah kepala {first}; tidak ada yang hilang.",
    "inconsistent": "Kepala {second} TIDAK memuat kepala {first}: ada yang diubah atau dihapus.",
    "two_faces": "Ada DUA kepala berukuran {size} yang berbeda.",
    "unknown_key": "Kunci {key} belum dibandingkan: minta kunci.txt dari orang yang Anda percaya.",
    "unlinked": "Kepala {first} dan {second} belum terhubung: unduh berkas konsistensinya.",
    "known_key": "Kunci log sama dengan kunci yang Anda pegang.",
    "other_key": "Kunci log LAIN dari kunci yang Anda pegang.",
    "text_matches": "Isi sama dengan saat dikirim.",
    "text_differs": "Isi BERBEDA dari saat dikirim.",
}
BAD = {"bad_signature", "not_included", "future", "back_dated", "inconsistent", "two_faces"}
BAD |= {"other_key", "text_differs"}
UNDECIDED = {"unlinked", "unknown_key"}
IS_KEY = re.compile(r"[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\s*")
IS_NOTE = re.compile(
    r"(?P<text>(?P<origin>[!-~]{1,200})\n(?P<size>\d{1,15})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"waktu (?P<at>[0-9TZ:.+-]{10,40})\n)\n(?P<signatures>(?:— [!-~]+ [A-Za-z0-9+/=]+\n)+)"
)
LONGEST_NOTE = 4096
SAID = {
    "number": re.compile(r"[A-Z0-9-]{1,20}"),
    "to": re.compile(r"[a-z_]{1,40}"),
    "at": re.compile(r"\d{4}-\d\d-\d\d(T[0-9:.]{8,15}(Z|\+00:00))?"),
}
Check = Callable[[bytes, bytes, bytes], bool]


ACTS = {"received": "penerimaan", "moved": "langkah", "ledger": "buku"}


class Unreadable(Exception):
    """The file is not one of those this program checks."""


@dataclass(frozen=True)
class Head:
    """A signed statement: at ``at`` the log had ``size`` leaves under ``root``."""

    origin: str
    size: int
    root: bytes
    at: datetime
    signed: bool
    key: str


@dataclass(frozen=True)
class Finding:
    """One thing checked; its words are ``WORDS[code]``."""

    code: str
    facts: dict[str, Any]

    @property
    def verdict(self) -> str:
        """One word for it."""
        return "SALAH" if self.code in BAD else "BELUM" if self.code in UNDECIDED else "BENAR"

    def __str__(self) -> str:
        return WORDS[self.code].format(**self.facts)


P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]


def add(a: Point, b: Point) -> Point:
    """The sum of two points of the curve, in extended coordinates."""
    s, t = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    u, v = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = t - s, v - u, v + u, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, point: Point) -> Point:
    """``scalar`` times ``point``."""
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def point_of(encoded: bytes) -> Point | None:
    """The point that 32 bytes name, if they name one."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is the Ed25519 signature of ``message`` under ``public``."""
    if len(public) != 32 or len(signature) != 64 or BASE is None:
        return False
    key, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    left = times(s, BASE)
    right = add(r, times(int.from_bytes(digest, "little") % ORDER, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % P == 0


def head_of(note: str, key: str, check: Check = signed_by) -> Head:
    """The head a signed note states, or Unreadable; ``key`` is ``name+id+base64``.

    One signature is looked at, the first in the key's name: a note cannot make us work long.
    """
    found = IS_NOTE.fullmatch(note) if len(note) <= LONGEST_NOTE else None
    if found is None or not IS_KEY.fullmatch(key):
        raise Unreadable("bukan kepala log")
    try:
        name, number, encoded = key.strip().split("+", 2)
        public = base64.b64decode(encoded, validate=True)
        ours = hashlib.sha256(f"{name}\n".encode() + public).digest()[:4]
        lines = (line.split(" ") for line in found["signatures"].splitlines())
        block = next((base64.b64decode(end) for _, who, end in lines if who == name), b"")
        signed = (
            ours.hex() == number
            and block[:4] == ours
            and public[:1] == b"\x01"
            and check(public[1:], found["text"].encode(), block[4:])
        )
        at = datetime.fromisoformat(found["at"].replace("Z", "+00:00"))
        root = base64.b64decode(found["root"])
    except ValueError as error:
        raise Unreadable("bukan kepala log") from error
    return Head(found["origin"], int(found["size"]), root, at, signed, number)


def leaf_of(entry: dict[str, Any]) -> bytes:
    """The leaf hash of a statement under its salt."""
    words = json.dumps(
        entry["statement"], sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    data = hmac.digest(bytes.fromhex(entry["salt"]), words.encode(), "sha256")
    return hashlib.sha256(b"\0" + data).digest()


def parent(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


def turns(place: int, last: int) -> list[bool]:
    """For each step from leaf ``place`` to the root: whether the step's hash is on the left."""
    on_the_left = []
    while last:
        left = place % 2 == 1 or place == last
        while left and place and place % 2 == 0:
            place, last = place >> 1, last >> 1
        on_the_left.append(left)
        place, last = place >> 1, last >> 1
    return on_the_left


def is_included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    sides = turns(index, size - 1) if 0 <= index < size else []
    if not 0 <= index < size or len(sides) != len(path):
        return False
    node = leaf
    for step, left in zip(path, sides, strict=True):
        node = parent(step, node) if left else parent(node, step)
    return node == root


def is_consistent(first: Head, second: Head, path: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2."""
    if first.size == second.size:
        return not path and first.root == second.root
    if first.size == 0:
        return not path and first.root == hashlib.sha256(b"").digest()
    if not 0 < first.size < second.size:
        return False
    steps = [first.root, *path] if first.size & (first.size - 1) == 0 else list(path)
    place, last = first.size - 1, second.size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    sides = turns(place, last)
    if len(steps) != len(sides) + 1:
        return False
    old = new = steps[0]
    for step, left in zip(steps[1:], sides, strict=True):
        old = parent(step, old) if left else old
        new = parent(step, new) if left else parent(new, step)
    return (old, new) == (first.root, second.root)


def check_head(head: Head) -> Finding:
    """Whether the head carries its key's signature."""
    code = "signature" if head.signed else "bad_signature"
    return Finding(code, {"size": head.size, "key": f"{head.origin} ({head.key})"})


def check_entry(entry: dict[str, Any], head: Head) -> Finding:
    """Whether one act is in the tree under ``head``, and no newer than it."""
    path = [bytes.fromhex(step) for step in entry["path"]]
    facts = {**named(entry), "size": head.size}
    if not is_included(leaf_of(entry), entry["index"], head.size, path, head.root):
        return Finding("not_included", facts)
    earliest, _ = span(entry["statement"]["at"])
    return Finding("future" if earliest > head.at + SLACK else "included", facts)


def named(entry: dict[str, Any]) -> dict[str, Any]:
    """What a finding says of an act."""
    said = entry["statement"]
    for part, pattern in SAID.items():
        if part in said and not pattern.fullmatch(said[part]):
            raise Unreadable(f"{part} tidak masuk akal")
    act = f"{ACTS[said['act']]} {said.get('to', '')}".strip()
    return {"number": said.get("number", "-"), "act": act, "at": said["at"]} | {
        "index": entry["index"]
    }


def span(text: str) -> tuple[datetime, datetime]:
    """The earliest and latest moment a written time means; some acts tell their day only."""
    if len(text) > len("2026-01-31"):
        return (datetime.fromisoformat(text),) * 2
    noon = datetime.fromisoformat(text + "T12:00:00+00:00")
    return noon - timedelta(hours=24), noon + timedelta(hours=24)


def check_against_kept(entry: dict[str, Any], kept: Head) -> Finding | None:
    """That an act newer than a kept head does not claim to be older."""
    _, latest = span(entry["statement"]["at"])
    if entry["index"] >= kept.size and latest < kept.at - SLACK:
        return Finding("back_dated", {**named(entry), "size": kept.size})
    return None


def check(
    documents: list[dict[str, Any]], notes: list[str], texts: list[str], check: Check = signed_by
) -> list[Finding]:
    """Everything the files say together, or Unreadable."""
    try:
        return findings(documents, notes, texts, check)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        raise Unreadable("berkas rusak") from error


def findings(
    documents: list[dict[str, Any]], notes: list[str], texts: list[str], check: Check
) -> list[Finding]:
    """The checks themselves, heads first."""
    if not documents or {one["format"] for one in documents} - {PROOF, CONSISTENCY}:
        raise Unreadable("berikan bukti.json atau konsistensi.json")
    keys = [str(document["log"]).strip() for document in documents]
    kept = [head_of(note, keys[0], check) for note in notes]
    heads, found, links = list(kept), [], set()
    entries: list[dict[str, Any]] = []
    for document, key in zip(documents, keys, strict=True):
        if document["format"] == CONSISTENCY:
            first = head_of(document["first"], key, check)
            second = head_of(document["second"], key, check)
            path = [bytes.fromhex(step) for step in document["path"]]
            code = "consistent" if is_consistent(first, second, path) else "inconsistent"
            found.append(Finding(code, {"first": first.size, "second": second.size}))
            links.add((first.size, second.size))
            heads += [first, second]
        else:
            head = head_of(document["head"], key, check)
            heads.append(head)
            found += about_entries(document["entries"], head)
            entries += document["entries"]
    found += compared(heads, kept, links)
    dated = (check_against_kept(entry, head) for entry in entries for head in kept)
    found += [finding for finding in dated if finding]
    found += about_texts(texts, keys, entries)
    return [*unique(check_head(head) for head in heads), *found]


def about_entries(entries: list[dict[str, Any]], head: Head) -> list[Finding]:
    """What is found of each act; a proof of nothing proves nothing."""
    if not entries:
        raise Unreadable("bukti ini kosong")
    return [check_entry(entry, head) for entry in entries]


def about_texts(texts: list[str], keys: list[str], entries: list[dict[str, Any]]) -> list[Finding]:
    """What is found of the words and keys that were given along."""
    known = [text for text in texts if IS_KEY.fullmatch(text)]
    found = [compare_key(text, keys) for text in known]
    if not known:
        found += [Finding("unknown_key", {"key": key[:200]}) for key in sorted(set(keys))]
    return found + [compare_text(text, entries) for text in texts if text not in known]


def compared(heads: list[Head], kept: list[Head], links: set[tuple[int, int]]) -> list[Finding]:
    """Heads of one size must be one; others must be linked by a consistency file."""
    found = []
    by_size: dict[int, Head] = {}
    for head in heads:
        if by_size.setdefault(head.size, head).root != head.root:
            found.append(Finding("two_faces", {"size": head.size}))
    for one in kept:
        for other in by_size.values():
            pair = (min(one.size, other.size), max(one.size, other.size))
            if one.size != other.size and pair not in links:
                found.append(Finding("unlinked", {"first": pair[0], "second": pair[1]}))
    return unique(found)


def compare_text(text: str, entries: list[dict[str, Any]]) -> Finding:
    """Whether a text is the one whose fingerprint a receipt holds."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    told = {entry["statement"].get("digest") for entry in entries}
    return Finding("text_matches" if digest in told else "text_differs", {})


def compare_key(text: str, keys: list[str]) -> Finding:
    """Whether the files were signed with the key somebody holds."""
    return Finding("known_key" if set(keys) == {text.strip()} else "other_key", {})


def unique(found: Any) -> list[Finding]:
    """The findings, each once."""
    kept: list[Finding] = []
    for finding in found:
        if finding not in kept:
            kept.append(finding)
    return kept


@dataclass
class Kept:
    """Files somebody kept, sorted by what they are."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, data: bytes) -> None:
        """Sort one file; ValueError or RecursionError when it is no text or broken JSON."""
        text = data.decode("utf-8-sig")
        plain = text.replace("\r\n", "\n")
        document = json.loads(text) if text.lstrip().startswith("{") else None
        if isinstance(document, dict) and document.get("format") != WORDS_SENT:
            self.documents.append(document)
        elif IS_NOTE.fullmatch(plain):
            self.notes.append(plain)
        elif text.strip():
            self.texts.append(text)


def main(paths: list[str]) -> int:
    """Print what was found, and say in a number how it ended."""
    kept = Kept()
    if not paths or paths[0] in {"-h", "--help"}:
        print(__doc__)  # noqa: T201
        return 0 if paths else 2
    try:
        for path in paths:
            kept.take(Path(path).read_bytes())
        found = check(kept.documents, kept.notes, kept.texts)
    except (Unreadable, OSError, ValueError, RecursionError) as error:
        print(f"Tidak dapat diperiksa: {error}", file=sys.stderr)  # noqa: T201
        return 2
    for finding in found:
        print(finding.verdict, finding)  # noqa: T201
    verdicts = {finding.verdict for finding in found}
    return 1 if "SALAH" in verdicts else 3 if "BELUM" in verdicts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
