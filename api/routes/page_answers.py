"""A page of the explorer as an answer over HTTP: for which reader, and with which headers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query, Request, Response

from api.explorer.pages import POLICY, Reader, page
from api.linked.documents import HTML
from api.web.dependencies import Asked, AskedDep, StoredDep
from api.web.responses import content_tag, written
from graph.answers.languages import Language
from graph.releases.release import Release

LanguageQuery = Annotated[
    Literal["en", "zh"], Query(description="In which language the page is written.")
]
#: What of an address goes with every link of its page.
KEPT = ("as_of", "home", "release", "language")
#: Whose part an interval is, as a page says it behind the number.
PARTS_OF = {
    "home": "held from home", "homeState": "held by public bodies of home",
    "homeMoney": "of the money from home", "homeWork": "done at home",
    "foreign": "held from abroad", "listed": "held by listed persons",
}  # fmt: skip


def reader_of(request: Request, release: Release, asked: Asked, language: Language) -> Reader:
    """The reader of a page, with what of the address goes with every link, as it was understood."""
    given = request.query_params
    kept = [(name, text) for name, text in (("as_of", asked.as_of), ("home", asked.home)) if text]
    if "release" in given:  # by the whole of its id, however it was named
        kept.append(("release", release.id))
    others = [pair for pair in given.multi_items() if pair[0] not in KEPT]
    return Reader(language, tuple(kept), (*dict.fromkeys(others), *kept))


def _reader(
    request: Request, release: StoredDep, asked: AskedDep, language: LanguageQuery = "en"
) -> Reader:
    return reader_of(request, release, asked, language)


ReaderDep = Annotated[Reader, Depends(_reader)]


def page_answer(
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
