"""A batch: many customers against lists that were followed once, a row for each of them.

Whom a customer means is matched by :mod:`graph.screening.customers`, what the rule comes to for
that one is decided in :mod:`graph.screening.outcome`, once for each firm however many customers
mean it. A row is told where something is known or in doubt; all others are counted, and cleared
by nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from msgspec.structs import replace

from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.reason_words import in_words
from graph.answers.screening import (
    CustomerCandidate,
    CustomerFile,
    NamedOnList,
    ScreenedCustomer,
    ScreenedFirm,
    Screening,
)
from graph.claims.reasons import because
from graph.claims.statements import Refusal
from graph.formats.tables.lists import ListRow
from graph.profiles.screening import Followed, answered, firm_of
from graph.screening.customers import Candidate, CustomerMatcher, Meant
from graph.screening.entry_names import NamedEntry
from graph.screening.matching import Matcher
from graph.screening.outcome import Outcome, outcome_of
from graph.screening.reach import Reaching

BLOCK = 500  # customers matched at a time
KNOWN = ("listed", "certain", "notExcluded", "redFlag", "exempt")
ORDER = (*KNOWN, "candidate", "undisclosed", "below", "refused", "notReached", "unknown")


class Batch:
    """Lists followed once, and what they come to for one customer after another."""

    def __init__(self, found: Followed, matcher: Matcher) -> None:
        self.found = found
        self._customers = CustomerMatcher(matcher, found.read.named)
        self._outcomes: dict[str, Outcome] = {}
        self._firms: dict[str, ScreenedFirm] = {}
        self._first: dict[ListRow, int] = {}

    def rows(
        self, customers: Iterable[ListRow | Refusal], start: int = 0
    ) -> Iterator[ScreenedCustomer]:
        """A row for each customer from a place on, in their order, as they are read.

        Cost: that of matching the names; an outcome for each firm that is met.
        """
        waiting = iter(customers)
        for row in islice(waiting, start):
            if isinstance(row, ListRow):
                self._same_as(row)
        while block := list(islice(waiting, BLOCK)):
            asked = [row for row in block if isinstance(row, ListRow)]
            meant = iter(self._customers.match(asked))
            for row in block:
                yield _refused(row) if isinstance(row, Refusal) else self._row(row, next(meant))

    def answer(
        self, rows: Sequence[ScreenedCustomer], customers: CustomerFile, release: str
    ) -> Screening:
        """The answer over the rows of all customers, with the derivation of each firm told."""
        some = [one.id for row in rows for one in _entities_of(row) if row.said]
        outcomes = [self._outcome(firm) for firm in dict.fromkeys(some)]
        hidden = sum(one.open_by in ("unnamed", "unnamedAbove") for one in outcomes)
        firms = [self._firm(one.firm) for one in outcomes if one.said]
        counts = Counter(row.status for row in rows)
        told = sum(row.said for row in rows)
        return replace(
            answered(self.found, firms, hidden, release),
            customers=tuple(rows),
            customer_counts={
                "asked": len(rows),
                **{status: counts[status] for status in ORDER if counts[status]},
                "told": told,
                "notTold": len(rows) - told,
            },
            customer_file=customers,
        )

    def _row(self, row: ListRow, meant: Meant) -> ScreenedCustomer:
        reason = in_words(self.found.knowledge, meant.reason)
        first = self._same_as(row)
        if first != row.line:
            again = because("sameAsCustomer", number=first)
            reason = f"{reason}; {in_words(self.found.knowledge, again)}"
        begun = ScreenedCustomer(
            row=row.line,
            customer=row.reference,
            given=row.name or row.id or "; ".join((*row.identifiers, *row.other_names)),
            match=meant.state,
            status=meant.state,
            said=meant.state == "candidate",
            reason=reason,
            candidates=tuple(self._candidate(one) for one in meant.candidates),
        )
        return self._decided(begun, meant) if meant.state == "decided" else begun

    def _same_as(self, row: ListRow) -> int:
        """The row that first named the same; its own, where none did before."""
        return self._first.setdefault(replace(row, line=0, reference=""), row.line)

    def _decided(self, row: ScreenedCustomer, meant: Meant) -> ScreenedCustomer:
        """The row of a customer of whom a whole name or an identifier says who it is."""
        entity, entry = meant.entity, meant.entry
        if entity:
            row = replace(row, entity=named(self.found.knowledge, entity))
        if entry is not None:
            row = replace(row, entry=_entry(entry))
        outcome = self._outcome(entity) if entity else Outcome("", "notReached")
        if entry is not None and outcome.status != "listed":
            return self._by_its_name(row, entry, outcome)
        if meant.unconfirmed is not None and outcome.status in ("below", "notReached", "redFlag"):
            return self._perhaps_listed(row, meant.unconfirmed, outcome)
        if not outcome.said:
            return replace(row, status=outcome.status)
        firm = self._firm(entity)
        return replace(
            row,
            status=outcome.status,
            said=True,
            lists=firm.lists,
            total=firm.total,
            explanation=firm.explanation,
            open_by=firm.open_by,
            flags=tuple(dict.fromkeys(flag.flag for flag in firm.flags)),
        )

    def _by_its_name(
        self, row: ScreenedCustomer, entry: NamedEntry, outcome: Outcome
    ) -> ScreenedCustomer:
        """The row of a customer whom an entry names that counts for nobody known here."""
        on = because("onList", list=entry.list)
        if not entry.certain:
            on = because("withDoubt", reason=because("mayBeOnList", list=entry.list),
                         doubt=entry.doubt)  # fmt: skip
        return replace(
            row,
            status="listed" if entry.certain else "notExcluded",
            said=True,
            lists=(entry.list,),
            explanation=in_words(self.found.knowledge, on),
            open_by="" if entry.certain else "listing",
            flags=tuple(dict.fromkeys(flag.flag for flag in outcome.flags)),
        )

    def _perhaps_listed(
        self, row: ScreenedCustomer, entry: NamedEntry, outcome: Outcome
    ) -> ScreenedCustomer:
        """The row of a firm that an entry may mean, which nobody has confirmed."""
        besides = self._firm(outcome.firm).explanation if outcome.said else ""
        return replace(
            row,
            status="notExcluded",
            said=True,
            entry=_entry(entry),
            lists=(entry.list,),
            explanation="; ".join(part for part in (self._perhaps(entry), besides) if part),
            open_by="listing",
            flags=tuple(dict.fromkeys(flag.flag for flag in outcome.flags)),
        )

    def _perhaps(self, entry: NamedEntry) -> str:
        """That somebody may be an entry, which nobody has confirmed."""
        reason = because("mayBeEntry", number=entry.number, file=entry.whence, name=entry.given)
        return in_words(self.found.knowledge, reason)

    def _candidate(self, one: Candidate) -> CustomerCandidate:
        knowledge, entry = self.found.knowledge, one.entry
        status, explanation = ("listed" if entry and entry.certain else "notExcluded"), ""
        if one.entity:
            status = self._outcome(one.entity).status
            firm = self._firm(one.entity) if self._outcome(one.entity).said else None
            explanation = firm.explanation if firm else ""
            doubtful = self._customers.entries.unconfirmed(one.entity)
            if doubtful and status in ("below", "notReached"):
                status, explanation = "notExcluded", self._perhaps(doubtful[0])
        elif entry is not None:
            explanation = in_words(knowledge, because("onList", list=entry.list))
        return CustomerCandidate(
            entity=named(knowledge, one.entity) if one.entity else None,
            entry=None if entry is None else _entry(entry),
            reason=in_words(knowledge, one.reason),
            score=one.score,
            status=status,
            explanation=explanation,
        )

    def _outcome(self, firm: str) -> Outcome:
        if firm not in self._outcomes:
            self._reaching.around.add(firm)  # who is not around a list has a part not read too
            self._outcomes[firm] = outcome_of(self._reaching, firm)
        return self._outcomes[firm]

    def _firm(self, firm: str) -> ScreenedFirm:
        if firm not in self._firms:
            self._firms[firm] = firm_of(self._reaching, self._outcome(firm))
        return self._firms[firm]

    @cached_property
    def _reaching(self) -> Reaching:
        return self.found.reaching


def _refused(refusal: Refusal) -> ScreenedCustomer:
    return ScreenedCustomer(
        row=refusal.line or 0,
        customer=refusal.statement,
        given="",
        match="refused",
        status="refused",
        said=True,
        reason=f"{refusal.pointer}: {refusal.problem}".removeprefix(": "),
    )


def _entry(entry: NamedEntry) -> NamedOnList:
    return NamedOnList(number=entry.number, file=entry.file, given=entry.given, list=entry.list)


def _entities_of(row: ScreenedCustomer) -> list[Named]:
    """Whom a row means, or may mean, of those the release knows."""
    some = (row.entity, *(one.entity for one in row.candidates))
    return [one for one in some if one is not None]
