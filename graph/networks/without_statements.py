"""Who directs a firm by votes and rights, where a statement says the same."""

from __future__ import annotations

from collections.abc import Callable, Collection

from graph.networks.directing import STATED
from graph.ownership.control.who_controls import Link, UltimateController

Found = tuple[UltimateController, ...]


def found_or_stated(find: Callable[[Collection[Link]], Found], links: Collection[Link]) -> Found:
    """Whoever directs, by votes and rights where these find what the statements say.

    ``find`` gives those who direct by some links. A statement decides nothing that votes decide:
    where the same are found without any, they are found and not stated.
    """
    found = find(links)
    others = [link for link in links if link[2] != STATED]
    if len(others) == len(links):
        return found
    alone = find(others)
    same = {top.group for top in alone} == {top.group for top in found}
    return alone if alone and same else found
