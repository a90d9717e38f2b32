"""What a dossier holds, before it is written: sections of sentences and tables, all citing claims.

Answers come from the same questions and the same tables as the command line's, so a dossier says
nothing they do not say. Claims are numbered in the order of the claim list at its end, and every
verdict names the numbers of the claims it rests on; each claim names its sources by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from api.citing import PLACES, Question, cite
from api.views import evidence, ownership
from api.views.answer import definition_table, owner_lines, wanted_line
from api.views.claims import said
from api.views.sources import reading
from api.views.tables import Column, Table, View
from api.views.verdicts import VERDICTS, score_table, split, unknown_table, verdict_row
from api.views.wording import chain_lines, opened, setting, title, up_to
from graph import questions
from graph.answers.answer import Bar, FirmAnswer
from graph.answers.parts import CitedClaim, CitedSource
from graph.answers.permalinks import NOWHERE, Cite, Published
from graph.answers.picture import Picture
from graph.answers.verdicts import FirmClassification, LabelCheck
from graph.arguments import days_of
from graph.releases.release import Release

SCORE_SAYS = (
    "Home, foreign and what is of open origin are the whole. A number is given only where the "
    "interval it is the middle of is no wider than one half. Funding bought ownership: the two "
    "overlap."
)
FIRST = "The answer"
MARKED = 4  # claims whose numbers stand behind a sentence of it
LABELS_SAY = "A label is somebody's word. None is an input to anything above."


class Section(Struct, frozen=True):
    """A heading, sentences, tables."""

    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    bars: tuple[Bar, ...] = ()  # owners to scale, drawn under the tables
    after: tuple[str, ...] = ()  # sentences under those


class Dossier(Struct, frozen=True):
    """The file on one firm."""

    title: str
    setting: str
    cite: Cite
    picture: Picture
    sections: tuple[Section, ...]


class _Numbers:
    """Claims and sources in the order they are listed in, with the numbers they are called by."""

    def __init__(self, claims: Iterable[CitedClaim]) -> None:
        self.claims = {claim.id: claim for claim in claims}
        self.of_claim = {one: place for place, one in enumerate(self.claims, start=1)}
        sources = (source for claim in self.claims.values() for source in claim.sources)
        self.sources: dict[str, CitedSource] = {}
        for source in sources:
            self.sources.setdefault(source.id, source)
        self.of_source = {one: place for place, one in enumerate(self.sources, start=1)}

    def cited(self, claims: Iterable[str]) -> str:
        """The numbers of claims, as a reader finds them in the list."""
        found = sorted({self.of_claim[one] for one in claims if one in self.of_claim})
        return " ".join(f"[c{number}]" for number in found)


def dossier(
    release: Release,
    firm: str,
    *,
    as_of: str | None = None,
    home: str | None = None,
    published: Published = NOWHERE,
) -> Dossier:
    """Everything the program answers about a firm, on one day and seen from one home."""
    verdicts = questions.classify(release, firm, as_of=as_of, home=home)
    claims = questions.claims(release, firm)
    owners = questions.owners(release, firm, as_of=as_of, home=home)
    controllers = questions.controllers(release, firm, as_of=as_of, home=home)
    labels = questions.labels(release, firm, as_of=as_of, home=home)
    picture = questions.picture(release, firm, as_of=as_of, home=home, published=published)
    answer = questions.answer(release, firm, as_of=as_of, home=home)
    used = (verdicts.claims, answer.claims, owners.claims, controllers.claims, claims.claims)
    numbers = _Numbers(claim for cited in used for claim in cited)
    shown = setting(verdicts.as_of, verdicts.home, verdicts.release, days=verdicts.days)
    return Dossier(
        title=title(verdicts.firm),
        setting=f"{shown} · data up to {up_to(release.days)}",
        cite=_cite(release, verdicts.firm.id, as_of, home, published),
        picture=picture,
        sections=(
            _first(answer, numbers),
            _definitions(verdicts, numbers),
            Section("Score", (SCORE_SAYS,), (score_table((verdicts.score,)),)),
            Section("What would settle it", (), (unknown_table(verdicts.unknowns),)),
            _from("Who owns it", ownership.owners(owners, every_holder=True)),
            _from("Who may direct it", ownership.controllers(controllers)),
            _chain(verdicts),
            _labels(labels),
            _claims(numbers),
            _sources(numbers),
        ),
    )


def _cite(
    release: Release, firm: str, as_of: str | None, home: str | None, published: Published
) -> Cite:
    """How the dossier is cited: the address that gives the same one again."""
    days = days_of(release, as_of).pinned()
    path, given = PLACES["dossier"].path, [("home", home)] if home else []
    made = cite(release, Question("dossier", path, firm, given, days), None, published)
    options = f" --home {home}" if home else ""
    command = f"zizhu export {firm} -f md --as-of {days}{options} --release {release.id}"
    return replace(made, command=command)


def _first(page: FirmAnswer, numbers: _Numbers) -> Section:
    """The page that answers, as the dossier begins with it: each sentence with its claims."""
    lead = (*page.headline, *page.pending)
    table = definition_table(page)
    columns = (*table.columns, Column("claims", "Rests on"))
    rows = tuple(
        (*row, numbers.cited(line.claims[:MARKED]))
        for row, line in zip(table.rows, page.definitions, strict=True)
    )
    return Section(
        FIRST,
        (page.first_line, *(f"{one.text} {numbers.cited(one.claims[:MARKED])}" for one in lead)),
        (Table(columns, rows),),
        bars=page.owners.bars,
        after=(*owner_lines(page, with_bars=False), wanted_line(page)),
    )


def _definitions(answer: FirmClassification, numbers: _Numbers) -> Section:
    columns = (*VERDICTS, Column("claims", "Rests on"))
    rows = tuple((*verdict_row(one), numbers.cited(one.claims)) for one in answer.verdicts)
    return Section("How domestic, by whose definition", (split(answer),), (Table(columns, rows),))


def _from(heading: str, view: View) -> Section:
    """A section of what a command shows; its first two lines are on top of the dossier already."""
    return Section(heading, (*view.heading[2:], *view.notes), view.tables)


def _chain(answer: FirmClassification) -> Section:
    if answer.chain is None:
        return Section(
            "The chain that carries most",
            ("No chain of current or last known stakes leads up from here.",),
        )
    return Section(
        "The chain that carries most",
        tuple(line.strip() for line in chain_lines(answer.chain, answer.claims)),
    )


def _labels(found: Sequence[LabelCheck]) -> Section:
    return Section("What it is called", (LABELS_SAY,), evidence.labels(found).tables)


def _claims(numbers: _Numbers) -> Section:
    columns = (
        Column("number", ""),
        Column("claim", "Claim"),
        Column("text", "What is claimed", wide=True),
        Column("period", "When"),
        Column("sources", "Sources and places in them", wide=True),
    )
    rows = tuple(
        (f"[c{numbers.of_claim[claim.id]}]", claim.id, said(claim), claim.period,
         _places(claim, numbers))
        for claim in numbers.claims.values()
    )  # fmt: skip
    return Section("Claims", (), (Table(columns, rows, empty="no claim touches it"),))


def _places(claim: CitedClaim, numbers: _Numbers) -> str:
    return "; ".join(
        f"[s{numbers.of_source[one.id]}] {one.locator}".strip() for one in claim.sources
    )


def _sources(numbers: _Numbers) -> Section:
    columns = (
        Column("number", ""),
        Column("title", "Title", wide=True),
        Column("publisher", "Publisher"),
        Column("published", "Published"),
        Column("opened", "Opened"),
        Column("read", "Read, and what is kept", wide=True),
        Column("note", "Note", wide=True),
        Column("url", "Address", wide=True),
    )
    rows = tuple(
        (
            f"[s{numbers.of_source[one.id]}]",
            one.title,
            one.publisher,
            one.published,
            opened(one),
            reading(one),
            one.note,
            one.url,
        )
        for one in numbers.sources.values()
    )
    return Section("Sources", (), (Table(columns, rows, empty="none"),))
