"""The three networks that the same claims give, and which quantities each may count."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from ontology.load import codes

Basis = Literal["legal", "economic", "voting"]


@cache
def measurand_ranks(basis: Basis) -> Mapping[str, int]:
    """The quantities a basis may count, best first, as the codelist ranks them."""
    key = f"{basis}Rank"
    return {
        notation: int(code.attributes[key])
        for notation, code in codes("Measurands").items()
        if key in code.attributes
    }
