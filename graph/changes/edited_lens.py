"""A definition changed by a reader, applied to firms beside the one it was made from.

The changed definition is written as the Turtle of a reader's own and read as every other is, so
what is refused there is refused here, in the same words. Two switches are no part of a definition:
whether contracts of control bind anybody, and where the remainder is put that nobody was read of.
Without contracts, claims of them are set aside. A policy for the remainder is a specification to
set beside the bounds (:mod:`graph.domesticness.specifications`), and never a verdict of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from decimal import Decimal

from msgspec.structs import replace

from graph.answers.edited_lens import EditedLens, MovedVerdict, Setting
from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.verdicts import Verdict
from graph.changes.verdict_changes import kind_of
from graph.claims.knowledge import Knowledge
from graph.claims.model import Control
from graph.claims.own_lenses import lenses_with
from graph.claims.shares import plain_number
from graph.domesticness.specifications import RESTS, VIE, policy_of, share_by
from graph.domesticness.verdicts import SIDES, finding
from graph.errors import InputError
from graph.measures.home_share import BASES, threshold_case
from graph.networks.situation import Situation
from graph.profiles.lens_descriptions import lens_description
from graph.profiles.verdicts import in_verdict, verdict
from ontology.lens_turtle import turtle_of
from ontology.lenses import Lens
from ontology.load import codes, nearest

SHARES = "homeShare"  # the measure that has a remainder to place
BY_CONTRACT = "vieContracts"
MOST = Decimal(100)


@dataclass(frozen=True)
class Edits:
    """What a reader set, as it was given; nothing: as it stands."""

    threshold: str = ""
    inclusive: str = ""  # yes, no
    associated: str = ""
    contracts: str = ""
    rest: str = ""


def edited(
    release_id: str, situations: Sequence[Situation], lens: Lens, edits: Edits, standing_home: str
) -> EditedLens:
    """What a definition says of firms as it stands, seen from its home, and as it was changed."""
    other = _changed(lens, edits)
    contracts = _choice("contracts", edits.contracts, VIE)
    rest = _rest(lens, edits)
    turtle, known = turtle_of(other), situations[0].knowledge
    tried = lenses_with(turtle, "the changed definition", known.lenses, "tried")[other.id]
    left = known if contracts == VIE[0] else _without_contracts(known)
    found = []
    for seen in situations:
        stands = Situation(seen.knowledge, seen.firm, seen.day, standing_home, days=seen.days)
        found.append(_moved(verdict(stands, lens), _after(seen, tried, left, rest), seen))
    home = situations[0].home
    settings = (
        *_of_definition(lens, other),
        Setting(name="home", stands=standing_home, chosen=home),
        Setting(name="contracts", stands=VIE[0], chosen=contracts, choices=VIE),
        Setting(name="rest", stands=RESTS[0], chosen=rest, choices=RESTS,
                offered=lens.measure == SHARES),
    )  # fmt: skip
    return EditedLens(
        lens=lens_description(lens),
        settings=settings,
        changed=any(one.stands != one.chosen for one in settings),
        specification=rest != RESTS[0],
        as_of=situations[0].day.isoformat(),
        home=home,
        release=release_id,
        verdicts=tuple(found),
        turtle=turtle,
    )


def _moved(before: Verdict, after: Verdict, seen: Situation) -> MovedVerdict:
    return MovedVerdict(
        firm=named(seen.knowledge, seen.firm),
        before=before,
        after=after,
        change=kind_of(before, after),
    )


def _rest(lens: Lens, edits: Edits) -> str:
    """Where the remainder is put; only a definition that adds up shares of home has one."""
    rest = _choice("rest", edits.rest, RESTS)
    if rest != RESTS[0] and lens.measure != SHARES:
        raise InputError(
            f"the definition {lens.id} has no remainder to place: only those that add up shares "
            f"of home have one (ultimate-ownership)"
        )
    return rest


def _changed(lens: Lens, edits: Edits) -> Lens:
    """The definition with what a reader set, under a name of its own, its numbers nobody else's."""
    threshold, inclusive = lens.threshold, lens.inclusive
    if edits.threshold:
        if threshold is None:
            raise InputError(f"the definition {lens.id} has no threshold to change")
        threshold = _percent(edits.threshold)
    if edits.inclusive:
        inclusive = _choice("inclusive", edits.inclusive, ("no", "yes")) == "yes"
    fold = lens.associated_as
    if edits.associated:
        fold = _choice("associated", edits.associated, tuple(codes("AssociatedFolds")))
    same = (threshold, inclusive, fold) == (lens.threshold, lens.inclusive, lens.associated_as)
    return changed(
        lens,
        id=f"{lens.id}-tried",
        threshold=threshold,
        inclusive=inclusive,
        associated_as=fold,
        ours=lens.ours or not same,
        verified=lens.verified and same,
    )


