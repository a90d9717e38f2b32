"""Natures of control, as the register writes them in one word, taken apart.

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
from graph.formats.foreign.share_words import read_share
from graph.formats.psc.fields import FieldError, rule
from ontology.crosswalks import ForeignCode

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
def nature_of(code: str, pointer: str = "") -> Nature:
    """A nature of control; raise :class:`FieldError` for a word that is none.

    >>> found = nature_of("voting-rights-50-to-75-percent-as-trust")
    >>> found.what.value, str(found.share), found.through.value
    ('votingRights', 'over 50 to under 75 %', 'otherInfluence')
    """
    parts = _PARTS.fullmatch(code)
    if parts is None:
        raise FieldError(pointer, "code", f"no nature is called {code!r}")
    what = rule("nature", parts["what"], pointer)
    if (what.becomes == "Ownership") != bool(parts["band"]):
        raise FieldError(pointer, "code", f"no nature is called {code!r}: a band is missing or odd")
    share = read_share(rule("band", parts["band"], pointer).value) if parts["band"] else None
    through = parts["through"]
    between = rule("through", through, pointer, parts["of"] or "") if through else None
    return Nature(what, share, between)
