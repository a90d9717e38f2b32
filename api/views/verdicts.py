"""One firm under every lens: verdicts, the score in its amounts, what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.views.claims import SHOWN, claim_table
from api.views.tables import Cell, Column, Table, View, percent
from api.views.wording import citation, readable, setting, step_text, title
from graph.answers.names import label
from graph.answers.parts import Chain, CitedClaim
from graph.answers.permalinks import UNSTORED
from graph.answers.stored import StoredClassification
from graph.answers.verdicts import FirmClassification, LookedIn, Score, Unknown, Verdict

UNKNOWNS_SHOWN = 5
CHAIN_TITLE = "The chain that carries most"
NO_CHAIN = "no chain of current or last known stakes leads up from here"
SCORE_TITLE = "The score, in parts of a hundred"
VERDICTS = (
    Column("firm", "Firm", shown=False, holds="entity"),
    Column("lens", "Lens", shown=False),
    Column("label", "Lens"),
    Column("verdict", "Verdict"),
    Column("interval", "Interval", "interval"),
    Column("decided", "Decided", shown=False),
    Column("decides", "What decides", shown=False, holds="code"),
    Column("threshold", "Threshold", "share", shown=False),
    Column("explanation", "Why", wide=True),
    Column("claims", "Claims", shown=False),
    Column("side", "Side", shown=False, holds="code"),
    Column("measure", "Measure", shown=False, holds="code"),
    Column("counts", "Whose part", shown=False, holds="code"),
    Column("holder", "Whose definition", shown=False),
    Column("source", "Read in", shown=False),
    Column("valid_from", "In use from", shown=False),
    Column("valid_to", "In use to", shown=False),
    Column("as_of", "As of", shown=False),
)


def verdict_row(one: Verdict) -> tuple[Cell, ...]:
    """A verdict under the columns of :data:`VERDICTS`."""
    open_because = f"{readable(one.decides)}: " if one.decides and one.in_force else ""
    return (
        one.firm.id,
        one.lens,
        one.label,
        one.word,
        one.interval,
        str(one.decided).lower(),
        one.decides,
        one.threshold,
        f"{open_because}{one.explanation}",
        " | ".join(one.claims),
        one.side,
        one.measure,
        one.counts,
        one.holder,
        one.source,
        one.valid_from,
        one.valid_to,
        one.as_of,
    )


def classification(
    answer: FirmClassification, *, only: bool = False, claims: int | None = 0
) -> View:
    """How domestic a firm is, by whose definition.

    ``only``: some lenses were asked for, so nothing is shown but what they say and rest on.
    ``claims``: how many of the claims behind it are listed, None for all.
    """
    table = Table(VERDICTS, tuple(verdict_row(one) for one in answer.verdicts))
    shown = setting(answer.as_of, answer.home, answer.release, days=answer.days)
    head = (title(answer.firm), shown)
    settling = (unknown_table(answer.unknowns, UNKNOWNS_SHOWN),) if answer.unknowns else ()
    if only:
        known = {claim.id: claim for claim in answer.claims}
        wanted = dict.fromkeys(claim for one in answer.verdicts for claim in one.claims)
        rest = [known[claim] for claim in wanted if claim in known]
        documents = claim_table(rest, SHOWN if claims == 0 else claims, "What it rests on")
        return View(head, (table, *settling, documents), tuple(found_again(answer)), data=table)
    documents = claim_table(answer.claims, claims, "Claims")
    tables = [table, score_table((answer.score,)), *settling]
    tables.insert(2, chain_table(answer.chain, answer.claims))
    tables += [documents] if documents.rows else []
    return View((*head, split(answer)), tuple(tables), tuple(found_again(answer)), data=table)


def as_built(answer: StoredClassification) -> View:
    """The verdicts of a release as its own engine wrote them down."""
    columns = (
        Column("lens", "Lens", shown=False),
        Column("label", "Lens", wide=True),
        Column("version", "Version"),
        Column("verdict", "Verdict"),
        Column("interval", "Interval", "interval"),
        Column("decided", "Decided", shown=False),
        Column("decides", "What decides"),
        Column("as_of", "As of"),
    )
    rows = tuple(
        (one.lens, one.label, one.version, one.word, one.interval, str(one.decided).lower(),
         readable(one.decides), one.as_of)
        for one in answer.verdicts
    )  # fmt: skip
    heading = (
        title(answer.firm),
        setting(answer.as_of, answer.home, answer.release, days=answer.days),
        f"As engine {answer.engine} wrote them into the release; nothing was computed now.",
    )
    return View(heading, (Table(columns, rows, empty="none by these lenses"),))


def found_again(answer: FirmClassification) -> list[str]:
    """How the answer can be found again, and what of it nobody can find again."""
    tried = [one.lens for one in answer.verdicts if one.comes_from == "tried"]
    notes = [f"Tried from a file, and in no release: {', '.join(tried)}."] if tried else []
    if answer.release.startswith(UNSTORED):
        return [*notes, "Tables of your own, not stored: build them to ask again by release."]
    return [*notes, f"Every claim behind it: zizhu claims {answer.firm.id}"]


def split(answer: FirmClassification) -> str:
    """How the lenses in force split."""
    found = answer.contestedness
    parts = [
        f"{len(lenses)} {words} ({', '.join(lenses)})"
        for words, lenses in (
            ("read domestic", found.domestic),
            ("mixed", found.mixed),
            ("not domestic", found.not_domestic),
            ("undecided", found.undecided),
        )
        if lenses
    ]
    most = (
        f". Furthest apart: {found.disagree_most[0]} and {found.disagree_most[1]}"
        if found.disagree_most
        else ""
    )
    return f"Of the lenses in force: {'; '.join(parts) or 'none'}{most}."


SCORE = (
    Column("firm", "Firm", holds="entity"),
    Column("of", "Of", wide=True),
    Column("home", "Home", "least"),
    Column("home_state", "of it state", "least"),
    Column("foreign", "Foreign", "least"),
    Column("not_read", "Origin open", "most"),
    Column("number", "Score"),
)
NO_MONEY = "no completed round with an amount was read"


def score_table(scores: Sequence[Score]) -> Table:
    """The score: of ownership and of money, how much is home's, foreign, and of open origin."""
    rows = [row for one in scores for row in score_rows(one)]
    if len({one.firm.id for one in scores}) == 1 and len(scores) == 1:
        return Table(SCORE[1:], tuple(row[1:] for row in rows), title=SCORE_TITLE)
    return Table(SCORE, tuple(rows), title=SCORE_TITLE)


