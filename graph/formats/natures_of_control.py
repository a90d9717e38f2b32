"""Natures of control, as the British register writes them in one word, taken apart.

``ownership-of-shares-50-to-75-percent-as-trust-limited-liability-partnership`` says what is
held, in which band, through what, and of which kind of firm. The bands are as the register prints
them: more than 25 but not more than 50, more than 50 but less than 75, and 75 or more. What each
part becomes is data (``ontology/crosswalks/psc.csv``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graph.claims.shares import Share
from graph.errors import InputError
from ontology.crosswalks import ForeignCode, foreign
from ontology.terms import nearest

_PLACES = r"(?:-(?:england-wales|scotland|northern-ireland))?"
_PARTS = re.compile(
    r"(?P<what>.+?)" + _PLACES + r"(?:-(?P<band>\d+-to-\d+|more-than-\d+)-percent)?"
    r"(?:-(?P<through>as-(?:control-over-)?(?:trust|firm)))?"
    r"(?:-(?P<of>limited-liability-partnership|registered-overseas-entity))?"
)


class Nature(NamedTuple):
    """What somebody has of a firm: of what kind, how much, and through what, if anything."""

    what: ForeignCode
    share: Share | None
    through: ForeignCode | None


@lru_cache(maxsize=512)
def nature_of(code: str) -> Nature:
    """A nature of control; raise :class:`~graph.errors.InputError` for a word that is none.

    >>> found = nature_of("voting-rights-50-to-75-percent-as-trust")
    >>> found.what.value, str(found.share), found.through.value
    ('votingRights', 'over 50 to under 75 %', 'otherInfluence')
    """
    parts = _PARTS.fullmatch(code)
    if parts is None:
        raise InputError(f"no nature is called {code!r}")
    what = register_code("nature", parts["what"])
    if (what.becomes == "Ownership") != bool(parts["band"]):
        raise InputError(f"no nature is called {code!r}: a band is missing, or it has none")
    share = band_of(parts["band"]) if parts["band"] else None
    through = parts["through"]
    between = register_code("through", through, parts["of"] or "") if through else None
    return Nature(what, share, between)


def register_code(kind: str, code: str, details: str = "") -> ForeignCode:
    """What a code of the register becomes; raise :class:`~graph.errors.InputError` if unknown."""
    for found in foreign("psc").get((kind, code), ()):
        if found.details in ("", details):
            return found
    known = [one for of, one in foreign("psc") if of == kind]
    hint = ", ".join(nearest(code, known) or known)
    raise InputError(f"no {kind} is called {code!r} (valid: {hint})")


def band_of(code: str) -> Share:
    """A band by its words, as ``50-to-75``, with the bounds that the law gives it.

    >>> str(band_of("50-to-75"))
    'over 50 to under 75 %'
    """
    lower, _, upper = register_code("band", code).value.partition(" ")
    return Share.parse(
        lower.strip(">="), upper.strip("<=") or None,
        above="=" not in lower, below=bool(upper) and "=" not in upper,
    )  # fmt: skip
