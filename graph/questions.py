"""Every question the product answers, one function each.

Routes, commands and notebooks call these and nothing below them. All take a
release first; firms are given by id, name in any script, or identifier. The
default date is the release's data date, never the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graph import reconciliation
from graph.answers import (
    Chains,
    CitedSource,
    Contrast,
    Controllers,
    EntityPage,
    FirmClassification,
    LabelCheck,
    LensDescription,
    Match,
    Neighbourhood,
    Owners,
    Unknown,
    Verdict,
)
from graph.chains import best_chain, chains_between
from graph.contrasts import contrasts_in
from graph.controllers import controllers_of
from graph.definitions import DefinitionPlace, definitions_in, lens_described
from graph.domesticness.labels import checked
from graph.domesticness.robustness import contestedness
from graph.domesticness.score import LENS as SCORE_LENS
from graph.domesticness.score import score
from graph.domesticness.unknowns import unknowns_of
from graph.domesticness.verdicts import verdict
from graph.errors import BadDateError, InputError, UnknownEntityError, UnknownLensError
from graph.evidence import cited, cited_all, cited_source, named
from graph.model import Citation, Classification
from graph.neighbourhood import neighbourhood_of
from graph.owners import owners_of
from graph.periods import PartialDate
from graph.reconciliation import Candidate, Sought
from graph.situation import Situation
from graph.stakes import Basis
from ontology.lenses import Lens
from ontology.lenses import lenses as all_lenses
from ontology.load import codes, nearest

if TYPE_CHECKING:
    from graph.described import Described
    from graph.formats.bods.writer import Written
    from graph.release import Release

BASES: tuple[Basis, ...] = ("legal", "economic", "voting")
HOLDABLE = ("Organization", "Fund", "Arrangement", "UnidentifiedParty", "PartyGroup", "Exchange")
LIMIT = 100
CLOSE, APART = 0.8, 0.15  # a search score that may be meant, and the lead that makes it plain


def search(release: Release, text: str, limit: int = 10) -> tuple[Match, ...]:
    """Entities that answer to a name in any script, an id or an identifier, best first."""
    if not 1 <= limit <= LIMIT:
        raise InputError(f"limit is {limit}; it must lie between 1 and {LIMIT}")
    return tuple(
        Match(entity=named(release.knowledge, hit.entity), score=hit.score, matched=hit.matched)
        for hit in release.search.find(text, limit)
    )


def resolve(release: Release, text: str) -> str:
    """The id of the one entity meant; raises :class:`UnknownEntityError` with suggestions.

    An exact name wins; then the one firm the data set describes among close
    matches; then a close match that stands alone. Anything less is a question.
    """
    if text in release.knowledge.entities:
        return text
    # Of names equally like, those of firms that are described here come first.
    known = release.knowledge.entities
    found = release.search.find(text, 5)
    hits = sorted(found, key=lambda hit: (-hit.score, not known[hit.entity].subject))
    best = [hit for hit in hits if hit.score >= CLOSE and hit.score >= hits[0].score - APART]
    subjects = [hit for hit in best if known[hit.entity].subject]
    exact = [hit for hit in best if hit.score >= 1.0]
    for candidates in (exact, subjects, best):
        if len(candidates) == 1:
            return candidates[0].entity
    raise UnknownEntityError(text, [hit.entity for hit in hits])


def claims(release: Release, firm: str) -> EntityPage:
    """What is claimed of an entity, denials included."""
    entity = release.knowledge.entities[resolve(release, firm)]
    return EntityPage(
        entity=named(release.knowledge, entity.id),
        names=tuple(name for name in (entity.name, entity.name_zh, *entity.other_names) if name),
        identifiers=tuple((one.scheme, one.value) for one in entity.identifiers),
        release=release.id,
        claims=tuple(
            cited(release.knowledge, claim) for claim in release.knowledge.touching(entity.id)
        ),
    )


def classify(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: Sequence[str] | None = None,
) -> FirmClassification:
    """How domestic a firm is, by whose definition, with sources and what would settle it."""
    situation = _situation(release, firm, as_of, home)
    chosen = _chosen(lenses)
    verdicts = tuple(verdict(situation, lens) for lens in chosen)
    chain = best_chain(situation)
    score_lens = all_lenses()[SCORE_LENS]
    scored = next((one for one in verdicts if one.lens == SCORE_LENS), None)
    used = [claim for one in verdicts for claim in one.claims]
    used += [claim for step in (chain.steps if chain else ()) for claim in step.claims]
    return FirmClassification(
        firm=named(release.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        home=situation.home,
        release=release.id,
        verdicts=verdicts,
        score=score(situation, scored or verdict(situation, score_lens)),
        contestedness=contestedness(verdicts, chosen),
        chain=chain,
        unknowns=unknowns_of(situation, verdicts),
        claims=cited_all(release.knowledge, used),
    )


def verdicts(
    release: Release, firm: str, *, as_of: date | str | None = None, home: str | None = None
) -> tuple[Verdict, ...]:
    """What every lens says of a firm, without score, chains or unknowns."""
    situation = _situation(release, firm, as_of, home)
    return tuple(verdict(situation, lens) for lens in all_lenses().values())


def owners(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
) -> Owners:
    """Who owns a firm in the end: seven columns that sum to one, and its holder table."""
    return owners_of(_situation(release, firm, as_of, home), _basis(basis), release.id)


def controllers(
    release: Release, firm: str, *, as_of: date | str | None = None, home: str | None = None
) -> Controllers:
    """Who may direct a firm, by which mechanism; or how many hidden holders it would take."""
    return controllers_of(_situation(release, firm, as_of, home), release.id)


def chains(
    release: Release,
    owner: str,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
    k: int = 5,
) -> Chains:
    """The k best chains from an owner down to a firm, with citations and the share explained."""
    if not 1 <= k <= LIMIT:
        raise InputError(f"k is {k}; it must lie between 1 and {LIMIT}")
    situation = _situation(release, firm, as_of, home)
    return chains_between(situation, resolve(release, owner), _basis(basis), k, release.id)


def unknowns(
    release: Release, firm: str, *, as_of: date | str | None = None, home: str | None = None
) -> tuple[Unknown, ...]:
    """The missing facts that hold verdicts open, ranked, named as documents to look for."""
    situation = _situation(release, firm, as_of, home)
    found = [verdict(situation, lens) for lens in all_lenses().values()]
    return unknowns_of(situation, found)


def compare(
    release: Release,
    firms: Iterable[str],
    *,
    as_of: date | str | None = None,
    home: str | None = None,
) -> tuple[FirmClassification, ...]:
    """Firms side by side; without any, the firms the data set describes."""
    wanted = tuple(firms) or release.knowledge.subjects
    return tuple(classify(release, firm, as_of=as_of, home=home) for firm in wanted)


def neighbourhood(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
) -> Neighbourhood:
    """A firm's surroundings, to draw or to export."""
    return neighbourhood_of(_situation(release, firm, as_of, home), _basis(basis), release.id)


