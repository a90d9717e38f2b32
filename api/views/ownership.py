"""Who owns a firm, who may direct it, and by which chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from api.views.claims import SHOWN, claim_table, numbered, numbers_of
from api.views.tables import Column, Table, View, percent, span
from api.views.wording import AS_STATED, citation, readable, setting, step_text, title
from graph.answers.control import Controller, Controllers
from graph.answers.ownership import LegalBound, Owners
from graph.answers.parts import Chains, CitedSource

NOBODY = ("float", "undisclosed")  # columns that are nobody known
ROUNDING = 1e-9  # what a share and the product of its steps may differ by without any round


def owners(answer: Owners, *, claims: int | None = 0, every_holder: bool = False) -> View:
    """Who owns a firm in the end; ``claims``: how many of those behind it are listed."""
    heading = (
        title(answer.firm),
        setting(answer.as_of, answer.home, answer.release, answer.basis),
        _finding(answer),
    )
    notes = [f"Note: {note}" for note in answer.notes] + _laws(answer.laws)
    if answer.undetermined > 0:
        notes.append(f"Held in closed groups, by nobody outside: {percent(answer.undetermined)}")
    documents = claim_table(answer.claims, claims, "Claims")
    return View(
        heading,
        (
            _columns(answer),
            _ultimate(answer),
            _holders(answer, every=every_holder),
            *((documents,) if documents.rows else ()),
        ),
        tuple(notes),
        data=_ultimate(answer),
        noted=_laws_in(answer.laws),
    )


def _finding(answer: Owners) -> str:
    """The answer in a line: what is known of each column that is not empty, nobody's last."""
    known = [
        (name in NOBODY, -(interval.point or 0.0), name)
        for name, interval in answer.columns.items()
        if interval.point
    ]
    parts = [f"{readable(name)} {percent(-share)}" for _, share, name in sorted(known)]
    return f"known to end with: {', '.join(parts)}" if parts else "nothing is known of its owners"


def _laws(laws: Sequence[LegalBound]) -> list[str]:
    return [
        f"Law taken as kept, for {one.firm.name}: {one.text} ({one.name}; "
        f"{'; '.join(source.title for source in one.sources)})"
        for one in laws
    ]


def _laws_in(laws: Sequence[LegalBound]) -> tuple[CitedSource, ...]:
    return tuple(source for one in laws for source in one.sources)


def _columns(answer: Owners) -> Table:
    columns = (
        Column("column", "Owned in the end by"),
        Column("known", "Known", "share"),
        Column("bounds", "At least – at most", "interval"),
    )
    rows = tuple(
        (readable(name), interval.point, interval) for name, interval in answer.columns.items()
    )
    return Table(columns, rows, title="Seven columns; what is known adds up to 100 %")


def _ultimate(answer: Owners) -> Table:
    columns = (
        Column("id", "Id", shown=False, holds="key"),
        Column("owner", "Ultimate owner", wide=True),
        Column("known", "Known", "share"),
        Column("share", "At least – at most", "interval"),
        Column("column", "Column"),
        Column("jurisdictions", "Where"),
        Column("rung", "Rung", "number", shown=False),
        Column("reason", "Because", wide=True),
    )
    rows = tuple(
        (
            one.owner.id,
            one.owner.name,
            one.share.point,
            one.share,
            readable(one.column),
            ", ".join(one.jurisdictions),
            one.rung,
            one.reason,
        )
        for one in answer.owners
    )
    return Table(columns, rows, title="Ultimate owners", empty="no chain leads to a named owner")


MOST_REASONS = 3  # why stakes do not count, told under the table
COUNTING = ("current", "ofRecord", "lastKnown", "unknownShare")


def _holders(answer: Owners, *, every: bool) -> Table:
    """Every stake ever claimed; on a screen those that count or may, and how many others."""
    columns = (
        Column("holder", "Holder", wide=True),
        Column("share", "Stake"),
        Column("as_of", "As of", shown=False),
        Column("period", "When"),
        Column("counted", "Counts as"),
        Column("reason", "Because", wide=True),
        Column("claim", "Claim", shown=False),
    )
    shown = [one for one in answer.holders if every or one.currency in COUNTING]
    rows = tuple(
        (
            one.holder.name,
            one.text,
            one.as_of,
            one.period,
            readable(one.currency),
            one.reason,
            one.claim,
        )
        for one in shown
    )
    more = "" if every else _not_counting(answer)
    return Table(columns, rows, title="Direct holders", empty="no holder is claimed", more=more)


