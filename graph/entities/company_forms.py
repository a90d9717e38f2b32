"""Words that only say what form of company it is, and names without them.

They stand in ``company-forms.csv``: legal forms, and words that say it is a
group. A Latin one is the last word of a name; Chinese is written without
spaces, so there it is the ending.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Chinese characters, for a regex
_HAN = re.compile(f"[{HAN}]")


class Endings(Struct, frozen=True):
    """Forms of company as they end a name: words, and signs in Chinese."""

    words: frozenset[str]
    signs: tuple[str, ...]

    @classmethod
    def of(cls, forms: Collection[str]) -> Endings:
        """Some forms, ready to be looked up; of the signs the first that fits is taken.

        >>> Endings.of(["ltd", "有限公司"]).signs
        ('有限公司',)
        """
        return cls(frozenset(forms), tuple(form for form in forms if is_han(form)))


def company_forms() -> dict[str, list[str]]:
    """All forms of company by their kind.

    >>> {kind: forms[:2] for kind, forms in company_forms().items()}
    {'legal': ['co', 'company'], 'group': ['holding', 'holdings']}
    """
    forms: dict[str, list[str]] = {"legal": [], "group": []}
    path = Path(__file__).with_name("company-forms.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            forms[row["kind"]].append(row["form"])
    return forms


def stripped(name: str, forms: Endings) -> str:
    """A plain name without such words at its end; itself where nothing else would be left.

    >>> forms = Endings.of(["co", "ltd", "有限公司"])
    >>> [stripped(name, forms) for name in ("jade co ltd", "co ltd", "玉石有限公司")]
    ['jade', 'co', '玉石']
    """
    name = _without_words(name, forms)
    while is_han(name) and (form := _form_at_end(name, forms)):
        name = _without_words(name.removesuffix(form).strip(), forms)
    return name


def _without_words(name: str, forms: Endings) -> str:
    rest, space, last = name.rpartition(" ")
    while space and last in forms.words:
        name = rest
        rest, space, last = rest.rpartition(" ")
    return name


def _form_at_end(name: str, forms: Endings) -> str:
    """The sign of a form at the end of a Chinese name that is more than that; or nothing."""
    return next(
        (sign for sign in forms.signs if name.endswith(sign) and len(name) > len(sign) + 1), ""
    )


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in a text; that most have none is quick to see.

    >>> is_han("SMIC"), is_han("中芯 SMIC")
    (False, True)
    """
    return not text.isascii() and _HAN.search(text) is not None
