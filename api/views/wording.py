"""Entities, dates, documents and links in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.views.tables import percent
from graph.answers.parts import Chain, CitedClaim, CitedSource, Named, Step
from graph.claims.fact_days import FactDays

# The code of the remainder is older than its word, which is that of the one page.
NOT_READ = {"undisclosed": "not read", "undisclosedDecides": "what is not read decides"}
NO_OTHERS: Mapping[str, str] = {}  # every fact is of the one day
AS_STATED = "as stated"  # on somebody's word, as the word of a verdict says it


def title(named: Named) -> str:
    """An entity in one line: both names, and the id to ask with.

    >>> title(Named("smic", "SMIC", "中芯国际"))
    'SMIC 中芯国际 [smic]'
    """
    return " ".join(part for part in (named.name, named.name_zh, f"[{named.id}]") if part)


def setting(
    as_of: str, home: str, release: str, basis: str = "", days: Mapping[str, str] = NO_OTHERS
) -> str:
    """On which day, seen from where, on what, from which release; then the days of other facts.

    >>> setting("2025-12-31", "CN", "1f3a", days={"lists": "2026-06-08", "people": "2025-12-31"})
    'as of 2025-12-31 · home CN · release 1f3a · lists as of 2026-06-08'
    """
    parts = [f"as of {as_of}"]
    if home:
        parts.append(f"home {home}")
    if basis:
        parts.append(f"{basis} basis")
    others = [f"{kind} as of {day}" for kind, day in days.items() if day != as_of]
    return " · ".join([*parts, f"release {release}", *others])


def up_to(days: FactDays) -> str:
    """Up to when facts go, with lists and people where theirs go up to another day.

    >>> from datetime import date
    >>> up_to(FactDays.one(date(2025, 12, 31)))
    '2025-12-31'
    """
    data = days.ownership.isoformat()
    others = [f"{kind} {day}" for kind, day in days.written().items() if day != data]
    return ", ".join((data, *others))


def readable(word: str) -> str:
    """A code as words: ``floatDecides`` is ``float decides``, and what nobody read is not read.

    >>> readable("lastKnownOnly"), readable("undisclosedDecides"), readable("undisclosed")
    ('last known only', 'what is not read decides', 'not read')
    """
    if word in NOT_READ:
        return NOT_READ[word]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in word).replace("_", " ")


def citation(claim: CitedClaim) -> str:
    """The documents of a claim in one line, with the place in each."""
    return "; ".join(document(source) for source in claim.sources)


def document(source: CitedSource) -> str:
    """A document in one line, with the place in it, and whether it was opened.

    >>> document(CitedSource(id="s", title="Annual report", locator="p. 9", opened=False,
    ...                      relayed_by="A newspaper"))
    'Annual report, p. 9 (relayed by A newspaper, not opened)'
    """
    parts = (
        source.title,
        source.publisher if source.publisher not in source.title else "",
        source.published,
        source.locator if source.locator != "not recorded" else "",
    )
    unread = "" if source.opened else f" ({opened(source)})"
    return ", ".join(part for part in parts if part) + unread


def opened(source: CitedSource) -> str:
    """Whether a cited work was opened, or through what it was read."""
    return "opened" if source.opened else f"relayed by {source.relayed_by}, not opened"


def marks(claim: CitedClaim) -> str:
    """How a stake counts on the day asked about, where it does not simply count."""
    aged = claim.currency not in ("", "current")
    return f" ({readable(claim.currency)})" if aged else ""


def step_text(step: Step) -> str:
    """One link: who, how much, of whom, and whether that still counts."""
    said, owned = step.said or "a share of unknown size", step.owned.name
    what = {
        "ownership": f"holds {said} of {owned}",
        "contract": f"has by contract {said} of {owned}",
        "votes": f"has {said} in {owned}",
    }.get(step.link, f"may direct {owned} by {said}")
    mark = f" ({readable(step.currency)})" if step.currency != "current" else ""
    return f"{step.owner.name} {what}{mark}"


def chain_lines(chain: Chain, cited: Iterable[CitedClaim]) -> list[str]:
    """A chain from its owner down, one line a step, with the documents of each."""
    known = {claim.id: claim for claim in cited}
    lines = []
    for step in chain.steps:
        lines.append(f"  → {step_text(step)}")
        lines += [
            f"    · {claim.period}: {citation(claim)}"
            for claim in (known[one] for one in step.claims if one in known)
        ]
    if len(chain.steps) > 1 and chain.share is not None:
        lines.append(f"  = {percent(chain.share)} of {chain.steps[-1].owned.name} along this chain")
    return lines