def score_rows(score: Score) -> Iterator[tuple[Cell, ...]]:
    """Ownership, the money read, and both alike; a number only where little enough is open."""
    for of, amounts, number in (
        ("ownership", score.ownership_amounts, number_said(score.ownership_number)),
        (f"money, of {score.money_read} read", score.money_amounts, ""),
    ):
        if amounts is None:
            yield score.firm.id, f"money: {NO_MONEY}", "", "", "", "", ""
            continue
        yield (
            score.firm.id, of, amounts.home, amounts.home_state, amounts.foreign,
            amounts.not_read, number,
        )  # fmt: skip
    both = score.half_of_each
    if both is not None:
        yield (
            score.firm.id, "half of each, of all money", both.lower, score.half_state,
            1 - both.upper, both.upper - both.lower, number_said(score.number),
        )  # fmt: skip


def number_said(number: float | None) -> str:
    """The score as a number, where its interval is narrow enough for one.

    >>> number_said(0.625), number_said(None)
    ('62.5 of 100', 'not rated')
    """
    return "not rated" if number is None else f"{number * 100:.1f} of 100"


UNKNOWNS = (
    Column("rank", "", "number"),
    Column("document", "Look for", wide=True),
    Column("about", "About", shown=False, holds="entity"),
    Column("carries", "Carries", "share"),
    Column("lenses", "Holds open"),
    Column("reason", "Because", wide=True),
    Column("looked_in", "Already looked in", shown=False),
    Column("looked_last", "Already looked in", wide=True),
)


def unknown_table(found: Sequence[Unknown], first: int | None = None) -> Table:
    """Documents to look for, the heaviest first: all, or so many and how many more there are."""
    left = len(found) - len(found[:first])
    rows = tuple(
        (
            one.rank,
            one.document,
            one.about.id,
            one.carries,
            "\n".join(one.lenses),
            one.reason,
            "\n".join(map(_looked_in, one.looked_in)),
            _looked_last(one.looked_in),
        )
        for one in found[:first]
    )
    more = f"and {left} more: zizhu unknowns" if left else ""
    return Table(
        UNKNOWNS, rows, title="What would settle it", empty="no verdict is open", more=more
    )


CHAIN = (
    Column("step", "Step", wide=True),
    Column("period", "When"),
    Column("source", "Source", wide=True, for_machines=False),
    Column("claims", "Claims", shown=False),
)


def chain_table(chain: Chain | None, cited: Sequence[CitedClaim]) -> Table:
    """A chain from its owner down: every step, when it holds, and its documents."""
    if chain is None:
        return Table(CHAIN, (), title=CHAIN_TITLE, empty=NO_CHAIN)
    known = {claim.id: claim for claim in cited}
    rows: list[tuple[Cell, ...]] = []
    for step in chain.steps:
        claims = [known[claim] for claim in step.claims if claim in known]
        rows += [
            ("" if place else step_text(step), claim.period, citation(claim), claim.id)
            for place, claim in enumerate(claims)
        ] or [(step_text(step), "", "", "")]
    carries = "" if chain.share is None else f": {percent(chain.share)}"
    return Table(CHAIN, tuple(rows), title=f"{CHAIN_TITLE}{carries}")


def _looked_in(search: LookedIn) -> str:
    """When and where a document was looked for, and what came of it, in one line."""
    return f"{search.on}, {label(search.found, 'SearchOutcomes')}: {search.where}"


def _looked_last(searches: Sequence[LookedIn]) -> str:
    """The newest search, and how many there were before it."""
    if not searches:
        return ""
    newest, *before = searches
    return _looked_in(newest) + (f"\nand {len(before)} before" if before else "")
