"""Pages of the explorer, written from templates; every word of theirs in the reader's language.

Whatever is put into a page is text, never markup. A page brings no style and no script of its own:
both are files of this server (:data:`POLICY`), and a bar is a drawing whose widths are attributes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote, urlencode

from api.explorer.language import days_in, period_in
from api.harmless import of_the_web
from api.templates import templates_in
from api.views.bars import block_class, of_read, placed, tells, track
from api.views.figures import aims_by_outcome, calculated
from api.views.tables import people
from api.views.wording import readable
from graph.answers.languages import Language
from graph.answers.parts import Named
from ontology.load import classes, codes
from ontology.translations import LANGUAGES, translated

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
TEMPLATES, STATIC = FOLDER / "pages", FOLDER / "static"
#: Scripts as they are bundled (hatch_build.py); where there are none, pages have none.
BUILT = FOLDER / "built"
#: What a browser may load for a page: this server's styles, scripts and pictures, and nothing else.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: Pages that are the same on every day and from every home, and what they are therefore not asked.
UNDATED = re.compile(
    r"/lenses|/method|/data|/sparql|/(api/)?(indicators|calculations|figures)([/.].*)?"
)
OF_A_DAY = ("as_of", "home")
STATED, AS_STATED = ", as stated", "{word:word}, as stated"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


class Labelled(Protocol):
    """What has a label in both languages; the Chinese may be empty."""

    @property
    def label(self) -> str:
        """In English."""

    @property
    def label_zh(self) -> str:
        """In Chinese."""


class Reader(NamedTuple):
    """In which language somebody reads, and what of the address goes with every link."""

    language: Language = "en"
    kept: tuple[tuple[str, str], ...] = ()  # day, home, release
    asked: tuple[tuple[str, str], ...] = ()  # all that the address says beside the language

    def word(self, text: str) -> str:
        """A word of the pages in the reader's language.

        >>> Reader().word("Compare"), Reader("zh").word("Compare")
        ('Compare', '比较')
        """
        return translated(self.language, "page", text)

    def link(self, path: str, **given: str) -> str:
        """An address here, with what the reader asked for before.

        >>> Reader("zh", (("as_of", "2014"),)).link("/compare", id="smic")
        '/compare?id=smic&as_of=2014&language=zh'
        >>> Reader("zh", (("as_of", "2014"),)).link("/lenses")
        '/lenses?language=zh'
        """
        left = {*given, *(OF_A_DAY if UNDATED.fullmatch(path) else ())}
        further = (pair for pair in self.carried if pair[0] not in left)
        query = urlencode([*given.items(), *further])
        return f"{quote(path)}?{query}" if query else quote(path)

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """What goes with every link and form here: day, home, release and language."""
        return (*self.kept, *((("language", self.language),) if self.language != "en" else ()))

    def lens(self, label: str, context: str = "lens") -> str:
        """What a definition is called, or another text of it: its words, its holder, its source."""
        return translated(self.language, context, label)

    def code(self, scheme: str, code: str) -> str:
        """A code as its codelist labels it.

        >>> Reader("zh").code("Labels", "stateOwned"), Reader().code("Labels", "nobodys")
        ('国有', 'nobodys')
        """
        found = codes(scheme).get(code)
        if found is None:
            return code
        return (found.label_zh if self.language == "zh" else "") or self.word(found.label)

    def called(self, one: Named) -> str:
        """What somebody is called in the reader's language."""
        return (one.name_zh if self.language == "zh" else "") or one.name

    def label(self, term: Labelled) -> str:
        """What a term of the ontology is called in the reader's language."""
        return (term.label_zh if self.language == "zh" else "") or term.label

    def kind(self, kind: str) -> str:
        """What somebody or something is, as the ontology calls it.

        >>> Reader().kind("PublicBody"), Reader("zh").kind("Person")
        ('public body', '人物')
        """
        term, said = classes().get(kind), self.word(kind)
        if term is None or (said != kind and not term.label_zh):
            return said
        return self.label(term)

    def period(self, period: str) -> str:
        """When a claim holds, as its source gave it."""
        return period_in(self.language, period)

    def days(self, days: str) -> str:
        """Up to when facts go."""
        return days_in(self.language, days)

    def cell(self, text: str, column: str) -> str:
        """A cell of a table, line by line: periods, and words of ours in the reader's language."""
        put = self.period if column in ("period", "share") else self.word
        return "\n".join(map(put, text.splitlines()))

    def why_open(self, decides: str) -> str:
        """What decides an open verdict, in words."""
        return self.word(readable(decides).strip())

    def verdict(self, word: str) -> str:
        """A definition's word for a firm.

        >>> Reader("zh").verdict("no controller found, as stated")
        '据称未发现控制人'
        """
        said = translated(self.language, "word", word)
        base = word.removesuffix(STATED)
        if said != word or base == word:
            return said
        said = translated(self.language, "word", base)
        return translated(self.language, "wordAsStated", AS_STATED).replace("{word:word}", said)

    def translated(self, path: str) -> str:
        """The address of the same page in the other language.

        >>> Reader(asked=(("id", "smic"), ("id", "dji"))).translated("/compare")
        '/compare?id=smic&id=dji&language=zh'
        """
        return f"{quote(path)}?{urlencode([*self.asked, ('language', self.other)])}"

    @property
    def other(self) -> str:
        """The other language there is."""
        return next(one for one in LANGUAGES if one != self.language)


ANYBODY = Reader()


def page(template: str, reader: Reader, here: str, **values: object) -> bytes:
    """A page by its template; ``here`` is its path, for the link to the other language.

    >>> b"<!doctype html>" in page("lost", Reader(), "/", title="Not Found", reason="no such firm")
    True
    """
    found = _environment().get_template(f"{template}.html.jinja")
    given = {"reader": reader, "_": reader.word, "link": reader.link, "here": here, **values}
    return found.render(given).encode()


def static(name: str) -> tuple[bytes, str] | None:
    """A file that pages load, and its media type; nothing where there is none of that name."""
    return _files().get(name)


@cache
def _files() -> Mapping[str, tuple[bytes, str]]:
    return {
        file.name: (file.read_bytes(), MEDIA[file.suffix])
        for folder in (STATIC, BUILT)
        for file in (folder.iterdir() if folder.is_dir() else ())
        if file.suffix in MEDIA
    }


@cache
def _environment() -> Environment:
    called = {
        "placed": placed, "block_class": block_class, "track": track, "tells": tells,
        "of_the_web": of_the_web, "people": people, "aims_by_outcome": aims_by_outcome,
        "calculated": calculated, "of_read": of_read, "scripted": "explorer.js" in _files(),
    }  # fmt: skip
    return templates_in(TEMPLATES, called)
