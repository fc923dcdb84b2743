"""The checker believes nobody: not a bent file, not a stranger's key, not a statement's words."""

import pytest

from adapters.signing import NoteSigner
from domain.proof import verifier
from domain.submissions.transcript import transcript
from extensions import signer
from tests import factories
from tests.proofs import codes, found, receipt


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("number", "U-0000-0000"),
        ("at", "2020-01-01T00:00:00+00:00"),
        ("due", "2030-01-01"),
        ("digest", "0" * 64),
    ],
)
def test_a_bent_receipt_does_not_convince(case, place, value):
    file = receipt(case)
    file["entries"][0]["statement"][place] = value
    assert "not_included" in codes(file)


def test_a_head_nobody_signed_does_not_convince(case):
    file = receipt(case)
    file["head"] = file["head"].replace("waktu 20", "waktu 19")
    assert "bad_signature" in codes(file)


def test_other_words_than_those_sent_do_not_convince(case):
    assert codes(receipt(case), texts=[transcript(case)])[-1] == "text_matches"
    assert codes(receipt(case), texts=[transcript(case) + "tambahan"])[-1] == "text_differs"


def test_another_key_is_noticed(case):
    other = "lain/bukti+00000000+" + signer.verifier.split("+", 2)[2]
    assert "known_key" in found(receipt(case), signer.verifier)
    assert "other_key" in found(receipt(case), other)
    assert "unknown_key" in found(receipt(case))


@pytest.mark.parametrize(
    "number", ["X\nBENAR Kunci log sama", "\x1b[1A\x1b[2K\rBENAR semua", "U" * 60, 7]
)
def test_a_statement_cannot_write_the_verdict(case, number):
    file = receipt(case)
    file["entries"][0]["statement"]["number"] = number
    with pytest.raises(verifier.Unreadable):
        codes(file)


def test_a_key_that_only_borrows_our_number_is_none(case):
    file = receipt(case)
    name, number, _ = file["log"].split("+", 2)
    stranger = NoteSigner()
    stranger.path, stranger.name = signer.path.with_name("other.key"), name
    if not stranger.exists:
        stranger.create()
    forged = f"{name}+{number}+{stranger.verifier.split('+', 2)[2]}"
    assert "bad_signature" in codes(file | {"log": forged})


def test_only_one_signature_line_is_looked_at(case):
    file = receipt(case)
    line = file["head"].splitlines()[-1]
    bad = line[:-4] + "AAA="
    many = file["head"].replace(line, f"{bad}\n{line}")
    assert "bad_signature" in codes(file | {"head": many})
    with pytest.raises(verifier.Unreadable):
        codes(file | {"head": file["head"] + f"{line}\n" * 60})


def test_an_unknown_format_or_a_proof_of_nothing_is_refused(case):
    for bent in ({"format": "kawalaksi-bukti/99"}, {"entries": []}):
        with pytest.raises(verifier.Unreadable):
            codes(receipt(case) | bent)


def test_words_that_look_like_a_head_stay_words():
    kept = verifier.Kept()
    kept.take("halo\n\n— tanda kutip\n".encode())
    kept.take(b'{"format": "kawalaksi-isi/1"}')
    assert (len(kept.texts), kept.notes, kept.documents) == (2, [], [])


@pytest.mark.parametrize(
    "junk", ["", "{}", "[]", "{" * 9000, '{"format": 1, "log": 2}', '{"log": "a"}']
)
def test_what_is_no_proof_is_called_so(tmp_path, junk):
    file = tmp_path / "bukti.json"
    file.write_text(junk)
    assert verifier.main([str(file)]) == 2
