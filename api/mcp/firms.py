"""Tools on one firm: how domestic it is, who reaches it by which paths, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.mcp.arguments import AnswerArguments, PathsArguments, UnknownsArguments
from api.mcp.citing import Numbers, at_least, bounds, certain
from api.mcp.results import (
    AnswerOnFirm,
    Bounds,
    LensVerdict,
    MissingDocument,
    PathFound,
    PathsByKind,
    PathsFound,
    PathStep,
    Statement,
    WhoAsks,
    WouldSettle,
)
from api.views.tables import percent
from graph import questions
from graph.answers.answer import Sentence
from graph.answers.parts import CitedClaim, Interval, Step
from graph.answers.paths import PathsOfKind, ReachingPath
from graph.answers.permalinks import Published
from graph.answers.verdicts import Unknown, Verdict
from graph.releases.release import Release

HOME_SHARE = "the firm's capital whose owners in the end are from home"
NOTHING_READ = "no path of this kind was read; that is not a finding that there is none"
NO_SIZE = "somebody reaches the firm by this kind; of shares nothing was read"

#: Whose part the interval of a verdict is, in words.
OF: Mapping[str, str] = {
    "home": "the measure that is home's",
    "foreign": "the measure that is foreign",
    "homeState": "the measure that is the home state's",
    "homeMoney": "the money that came from home",
}


def answer(release: Release, published: Published, asked: AnswerArguments) -> AnswerOnFirm:
    """The first screen on a firm, and what each definition says of it."""
    page = questions.answer(
        release, asked.firm, as_of=asked.as_of, home=asked.home, language=asked.language,
        published=published,
    )  # fmt: skip
    classified = questions.classify(release, page.firm.id, as_of=asked.as_of, home=asked.home)
    claims = _by_id((*page.claims, *classified.claims))
    numbers = Numbers(release, published, page.sources)

    def statement(sentence: Sentence) -> Statement:
        return Statement(text=sentence.text, sources=numbers.of_page(sentence.sources))

    return AnswerOnFirm(
        firm=page.firm,
        as_of=page.as_of,
        home=page.home,
        home_share=certain(classified.score.ownership, HOME_SHARE),
        headline=tuple(map(statement, page.headline)),
        pending=tuple(map(statement, page.pending)),
        who_asks=tuple(
            WhoAsks(
                asks=line.asks,
                says=line.says,
                side=line.side,
                when=line.when,
                interval=bounds(line.interval, line.says),
                sources=numbers.of_page(line.sources),
            )
            for line in page.definitions
        ),
        verdicts=tuple(_verdict(one, claims, numbers) for one in classified.verdicts),
        would_settle=tuple(wanted.text for wanted in page.wanted),
        sources=numbers.cited(),
    )


def _verdict(verdict: Verdict, claims: Mapping[str, CitedClaim], numbers: Numbers) -> LensVerdict:
    return LensVerdict(
        definition=verdict.lens,
        label=verdict.label,
        whose=verdict.holder,
        verdict=verdict.word,
        decided=verdict.decided,
        side=verdict.side,
        why_open=verdict.decides,
        explanation=verdict.explanation,
        interval=bounds(verdict.interval, OF.get(verdict.counts, verdict.counts)),
        decided_at="" if verdict.threshold is None else percent(verdict.threshold),
        sources=numbers.of_claims(verdict.claims, claims),
    )


def paths(release: Release, published: Published, asked: PathsArguments) -> PathsFound:
    """By which stakes, contracts, money and programmes somebody reaches a firm."""
    found = questions.paths(
        release, asked.firm, asked.source, kind=asked.kind, basis=asked.basis,
        as_of=asked.as_of, home=asked.home, k=asked.k,
    )  # fmt: skip
    claims, numbers = _by_id(found.claims), Numbers(release, published)
    return PathsFound(
        source=found.source_name,
        firm=found.firm,
        basis=found.basis,
        as_of=found.as_of,
        home=found.home,
        kinds=tuple(_kind(kind, claims, numbers) for kind in found.kinds),
        notes=found.notes,
        sources=numbers.cited(),
    )


def _kind(kind: PathsOfKind, claims: Mapping[str, CitedClaim], numbers: Numbers) -> PathsByKind:
    of = kind.of_what or "the firm"
    total = bounds(kind.total, of)
    if total is not None:
        verdict = f"{total.text} of {of}"
    else:
        verdict = NO_SIZE if kind.paths else NOTHING_READ
    return PathsByKind(
        kind=kind.kind,
        total=total,
        verdict=verdict,
        explained_by_these=at_least(kind.explained, "what reaches the firm at the least"),
        paths=tuple(_path(path, of, claims, numbers) for path in kind.paths),
        not_disclosed=kind.not_disclosed,
    )


def _path(
    path: ReachingPath, of: str, claims: Mapping[str, CitedClaim], numbers: Numbers
) -> PathFound:
    return PathFound(
        end=path.end,
        origin=path.origin,
        carries=at_least(path.points, of),
        rests_on=path.rests_on,
        why=path.reason,
        steps=tuple(_step(step, claims, numbers) for step in path.steps),
    )


def _step(step: Step, claims: Mapping[str, CitedClaim], numbers: Numbers) -> PathStep:
    return PathStep(
        holder=step.owner,
        held=step.owned,
        link=step.link,
        text=step.text or step.said,
        share=bounds(step.share, step.owned.name),
        sources=numbers.of_claims(step.claims, claims),
    )


def unknowns(release: Release, published: Published, asked: UnknownsArguments) -> WouldSettle:
    """Which missing documents hold verdicts open, and what would turn the settled ones."""
    settling = questions.settling(release, asked.firm, as_of=asked.as_of, home=asked.home)
    classified = questions.classify(release, settling.firm.id, as_of=asked.as_of, home=asked.home)
    claims = _by_id((*classified.claims, *settling.claims))
    numbers = Numbers(release, published)
    held_open = {lens for one in settling.unknowns for lens in one.lenses}
    shown = settling.unknowns[: asked.most]
    return WouldSettle(
        firm=settling.firm,
        as_of=settling.as_of,
        home=settling.home,
        home_share=certain(settling.home_share, HOME_SHARE),
        open_verdicts=tuple(
            _verdict(one, claims, numbers)
            for one in classified.verdicts
            if one.lens in held_open and not one.decided
        ),
        documents=tuple(_missing(one, claims, numbers) for one in shown),
        documents_not_shown=len(settling.unknowns) - len(shown),
        would_turn=(
            *(
                Statement(text=one.text, sources=numbers.of_claims(one.claims, claims))
                for one in settling.reversals
            ),
            *(
                Statement(text=one.text, sources=numbers.of_claims(one.claims, claims))
                for one in settling.control_flips
            ),
        ),
        sources=numbers.cited(),
    )


def _missing(
    unknown: Unknown, claims: Mapping[str, CitedClaim], numbers: Numbers
) -> MissingDocument:
    return MissingDocument(
        document=unknown.document,
        about=unknown.about,
        holds_open=unknown.lenses,
        could_move=_movable(unknown.carries),
        reason=unknown.reason,
        looked_for=tuple(
            f"{one.what}: {one.where} ({one.on}, found: {one.found})" for one in unknown.looked_in
        ),
        sources=numbers.of_claims(unknown.claims, claims),
    )


def _movable(carries: float | None) -> Bounds | None:
    """How far home's share could move by a document: from not at all to all that it carries."""
    return None if carries is None else certain(Interval(0.0, carries), "what is open of it")


def _by_id(claims: Iterable[CitedClaim]) -> dict[str, CitedClaim]:
    return {claim.id: claim for claim in claims}
