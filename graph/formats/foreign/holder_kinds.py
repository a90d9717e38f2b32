"""What a holder is, by a word in a column beside its name: a person, a firm, a trust, a fund.

The words are data (``ontology/crosswalks/holder-kinds.csv``). Whose a firm is, a word does not
decide: *state-owned legal person* is a firm here.
"""

from __future__ import annotations

from functools import cache

from graph.formats.files.unseen import bare
from ontology.crosswalks import rows


def kind_of_holder(word: str) -> str:
    """The class of entity that a word means; nothing where it is not known.

    >>> kind_of_holder("Natural Person"), kind_of_holder("国有法人"), kind_of_holder("family")
    ('Person', 'Organization', '')
    """
    return _words().get(bare(word), "")


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("holder-kinds")}
