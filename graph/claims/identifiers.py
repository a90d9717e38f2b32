"""Numbers that registers give, and the arithmetic that catches a mistyped one.

Three schemes carry check characters: the LEI (ISO 17442, check digits by ISO
7064 MOD 97-10), the unified social credit code of Chinese registers (GB
32100-2015, one check character modulo 31) and the ISIN (ISO 6166, one Luhn
digit). The arithmetic is python-stdnum's; which characters may stand where is said
here, since it refuses unified codes of authorities that are letters (N, rural
collectives). Every other scheme is kept as written, without surrounding blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum.cn.uscc import calc_check_digit as uscc_check_character
from stdnum.isin import calc_check_digit as isin_check_digit
from stdnum.iso7064.mod_97_10 import calc_check_digits as lei_check_digits

from graph.claims.model import Identifier
from graph.errors import IdentifierError

# GB 32100-2015 leaves out I, O, S, V and Z, which are read as digits or as one another.
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def parse(text: str) -> Identifier:
    """Read ``scheme:value``; raise :class:`IdentifierError` for a value that cannot be right.

    >>> parse("lei: 5493-00SAMPLEEXAMPL-52")
    Traceback (most recent call last):
    ...
    graph.errors.IdentifierError: lei '549300SAMPLEEXAMPL52': check digits should be 39
    >>> parse("cik:1267482")
    Identifier(scheme='cik', value='1267482')
    """
    scheme, colon, value = text.partition(":")
    scheme = scheme.strip()
    if not colon or not _SCHEME.fullmatch(scheme):
        raise IdentifierError(f"{text!r} is not an identifier; write scheme:value")
    return checked(Identifier(scheme.lower(), value))


def checked(identifier: Identifier) -> Identifier:
    """The identifier in its register's own spelling, or :class:`IdentifierError`."""
    check = _CHECKS.get(identifier.scheme)
    value = identifier.value.strip() if check is None else check(identifier.value)
    if not value:
        raise IdentifierError(f"{identifier.scheme}: the value is empty")
    return Identifier(identifier.scheme, value)


def _compact(value: str) -> str:
    return re.sub(r"[\s-]", "", value).upper()


def _lei(value: str) -> str:
    text = _formed("lei", value, r"[0-9A-Z]{18}[0-9]{2}", "18 letters or digits and 2 digits")
    return _ending("lei", text, lei_check_digits(text[:-2]), "check digits")


def _uscc(value: str) -> str:
    form = f"[{_USCC_ALPHABET}]{{18}}"
    text = _formed("uscc", value, form, "18 digits or letters without I, O, S, V, Z")
    return _ending("uscc", text, uscc_check_character(text[:-1]), "check character")


def _isin(value: str) -> str:
    form = r"[A-Z]{2}[0-9A-Z]{9}[0-9]"
    text = _formed("isin", value, form, "2 letters, 9 letters or digits, 1 digit")
    return _ending("isin", text, isin_check_digit(text[:-1]), "check digit")


def _formed(scheme: str, value: str, form: str, wanted: str) -> str:
    text = _compact(value)
    if not re.fullmatch(form, text):
        raise IdentifierError(f"{scheme} {text!r}: it must have {wanted}")
    return text


def _ending(scheme: str, text: str, right: str, what: str) -> str:
    if not text.endswith(right):
        raise IdentifierError(f"{scheme} {text!r}: {what} should be {right}")
    return text


_CHECKS: dict[str, Callable[[str], str]] = {"lei": _lei, "uscc": _uscc, "isin": _isin}
