"""The page of a thing, when linked data is read by people: a firm, a party, a source, a lens."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import Request, Response

from api.explorer.comparing import on_lens
from api.explorer.firm import by_side, claim_lines, claims_of_lens, firm_page
from api.explorer.pages import Reader
from api.explorer.party import party_page
from api.explorer.years import ClaimLine, by_year, lines_of, newest
from api.routes.page_answers import page_answer
from api.views.sources import reading as read_of
from api.views.wording import title, up_to
from api.web.dependencies import Asked
from graph import questions
from graph.answers.languages import Language
from graph.answers.names import named
from graph.answers.permalinks import Published
from graph.arguments import days_of, holdable
from graph.releases.release import Release, as_computed


class View(NamedTuple):
    """Which part of a thing a page shows, and whether its answers may be computed here."""

    name: str = ""  # claims, statements; nothing: the answer
    lens: str = ""  # of claims, those behind this definition
    computed: bool = True


def page_of_thing(
    request: Request, release: Release, published: Published, stem: str, asked: Asked,
    reader: Reader, view: View,
) -> Response | None:  # fmt: skip
    """A thing as a page of the explorer; nothing for one that has only its statements."""
    kind, _, name = stem.partition("/")
    if view.name == "statements":
        return None
    if kind == "lens" and name in release.knowledge.lenses and view.computed:
        lens, verdicts = on_lens(
            release, name, as_of=asked.as_of, home=asked.home, language=reader.language
        )
        asks = lens.parameters.get("programme", "")
        return page_answer(
            request, release, "lens", reader, lens=lens, sides=by_side(verdicts),
            days=up_to(days_of(release, asked.as_of)), home=asked.home or release.home,
            programme=named(release.knowledge, asks) if asks else None,
        )  # fmt: skip
    if kind != "id":
        return None
    if name.startswith("source/"):
        return _source(request, release, name.removeprefix("source/"), reader)
    if not holdable(release, name):
        return _party(request, release, name, asked, reader)
    if view.name == "claims":
        return _claims(request, release, name, asked, reader, view.lens)
    if not view.computed:
        built = questions.as_built(release, name, as_of=asked.as_of, home=asked.home)
        return page_answer(request, release, "stored", reader, built=built, name=title(built.firm))
    found = firm_page(
        release, name, as_of=asked.as_of, home=asked.home, language=reader.language,
        published=published,
    )  # fmt: skip
    return page_answer(request, release, "firm", reader, firm=found)


def said_of(release: Release, stem: str, language: Language = "en") -> ClaimLine | None:
    """What a claim says, for the page of its statements; nothing of anything else."""
    name = stem.removeprefix("id/claim/")
    found = questions.claim(release, name, language=language) if name != stem else None
    return next(iter(lines_of((found,) if found else ())), None)


def _claims(
    request: Request, release: Release, firm: str, asked: Asked, reader: Reader, lens: str
) -> Response:
    """Every claim that touches a firm, or those behind what one definition says of it."""
    if lens:
        as_computed(release)  # or which engine is needed
        label, claims = claims_of_lens(
            release, firm, lens, as_of=asked.as_of, home=asked.home, language=reader.language
        )
    else:
        label, claims = "", claim_lines(release, firm, reader.language)
    name = title(named(release.knowledge, firm))
    return page_answer(
        request, release, "claims", reader,
        name=name, lens=label, years=by_year(claims), count=len(claims),
    )  # fmt: skip


def _source(request: Request, release: Release, name: str, reader: Reader) -> Response | None:
    if name not in release.knowledge.sources:
        return None
    source = questions.source(release, name)
    claims = lines_of(
        sorted(
            questions.resting_on(release, name, language=reader.language), key=newest, reverse=True
        )
    )
    return page_answer(
        request, release, "source", reader, source=source, read=read_of(source), claims=claims
    )


def _party(
    request: Request, release: Release, name: str, asked: Asked, reader: Reader
) -> Response | None:
    if name not in release.knowledge.entities:
        return None
    found = party_page(release, name, reader.language, asked.as_of)
    return page_answer(request, release, "party", reader, party=found)
