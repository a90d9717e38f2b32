"""Check digits catch a mistyped identifier; real ones pass."""

from __future__ import annotations

import pytest

from graph.claims.identifiers import isin_check_digit, lei_check_digits, parse, uscc_check_character
from graph.claims.model import Identifier
from graph.errors import IdentifierError

# Printed by their registers: two LEIs, a Chinese company's code, two ISINs.
REAL = [
    "lei:5493001KJTIIGC8Y1R12",
    "lei:HWUPKR0MPOU8FGXBT394",
    "uscc:91440300708461136T",
    "isin:US0378331005",
    "isin:US01609W1027",
]


@pytest.mark.parametrize("text", REAL)
def test_a_real_identifier_passes(text: str) -> None:
    scheme, _, value = text.partition(":")
    assert parse(text) == Identifier(scheme, value)


@pytest.mark.parametrize("text", REAL)
def test_every_single_wrong_digit_is_caught(text: str) -> None:
    scheme, _, value = text.partition(":")
    for place, character in enumerate(value):
        if not character.isdigit():
            continue
        wrong = value[:place] + str((int(character) + 1) % 10) + value[place + 1 :]
        with pytest.raises(IdentifierError):
            parse(f"{scheme}:{wrong}")


@pytest.mark.parametrize("text", REAL)
def test_blanks_hyphens_and_small_letters_do_not_matter(text: str) -> None:
    scheme, _, value = text.partition(":")
    spaced = f" {scheme.upper()} : {value[:4].lower()}-{value[4:8]} {value[8:]} "
    assert parse(spaced) == Identifier(scheme, value)


def test_check_characters_are_recomputed() -> None:
    assert lei_check_digits("5493001KJTIIGC8Y1R") == "12"
    assert uscc_check_character("91440300708461136") == "T"
    assert isin_check_digit("US037833100") == "5"


def test_check_digits_of_an_lei_have_two_places() -> None:
    """Remainders above 88 give a check of one digit, written with a zero in front."""
    ones = (lei_check_digits(f"{number:018d}") for number in range(200))
    assert all(len(digits) == 2 for digits in ones)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5493001KJTIIGC8Y1R12", "write scheme:value"),
        ("lei:5493", "18 letters or digits"),
        ("uscc:91440300708461136I", "without I, O, S, V, Z"),
        ("lei:5493001KJTIIGC8Y1R13", "should be 12"),
        ("cik:  ", "empty"),
        ("isin:U50378331005", "2 letters"),
    ],
)
def test_a_wrong_identifier_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(IdentifierError, match=says):
        parse(text)


def test_other_schemes_are_kept_as_written() -> None:
    assert parse("ticker: BABA ") == Identifier("ticker", "BABA")
