"""What each answer looks like to people, and as rows for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from api.tables import Cell, Column, Table, View, percent, span
from graph.answers import (
    Chain,
    Chains,
    CitedClaim,
    Controllers,
    EntityPage,
    FirmClassification,
    LensDescription,
    Match,
    Named,
    Owners,
    Score,
    Step,
    Unknown,
    Verdict,
)

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
UNKNOWNS = (
    Column("rank", "", "number"),
    Column("document", "Look for", wide=True),
    Column("about", "About", shown=False),
    Column("carries", "Carries", "share"),
    Column("lenses", "Holds open"),
    Column("reason", "Because", wide=True),
)
CLAIMS = (
    Column("id", "Claim", shown=False),
    Column("type", "Type"),
    Column("text", "What is claimed", wide=True),
    Column("as_of", "As of"),
    Column("valid_from", "From", shown=False),
    Column("valid_to", "To", shown=False),
    Column("status", "Status", shown=False),
    Column("stage", "Stage", shown=False),
    Column("source", "Source", wide=True),
)


def title(named: Named) -> str:
    """An entity in one line: both names, and the id to ask with.

    >>> title(Named("smic", "SMIC", "中芯国际"))
    'SMIC 中芯国际 [smic]'
    """
    return " ".join(part for part in (named.name, named.name_zh, f"[{named.id}]") if part)


def setting(as_of: str, home: str, release: str, basis: str = "") -> str:
    """On which day, seen from where, on what, from which release."""
    parts = [f"as of {as_of}"]
    if home:
        parts.append(f"home {home}")
    if basis:
        parts.append(f"{basis} basis")
    return " · ".join([*parts, f"release {release}"])


def readable(word: str) -> str:
    """A code as words: ``floatDecides`` is ``float decides``.

    >>> readable("lastKnownOnly")
    'last known only'
    """
    return "".join(f" {c.lower()}" if c.isupper() else c for c in word).replace("_", " ")


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


def search(matches: Sequence[Match]) -> View:
    """Entities found, best first."""
    columns = (
        Column("id", "Id"),
        Column("name", "Name", wide=True),
        Column("name_zh", "Chinese name"),
        Column("kind", "Kind"),
        Column("matched", "Matched", wide=True),
        Column("score", "Score", "score", shown=False),
    )
    rows = tuple(
        (m.entity.id, m.entity.name, m.entity.name_zh, m.entity.kind, m.matched, m.score)
        for m in matches
    )
    return View((), (Table(columns, rows, empty="nothing answers to that"),))


def claims(page: EntityPage) -> View:
    """What is claimed of an entity."""
    numbers = ", ".join(f"{scheme} {value}" for scheme, value in page.identifiers)
    also = "; ".join(page.names[1:])
    heading = [title(page.entity), f"release {page.release}"]
    heading += [f"also called {also}"] if also else []
    heading += [f"identifiers: {numbers}"] if numbers else []
    return View(tuple(heading), (claim_table(page.claims),))


def claim_table(cited: Iterable[CitedClaim]) -> Table:
    """Claims, each with what it says, its day and its documents."""
    return Table(CLAIMS, tuple(_claim_row(claim) for claim in cited), empty="no claims")


def _claim_row(claim: CitedClaim) -> tuple[Cell, ...]:
    marks = [
        word
        for word, ordinary in (
            (claim.status, "asserted"),
            (claim.stage, "completed"),
            (claim.currency, "current"),
        )
        if word and word != ordinary
    ]
    marked = f" ({', '.join(readable(mark) for mark in marks)})" if marks else ""
    return (
        claim.id,
        readable(claim.type).strip(),
        claim.text + marked,
        claim.as_of or claim.valid_from,
        claim.valid_from,
        claim.valid_to,
        claim.status,
        claim.stage,
        citation(claim),
    )


def citation(claim: CitedClaim) -> str:
    """The documents of a claim in one line, with the place in each."""
    return "; ".join(
        ", ".join(
            part
            for part in (
                source.title,
                source.publisher if source.publisher not in source.title else "",
                source.published,
                source.locator if source.locator != "not recorded" else "",
            )
            if part
        )
        for source in claim.sources
    )


def classification(answer: FirmClassification) -> View:
    """How domestic a firm is, by whose definition."""
    table = Table(VERDICTS, tuple(verdict_row(one) for one in answer.verdicts))
    notes = [split(answer), "", *chain_notes(answer), *cite_as(answer)]
    return View(
        (title(answer.firm), setting(answer.as_of, answer.home, answer.release)),
        (table, score_table((answer.score,)), unknown_table(answer.unknowns[:5])),
        tuple(notes),
        data=table,
    )


def cite_as(answer: FirmClassification) -> list[str]:
    """How the answer can be found again."""
    return ["", f"Every claim behind it: zizhu claims {answer.firm.id}"]


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


def unknowns(found: Sequence[Unknown], firm: Named, as_of: str, home: str, release: str) -> View:
    """What would settle the open verdicts."""
    return View((title(firm), setting(as_of, home, release)), (unknown_table(found),))


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
        )
        for one in found
    )
    return Table(UNKNOWNS, rows, title="What would settle it", empty="no verdict is open")


def chain_notes(answer: FirmClassification) -> list[str]:
    """The best chain with its documents."""
    if answer.chain is None:
        return ["No chain of current or last known stakes leads up from here."]
    return ["The chain that carries most:", *chain_lines(answer.chain, answer.claims)]


def chain_lines(chain: Chain, cited: Iterable[CitedClaim]) -> list[str]:
    """A chain from its owner down, one line a step, with the documents of each."""
    known = {claim.id: claim for claim in cited}
    lines = []
    for step in chain.steps:
        lines.append(f"  → {step_text(step)}")
        lines += [
            f"    · {claim.as_of or claim.valid_from or 'undated'}: {citation(claim)}"
            for claim in (known[one] for one in step.claims if one in known)
        ]
    if len(chain.steps) > 1 and chain.share is not None:
        lines.append(f"  = {percent(chain.share)} of {chain.steps[-1].owned.name} along this chain")
    return lines


def step_text(step: Step) -> str:
    """One link: who, how much, of whom, and whether that still counts."""
    size = span(step.share) if step.share is not None else "a share of unknown size"
    verb = {"ownership": "holds", "votes": "votes", "contract": "has by contract"}
    held = f"{step.owner.name} {verb.get(step.link, 'controls')}"
    what = f"{size} of {step.owned.name}" if step.link in verb else step.owned.name
    mark = f" ({readable(step.currency)})" if step.currency != "current" else ""
    return f"{held} {what}{mark}"


def chains(answer: Chains) -> View:
    """The best chains from an owner down to a firm."""
    columns = (
        Column("chain", "", "number"),
        Column("share", "Carries", "share"),
        Column("path", "By which steps", wide=True),
        Column("claims", "Claims", shown=False),
    )
    rows = tuple(
        (
            place,
            chain.share,
            "\n".join(step_text(step) for step in chain.steps),
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
    table = Table(columns, rows, empty="no chain of current stakes leads from one to the other")
    documents = claim_table(answer.claims)
    return View(tuple(heading), (table, documents) if rows else (table,))


def owners(answer: Owners) -> View:
    """Who owns a firm in the end."""
    heading = (
        title(answer.firm),
        setting(answer.as_of, answer.home, answer.release, answer.basis),
    )
    notes = [f"Note: {note}" for note in answer.notes]
    if answer.undetermined > 0:
        notes.append(f"Held in closed groups, by nobody outside: {percent(answer.undetermined)}")
    return View(
        heading,
        (_columns(answer), _ultimate(answer), _holders(answer)),
        tuple(notes),
        data=_ultimate(answer),
    )


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
        Column("id", "Id", shown=False),
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


def _holders(answer: Owners) -> Table:
    columns = (
        Column("holder", "Holder", wide=True),
        Column("share", "Stake"),
        Column("as_of", "As of"),
        Column("counted", "Counts as"),
        Column("reason", "Because", wide=True),
    )
    rows = tuple(
        (one.holder.name, one.text, one.as_of, readable(one.currency), one.reason)
        for one in answer.holders
    )
    return Table(columns, rows, title="Direct holders ever claimed", empty="no holder is claimed")


def controllers(answer: Controllers) -> View:
    """Who may direct a firm."""
    columns = (
        Column("id", "Id", shown=False),
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
            one.certainty,
            readable(one.mechanism),
            one.votes,
            one.text,
        )
        for one in answer.controllers
    )
    notes = []
    if answer.largest is not None:
        notes.append(
            f"Largest holder of votes: {answer.largest.holder.name}, {answer.largest.text}"
        )
    if answer.holders_needed is not None:
        notes.append(
            f"Undisclosed holders who would have to act together: {answer.holders_needed} at least"
        )
    notes += [f"Special right: {claim.text} ({citation(claim)})" for claim in answer.special_rights]
    heading = (title(answer.firm), setting(answer.as_of, "", answer.release), answer.summary)
    return View(heading, (Table(columns, rows, empty="nobody is found"),), tuple(notes))


def lenses(found: Sequence[LensDescription]) -> View:
    """The definitions in use."""
    columns = (
        Column("id", "Lens"),
        Column("label", "Label", shown=False),
        Column("definition", "Domestic by this definition", wide=True),
        Column("tests", "Tests"),
        Column("measure", "Measure", shown=False),
        Column("threshold", "Threshold"),
        Column("holder", "Held by", wide=True),
        Column("source", "Source", shown=False),
        Column("valid_from", "From", shown=False),
        Column("valid_to", "To", shown=False),
        Column("version", "Version", shown=False),
        Column("verified", "Checked", shown=False),
    )
    rows = tuple(
        (
            one.id,
            one.label,
            one.definition + ("" if one.verified else " (a parameter is unverified)"),
            one.tests,
            one.measure,
            one.parameters.get("threshold"),
            one.holder,
            one.source,
            one.valid_from,
            one.valid_to,
            one.version,
            str(one.verified).lower(),
        )
        for one in found
    )
    return View((), (Table(columns, rows),))


def matrix(answers: Sequence[FirmClassification], width: int) -> Table:
    """Firms by lens: the verdict, its interval, and what decides where it is open."""
    lenses_in_order: Mapping[str, str] = {
        one.lens: one.label for answer in answers for one in answer.verdicts
    }
    by = {(answer.firm.id, one.lens): one for answer in answers for one in answer.verdicts}
    if width < 16 * (len(answers) + 1):
        return _stacked(answers, lenses_in_order, by)
    columns = (
        Column("label", "Lens", wide=True),
        *(Column(answer.firm.id, answer.firm.id, wide=True) for answer in answers),
    )
    rows = tuple(
        (label, *(cell(by[answer.firm.id, lens]) for answer in answers))
        for lens, label in lenses_in_order.items()
    )
    return Table(columns, rows)


def _stacked(
    answers: Sequence[FirmClassification],
    order: Mapping[str, str],
    by: Mapping[tuple[str, str], Verdict],
) -> Table:
    """The same, firm under firm, where the paper is narrow."""
    columns = (
        Column("label", "Lens"),
        Column("firm", "Firm"),
        Column("verdict", "Verdict"),
        Column("interval", "Interval", "interval"),
        Column("decides", "What decides"),
    )
    rows = []
    for lens, label in order.items():
        for place, answer in enumerate(answers):
            one = by[answer.firm.id, lens]
            heading = label if place == 0 else " "
            rows.append((heading, answer.firm.id, one.word, one.interval, readable(one.decides)))
    return Table(columns, tuple(rows))


def cell(one: Verdict) -> str:
    """A verdict in a cell of the matrix."""
    lines = [one.word]
    if one.in_force and one.interval is not None:
        lines.append(span(one.interval))
    if one.in_force and one.decides:
        lines.append(readable(one.decides))
    return "\n".join(lines)


def comparison(answers: Sequence[FirmClassification], width: int) -> View:
    """Firms side by side."""
    first = answers[0]
    rows = tuple(verdict_row(one) for answer in answers for one in answer.verdicts)
    return View(
        (setting(first.as_of, first.home, first.release),),
        (matrix(answers, width), score_table([answer.score for answer in answers])),
        tuple(f"{answer.firm.id}: {title(answer.firm)}" for answer in answers),
        data=Table(VERDICTS, rows),
    )
