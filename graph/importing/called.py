"""Somebody who is meant by a number that is another's: kept apart by the name.

People write the numbers of others, or numbers of another register, into forms. Where the name that
a statement has for a number and every name that its own record has for it have no word in common,
apart from forms of company, the statement is about somebody else, who has the name that was
written; and that is told.
"""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from graph.claims.model import Claim, Entity
from graph.claims.statements import Called
from graph.entities.company_forms import company_forms
from graph.entities.spellings import plain
from graph.importing.collecting import Collection
from graph.importing.said import Place

RULE = "another-name"
_PLAIN = frozenset({"the", "of", "and", "uk", "a"})


def apart_by_name(collection: Collection) -> None:
    """Give claims that mean somebody by another's number to whoever has the name they say."""
    strangers: dict[str, list[str]] = {}  # id → names it was called by that are not its own
    own: dict[str, set[str]] = {}
    meant = [(called, record, place) for called, record, place in collection.called
             if _described(collection, called.id)]  # fmt: skip
    for called, record, place in meant:
        entity = collection.entities[called.id][1]
        known = {entity.name, entity.name_zh, *entity.other_names} - {""}
        if any(_may_be_one(called.name, name) for name in known):
            own.setdefault(called.id, set()).add(called.name)
            continue
        strangers.setdefault(called.id, []).append(called.name)
        _part(collection, called, record, place)
        problem = (
            f"{called.name!r} has the number of {entity.name!r} ({called.id}), with which its name "
            "has nothing in common; it is taken for another"
        )
        collection.findings.append(place.refusal("", problem, RULE))
    for number, names in strangers.items():
        collection.former.get(number, set()).difference_update({*names} - own.get(number, set()))


def _described(collection: Collection, number: str) -> bool:
    """Whether a record of its own says how somebody is called."""
    known = collection.entities.get(number)
    return known is not None and known[2].statement == number


def _part(collection: Collection, called: Called, record: str, place: Place) -> None:
    """Let what stands at a place be about whoever is meant there."""
    meant = called.otherwise
    collection.entities[meant.id] = (("", (0, "")), meant, place)
    for number, one in enumerate(said := collection.said.get(record, [])):
        if one.place.key == place.key:
            claims = tuple(_of(claim, called.id, meant) for claim in one.claims)
            said[number] = one._replace(claims=claims)


def _of(claim: Claim, number: str, meant: Entity) -> Claim:
    return replace(claim, party=meant.id) if claim.party == number else claim


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names have a word in common, or the letters of one are in the other.

    >>> _may_be_one("JADE HOLDINGS LIMITED", "Jade UK plc"), _may_be_one("A B C Ltd", "ABC LTD")
    (True, True)
    >>> _may_be_one("Totally Different Trustees Plc", "Wrong Ltd")
    False
    """
    first, second = _words(name), _words(other)
    letters = "".join(first), "".join(second)
    return not {*first}.isdisjoint(second) or letters[0] in letters[1] or letters[1] in letters[0]


def _words(name: str) -> list[str]:
    """The words of a name that are no form of company; all of them if there is no other."""
    words = plain(name.replace(".", "")).split()  # S.A. is the form SA
    return [one for one in words if one not in _forms() and one not in _PLAIN] or words


@cache
def _forms() -> frozenset[str]:
    return frozenset(form for forms in company_forms().values() for form in forms)
