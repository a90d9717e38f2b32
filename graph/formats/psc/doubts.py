"""What a line of the register says that cannot well be so; it is read as it stands, and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.formats.natures_of_control import Nature
from graph.formats.psc.fields import FieldError

COUNTED = ("persons_of_significant_control_count", "statements_count", "exemptions_count")


def totals_off(data: Mapping[str, Any], counted: Mapping[str, int]) -> Iterator[FieldError]:
    """Each total that is another than the number of lines of its kind that were read."""
    for name in COUNTED:
        stated, read = data.get(name), counted.get(name, 0)
        if isinstance(stated, int) and stated != read:
            whole = "which is not the whole" if stated > read else "which is more than the whole"
            problem = f"{stated:,} stated, {read:,} in this file, {whole}"
            yield FieldError(f"/data/{name}", "totals", problem)


def bands_apart(natures: Sequence[tuple[int, Nature]]) -> Iterator[FieldError]:
    """Each nature in a band that has nothing in common with another of the same quantity."""
    before: dict[tuple[str, str], Nature] = {}
    for place, nature in natures:
        if nature.share is None:
            continue
        key = nature.what.code, nature.through.code if nature.through else ""
        other = before.setdefault(key, nature)
        if other.share is not None and other.share.within(nature.share) is None:
            problem = (
                f"{nature.what.code} are {other.share} and {nature.share} of one holder; "
                "which of the two holds is not said"
            )
            yield FieldError(f"/data/natures_of_control/{place}", "two-bands", problem)