def _percent(given: str) -> Decimal:
    """A threshold in percent."""
    found = plain_number(given.strip().removesuffix("%"))
    if found is None:
        raise InputError(f"a threshold of {given!r} is no number (valid: 0 to 100)")
    if found.is_signed() or found > MOST:
        nearest_one = "0" if found.is_signed() else "100"
        raise InputError(
            f"a threshold of {given!r} lies outside 0 to 100 (the nearest: {nearest_one})"
        )
    return found


def _choice(name: str, given: str, known: tuple[str, ...]) -> str:
    """One of a few words; the first where none is given."""
    if not given:
        return known[0]
    if given not in known:
        near = nearest(given, known)
        hint = f"; nearest: {near[0]}" if near else ""
        raise InputError(f"{name} is {given!r} (valid: {', '.join(known)}{hint})")
    return given


def _after(seen: Situation, lens: Lens, knowledge: Knowledge, rest: str) -> Verdict:
    """The changed definition on one firm, by what is known without what was set aside."""
    there = Situation(knowledge, seen.firm, seen.day, seen.home, days=seen.days)
    found = in_verdict(knowledge, finding(there, lens))
    return found if rest == RESTS[0] else _placed(there, lens, found, rest)


def _without_contracts(knowledge: Knowledge) -> Knowledge:
    """What is known but for contracts of control."""
    gone = [
        claim.id
        for claim in knowledge.claims.values()
        if isinstance(claim, Control) and claim.mechanism == BY_CONTRACT
    ]
    return knowledge.with_claims(dict.fromkeys(gone))


def _placed(there: Situation, lens: Lens, found: Verdict, rest: str) -> Verdict:
    """The same with the remainder put somewhere by a policy: what the issuer's share then is."""
    fold = "home" if lens.associated_as == "home" else "apart"
    lower, upper = share_by(there, BASES[lens.basis], fold, policy_of(rest))
    case = threshold_case(lens, lower, upper)
    outcome = lens.outcomes.get(case)
    return replace(
        found,
        interval=Interval(lower, upper),
        case=case,
        word=outcome.word if outcome else "undecided",
        decided=outcome is not None,
        decides="" if outcome else found.decides or "undisclosedDecides",
        side=SIDES.get(outcome.reads_as, "") if outcome else "open",
    )


def _of_definition(lens: Lens, other: Lens) -> tuple[Setting, ...]:
    """The settings that are parameters of the definition."""
    words: Mapping[bool, str] = {True: "yes", False: "no"}
    has_line = lens.threshold is not None
    return (
        Setting(
            name="threshold",
            stands=f"{lens.threshold:f}" if lens.threshold is not None else "",
            chosen=f"{other.threshold:f}" if other.threshold is not None else "",
            offered=has_line,
        ),
        Setting(
            name="inclusive", stands=words[lens.inclusive], chosen=words[other.inclusive],
            choices=("no", "yes"), offered=has_line,
        ),
        Setting(
            name="associated", stands=lens.associated_as, chosen=other.associated_as,
            choices=tuple(codes("AssociatedFolds")), offered=_folds_associated(lens.measure),
        ),
    )  # fmt: skip


def _folds_associated(measure: str) -> bool:
    """Whether a definition by this measure says what associated jurisdictions count as."""
    return codes("LensMeasures")[measure].attributes.get("foldsAssociated") == "true"
