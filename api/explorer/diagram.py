"""A firm's diagram as the script of its page draws it: places, words, and where each name leads.

The script computes nothing: what stands in a node or at a link, and every word of a switch, is here
in the language of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.explorer.pages import Reader
from graph.answers.diagram import Diagram, DiagramKey, DiagramLink, DiagramParty
from graph.answers.evidence import cited_all
from graph.answers.parts import CitedClaim
from graph.formats.drawings.standing import Places, Stood, standing
from graph.releases.release import Release

#: Every word of the switches and of what is said beside the drawing, by what the script calls it.
WORDS = {
    "basis": "Shares of", "legal": "registered capital", "economic": "profit", "voting": "votes",
    "hops": "Steps away", "day": "As on", "today": "as far as was read", "kinds": "Shown",
    "most": "At most", "parties": "parties", "whole": "See it whole", "nearer": "Nearer",
    "farther": "Farther", "close": "Close", "open": "Open: who is linked with it",
    "shut": "Fold again", "page": "Its page", "claims": "Rests on", "list": "The same as a list",
    "nothing": "Nothing linked with the firm was read for this day.",
    "tooLarge": "Too large to draw; here is the export:", "shown": "parties shown",
    "folded": "folded into one", "beyond": "more linked with it, not shown",
    "key": "What the marks mean", "graph": "Graph of",
    "choose": "Choose a party or a link to read what it rests on.",
}  # fmt: skip
EXPORTS = ("graphml", "gexf", "cytoscape", "edges.csv", "nodes.csv")


def document(release: Release, diagram: Diagram, reader: Reader) -> dict[str, Any]:
    """Everything that the script shows."""
    firm = diagram.firm.id
    places = standing(diagram)
    claims = (claim for link in diagram.links for claim in link.claims)
    cited = {claim.id: claim for claim in cited_all(release.knowledge, claims, reader.language)}
    network = f"/api/entities/{firm}/network"
    return {
        "firm": {"id": firm, "name": _name_of(diagram)},
        "basis": diagram.basis, "asOf": diagram.as_of, "ofWhat": diagram.of_what,
        "said": _said(diagram, reader), "found": diagram.found, "tooLarge": diagram.too_large,
        "years": [diagram.first_year, diagram.last_year],
        "parties": [
            _party(party, places.stood[party.id], reader) for party in diagram.parties
        ],
        "links": [
            _link(number, link, places, cited, reader) for number, link in enumerate(diagram.links)
        ],
        "keys": [_key(key) for key in diagram.keys],
        "kinds": [_key(kind) for kind in diagram.kinds],
        "exports": [
            {"text": form, "href": reader.link(network, format=form, basis=diagram.basis)}
            for form in EXPORTS
        ],
        "words": {code: reader.word(text) for code, text in WORDS.items()},
    }  # fmt: skip


def _said(diagram: Diagram, reader: Reader) -> str:
    """How much of it is shown, what the shares are of, and what to do next."""
    if diagram.found <= 1:
        return reader.word(WORDS["nothing"])
    count = f"{diagram.found - diagram.folded} {reader.word(WORDS['shown'])}"
    if diagram.folded:
        count += f" + {diagram.folded} {reader.word(WORDS['folded'])}"
    stop = "。" if reader.language == "zh" else ". "
    return stop.join((count, diagram.of_what, reader.word(WORDS["choose"])))


def _name_of(diagram: Diagram) -> str:
    names = (party.names[0] for party in diagram.parties if party.id == diagram.firm.id)
    return next(names, diagram.firm.name)


def _key(key: DiagramKey) -> dict[str, str]:
    return {"of": key.of, "code": key.code, "text": key.text}


def _party(party: DiagramParty, place: Stood, reader: Reader) -> dict[str, Any]:
    href = reader.link(f"/doc/id/{party.id}.html") if party.known else ""
    return {
        "id": party.id, "kind": party.kind, "names": party.names, "origin": party.origin,
        "about": party.about, "href": href, "opened": party.opened, "beyond": party.beyond,
        "x": place.x, "y": place.y, "wide": place.wide, "high": place.high, "lines": place.lines,
    }  # fmt: skip


def _link(
    number: int,
    link: DiagramLink,
    places: Places,
    cited: Mapping[str, CitedClaim],
    reader: Reader,
) -> dict[str, Any]:
    return {
        "id": f"l{number}", "source": link.source, "target": link.target, "kind": link.kind,
        "text": link.text, "behind": link.behind, "doubted": link.doubted,
        "lower": round(link.lower, 6), "upper": round(link.upper, 6),
        "past": places.past.get((link.source, link.target), ()),
        "claims": [
            {"text": cited[id].text, "href": reader.link(f"/doc/id/claim/{id}.html")}
            for id in link.claims if id in cited
        ],
    }  # fmt: skip
