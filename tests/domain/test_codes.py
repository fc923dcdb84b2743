"""Ticket numbers and secret codes keep their promises."""

import re

from domain import codes

SECRET = "rahasia" * 6


def test_one_form_has_one_code_and_two_forms_have_two():
    assert codes.code_from("a", SECRET) == codes.code_from("a", SECRET)
    assert len({codes.code_from(f"form {n}", SECRET) for n in range(2000)}) == 2000
    assert codes.code_from("a", SECRET) != codes.code_from("a", SECRET + "!")


def test_a_code_is_twenty_letters_nobody_can_misread():
    code = codes.code_from("a", SECRET)
    assert len(code) == codes.LENGTH
    assert not set(code) - set(codes.ALPHABET)
    assert not set("ILOU") & set(codes.ALPHABET)


def test_every_letter_appears_about_as_often():
    letters = "".join(codes.code_from(str(n), SECRET)[:-1] for n in range(4000))
    counts = [letters.count(letter) for letter in codes.ALPHABET]
    assert min(counts) > 0.9 * len(letters) / 32
    assert max(counts) < 1.1 * len(letters) / 32


def test_a_code_is_read_however_people_write_it():
    code = codes.code_from("a", SECRET)
    for written in (
        codes.grouped(code).lower(),
        f"  {' '.join(code)}\n",
        code.replace("0", "o").replace("1", "l"),
        code.replace("0", "O").replace("1", "i").replace("V", "u"),
    ):
        assert codes.normalised(written) == code


def test_the_database_keeps_no_code():
    code = codes.code_from("a", SECRET)
    assert code not in codes.lookup(code)
    assert codes.lookup(code) != codes.token_hash(code)


def test_a_ticket_number_can_be_said_aloud():
    assert re.fullmatch(r"U-[0-9A-Z]{4}-[0-9A-Z]{4}", codes.ticket_number("U"))
