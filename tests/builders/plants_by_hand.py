"""The domestic share of plants computed a second time: plain csv and fractions, none of our code.

Written from the description of the table alone. A definition gives each plant a list of parts with
the keys of those of whom any may have it, or nothing for nobody named.
"""

import csv
import re
from fractions import Fraction

UNNAMED = {"unknown", "natural person(s)"}
ONE = Fraction(1)


def exact(text):
    whole, _, digits = text.partition(".")
    return Fraction(int((whole + digits) or "0"), 10 ** len(digits))


def rows_of(path, country, capacity):
    """The rows of a country with a capacity above zero."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["country/area"] == country and exact(row[capacity]) > 0:
                yield row, exact(row[capacity])


def cell(names, ids):
    """Each owner of a cell: key or nothing, and its percentage as printed or nothing."""
    if not names.strip():
        return []
    found = []
    for text, number in zip(names.split(";"), ids.split(";"), strict=True):
        name, printed = re.fullmatch(r"\s*(.+?)\s*(?:\[([\d.]+)%\])?\s*", text).groups()
        key = None if name.lower() in UNNAMED else re.search(r"E\d+", number)[0]
        found.append((key, printed))
    return found


def split(names, ids):
    """The parts of a plant by a cell; they come to one."""
    owners = cell(names, ids)
    half = {place: Fraction(1, 200 * 10 ** len(printed.partition(".")[2]))
            for place, (_, printed) in enumerate(owners) if printed is not None}  # fmt: skip
    sizes = {place: exact(owners[place][1]) / 100 for place in half}
    zeros = sum(half[place] for place, size in sizes.items() if size == 0)
    total = sum(sizes.values())
    assert total <= 1 + sum(half.values()), names
    scale = min(ONE, (1 - zeros) / total) if total else ONE
    parts = [(size * scale, keyed([owners[place][0]])) for place, size in sizes.items() if size]
    if zeros:
        parts.append((zeros, keyed([owners[place][0] for place in sizes])))
    left = 1 - sum(share for share, _ in parts)
    unsized = [key for key, printed in owners if printed is None]
    if left > 0:
        parts.append((left, keyed(unsized)))
    return parts


def keyed(keys):
    return None if not keys or None in keys else frozenset(keys)


def majority(names, ids):
    """All of a plant for a named owner above half, else nobody's."""
    for key, printed in cell(names, ids):
        if key is not None and printed is not None and exact(printed) > 50:
            return [(ONE, frozenset([key]))]
    return [(ONE, None)]


def bounds(plants, home, abroad=frozenset()):
    """Least and most that is domestic, of plants with their capacity and parts."""
    least = most = Fraction(0)
    for capacity, parts in plants:
        for share, keys in parts:
            least += capacity * share * (keys is not None and keys <= home)
            most += capacity * share * (keys is None or not keys <= abroad)
    return least, most