def statements(release: Release, firm: str | None = None) -> Written:
    """What BODS 0.4 can carry of a firm and all above it, or of the whole release."""
    from graph.formats.bods.carrying import around
    from graph.formats.bods.writer import write_bods

    known = release.knowledge
    chosen = known.claims.values() if firm is None else around(known, resolve(release, firm))
    publisher = release.manifest.title or f"zizhu, release {release.id}"
    return write_bods(known, chosen, published=release.data_date, publisher=publisher)


def labels(
    release: Release, firm: str | None = None, *, home: str | None = None
) -> tuple[LabelCheck, ...]:
    """Every label given to a firm, or to any, against the lens meant to produce it on its date."""
    wanted = resolve(release, firm) if firm is not None else None
    found = [
        checked(release.knowledge, claim, _home(home or release.home))
        for claim in release.knowledge.claims.values()
        if isinstance(claim, Classification)
        and claim.label
        and claim.status not in ("denied", "retracted")
        and (wanted is None or claim.target == wanted)
        and _holdable(release, claim.target)
    ]
    return tuple(sorted(found, key=lambda one: (one.firm.name, one.on, one.label)))


def contrasts(release: Release, *, home: str | None = None) -> tuple[Contrast, ...]:
    """Onshore companies that are one thing on paper and may be another by contract."""
    return contrasts_in(release.knowledge, _home(home or release.home))


