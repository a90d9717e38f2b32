"""How much of production is domestic: a row a definition, then what each part of it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.views.claims import SHOWN, claim_table
from api.views.tables import Cell, Column, Table, View, percent, span
from graph.answers.parts import Interval
from graph.answers.production import GroupShare, Production, ProductionShare
from graph.claims.figures import counted

REFUSED = 10  # refusals shown to people
ALL = "(all)"  # what the groups come to
UNUSED = 3  # matches that hit nobody
SHARES = (
    Column("definition", "Definition", shown=False, holds="code"),
    Column("label", "Domestic"),
    Column("share", "At least, and at most", "interval"),
    Column("state", "Of it the state's", "interval"),
    Column("with_last_known", "As last known", "least"),
    Column("with_seats", "And by seat", "least"),
    Column("state_with_last_known", "State, as last known", "least", shown=False),
    Column("width", "Open", "share"),
    Column("amount_lower", "Least amount", "number", shown=False),
    Column("amount_upper", "Most amount", "number", shown=False),
    Column("rounding", "Rounding", "share", shown=False),
    Column("as_stated", "As stated", "share", shown=False),
    Column("on_weak_evidence", "Of the least, on weak evidence", "share"),
    Column("not_climbed", "Not climbed", "number", shown=False),
    Column("climbed_here", "Climbed here", "number", shown=False),
    Column("counts", "What counts", shown=False),
)
NEXT = (
    Column("name", "Owner", wide=True),
    Column("id", "Number there"),
    Column("entity", "Here"),
    Column("cause", "Why open", wide=True),
    Column("settles", "Would settle", "share"),
    Column("touches", "Touches", "share"),
    Column("plants", "Plants", "number"),
)


def production(answer: Production, *, every_claim: bool = False) -> View:
    """The answer for people: shares, what carries the width, whom to look for next."""
    shares = _shares(answer)
    tables = [shares, *groups(answer), _parts(answer)]
    tables += [_next(answer, one) for one in answer.shares if one.next]
    if answer.claims:
        title = "Claims that owners are judged by"
        tables.append(claim_table(answer.claims, None if every_claim else SHOWN, title))
    return View(
        _heading(answer), tuple(tables), tuple(_notes(answer)), data=_split(answer) or shares
    )


def _heading(answer: Production) -> tuple[str, ...]:
    statuses = " and ".join(one.status or "all" for one in answer.statuses if one.counted)
    others = "; ".join(
        f"{one.status or 'no status'} {amount(one.amount)} in {counted(one.plants, 'plant')}"
        for one in answer.statuses
        if not one.counted and one.plants
    )
    plants = counted(answer.plants, "plant")
    return (
        f"{answer.source or answer.table}: how much is domestic",
        f"Counted: {plants}, {amount(answer.amount)} {answer.unit}, {statuses}"
        + (f". Not counted: {others}" if others else ""),
        f"home {answer.home} · owners as of {answer.as_of}, {answer.lens} · {answer.release}",
    )


def _shares(answer: Production) -> Table:
    rows = tuple(
        (
            one.definition,
            one.label,
            Interval(one.share.lower, one.share.upper, one.share.point),
            one.state,
            one.with_last_known,
            one.with_seats,
            one.state_with_last_known,
            one.share.upper - one.share.lower,
            one.share.lower * answer.amount,
            one.share.upper * answer.amount,
            one.rounding,
            one.as_stated,
            one.on_weak_evidence,
            one.not_climbed,
            one.climbed_here,
            one.counts,
        )
        for one in answer.shares
    )
    return Table(SHARES, rows)


def groups(answer: Production) -> tuple[Table, ...]:
    """A row a group and a column a definition, if the answer is split; then all of them."""
    if not answer.by:
        return ()
    columns = (
        Column("group", answer.by, wide=True),
        Column("plants", "Plants", "number"),
        Column("amount", "Amount", "number"),
        *(Column(one.definition, one.label, "interval") for one in answer.shares),
    )
    rows: list[tuple[Cell, ...]] = [
        (group.name or "(not said)", group.plants, group.amount, *_bounds(group.shares))
        for group in answer.groups
    ]
    if answer.rest is not None:
        rest = answer.rest
        rows.append((_more(answer), rest.plants, rest.amount, *_bounds(rest.shares)))
    rows.append((ALL, answer.plants, answer.amount, *_bounds(answer.shares)))
    return (Table(columns, tuple(rows), title="At least, and at most, of each group"),)


def _split(answer: Production) -> Table | None:
    """For machines a row a group and definition, if the answer is split; then all of them."""
    if not answer.by:
        return None
    wanted = ("definition", "share", "state", "with_last_known", "with_seats")
    columns = (
        Column("group", answer.by),
        Column("amount", "Amount", "number"),
        *(column for column in SHARES if column.name in wanted),
    )
    groups = [(one.name, one.amount, one.shares) for one in answer.groups]
    if answer.rest is not None:
        groups.append((_more(answer), answer.rest.amount, answer.rest.shares))
    rows: list[tuple[Cell, ...]] = [
        (name, amount, *(getattr(one, field) for field in wanted))
        for name, amount, shares in (*groups, (ALL, answer.amount, answer.shares))
        for one in shares
    ]
    return Table(columns, tuple(rows))


def _more(answer: Production) -> str:
    return f"({counted(answer.more_groups, 'more group')})"


def _bounds(shares: Sequence[ProductionShare | GroupShare]) -> Iterator[Interval]:
    return (Interval(one.share.lower, one.share.upper, one.share.point) for one in shares)


def _parts(answer: Production) -> Table:
    """Every part under every definition: the columns come to the whole."""
    columns = (
        Column("part", "Part", wide=True),
        *(Column(one.definition, one.label, "share") for one in answer.shares),
    )
    labels = {part.code: part.label for one in answer.shares for part in one.parts}
    by_definition = [{part.code: part.share for part in one.parts} for one in answer.shares]
    decided = {part.code for one in answer.shares for part in one.parts if not part.open}
    rows: list[tuple[Cell, ...]] = [
        (
            labels[code] if code in decided else f"open: {labels[code]}",
            *(of.get(code) for of in by_definition),
        )
        for code in sorted(labels, key=lambda code: (code not in decided, order(answer, code)))
    ]
    return Table(columns, tuple(rows), title="What each part is, and what carries the width")


def order(answer: Production, code: str) -> tuple[int, str]:
    """Where a part stands: the largest under any definition first."""
    largest = max(
        (part.share for one in answer.shares for part in one.parts if part.code == code),
        default=0.0,
    )
    return (-round(largest * 10**6), code)


def _next(answer: Production, one: ProductionShare) -> Table:
    known = {part.code: part.label for each in answer.shares for part in each.parts}
    rows = tuple(
        (
            owner.name,
            owner.id,
            owner.entity.id if owner.entity else "",
            known.get(owner.cause, owner.cause),
            owner.settles,
            owner.touches,
            owner.plants,
        )
        for owner in one.next
    )
    left = one.open_owners - len(rows)
    more = f"and {counted(left, 'more owner')}: --next N, or --format json" if left > 0 else ""
    return Table(NEXT, rows, title=f"Whose origin to cite next, {one.label}", more=more)


def _notes(answer: Production) -> Iterator[str]:
    for one in answer.shares:
        yield f"{one.label}: {one.counts}"
        yield f"  = {told(answer, one)}"
    climbed = [one for one in answer.shares if one.not_climbed]
    if climbed:
        first = climbed[0]
        part = percent(first.not_climbed / answer.amount)
        yield (
            f"Not climbed: of {amount(first.not_climbed)} ({part}) the table names the owner "
            "itself as its parent. What is claimed here decides "
            + ", ".join(f"{amount(one.climbed_here)} of it {one.label}" for one in climbed)
        )
    if any(one.with_seats > one.share.lower for one in answer.shares):
        yield (
            "As last known and by seat are weaker readings, never certain: claims too old to be "
            "current or undated, and owners of whom only a seat at home is cited"
        )
    if rounding := max((one.rounding for one in answer.shares), default=0.0):
        yield f"Percentages as printed; their rounding may move a bound by {percent(rounding)}"
    yield (
        f"{counted(answer.owners, 'owner')} named, of whom {answer.matched} matched to somebody "
        "here by a reviewed match or a number of a register; no name is taken for an origin"
    )
    if answer.unused_matches:
        count = len(answer.unused_matches)
        shown = [repr(unused) for unused in answer.unused_matches[:UNUSED]]
        shown += ["…"] if count > UNUSED else []
        some = ", ".join(shown)
        yield f"matches that no owner of these plants has, letter by letter: {count} ({some})"
    if answer.left_out:
        rows = counted(answer.left_out, "row")
        yield f"{rows} of {answer.table} left out by the condition asked for"
    if answer.not_added:
        yield (
            f"{counted(answer.not_added, 'row')} in no sum, above or below: no capacity was read, "
            "or it is no plant; every share is of the others"
        )
    yield from (f"Refused: {refusal}" for refusal in answer.refusals[:REFUSED])
    if (more := len(answer.refusals) - REFUSED) > 0:
        yield f"and {counted(more, 'more refusal')}: --format json"


def told(answer: Production, one: ProductionShare) -> str:
    """A share with its amounts: the formula with its numbers."""
    whole = answer.amount
    least, most = one.share.lower * whole, one.share.upper * whole
    between = amount(least) if least == most else f"{amount(least)} to {amount(most)}"
    rests = [
        f"{percent(share)} {how}"
        for share, how in ((one.as_stated, "as stated"), (one.on_weak_evidence, "on weak evidence"))
        if share
    ]
    weak = f"; of the least {' and '.join(rests)}" if rests else ""
    return f"{between} of {amount(whole)}: {span(one.share)}{weak}"


def amount(value: float) -> str:
    """An amount as people read it.

    >>> amount(955940.0), amount(92051.5), amount(0.25)
    ('955,940', '92,051.5', '0.25')
    """
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
