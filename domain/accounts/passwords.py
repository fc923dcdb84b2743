"""What a password must be (ASVS 5.0, 6.2): long, and not one that others guess first."""

from __future__ import annotations

import unicodedata
from threading import BoundedSemaphore
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from zxcvbn import zxcvbn

from domain.accounts.models import User
from domain.errors import Unacceptable

SHORTEST, LONGEST = 12, 128
WEAKEST = 3  # of zxcvbn's 0 to 4: more than 10^8 guesses
OF_ONES_OWN = 8  # letters that are no word about the person or the site
READ_BY_ZXCVBN = 72  # its work grows fast with length; more adds nothing to the answer
SITE_WORDS = ("kawalaksi", "kawal aksi", "antikorupsi", "inspektorat", "rahasia", "katasandi")
AT_ONCE = BoundedSemaphore(4)  # each takes 64 MB: a flood of guesses must not take them all
hasher = PasswordHasher()  # argon2id, as the sign-in page verifies it


def normalised(password: str) -> str:
    """The password as it is hashed, whatever keyboard wrote it."""
    return unicodedata.normalize("NFKD", password)


def check_password(password: str, *words: str, field: str = "password") -> str:
    """The normalised password, or Unacceptable: too short, too long, or easily guessed.

    ``words`` are what a guesser would try for this person: name, address, institution.
    """
    plain = normalised(password)
    if len(plain) < SHORTEST:
        raise Unacceptable(field, "Kata sandi paling sedikit %(n)d huruf.", n=SHORTEST)
    if len(plain) > LONGEST:
        raise Unacceptable(field, "Kata sandi paling banyak %(n)d huruf.", n=LONGEST)
    known = [part for word in (*SITE_WORDS, *words) for part in {word, *word.split()} if part]
    weak = zxcvbn(plain[:READ_BY_ZXCVBN], user_inputs=known)["score"] < WEAKEST
    if weak or without(plain, known) < OF_ONES_OWN:
        raise Unacceptable(field, "Kata sandi ini mudah ditebak. Coba beberapa kata acak.")
    return plain


def without(password: str, words: list[str]) -> int:
    """How many letters and digits are left once the words a guesser knows are taken out."""
    rest = password.casefold()
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 3:
            rest = rest.replace(word.casefold(), "")
    return sum(c.isalnum() for c in rest)


def words_about(user: User) -> tuple[str, ...]:
    """What a guesser would try first for this person."""
    places = [hat.institution.name for hat in user.memberships]
    return (user.name, user.email, user.email.partition("@")[0], *places)


def put_password(user: User, password: str) -> None:
    """Keep the hash of a checked password, and let every older session go."""
    user.password = hasher.hash(password)
    user.fs_uniquifier = uuid4().hex


def is_password_of(user: User | None, password: str) -> bool:
    """Whether it is right; for nobody, the same work and no."""
    kept = user.password if user is not None and user.password else NOBODYS
    try:
        with AT_ONCE:
            right = hasher.verify(kept, normalised(password)[: LONGEST * 4])
    except (Argon2Error, InvalidHashError):
        return False
    return right and kept is not NOBODYS


NOBODYS = hasher.hash(uuid4().hex)
