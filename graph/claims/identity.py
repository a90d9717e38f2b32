"""The same entity across files: who is one with whom, by numbers and by decisions.

Two entities are linked when they carry the same number of a scheme that identifies
(``z:identifies`` in the code list), when they stand for the same jurisdiction, or when
a reviewer decided so. Whatever hangs together by such links is one group. A group is
merged as a whole or not at all: where its members cannot be one (two numbers of one
scheme, seats in different places, kinds that exclude each other, a claim of one about
the other, a decision that they differ) nothing of it is merged, and the conflict is
reported. So neither the order of files nor the order of links matters.

Somebody unnamed is never one with anybody: that two sources both know of an unnamed
holder says nothing about its being the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple

from msgspec import Struct

from graph.claims.model import Claim, Entity, Location
from ontology.load import codes

Judgement = Literal["same", "different", ""]
APART = ("UnidentifiedParty", "PartyGroup")  # named by nobody, or several: one with nobody
ALIKE = frozenset({"Organization", "Fund"})  # kinds that files confuse
MOST = 25  # members of a group that a conflict names


class Decision(Struct, frozen=True, kw_only=True):
    """What a reviewer said of two entities; empty while nobody has."""

    left: str
    right: str
    decision: Judgement = ""


class Conflict(Struct, frozen=True, kw_only=True):
    """A group that numbers or decisions link and that cannot be one entity."""

    entities: tuple[str, ...]
    links: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        """Who, by what, and why not, in one line."""
        who = ", ".join(self.entities[:MOST])
        more = f" and {len(self.entities) - MOST} more" if len(self.entities) > MOST else ""
        return f"not merged: {who}{more} ({'; '.join(self.links)}): {self.reason}"


class Clusters(Struct, frozen=True, kw_only=True):
    """Who is one, each under the id that stays, and who is not although numbers say so."""

    redirects: Mapping[str, str]  # id that goes → id that stays
    conflicts: tuple[Conflict, ...] = ()


class Link(NamedTuple):
    """That two entities are said to be one, and by what."""

    left: str
    right: str
    why: str


def clusters(
    entities: Sequence[Entity], claims: Iterable[Claim] = (), decisions: Iterable[Decision] = ()
) -> Clusters:
    """Which ids stand for one entity, and which id stays.

    The id that stays is one of our own before one of an imported data set (which begins
    with the data set's name and a dot), one with a name before one known by a number
    alone, then the first in the order of letters. Cost: linear in entities and claims, but
    for groups, whose members are compared in pairs.

    >>> from graph.claims.model import Identifier
    >>> lei = (Identifier("lei", "5493001KJTIIGC8Y1R12"),)
    >>> a = Entity(id="a", kind="Organization", name="A Ltd", identifiers=lei)
    >>> b = Entity(id="gleif.b", kind="Organization", name="A Limited", identifiers=lei)
    >>> clusters([b, a]).redirects
    {'gleif.b': 'a'}
    """
    known = {entity.id: entity for entity in entities}
    decided = [d for d in decisions if d.left in known and d.right in known]
    links = sorted({*_links(entities), *_decided(decided)})
    groups = _groups(links)
    if not groups:
        return Clusters(redirects={})
    apart = {frozenset((d.left, d.right)) for d in decided if d.decision == "different"}
    of_group = {member: n for n, group in enumerate(groups) for member in group}
    inner, seats = _claims_within(claims, of_group, known)
    by_group: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_group[of_group[link.left]].append(link)
    redirects: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for n, group in enumerate(groups):
        members = [known[one] for one in sorted(group)]
        why = inner.get(n) or _why_not(members, seats, apart, by_group[n])
        if why:
            said = tuple(dict.fromkeys(link.why for link in by_group[n]))
            conflicts.append(Conflict(entities=tuple(sorted(group)), links=said, reason=why))
        else:
            stays = min(members, key=_rank).id
            redirects.update({one.id: stays for one in members if one.id != stays})
    return Clusters(redirects=redirects, conflicts=tuple(conflicts))


def nameless(entity: Entity) -> bool:
    """Whether an entity is known by one of its numbers alone.

    >>> from graph.claims.model import Identifier
    >>> numbers = (Identifier("cik", "7"),)
    >>> nameless(Entity(id="x", kind="Organization", name="7", identifiers=numbers))
    True
    """
    return any(entity.name == one.value for one in entity.identifiers)


def _rank(entity: Entity) -> tuple[bool, bool, str]:
    return "." in entity.id, nameless(entity), entity.id


@cache
def _identifying(what: str) -> frozenset[str]:
    schemes = codes("IdentifierSchemes").values()
    return frozenset(one.notation for one in schemes if one.attributes.get("identifies") == what)


def _keys(entity: Entity) -> Iterator[tuple[str, str]]:
    """What an entity shares only with itself."""
    if entity.kind == "Jurisdiction" and entity.jurisdiction:
        yield "jurisdiction", entity.jurisdiction
    if entity.kind in APART:
        return
    schemes = _identifying("security" if entity.kind == "ShareClass" else "entity")
    for one in entity.identifiers:
        if one.scheme in schemes:
            yield one.scheme, one.value


def _links(entities: Iterable[Entity]) -> Iterator[Link]:
    first: dict[tuple[str, str], str] = {}
    for entity in sorted(entities, key=lambda one: one.id):
        for key in _keys(entity):
            other = first.setdefault(key, entity.id)
            if other != entity.id:
                yield Link(other, entity.id, f"both {key[0]} {key[1]}")


def _decided(decisions: Iterable[Decision]) -> Iterator[Link]:
    for one in decisions:
        if one.decision == "same" and one.left != one.right:
            left, right = sorted((one.left, one.right))
            yield Link(left, right, "decided on review")


def _groups(links: Iterable[Link]) -> list[frozenset[str]]:
    """What hangs together, by union-find, in the order of ids."""
    above: dict[str, str] = {}

    def top(one: str) -> str:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for link in links:
        left, right = sorted((top(link.left), top(link.right)))
        above[right] = left
    together: defaultdict[str, set[str]] = defaultdict(set)
    for one in above:
        together[top(one)].add(one)
    return [frozenset(together[one]) for one in sorted(together)]


def _claims_within(
    claims: Iterable[Claim], of_group: Mapping[str, int], known: Mapping[str, Entity]
) -> tuple[dict[int, str], Mapping[str, frozenset[str]]]:
    """Why groups cannot be one by what is claimed between members, and the members' seats."""
    inner: dict[int, str] = {}
    seats: defaultdict[str, set[str]] = defaultdict(set)
    for claim in sorted(claims, key=lambda one: one.id):
        if claim.status in ("denied", "retracted"):
            continue
        group = of_group.get(claim.target)
        if group is not None and claim.party and of_group.get(claim.party) == group:
            said = f"{claim.id} is a claim of one about the other ({claim.kind})"
            inner.setdefault(group, said)
        if isinstance(claim, Location) and claim.aspect == "seat" and claim.party in of_group:
            place = known.get(claim.target)
            if place is not None and place.jurisdiction and claim.period.end is None:
                seats[claim.party].add(place.jurisdiction)
    return inner, {one: frozenset(places) for one, places in seats.items()}


def _why_not(
    members: Sequence[Entity],
    seats: Mapping[str, frozenset[str]],
    apart: set[frozenset[str]],
    links: Sequence[Link],
) -> str:
    """Why some entities cannot be one; empty if they can."""
    kinds = {one.kind for one in members}
    if unnamed := next((one.id for one in members if one.kind in APART), ""):
        return f"{unnamed} is not a single named party"
    if len(kinds) > 1 and not kinds <= ALIKE:
        return f"different kinds: {', '.join(sorted(kinds))}"
    for left, right in combinations(members, 2):
        if frozenset((left.id, right.id)) in apart:
            return f"{left.id} and {right.id} were decided to be different"
    if scheme := _two_numbers(members):
        return f"different numbers of one scheme: {scheme}"
    reviewed = all(link.why == "decided on review" for link in links)
    places = [(one.id, seats[one.id]) for one in members if one.id in seats]
    for (left_id, here), (right_id, there) in combinations(places, 2):
        if not here & there and not reviewed:
            return (
                f"{left_id} is seated in {', '.join(sorted(here))}, "
                f"{right_id} in {', '.join(sorted(there))}"
            )
    return ""


def _two_numbers(members: Sequence[Entity]) -> str:
    """A scheme of which members have different numbers and none has both."""
    for scheme in sorted(_identifying("entity")):
        held = [
            values
            for one in members
            if (values := frozenset(i.value for i in one.identifiers if i.scheme == scheme))
        ]
        every = frozenset().union(*held)
        if len(every) > 1 and every not in held and scheme in ("lei", "uscc", "cik", "wikidata"):
            return f"{scheme} {', '.join(sorted(every))}"
    return ""
