"""Weak evidence: a curator's doubt, a work nobody opened, a reference work, a party's word."""

from datetime import date

import pytest

from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Ownership, Source
from graph.claims.weak_sources import weaknesses

DAY = date(2025, 12, 31)
SOURCES = [
    Source(id="filing", title="A filing", kind="filing"),
    Source(id="copy", title="Quoted by a filing", kind="law", relayed_by="filing"),
    Source(id="wiki", title="An encyclopaedia", kind="reference"),
    Source(id="complaint", title="A complaint", kind="pleading", relayed_by="paper"),
    Source(id="paper", title="A newspaper", kind="press"),
    Source(id="fixture", title="A program's test data", kind="testData"),
    Source(id="other", title="A directory", kind="reference", relayed_by="wiki"),
]


@pytest.mark.parametrize(
    ("sources", "confidence", "weak"),
    [
        (("filing",), "", ()),
        (("filing",), "medium", ("mediumConfidence",)),
        (("filing",), "low", ("lowConfidence",)),
        (("copy",), "", ("notOpened",)),
        (("copy", "filing"), "", ()),
        (("wiki",), "", ("tertiary",)),
        (("wiki", "filing"), "high", ()),
        (("other",), "low", ("lowConfidence", "notOpened", "tertiary")),
        # Quoted to try a program with: weak alone, not where the document itself was read.
        (("fixture",), "medium", ("quoted", "mediumConfidence")),
        (("fixture", "filing"), "", ()),
        ((), "", ()),
        # A party's word in court: told by the press, but not where a filing says it too.
        (("complaint",), "", ("ownWord", "notOpened")),
        (("complaint", "paper"), "medium", ("ownWord", "mediumConfidence")),
        (("complaint", "filing"), "", ()),
    ],
)
def test_what_makes_evidence_weak(sources, confidence, weak):
    claim = Ownership(
        id="o", party="a", target="f", confidence=confidence,
        citations=tuple(Citation(one) for one in sources),
    )  # fmt: skip
    assert (
        weaknesses(
            Knowledge(entities=[], sources=SOURCES, claims=[claim], data_date=DAY, home="CN"), claim
        )
        == weak
    )