def _not_counting(answer: Owners) -> str:
    """How many stakes do not count, and the reasons that hold, the most frequent first."""
    left = [one for one in answer.holders if one.currency not in COUNTING]
    if not left:
        return ""
    reasons = Counter(one.reason or readable(one.currency) for one in left)
    shown = [words for words, _ in reasons.most_common(MOST_REASONS)]
    shown += ["…"] if len(reasons) > MOST_REASONS else []
    return f"and {len(left)} that do not count ({'; '.join(shown)}); --claims, or --format json"


def controllers(answer: Controllers) -> View:
    """Who may direct a firm."""
    columns = (
        Column("id", "Id", shown=False, holds="key"),
        Column("controller", "Controller"),
        Column("certainty", "How sure"),
        Column("mechanism", "By"),
        Column("votes", "Votes", "interval"),
        Column("text", "How", wide=True),
    )
    rows = tuple(
        (
            one.controller.id,
            one.controller.name,
            _how_sure(one),
            readable(one.mechanism),
            one.votes,
            one.text,
        )
        for one in answer.controllers
    )
    notes = []
    if answer.largest is not None:
        largest = f"{answer.largest.holder.name}, {answer.largest.text}"
        notes.append(f"Largest block of votes known for certain: {largest}")
    if answer.moved is not None:
        notes.append(f"Votes that move together: {answer.moved.text}")
    if answer.holders_needed is not None:
        notes.append(
            f"Holders not read who would have to act together: {answer.holders_needed} at least"
        )
    notes += _laws(answer.laws)
    notes += [
        f"Special right, {claim.period}: {claim.text} ({citation(claim)})"
        for claim in answer.special_rights
    ]
    heading = (title(answer.firm), setting(answer.as_of, "", answer.release), answer.summary)
    table = Table(columns, rows, empty="nobody is found")
    tables = (table, _derivations(answer)) if rows else (table,)
    return View(
        heading, tables, tuple(notes), noted=_laws_in(answer.laws), headed=answer.summary_claims
    )


def _how_sure(found: Controller) -> str:
    """How sure it is that somebody directs; of one who is only stated to, that it is so."""
    if not found.stated:
        return found.certainty
    return AS_STATED if found.certainty == "certain" else f"{found.certainty}, {AS_STATED}"


def _derivations(answer: Controllers) -> Table:
    """Why each is found: every step, with whose votes, by how much it holds, by which documents."""
    columns = (
        Column("controller", "Controller"),
        Column("step", "", "number"),
        Column("firm", "Directs", wide=True),
        Column("mechanism", "By"),
        Column("votes", "Votes", "least"),
        Column("slack", "Beyond half", "least"),
        Column("with", "Whose", wide=True),
        Column("period", "When"),
        Column("claims", "Claims", wide=True),
    )
    when = {claim.id: claim.period for claim in answer.claims}
    rows = tuple(
        (
            one.controller.name,
            place,
            step.firm.name,
            readable(step.mechanism),
            step.votes,
            step.slack,
            "\n".join(f"{part.owner.name}, {part.said}" for part in step.contributors),
            "\n".join(when.get(one, "") for part in step.contributors for one in part.claims),
            "\n".join(claim for part in step.contributors for claim in part.claims),
        )
        for one in answer.controllers
        for place, step in enumerate(one.derivation, start=1)
    )
    return Table(columns, rows, title="Step by step, each resting on those before it")


def chains(answer: Chains, *, claims: int | None = SHOWN) -> View:
    """The best chains from an owner down to a firm."""
    columns = (
        Column("chain", "", "number"),
        Column("share", "Carries", "share"),
        Column("direct", "Without rounds", "share"),
        Column("path", "By which steps", wide=True),
        Column("numbers", "Claims", for_machines=False),
        Column("claims", "Claims", shown=False),
    )
    numbers = numbers_of(answer.claims)
    rows = tuple(
        (
            place,
            chain.share,
            chain.direct,
            "\n".join(step_text(step) for step in chain.steps),
            numbered((claim for step in chain.steps for claim in step.claims), numbers),
            " | ".join(claim for step in chain.steps for claim in step.claims),
        )
        for place, chain in enumerate(answer.chains, start=1)
    )
    heading = [
        f"from {title(answer.owner)} down to {title(answer.firm)}",
        setting(answer.as_of, "", answer.release, answer.basis),
    ]
    if answer.total is not None:
        shown = percent(answer.explained)
        heading.append(
            f"in all {span(answer.total)}; the chains shown carry {shown} of what is known"
        )
    if any((chain.share or 0) - (chain.direct or 0) > ROUNDING for chain in answer.chains):
        heading.append("rounds through firms that hold one another are folded into the chain")
    table = Table(columns, rows, empty="no chain of current stakes leads from one to the other")
    documents = claim_table(answer.claims, claims, "Claims")
    return View(tuple(heading), (table, documents) if rows else (table,))
