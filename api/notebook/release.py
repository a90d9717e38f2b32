"""A release as a notebook asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.notebook.answers import Answer, Drawing, Measures
from api.notebook.firm import Day, Firm, Texts
from api.notebook.keywords import saying_the_right_word
from graph import questions
from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.picture import Width
from graph.production.defaults import LENS, NEXT_OWNERS
from graph.releases.release import Release as Opened

if TYPE_CHECKING:
    from api.notebook.queries import Rows


@saying_the_right_word
class Release:
    """A release, or tables in memory, to ask; every answer says what it came from.

    Questions of one firm take the firm, and then what the method of that name of
    :class:`~api.notebook.firm.Firm` takes.
    """

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.id, self.data_date, self.home = opened.id, opened.data_date, opened.home

    def __repr__(self) -> str:
        firms = ", ".join(one.name for one in self.firms) or "none"
        return f"{self.opened!r}\nfirms described: {firms}"

    @property
    def firms(self) -> tuple[Named, ...]:
        """The firms that the facts set out to describe."""
        known = self.opened.knowledge
        return tuple(named(known, firm) for firm in known.subjects)

    def firm(self, name: str) -> Firm:
        """A firm by its id, its name in any script, or an identifier."""
        return Firm(self.opened, name)

    def search(self, text: str, limit: int = 10) -> Answer:
        """Entities that answer to a text, best first."""
        from api.views import evidence

        found = questions.search(self.opened, text, limit)
        return Answer(found, self.opened, lambda: evidence.search(found))

    def classify(self, firm: str, **how: Any) -> Answer:
        """How domestic a firm is, by whose definition."""
        return self.firm(firm).classify(**how)

    def owners(self, firm: str, **how: Any) -> Answer:
        """Who owns a firm in the end, and which stakes still count."""
        return self.firm(firm).owners(**how)

    def controllers(self, firm: str, **how: Any) -> Answer:
        """Who may direct a firm, and by which mechanism."""
        return self.firm(firm).controllers(**how)

    def answer(self, firm: str, **how: Any) -> Answer:
        """The one page on a firm, in English or Chinese."""
        return self.firm(firm).answer(**how)

    def paths(self, firm: str, source: str | None = None, **how: Any) -> Answer:
        """By which stakes, contracts, money and programmes somebody reaches a firm."""
        return self.firm(firm).paths(source, **how)

    def score(self, firm: str, **how: Any) -> Answer:
        """How much of a firm's profit goes home, and of its money came from there."""
        return self.firm(firm).score(**how)

    def indices(self, firm: str, **how: Any) -> Answer:
        """Power indices, weakest links, closeness to the state, foreign-person tests."""
        return self.firm(firm).indices(**how)

    def unknowns(self, firm: str, **how: Any) -> Answer:
        """What would settle the open verdicts on a firm, and what would turn the settled ones."""
        return self.firm(firm).unknowns(**how)

    def claims(self, firm: str) -> Answer:
        """What is claimed of a firm, by whom, with dates and sources."""
        return self.firm(firm).claims()

    def compare(
        self, *firms: str, lenses: Texts = None, as_of: Day = None, home: str | None = None
    ) -> Answer:
        """Firms side by side; without any, those the facts describe."""
        from api.notebook.shown import WIDTH
        from api.views import comparison

        found = questions.compare(
            self.opened, firms, lenses=lenses, as_of=as_of, home=home, with_estimate=True
        )
        return Answer(found, self.opened, lambda: comparison.comparison(found, WIDTH))

    def lenses(self) -> Answer:
        """The definitions of "domestic" in use, and who holds them."""
        from api.views import evidence

        found = questions.lenses(self.opened)
        return Answer(found, self.opened, lambda: evidence.lenses(found))

    def indicators(self, programme: str | None = None, about: str | None = None) -> Answer:
        """What policies and authors watch, with aims and figures; or what was counted of a firm."""
        from api.views import figures

        found = questions.indicators(self.opened, programme, about)
        view = figures.indicators if about is None else figures.about_one
        return Answer(found, self.opened, lambda: view(found))

    def indicator(self, *names: str, about: str | None = None, kinds: Texts = None) -> Answer:
        """Figures side by side, aims first, and why two contradict each other or do not."""
        from api.views import figures

        found = questions.indicator(self.opened, names, about=about, kinds=kinds or ())
        return Answer(found, self.opened, lambda: figures.side_by_side(found))

    def calculate(self, name: str | None = None) -> Answer:
        """What series of figures come to, in every form and on every basis, beside the aims."""
        from api.views import figures

        found = questions.calculate(self.opened, name)
        return Answer(found, self.opened, lambda: figures.reliance(found))

    def chart(
        self,
        *names: str,
        about: str | None = None,
        kinds: Texts = None,
        language: str = "en",
        width: Width = "double",
    ) -> Drawing:
        """A calculation, or figures side by side, drawn; names as ``indicator`` takes them."""
        from graph.formats.drawings.charts.sheet import chart_svg

        found = questions.chart(
            self.opened, names, about=about, kinds=kinds or (), language=language
        )
        drawn = chart_svg(found, width)
        return Drawing(drawn, f"{found.title}: {found.headline}", lambda: (drawn,))

    def with_lenses(self, file: str | Path) -> Release:
        """The same with the lenses of a Turtle file beside its own; nothing is stored."""
        return Release(questions.trying(self.opened, Path(file)))

    def measures(
        self,
        firms: Texts = None,
        *,
        lenses: Texts = None,
        basis: str = "economic",
        as_of: Day = None,
        from_: Day = None,
        to: Day = None,
        step: str = "year",
        home: str | None = None,
        engine: str = "local",
        master: str | None = None,
        exchange: str | Path | None = None,
    ) -> Measures:
        """Every firm at once, or a panel of firms and days: shares with bounds, and who directs."""
        panel = questions.measures(
            self.opened, firms=firms, lenses=lenses, basis=basis, as_of=as_of, from_=from_,
            to=to, step=step, home=home, engine=engine, master=master, exchange=exchange,
        )  # fmt: skip
        return Measures(panel)

    def production(
        self,
        table: str | Path,
        mapping: str | Path,
        *,
        matches: Sequence[str | Path] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        statuses: Sequence[str] = (),
        definitions: Sequence[str] = (),
        by: str = "",
        lens: str = LENS,
        next_owners: int = NEXT_OWNERS,
        as_of: Day = None,
        home: str | None = None,
    ) -> Answer:
        """How much of a table of plants is domestic, by place and by whoever owns them.

        ``by`` is a column whose texts split the answer.
        """
        from api.views import production

        found = questions.production(
            self.opened, Path(table), Path(mapping), matches=[Path(one) for one in matches],
            where=where, statuses=statuses, definitions=definitions, by=by, lens=lens,
            next_owners=next_owners, as_of=as_of, home=home,
        )  # fmt: skip
        return Answer(found, self.opened, lambda: production.production(found))

    def programme(
        self, name: str = "", *, lenses: Texts = (), as_of: Day = None, home: str | None = None
    ) -> Answer:
        """A programme or list: who is behind it, its aims, its members; without a name, all."""
        from api.views import programmes

        if not name:
            every = questions.programmes(self.opened, as_of=as_of)
            return Answer(every, self.opened, lambda: programmes.every(every))
        page = questions.programme(self.opened, name, as_of=as_of, home=home, lenses=lenses)
        return Answer(page, self.opened, lambda: programmes.programme(page))

    def dependence(self, name: str, *, as_of: Day = None, home: str | None = None) -> Answer:
        """On what it depends, who makes it, and who would be met if it stopped supplying."""
        from api.views import dependences

        page = questions.dependence(self.opened, name, as_of=as_of, home=home)
        return Answer(page, self.opened, lambda: dependences.dependence(page))

    def rivals(
        self, name: str | None = None, *, as_of: Day = None, home: str | None = None
    ) -> Answer:
        """Which definitions answer otherwise of a firm described here, or in figures."""
        from api.views import rival_definitions

        found = questions.rival_definitions(self.opened, name, as_of=as_of, home=home)
        return Answer(found, self.opened, lambda: rival_definitions.rivals(found))

    def money(
        self, name: str, *, as_of: Day = None, home: str | None = None, currency: str = "USD"
    ) -> Answer:
        """Where a firm's money came from, or that of all firms that a list or group names."""
        from api.views import group_money

        found = questions.money(self.opened, name, as_of=as_of, home=home, currency=currency)
        return Answer(found, self.opened, lambda: group_money.money(found))

    def frame(self, what: str = "claims", library: str | None = None) -> Any:
        """Everything of one kind as a table, as pandas or Arrow has it.

        Parameters
        ----------
        what
            ``claims``, ``ownership`` (claims of stakes), ``entities``, ``sources`` or
            ``measures`` (every firm on the data date). Shares are in percent in claims, as their
            sources print them, and fractions of one in measures.
        library
            ``pandas`` or ``arrow``; by default pandas where it is installed, otherwise Arrow.
        """
        if what == "measures":
            return self.measures().frame(library)
        from api.notebook.frames import framed, records

        return framed(records(self.opened, what), library)

    def query(self, text: str) -> Rows | bool | str:
        """Ask in SPARQL, read only, in a process of its own: rows, yes or no, or Turtle."""
        from api.notebook.queries import queried

        return queried(self.opened, text)
