"""Programmes and lists: who is behind them, their aims, whom they name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.web.dependencies import AskedDep, DayQuery, LensQuery, ReleaseDep
from api.web.description import FirmPath, many, one
from api.web.responses import respond
from graph.answers.dependences import DependencePage
from graph.answers.group_money import GroupMoney
from graph.answers.programmes import ProgrammePage, ProgrammeRow
from graph.programme_questions import CURRENCY
from graph.questions import dependence, money, programme, programmes

router = APIRouter(tags=["answers"])


@router.get("/programme", responses=many(ProgrammeRow), summary="Programmes and lists")
def every(request: Request, release: ReleaseDep, as_of: DayQuery = None) -> Response:
    """Programmes and lists by name, with how many firms of ours each names on a day."""
    return respond(request, release, programmes(release, as_of=as_of))


@router.get(
    "/entities/{firm}/programme", responses=one(ProgrammePage), summary="A programme or a list"
)
def page(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, Path(description="A programme or list: id or name.")],
    asked: AskedDep,
    lens: LensQuery = None,
) -> Response:
    """Who issued, carries out and pays for it, its aims with figures beside them, its members.

    A lens that is named is asked of the members that are firms, by side.
    """
    answer = programme(release, firm, as_of=asked.as_of, home=asked.home, lenses=tuple(lens or ()))
    return respond(request, release, answer)


@router.get(
    "/entities/{firm}/dependence", responses=one(DependencePage), summary="What depends on it"
)
def depending(
    request: Request, release: ReleaseDep, firm: Annotated[str, FirmPath], asked: AskedDep
) -> Response:
    """On what it depends, who depends on it step by step, who makes it, and what nobody read."""
    return respond(request, release, dependence(release, firm, as_of=asked.as_of, home=asked.home))


@router.get(
    "/entities/{firm}/money", responses=one(GroupMoney), summary="Where its money came from"
)
def paid(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, Path(description="A firm, a list or a group: id or name.")],
    asked: AskedDep,
    currency: Annotated[
        str, Query(description="Add the money up in it, by cited rates.")
    ] = CURRENCY,
) -> Response:
    """What a firm, or all firms that a list names, were paid: from home, by place, by whom."""
    answer = money(release, firm, as_of=asked.as_of, home=asked.home, currency=currency)
    return respond(request, release, answer)
