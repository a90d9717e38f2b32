"""Walks over what is known: everybody above a firm, everybody below it, a first way to somebody.

Whoever walks over claims walks here. No walk calls itself, so that a chain of any
length can be walked; none meets anybody twice, so that circles end and the cost is
the links of those met, once each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, Ownership

Node = TypeVar("Node", bound=Hashable)
Onward = Callable[[Node], Iterable[Node]]


def everybody(
    start: Iterable[Node], onward: Onward[Node], *, latest_first: bool = False
) -> Iterator[Node]:
    """Everybody met from a start onward, the start included, nearest first, each once.

    With ``latest_first`` whoever was met last goes on, so that a chain stays together.
    Lazy: ``onward`` is asked of a node after it was given, and of no node twice.

    >>> held_by = {"a": "bc", "b": "d", "c": "d", "d": "a"}
    >>> "".join(everybody("a", lambda firm: held_by[firm]))
    'abcd'
    """
    waiting = deque(dict.fromkeys(start))
    met = set(waiting)
    while waiting:
        node = waiting.pop() if latest_first else waiting.popleft()
        yield node
        for other in onward(node):
            if other not in met:
                met.add(other)
                waiting.append(other)


def first_path(
    start: Node, onward: Onward[Node], wanted: Callable[[Node], bool]
) -> tuple[Node, ...]:
    """The first way from a start to somebody wanted, each link tried in its order; or nothing.

    Depth first: of two ways, the one whose earliest differing link stands first. Whoever
    was passed in vain once is not tried again, which changes no answer.

    >>> held_by = {"a": "bc", "b": "a", "c": "d", "d": ""}
    >>> first_path("a", lambda firm: held_by[firm], "d".__eq__)
    ('a', 'c', 'd')
    >>> first_path("b", lambda firm: held_by[firm], "e".__eq__)
    ()
    """
    if wanted(start):
        return (start,)
    met = {start}
    path, links = [start], [iter(onward(start))]
    while path:
        for other in links[-1]:
            if other not in met:
                met.add(other)
                path.append(other)
                if wanted(other):
                    return tuple(path)
                links.append(iter(onward(other)))
                break
        else:
            path.pop()
            links.pop()
    return ()


def each_after_its_own(start: Iterable[Node], onward: Onward[Node]) -> Iterator[Node]:
    """Everybody met from a start onward, each after all it leads to, as far as circles allow.

    >>> held_by = {"a": "bc", "b": "d", "c": "d", "d": "a"}
    >>> "".join(each_after_its_own("a", lambda firm: held_by[firm]))
    'dbca'
    """
    met: set[Node] = set()
    for first in start:
        if first in met:
            continue
        met.add(first)
        path, links = [first], [iter(onward(first))]
        while path:
            for other in links[-1]:
                if other not in met:
                    met.add(other)
                    path.append(other)
                    links.append(iter(onward(other)))
                    break
            else:
                links.pop()
                yield path.pop()


def circles(start: Iterable[Node], onward: Onward[Node]) -> Iterator[frozenset[Node]]:
    """The groups in which everybody leads to everybody, over any steps; whoever is in none is not.

    Two passes, one along the links and one against them (Kosaraju's).

    >>> held_by = {"a": "bc", "b": "d", "c": "d", "d": "b", "e": "e"}
    >>> [sorted(group) for group in circles("ae", lambda firm: held_by[firm])]
    [['e'], ['b', 'd']]
    """
    order = list(each_after_its_own(start, onward))
    back: dict[Node, list[Node]] = {}
    for node in order:
        for other in onward(node):
            back.setdefault(other, []).append(node)
    left = set(order)
    for node in reversed(order):
        if node not in left:
            continue
        group = frozenset(_within(left, [node], back))
        left -= group
        if len(group) > 1 or node in back.get(node, ()):
            yield group


def _within(
    left: AbstractSet[Node], start: Iterable[Node], links: Mapping[Node, Iterable[Node]]
) -> Iterator[Node]:
    return everybody(start, lambda node: (one for one in links.get(node, ()) if one in left))


def holders_claimed(knowledge: Knowledge, firm: str) -> Iterator[str]:
    """Who owns or directs a firm by any standing claim, whatever its day."""
    for claim in (*knowledge.about(Ownership, firm), *knowledge.about(Control, firm)):
        if claim.party:
            yield claim.party


def firms_claimed(knowledge: Knowledge, holder: str) -> Iterator[str]:
    """What somebody owns or directs by any standing claim, whatever its day."""
    for claim in (*knowledge.of(Ownership, holder), *knowledge.of(Control, holder)):
        if claim.target:
            yield claim.target


def everybody_named_over(knowledge: Knowledge, entity: str) -> Iterator[str]:
    """Who is said to stand over an entity: holders, the vehicles of stakes, members of a group."""
    stakes = (*knowledge.about(Ownership, entity), *knowledge.through(entity))
    for claim in (*stakes, *knowledge.about(Control, entity)):
        if claim.party:
            yield claim.party
    for stake in stakes:
        yield from stake.via
    known = knowledge.entities.get(entity)
    if known is not None:
        yield from known.members
