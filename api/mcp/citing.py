"""Sources under numbers, and the address and command under which a result is asked again."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping

from api.citing import PLACES, Question, cite, texts_of
from api.mcp.results import Bounds, NumberedSource
from api.views.tables import percent, span
from graph.answers.answer import NumberedSource as PageSource
from graph.answers.parts import CitedClaim, CitedSource, Interval
from graph.answers.permalinks import Cite, Published, permalink
from graph.arguments import days_of
from graph.claims.figures import LEAST
from graph.releases.release import Release


class Numbers:
    """Gives each source that is cited a number, and lists those that were given."""

    def __init__(
        self, release: Release, published: Published, page: Iterable[PageSource] = ()
    ) -> None:
        """``page``: sources that have their numbers already, as a page prints them."""
        self._release, self._published = release, published
        self._page = {one.number: one for one in page}
        self._numbers = {one.source.id: one.number for one in self._page.values()}
        self._cited: dict[int, NumberedSource] = {}
        self._next = max(self._page, default=0) + 1

    def of_page(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The same numbers, their sources now cited."""
        return self.of_sources(self._page[number].source for number in numbers)

    def of_claims(self, ids: Iterable[str], claims: Mapping[str, CitedClaim]) -> tuple[int, ...]:
        """The numbers of the sources of some claims."""
        return self.of_sources(
            source for one in ids if one in claims for source in claims[one].sources
        )

    def of_sources(self, sources: Iterable[CitedSource]) -> tuple[int, ...]:
        """The numbers of some sources, each once, in their order."""
        return tuple(sorted({self._number(source) for source in sources}))

    def cited(self) -> tuple[NumberedSource, ...]:
        """The sources that were cited, by number."""
        return tuple(self._cited[number] for number in sorted(self._cited))

    def _number(self, source: CitedSource) -> int:
        number = self._numbers.get(source.id)
        if number is None:
            number = self._numbers[source.id] = self._next
            self._next += 1
        if number not in self._cited:
            page = self._page.get(number)
            self._cited[number] = NumberedSource(
                number=number,
                id=source.id,
                title=source.title,
                publisher=source.publisher,
                published=source.published,
                url=source.url,
                locator=source.locator,
                read_on=source.read_on,
                second_hand=source.relayed_by or source.copied_by,
                weak=page.weak if page else False,
                address=permalink(
                    f"/api/sources/{source.id}", (), self._release.id,
                    base=self._published.address,
                ),
            )  # fmt: skip
        return number


def bounds(interval: Interval | None, of: str) -> Bounds | None:
    """An interval with what it is a share of."""
    return None if interval is None else certain(interval, of)


def certain(interval: Interval, of: str) -> Bounds:
    """The same of an interval that is there."""
    return Bounds(lower=interval.lower, upper=interval.upper, text=span(interval), of=of)


def at_least(share: float | None, of: str) -> Bounds | None:
    """A share of which only the least was read."""
    if share is None:
        return None
    return Bounds(lower=share, upper=None, text=f"at least {percent(share, LEAST)}", of=of)


def cited(
    release: Release,
    published: Published,
    name: str,
    given: Mapping[str, object],
    *,
    firm: str = "",
    as_of: str | None = None,
) -> Cite:
    """How a result is cited: what it is called, its address, and where a correction goes.

    ``name`` is the command; ``given`` what was asked beside firm and day, as the command calls it.
    """
    place = PLACES[name]
    days = days_of(release, as_of).pinned() if firm else ""
    at_address = [
        (place.names[one], text)
        for one, value in given.items()
        if one in place.names and value not in (None, "", ())
        for text in texts_of(value)
    ]
    path = "" if "entries" in given else place.path
    return cite(release, Question(name, path, firm, at_address, days), None, published)


def command(*words: str, release: Release, as_of: str | None = None, dated: bool = True) -> str:
    """A command as it is typed, asking this release of these days."""
    days = ("--as-of", days_of(release, as_of).pinned()) if dated else ()
    return shlex.join(["zizhu", *words, *days, "--release", release.id])
