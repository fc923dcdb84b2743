"""The log's tree against RFC 9162 read literally, and the checks against both."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.proof import merkle
from domain.proof.verifier import Head, is_consistent, is_included, signed_by

pytestmark = pytest.mark.static
DATA = [bytes([n]) for n in range(130)]


def mth(data):
    """RFC 9162, 2.1.1, word for word."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\0" + data[0]).digest()
    k = 1
    while k * 2 < len(data):
        k *= 2
    return hashlib.sha256(b"\1" + mth(data[:k]) + mth(data[k:])).digest()


def grow(data):
    peaks, nodes = [], {}
    for size, item in enumerate(data):
        peaks, made = merkle.grown(size, peaks, merkle.leaf_hash(item))
        nodes |= made
    return peaks, nodes


def head(size, root):
    return Head("log", size, root, datetime.now(UTC), True, "key")


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 64, 100, 130])
def test_the_root_is_the_rfc_s(size):
    assert merkle.root_of(grow(DATA[:size])[0]) == mth(DATA[:size])


@settings(deadline=None)  # how long is nobody's promise
@given(st.data())
def test_every_leaf_has_a_path_and_no_other_leaf_fits_it(data):
    size = data.draw(st.integers(1, 130))
    index = data.draw(st.integers(0, size - 1))
    peaks, nodes = grow(DATA[:size])
    path = merkle.roots(merkle.inclusion_ranges(index, size), nodes)
    root, leaf = merkle.root_of(peaks), merkle.leaf_hash(DATA[index])
    assert is_included(leaf, index, size, path, root)
    assert not is_included(merkle.leaf_hash(b"other"), index, size, path, root)
    assert not is_included(leaf, index, size, [*path, root], root)
    if size > 1:
        assert not is_included(leaf, (index + 1) % size, size, path, root)
        assert not is_included(leaf, index, size, path[:-1], root)


@settings(deadline=None)  # how long is nobody's promise
@given(st.data())
def test_growth_has_a_proof_and_a_changed_past_has_none(data):
    second = data.draw(st.integers(1, 130))
    first = data.draw(st.integers(1, second))
    peaks, nodes = grow(DATA[:second])
    path = merkle.roots(merkle.consistency_ranges(first, second), nodes)
    old, new = head(first, mth(DATA[:first])), head(second, merkle.root_of(peaks))
    assert is_consistent(old, new, path)
    bent = [*DATA[: first - 1], b"bent"]
    assert not is_consistent(head(first, mth(bent)), new, path)
    assert not is_consistent(old, head(second, mth([*bent, *DATA[first:second]])), path)
    if first < second:
        assert not is_consistent(new, old, path)


def test_no_path_leads_to_a_leaf_that_is_not_there():
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_ranges(5, 5)
    with pytest.raises(ValueError, match="did not grow"):
        merkle.consistency_ranges(0, 5)


# RFC 8032, 7.1: TEST 1 to 3.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
        "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
        "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_signatures_are_checked_as_rfc_8032_says(public, message, signature):
    public, message, signature = (bytes.fromhex(part) for part in (public, message, signature))
    assert signed_by(public, message, signature)
    assert not signed_by(public, message + b".", signature)
    for place in (0, 31, 32, 63):
        bent = bytearray(signature)
        bent[place] ^= 1
        assert not signed_by(public, message, bytes(bent))


def test_what_is_no_signature_is_refused_not_raised():
    assert not signed_by(b"", b"", b"")
    assert not signed_by(b"\xff" * 32, b"x", b"\xff" * 64)
