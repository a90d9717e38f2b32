"""Firms that hold one another in plain shapes of any size: chains, ladders, stars, cliques …"""

from graph.claims.data_set import Meta, Tables
from made_up import DAY, PLACES, SOURCES, firms, seated, stake


def chain(size):
    """Each firm held by the next: by 60 % and wholly in turn."""
    return [(i + 1, i, "60" if i % 2 else "100") for i in range(size - 1)]


def ladder(size):
    """Pairs of firms, both held by both of the next pair, by equal shares."""
    return [
        (above, below, "45")
        for above in range(2, size)
        for below in range(above - above % 2 - 2, above - above % 2)
    ]


def star(size):
    """One firm held by all the others."""
    return [(i, 0, f"{99 / size:.4f}") for i in range(1, size)]


def fan(size):
    """All firms held by one."""
    return [(size - 1, i, "60") for i in range(size - 1)]


def clique(size):
    """Firms that all hold one another."""
    return [(a, b, f"{90 / size:.4f}") for a in range(size) for b in range(size) if a != b]


def rings(size, across=4):
    """Layers of four, each held by the next, the last by the first."""
    return [
        ((layer * across + above + across) % size, layer * across + below, "22")
        for layer in range(size // across)
        for above in [*range(across)]
        for below in range(across)
    ]


def world(stakes, **more):
    """The tables of a world with those stakes, every firm seated at home."""
    numbers = sorted({end for above, below, _ in stakes for end in (above, below)})
    names = [f"f{number}" for number in numbers]
    return Tables(
        meta=Meta(home="CN", data_date=DAY, title="A shape"),
        entities=(*firms(*names), *PLACES),
        sources=tuple(SOURCES),
        claims=(
            *(stake(f"f{above}", f"f{below}", share, **more) for above, below, share in stakes),
            *(seated(name, "home") for name in names),
        ),
    )
