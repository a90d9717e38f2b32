"""One firm under every lens: verdicts, the score in its layers, what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from api.views.tables import Cell, Column, Table, View
from api.views.wording import chain_lines, readable, setting, title
from graph.answers.names import label
from graph.answers.verdicts import FirmClassification, LookedIn, Score, Unknown, Verdict

UNSTORED = "unstored-"  # how the id of tables begins that no release holds
VERDICTS = (
    Column("firm", "Firm", shown=False),
    Column("lens", "Lens", shown=False),
    Column("label", "Lens"),
    Column("verdict", "Verdict"),
    Column("interval", "Interval", "interval"),
    Column("decided", "Decided", shown=False),
    Column("decides", "What decides", shown=False),
    Column("threshold", "Threshold", "share", shown=False),
    Column("explanation", "Why", wide=True),
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
    )


def classification(answer: FirmClassification) -> View:
    """How domestic a firm is, by whose definition."""
    table = Table(VERDICTS, tuple(verdict_row(one) for one in answer.verdicts))
    notes = [split(answer), "", *chain_notes(answer)]
    notes += ["", *found_again(answer)]
    return View(
        (title(answer.firm), _setting(answer)),
        (table, score_table((answer.score,)), unknown_table(answer.unknowns[:5])),
        tuple(notes),
        data=table,
    )


def _setting(answer: FirmClassification) -> str:
    """Day, home and release, with the day of lists and of people where it is another."""
    others = [f"{kind} as of {day}" for kind, day in answer.days.items() if day != answer.as_of]
    return " · ".join((setting(answer.as_of, answer.home, answer.release), *others))


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
    Column("firm", "Firm"),
    Column("ownership", "Ownership, home", "interval", wide=True),
    Column("funding", "Funding, home", "interval", wide=True),
    Column("mean", "Score, bounds", "interval", wide=True),
    Column("verdict", "Verdict", shown=False),
    Column("decides", "What decides", shown=False),
    Column("said", "Verdict", wide=True),
    Column("estimate", "Estimate", "share", shown=False),
    Column("estimate_low", "80 % from", "share", shown=False),
    Column("estimate_high", "80 % to", "share", shown=False),
    Column("prior", "Prior", shown=False),
    Column("guess", "Estimate (80 %)"),
    Column("rivals", "Under rival priors"),
)


def score_table(scores: Sequence[Score]) -> Table:
    """The score in its three layers: bounds, verdict, estimate with its prior."""
    priors = ", ".join(dict.fromkeys(one.estimate.prior for one in scores))
    title = f"Score in three layers: bounds, verdict, estimate under the prior {priors}"
    return Table(SCORE, tuple(_score_row(one) for one in scores), title=title)


def _score_row(score: Score) -> tuple[Cell, ...]:
    guess, said = score.estimate, score.verdict
    return (
        score.firm.id,
        score.ownership,
        score.funding,
        score.mean,
        said.word,
        said.decides,
        said.word + (f"\n{readable(said.decides)}" if said.decides else ""),
        guess.median,
        guess.low,
        guess.high,
        guess.prior,
        f"{guess.median:.0%} ({guess.low * 100:.0f}–{guess.high:.0%})".replace("%", " %"),
        "\n".join(f"{median * 100:.0f} % {name}" for name, median in guess.rivals.items()),
    )


UNKNOWNS = (
    Column("rank", "", "number"),
    Column("document", "Look for", wide=True),
    Column("about", "About", shown=False),
    Column("carries", "Carries", "share"),
    Column("lenses", "Holds open"),
    Column("reason", "Because", wide=True),
    Column("looked_in", "Already looked in", shown=False),
    Column("looked_last", "Already looked in", wide=True),
)


def unknown_table(found: Sequence[Unknown]) -> Table:
    """Documents to look for, the heaviest first."""
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
        for one in found
    )
    return Table(UNKNOWNS, rows, title="What would settle it", empty="no verdict is open")


def _looked_in(search: LookedIn) -> str:
    """When and where a document was looked for, and what came of it, in one line."""
    return f"{search.on}, {label(search.found, 'SearchOutcomes')}: {search.where}"


def _looked_last(searches: Sequence[LookedIn]) -> str:
    """The newest search, and how many there were before it."""
    if not searches:
        return ""
    newest, *before = searches
    return _looked_in(newest) + (f"\nand {len(before)} before" if before else "")


def chain_notes(answer: FirmClassification) -> list[str]:
    """The best chain with its documents."""
    if answer.chain is None:
        return ["No chain of current or last known stakes leads up from here."]
    return ["The chain that carries most:", *chain_lines(answer.chain, answer.claims)]
