"""Parties and links of a diagram in words: those of the picture, each link with its own figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.answers.diagram import DiagramLink, DiagramParty, LinkKind, NodeKind
from graph.answers.neighbourhood import NetworkEdge
from graph.answers.page_words import NOTHING
from graph.claims.model import Control, Designation, Investment, Ownership, ProgrammeLink
from graph.claims.reasons import Reason, because
from graph.profiles.answer.days import days_of
from graph.profiles.answer.said import claims_of, said_against
from graph.profiles.picture.bands import Sheet
from graph.profiles.picture.drawn import hedges
from graph.profiles.picture.holders import blocks_of

#: Kinds of entity that have no origin and no owner: what they are says their name.
BESIDE: dict[str, NodeKind] = {"FundingRound": "round", "Programme": "list", "List": "list"}
LINKS: dict[str, LinkKind] = {
    "contract": "contract", "control": "control", "rest": "rest", "round": "money",
    "investment": "money", "designation": "programme", "programme": "programme",
}  # fmt: skip
RESTS = {"float": "pictureFloat", "undisclosed": "pictureNotRead"}
OLD = ("lastKnown", "closed", "later")


def party(sheet: Sheet, entity: str, origin: str, *, opened: bool, beyond: int) -> DiagramParty:
    """Somebody with names, origin, and how many are linked with it beside those shown."""
    known = sheet.situation.knowledge.entities.get(entity)
    if known is None:
        name = sheet.say(because("diagramRound"))
        return DiagramParty(id=entity, kind="round", names=(name,), beyond=beyond)
    if known.kind in BESIDE:
        return DiagramParty(
            id=entity, kind=BESIDE[known.kind], names=(sheet.words.name(entity),), known=True,
            opened=opened, beyond=beyond,
        )  # fmt: skip
    box = sheet.party(entity, column=origin)
    firm = entity == sheet.situation.firm
    return DiagramParty(
        id=entity, kind="firm" if firm else sheet.kind_of(entity), names=box.names,
        origin=box.origin, about=box.about, known=True, opened=opened, beyond=beyond,
    )  # fmt: skip


def rest(sheet: Sheet, node: str) -> DiagramParty:
    """What stands for the holders of one firm whom nobody named."""
    firm, _, kind = node.rpartition("/")
    origin = "float" if kind == "float" else "open"
    return DiagramParty(
        id=node, kind="rest", names=(sheet.say(because(RESTS[kind])),), origin=origin,
        about=sheet.say(_through_nominees(sheet, firm)),
    )  # fmt: skip


def _through_nominees(sheet: Sheet, firm: str) -> Reason:
    """Of a rest, the part that stands in nominees' names."""
    if sheet.situation.column(firm, sheet.basis).unread <= 0:
        return NOTHING
    read = blocks_of(sheet, firm)
    if read.nominee <= 0:
        return NOTHING
    said = because("pictureNominee", nominees=tuple(read.nominees))
    return because("diagramOfIt", share=read.nominee, said=said)


def folded(sheet: Sheet, node: str, count: int) -> DiagramParty:
    """One node for all that are not shown."""
    name = sheet.say(because("diagramFolded", count=count))
    return DiagramParty(id=node, kind="folded", names=(name,))


def link(sheet: Sheet, edge: NetworkEdge) -> DiagramLink:
    """A link with its figure, its day, and how sure it is."""
    kind = kind_of(edge)
    figure, doubt = _figure(sheet, edge), _doubt(sheet, edge)
    against = (one.id for one in said_against(sheet.situation.knowledge, edge.claims))
    return DiagramLink(
        source=edge.source,
        target=edge.target,
        kind=kind,
        text=sheet.say(
            figure if doubt == NOTHING else because("diagramDoubted", said=figure, doubt=doubt)
        ),
        doubted=doubt != NOTHING,
        behind=sheet.say(because("pictureBehind", asides=tuple(_behind(sheet, edge)))),
        lower=edge.share.lower if edge.share and kind != "lastKnown" else 0.0,
        upper=edge.share.upper if edge.share and kind != "lastKnown" else 0.0,
        claims=tuple(dict.fromkeys((*edge.claims, *against))),
    )


def kind_of(edge: NetworkEdge) -> LinkKind:
    """What a link is to a reader."""
    if edge.link != "ownership":
        past = edge.currency in OLD and edge.link in ("contract", "control")
        return "lastKnown" if past else LINKS[edge.link]
    if edge.currency in OLD:
        return "lastKnown"
    return "unsized" if edge.share is None or _tells_nothing(edge) else "stake"


def _tells_nothing(edge: NetworkEdge) -> bool:
    return edge.share is not None and (edge.share.lower, edge.share.upper) == (0, 1)


def _figure(sheet: Sheet, edge: NetworkEdge) -> Reason:
    """What a link says of itself: a share, a power, a sum, or that none was read."""
    claims = claims_of(sheet.situation.knowledge, edge.claims)
    if edge.link in ("round", "investment"):
        return _paid(edge)
    if edge.link in ("designation", "programme"):
        return _named(claims)
    mechanism = next((one.mechanism for one in claims if isinstance(one, Control)), "")
    if edge.share is not None and not _tells_nothing(edge):
        lower, upper = edge.share.lower, edge.share.upper
        if upper >= 1 and lower > 0 and lower < upper:
            return because("pictureAtLeast", share=lower)
        return because("pictureSpan", bounds=(lower, upper))
    if mechanism:
        return because("pictureDirects", mechanism=mechanism)
    sizes = [one.share for one in claims if isinstance(one, Ownership) and one.share is not None]
    if edge.share is None and sizes:
        return because("pictureSize", share=sizes[0])
    return because("pictureUnsized")


def _doubt(sheet: Sheet, edge: NetworkEdge) -> Reason:
    """That all of it is denied, or was only planned or agreed: it is drawn as no plain fact."""
    knowledge = sheet.situation.knowledge
    claims = claims_of(knowledge, edge.claims)
    if not claims:
        return NOTHING
    if all(claim.status == "denied" or knowledge.is_disputed(claim.id) for claim in claims):
        return because("diagramDenied")
    (claim, *_) = claims
    if isinstance(claim, Investment) and claim.flow not in ("", "primary"):
        return because("diagramFlow", flow=claim.flow)
    if all(claim.stage != "completed" for claim in claims):
        return because("diagramStage", stage=claim.stage)
    return NOTHING


def _paid(edge: NetworkEdge) -> Reason:
    if edge.amount_lower is not None:
        return because("picturePaid", sum=(edge.amount_lower, edge.amount_currency))
    return because("diagramSumNotRead")


def _named(claims: Iterable[object]) -> Reason:
    for claim in claims:
        if isinstance(claim, ProgrammeLink):
            return because("diagramLinked", link=claim.link)
        if isinstance(claim, Designation):
            return because("diagramNames")
    return because("diagramNames")


def _behind(sheet: Sheet, edge: NetworkEdge) -> Iterator[Reason]:
    """What stands in brackets: days, that it is no more or not yet, what is weak about it."""
    knowledge = sheet.situation.knowledge
    days = days_of(knowledge, edge.claims)
    if days:
        yield because("seenOn", day=days[0])
    elif edge.claims:
        yield because("undatedEvidence")
    if edge.currency in OLD:
        yield because("diagramPast")
    if edge.derived:
        yield because("diagramIndirect")
    yield from hedges(knowledge, edge.claims)
