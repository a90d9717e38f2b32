"""The diagram of a firm: who is within the hops, the best of them with their links, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.answers.diagram import MOST, Diagram, DiagramKey, DiagramLink, DiagramParty
from graph.answers.languages import Language
from graph.answers.names import named
from graph.answers.neighbourhood import NetworkEdge
from graph.answers.page_words import Words
from graph.claims.model import Claim
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.profiles.answer.holder_origins import origins_on
from graph.profiles.diagram import worded
from graph.profiles.diagram.chosen import Chosen, chosen
from graph.profiles.diagram.hops import Within, distances, within
from graph.profiles.picture.bands import Sheet
from graph.profiles.picture.key_words import LINKS, NODES, ORIGINS, SHARES, meanings

FOLDED = "/folded"  # no entity has such an id


def diagram(
    situation: Situation,
    language: Language,
    basis: Basis,
    release: str,
    hops: int,
    opened: Sequence[str],
    most: int,
    without: Collection[str] = (),
) -> Diagram:
    """Everything that stands in it; of more than :data:`MOST` parties only how many they are."""
    sheet = Sheet.of(situation, basis, language)
    words = sheet.words
    everything = within(situation, basis, hops, opened)
    around = left_out(situation.firm, everything, without)
    picked = chosen(situation.firm, around.edges, around.parties, most)
    count = len(picked.shown) + len(picked.folded)
    too_large = most == MOST and count > MOST
    edges = () if too_large else tuple(_shown_edges(around, picked))
    parties = () if too_large else tuple(_parties(sheet, around, picked, edges))
    links = (*(worded.link(sheet, edge) for edge in edges), *_to_folded(around, picked, parties))
    first, last = _years(situation)
    return Diagram(
        firm=named(situation.knowledge, situation.firm),
        basis=basis,
        as_of=situation.day.isoformat(),
        release=release,
        parties=parties,
        links=links,
        keys=tuple(_keys(words, parties, links)),
        kinds=tuple(_kinds(words, everything)),
        of_what=words.say(SHARES[basis]),
        found=count,
        folded=len(picked.folded),
        too_large=too_large,
        first_year=first,
        last_year=last,
    )


def left_out(firm: str, around: Within, kinds: Collection[str]) -> Within:
    """Without links of some kinds, and without those whom then nothing binds to the firm."""
    edges = tuple(edge for edge in around.edges if worded.kind_of(edge) not in kinds)
    there = [edge for edge in edges if {edge.source, edge.target} <= around.parties]
    parties = frozenset(distances(firm, there))
    return Within(edges, parties, tuple(party for party in around.opened if party in parties))


def _kinds(words: Words, around: Within) -> Iterator[DiagramKey]:
    """The kinds of link within the hops, whether they are shown or not."""
    there = {
        worded.kind_of(edge)
        for edge in around.edges
        if {edge.source, edge.target} <= around.parties
    }
    for code, text in meanings(words, LINKS, there):
        yield DiagramKey(of="link", code=code, text=text)


def _shown_edges(around: Within, picked: Chosen) -> Iterator[NetworkEdge]:
    """Links between parties that are shown, and the rest of each firm whose holders are."""
    shown = set(picked.shown)
    for edge in around.edges:
        of_rest = edge.link == "rest" and edge.source in around.parties
        if edge.target in shown and (edge.source in shown or of_rest):
            yield edge


def _parties(
    sheet: Sheet, around: Within, picked: Chosen, edges: Iterable[NetworkEdge]
) -> Iterator[DiagramParty]:
    beyond: Counter[str] = Counter()
    for edge in around.edges:
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if here in around.parties and there not in around.parties and edge.link != "rest":
                beyond[here] += 1
    origins = _origins(sheet, picked.shown)
    for party in picked.shown:
        origin, opened = origins.get(party, ""), party in around.opened
        yield worded.party(sheet, party, origin, opened=opened, beyond=beyond[party])
    for edge in edges:
        if edge.link == "rest":
            yield worded.rest(sheet, edge.source)
    if picked.folded:
        yield worded.folded(sheet, FOLDED, len(picked.folded))


def _origins(sheet: Sheet, shown: Sequence[str]) -> Mapping[str, str]:
    """Of each party that has one; the firm's own is what all this is about."""
    known = sheet.situation.knowledge.entities
    owners = (id for id in shown[1:] if id in known and known[id].kind not in worded.BESIDE)
    return origins_on(sheet.situation, owners, sheet.basis)


def _to_folded(
    around: Within, picked: Chosen, parties: Iterable[DiagramParty]
) -> Iterator[DiagramLink]:
    """What binds the one node for the folded to those beside whom they would stand."""
    if not any(party.kind == "folded" for party in parties):
        return
    shown = set(picked.shown)
    beside = dict.fromkeys(
        end
        for edge in around.edges
        for end, other in ((edge.target, edge.source), (edge.source, edge.target))
        if end in shown and other in picked.folded
    )
    for party in beside:
        yield DiagramLink(source=FOLDED, target=party, kind="folded", text="")


def _keys(
    words: Words, parties: Sequence[DiagramParty], links: Sequence[DiagramLink]
) -> Iterator[DiagramKey]:
    """The marks that occur, each with what it means."""
    for code in ORIGINS:
        if any(party.origin == code for party in parties):
            yield DiagramKey(of="origin", code=code, text=words.written(code, "origin"))
    for code, text in meanings(words, LINKS, {link.kind for link in links}):
        yield DiagramKey(of="link", code=code, text=text)
    for code, text in meanings(words, NODES, {party.kind for party in parties}):
        yield DiagramKey(of="party", code=code, text=text)


def _years(situation: Situation) -> tuple[int, int]:
    """The first year of which anything is claimed of the firm, and that of the facts."""
    last = situation.knowledge.data_date.year
    years = [year for claim in situation.knowledge.touching(situation.firm)
             for year in _years_of(claim) if year <= last]  # fmt: skip
    return min(years, default=last), last


def _years_of(claim: Claim) -> Iterator[int]:
    for day in (claim.as_of, claim.period.start):
        if day:
            yield day.first.year