def lenses() -> tuple[LensDescription, ...]:
    """Every definition in use, with its holder, source and parameters."""
    return tuple(lens_described(lens) for lens in all_lenses().values())


def definitions(release: Release, *, computed: bool = False) -> tuple[DefinitionPlace, ...]:
    """The documents' ideas of "domestic", each placed where it is answered, or what is missing."""
    return definitions_in(release.knowledge, computed=computed)


def source(release: Release, source_id: str) -> CitedSource:
    """One source; raises :class:`~graph.errors.UnknownSourceError`."""
    return cited_source(release.knowledge, Citation(source_id, ""))


def reconcile(release: Release, sought: Sought) -> tuple[Candidate, ...]:
    """Who may be meant by a cell of somebody's table, best first."""
    return reconciliation.candidates(release, sought)


def offered(release: Release, typed: str, limit: int = LIMIT) -> tuple[Match, ...]:
    """Entities to offer while somebody types a name."""
    return reconciliation.offered(release, typed, limit)


def kinds(release: Release) -> tuple[tuple[str, str], ...]:
    """The classes of entities here, with their labels."""
    return reconciliation.kinds(release)


def columns(release: Release) -> tuple[tuple[str, str], ...]:
    """What can be added to the rows of a table once they are matched."""
    labels = {lens.id: lens.label for lens in all_lenses().values()}
    return reconciliation.columns(release, labels)


def extended(
    release: Release, ids: Sequence[str], wanted: Sequence[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Values for rows, column by column; an id nobody has gets none, and neither does a person
    asked for a verdict.
    """
    known = release.knowledge.entities
    chosen = [one.removeprefix(reconciliation.LENS) for one in wanted if _is_lens(one)]
    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    for id in ids:
        said: dict[str, str] = {}
        if chosen and _holdable(release, id):
            found = classify(release, id, lenses=chosen).verdicts
            said = {reconciliation.LENS + one.lens: one.word for one in found}
        rows[id] = {
            column: ((said[column],) if column in said else ())
            if _is_lens(column) or id not in known
            else tuple(reconciliation.cell(known[id], column))
            for column in wanted
        }
    return rows


def _is_lens(column: str) -> bool:
    return column.startswith(reconciliation.LENS)


def described(release: Release, iri: str) -> Described:
    """All that is stated of an IRI; raises :class:`~graph.errors.UnknownThingError`."""
    from graph.described import described as found  # brings the store, which no number needs

    return found(release.store, iri)


def _situation(
    release: Release, firm: str, as_of: date | str | None, home: str | None
) -> Situation:
    day = release.data_date if as_of is None else _day(as_of)
    found = resolve(release, firm)
    entity = release.knowledge.entities[found]
    if not _holdable(release, found):
        raise InputError(
            f"{entity.name} is no firm ({entity.kind}): nobody owns it; ask for its claims"
        )
    return Situation(release.knowledge, found, day, _home(home or release.home))


def _holdable(release: Release, entity: str) -> bool:
    """Whether an entity is of a kind that somebody can own."""
    known = release.knowledge.entities.get(entity)
    return known is not None and known.kind in HOLDABLE


def _day(as_of: date | str) -> date:
    """A full day; a month or a year means its last day."""
    if isinstance(as_of, date):
        return as_of
    day = PartialDate.parse(as_of).last
    if day.year < 1900:
        raise BadDateError(f"{as_of!r} is before 1900")
    return day


def _home(home: str) -> str:
    known = codes("Jurisdictions")
    if home.upper() not in known:
        hint = ", ".join(nearest(home.upper(), known)) or "two letters of ISO 3166-1"
        raise InputError(f"{home!r} is not a jurisdiction code (valid: {hint})")
    return home.upper()


def _basis(basis: str) -> Basis:
    for known in BASES:
        if basis == known:
            return known
    raise InputError(f"{basis!r} is not a basis; there are: {', '.join(BASES)}")


def _chosen(wanted: Sequence[str] | None) -> list[Lens]:
    known = all_lenses()
    if not wanted:
        return list(known.values())
    for lens in wanted:
        if lens not in known:
            raise UnknownLensError(lens, nearest(lens, known))
    return [known[lens] for lens in wanted]
