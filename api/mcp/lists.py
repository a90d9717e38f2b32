"""Tools on names: whom a text may mean, and whom a list of names reaches under a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.mcp.arguments import FindArguments, ScreenArguments
from api.mcp.citing import Numbers, bounds, certain
from api.mcp.results import EntryRead, Found, FoundEntity, Screened, ScreenedParty, Statement
from api.web.posted import list_row
from graph import questions
from graph.answers.parts import CitedClaim, Interval
from graph.answers.permalinks import Published
from graph.answers.screening import FollowedList, ScreenedFirm
from graph.releases.release import Release

WHOM = "Ask `answer` with the id of the one you mean; a name not found here was not read, no more."
HELD = "the firm, held by those whom the list reaches"
UNNAMED = "the firm, held by nobody who was named"


def find(release: Release, _: Published, asked: FindArguments) -> Found:
    """Whom a text may mean."""
    matches = questions.search(release, asked.text, asked.limit)
    return Found(
        matches=tuple(FoundEntity(entity=one.entity, matched=one.matched) for one in matches),
        note=WHOM,
    )


def screen(release: Release, published: Published, asked: ScreenArguments) -> Screened:
    """Whom a list reaches under a rule."""
    rows = None
    if asked.entries is not None:
        rows = [list_row(number, entry) for number, entry in enumerate(asked.entries, start=1)]
    found = questions.screen(
        release,
        asked.rule,
        rows,
        lists=asked.lists,
        as_of=asked.as_of,
        firms=asked.firms,
        include_unknown=asked.include_unknown,
        law_day=asked.law_day,
        read_as=asked.read_as,
        list_day=asked.list_day,
    )
    numbers = Numbers(release, published)
    claims = {claim.id: claim for claim in found.claims}
    shown = found.firms[: asked.most]
    listed_by: dict[str, list[str]] = {}
    for entry in found.entries:
        if entry.entity is not None:
            listed_by.setdefault(entry.entity.id, []).extend(entry.claims)
    return Screened(
        rule=found.rule.id,
        rule_label=found.rule.label,
        rule_says=found.rule.statement,
        rule_source=found.rule.source,
        in_force=found.in_force,
        as_of=found.as_of,
        law_day=found.law_day,
        lists=tuple(map(_list_said, found.lists)),
        firms=tuple(
            _party(firm, listed_by.get(firm.firm.id, ()), claims, numbers) for firm in shown
        ),
        firms_not_shown=len(found.firms) - len(shown),
        entries=tuple(
            EntryRead(given=one.given, state=one.state, entity=one.entity, reason=one.reason)
            for one in found.entries
        )
        if asked.entries is not None
        else (),
        notes=(*found.notes, *found.refusals),
        sources=numbers.cited(),
    )


def _party(
    firm: ScreenedFirm,
    listed_by: Iterable[str],
    claims: Mapping[str, CitedClaim],
    numbers: Numbers,
) -> ScreenedParty:
    stakes = (stake for step in firm.steps for stake in step.stakes)
    rest_on = [*listed_by, *(one for stake in stakes for one in stake.claims)]
    return ScreenedParty(
        firm=firm.firm,
        verdict=firm.status,
        explanation=firm.explanation,
        held_by_listed=bounds(firm.total, HELD),
        nobody_named=certain(Interval(0.0, firm.undisclosed), UNNAMED),
        decides=firm.decides,
        flags=tuple(
            Statement(text=flag.text, sources=numbers.of_claims(flag.claims, claims))
            for flag in firm.flags
        ),
        sources=numbers.of_claims(rest_on, claims),
    )


def _list_said(followed: FollowedList) -> str:
    """A list as a report names it, with its day."""
    day = f", of {followed.day}" if followed.day else ", its day not known"
    return f"{'your list: ' if followed.own else ''}{followed.list}{day}"
