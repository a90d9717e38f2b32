"""The claims of a line: one for each nature of control, and the trust it is held through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.claims.model import Claim, Control, Entity, Ownership
from graph.claims.shares import HUNDRED, Share
from graph.formats.natures_of_control import Nature
from graph.formats.psc.parties import company_id
from graph.formats.tables.slugs import slug

_ID = re.compile(r"[A-Za-z0-9_-]+")
_HALF = 50  # percent: two holders cannot both have that much


def ids_of(number: str, name: str) -> tuple[str, str]:
    """The id of who a line is about, and what the ids of its claims begin with.

    Both are the company's number and the last part of the line's address; the sign between them
    differs, since a claim that had the id of its party could not be told from it in other formats.

    >>> ids_of("01234567", "/company/01234567/persons-with-significant-control/individual/id1")
    ('psc-01234567-id1', 'psc-01234567.id1')
    """
    last = name.rstrip("/").rpartition("/")[2]
    of_line = last if _ID.fullmatch(last) else slug(name)
    return f"psc-{number}-{of_line}", f"psc-{number}.{of_line}"


def claims_of(
    nature: Nature, key: str, party: str, number: str, shared: dict[str, Any]
) -> Iterator[Entity | Claim]:
    """The claim of one nature; where others hold it, theirs, and the power over those."""
    holder, target, share = party, company_id(number), nature.share
    through = nature.through
    if through is not None:
        word = "firm" if "firm" in through.code else "trust"
        holder = f"psc-{number}-{word}"
        yield Entity(
            id=holder, kind=through.becomes, name=f"{word.capitalize()} over {target} (not named)",
            note=f"What {through.note.partition(';')[0]}; which {word}, or how many, is not said.",
            citations=shared["citations"],
        )  # fmt: skip
        yield Control(
            id=f"{key}-through", party=party, target=holder, mechanism=through.value, **shared
        )
        if share is not None and share.lower < _HALF:  # another line may mean another of them
            share = Share(share.lower, HUNDRED, lower_open=share.lower_open)
    if nature.what.becomes == "Ownership":
        yield Ownership(
            id=key, party=holder, target=target, share=share, interest=nature.what.value,
            measurand=nature.what.measurand, **shared,
        )  # fmt: skip
        return
    decides = "decisive" if nature.what.value == "boardNomination" else ""
    yield Control(
        id=key, party=holder, target=target, mechanism=nature.what.value, right=decides, **shared
    )
