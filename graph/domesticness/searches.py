"""Where a missing fact was looked for already: searches for the same document, about the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from graph.claims.knowledge import Knowledge
from graph.claims.periods import months_before
from graph.claims.reasons import Reason
from graph.claims.searches import Search
from ontology.load import codes

# Values of a document's reason that say whom it is about; a stake is of a holder in a firm.
_SUBJECTS = frozenset({"firm", "holder", "person", "group", "company", "round", "programme"})


def searches_for(knowledge: Knowledge, document: Reason, day: date) -> tuple[Search, ...]:
    """The searches for a document that a missing fact of a day is named as, the newest first.

    A search counts if it was for that kind of document and about everybody the document is
    about: of two firms' tables one is not the other's; nor is this year's that of ten years ago.
    After the last of the facts the same document is missing as on their last day.
    A document about nobody by id was never looked for.
    """
    if not knowledge.searches:
        return ()
    kind = document_kinds().get(document.code)
    about = {str(value) for name, value in document.values if name in _SUBJECTS}
    found = [
        search
        for search in knowledge.searches
        if about
        and kind in search.documents
        and about <= set(search.about)
        and any(speaks_of(search, one) for one in {day, min(day, knowledge.data_date)})
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.last.toordinal(), one.id)))


def speaks_of(search: Search, day: date) -> bool:
    """Whether a fact that was looked for would say something of a day, as long as it stays current.

    So long as a holder of a listed firm does.
    """
    months = int(codes("StakeHorizons")["listedAboveLine"].attributes["horizonMonths"])
    end = search.period.end
    return not search.period.starts_after(day) and (
        end is None or end.last >= months_before(day, months)
    )


@cache
def document_kinds() -> Mapping[str, str]:
    """The kind of document that each phrase of what to look for names.

    >>> document_kinds()["needHolders"], document_kinds()["needStake"]
    ('holderTable', 'stakeOfHolder')
    """
    return MappingProxyType(
        {
            phrase: code.notation
            for code in codes("SoughtDocuments").values()
            for phrase in str(code.attributes["askedBy"]).split()
        }
    )
