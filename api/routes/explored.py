"""Things as the explorer shows them: the first page, a firm, a source, a definition, a claim."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from fastapi import Query, Request, Response

from api.explorer.comparing import on_lens
from api.explorer.firm import by_side, claim_lines, claims_of_lens, firm_page
from api.explorer.home import home_page
from api.explorer.pages import POLICY, Reader, page
from api.explorer.party import party_page
from api.explorer.years import ClaimLine, by_year, lines_of, newest
from api.linked.documents import HTML
from api.views.sources import reading as read_of
from api.views.wording import title, up_to
from api.web.dependencies import Asked
from api.web.responses import content_tag, written
from graph import questions
from graph.answers.names import named
from graph.answers.permalinks import Published
from graph.arguments import holdable
from graph.releases.release import Release, as_computed

LanguageQuery = Annotated[
    Literal["en", "zh"], Query(description="In which language the page is written.")
]
LONG = {"Cache-Control": "public, max-age=3600"}
#: Whose part an interval is, as a page says it behind the number.
PARTS_OF = {
    "home": "held from home", "homeState": "held by public bodies of home",
    "homeMoney": "of the money from home", "homeWork": "done at home",
    "foreign": "held from abroad", "listed": "held by listed persons",
}  # fmt: skip


class View(NamedTuple):
    """Which part of a thing a page shows, and whether its answers may be computed here."""

    name: str = ""  # claims, statements; nothing: the answer
    lens: str = ""  # of claims, those behind this definition
    computed: bool = True


def reading(request: Request, release: Release, language: Literal["en", "zh"]) -> Reader:
    """The reader of a page, with what of the address goes with every link."""
    asked = request.query_params
    kept = [(name, asked[name]) for name in ("as_of", "home") if asked.get(name)]
    if "release" in asked:  # by the whole of its id, however it was named
        kept.append(("release", release.id))
    said = [pair for pair in asked.multi_items() if pair[0] not in ("language", "release")]
    return Reader(language, tuple(kept), (*said, *(one for one in kept if one[0] == "release")))


def shown(
    request: Request, release: Release, template: str, reader: Reader, **values: object
) -> Response:
    """A page as an answer that stays the same as long as the release does."""
    content = page(template, reader, request.url.path, parts_of=PARTS_OF, **values)
    answer = written(request, release, content, HTML)
    # By what it says: another version of the program may word the same release otherwise.
    answer.headers["ETag"] = content_tag(content)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Content-Language"] = reader.language
    return answer


def home(request: Request, release: Release, language: Literal["en", "zh"]) -> Response:
    """The first page."""
    found, reader = home_page(release, language=language), reading(request, release, language)
    return shown(request, release, "home", reader, **found._asdict(), days=up_to(release.days))


def explored(
    request: Request, release: Release, published: Published, stem: str, asked: Asked,
    reader: Reader, view: View,
) -> Response | None:  # fmt: skip
    """A thing as a page of the explorer; nothing for one that has only its statements."""
    kind, _, name = stem.partition("/")
    if view.name == "statements":
        return None
    if kind == "lens" and name in release.knowledge.lenses and view.computed:
        lens, verdicts = on_lens(release, name, language=reader.language)
        asks = lens.parameters.get("programme", "")
        return shown(
            request, release, "lens", reader, lens=lens, sides=by_side(verdicts),
            programme=named(release.knowledge, asks) if asks else None,
        )  # fmt: skip
    if kind != "id":
        return None
    if name.startswith("source/"):
        return _source(request, release, name.removeprefix("source/"), reader)
    if not holdable(release, name):
        return _party(request, release, name, reader)
    if view.name == "claims":
        return _claims(request, release, name, asked, reader, view.lens)
    if not view.computed:
        built = questions.as_built(release, name, as_of=asked.as_of, home=asked.home)
        return shown(request, release, "stored", reader, built=built, name=title(built.firm))
    found = firm_page(
        release, name, as_of=asked.as_of, home=asked.home, language=reader.language,
        published=published,
    )  # fmt: skip
    return shown(request, release, "firm", reader, firm=found)


def said_of(release: Release, stem: str) -> ClaimLine | None:
    """What a claim says, for the page of its statements; nothing of anything else."""
    name = stem.removeprefix("id/claim/")
    found = questions.claim(release, name) if name != stem else None
    return next(iter(lines_of((found,) if found else ())), None)


def _claims(
    request: Request, release: Release, firm: str, asked: Asked, reader: Reader, lens: str
) -> Response:
    """Every claim that touches a firm, or those behind what one definition says of it."""
    if lens:
        as_computed(release)  # or which engine is needed
        label, claims = claims_of_lens(release, firm, lens, as_of=asked.as_of, home=asked.home)
    else:
        label, claims = "", claim_lines(release, firm)
    name = title(named(release.knowledge, firm))
    return shown(
        request, release, "claims", reader,
        name=name, lens=label, years=by_year(claims), count=len(claims),
    )  # fmt: skip


def _source(request: Request, release: Release, name: str, reader: Reader) -> Response | None:
    if name not in release.knowledge.sources:
        return None
    source = questions.source(release, name)
    claims = lines_of(sorted(questions.resting_on(release, name), key=newest, reverse=True))
    return shown(
        request, release, "source", reader, source=source, read=read_of(source), claims=claims
    )


def _party(request: Request, release: Release, name: str, reader: Reader) -> Response | None:
    if name not in release.knowledge.entities:
        return None
    found = party_page(release, name, language=reader.language)
    return shown(request, release, "party", reader, party=found)
