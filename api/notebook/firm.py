"""A firm as a notebook asks it: one method for each question of ``graph.questions``.

Every answer is an object that shows itself. Whatever cannot be answered is one of
the errors of ``graph/errors.py``, whose text is for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from api.notebook.answers import Answer, Drawing
from api.notebook.keywords import saying_the_right_word
from graph import questions
from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.picture import Width
from graph.errors import InputError
from graph.releases.release import Release as Opened

if TYPE_CHECKING:
    import networkx as nx

Day = date | str | None
Texts = str | Iterable[str] | None


@saying_the_right_word
class Firm:
    """An entity of a release, to ask what can be asked of it."""

    def __init__(self, opened: Opened, name: str) -> None:
        """A firm by its id, its name in any script, or an identifier."""
        self.opened = opened
        self.id = questions.resolve(opened, name)

    def __repr__(self) -> str:
        from api.views.wording import title

        return f"{title(self.named)}, as release {self.opened.id} has it"

    def __str__(self) -> str:
        """What the one page on it begins with; of what is no firm, its names."""
        from api.views.answer import said

        try:
            found = questions.answer(self.opened, self.id)
        except InputError:
            return repr(self)
        return "\n".join((repr(self), found.first_line, said(found.headline)))

    @property
    def named(self) -> Named:
        """Its id, names and kind."""
        return named(self.opened.knowledge, self.id)

    def classify(
        self, *, lenses: Texts = None, as_of: Day = None, home: str | None = None
    ) -> Answer:
        """How domestic it is, by whose definition; of some lenses only, or of one."""
        from api.views import verdicts

        found = questions.classify(
            self.opened, self.id, lenses=lenses, as_of=as_of, home=home, with_estimate=True
        )
        return Answer(found, self.opened, lambda: verdicts.classification(found, only=bool(lenses)))

    def answer(self, *, language: str = "en", as_of: Day = None, home: str | None = None) -> Answer:
        """The one page on it: how domestic, by whose definition, what would change it."""
        from api.views import answer as page

        found = questions.answer(self.opened, self.id, as_of=as_of, home=home, language=language)
        return Answer(found, self.opened, lambda: page.answer(found))

    def owners(
        self, *, basis: str = "economic", as_of: Day = None, home: str | None = None
    ) -> Answer:
        """Who owns it in the end, and which stakes still count."""
        from api.views import ownership

        found = questions.owners(self.opened, self.id, basis=basis, as_of=as_of, home=home)
        return Answer(found, self.opened, lambda: ownership.owners(found))

    def controllers(self, *, as_of: Day = None, home: str | None = None) -> Answer:
        """Who may direct it, and by which mechanism."""
        from api.views import ownership

        found = questions.controllers(self.opened, self.id, as_of=as_of, home=home)
        return Answer(found, self.opened, lambda: ownership.controllers(found))

    def chains(
        self, owner: str, *, basis: str = "economic", as_of: Day = None, k: int = 5
    ) -> Answer:
        """By which chains of stakes an owner reaches down to it."""
        from api.views import ownership

        found = questions.chains(self.opened, owner, self.id, basis=basis, as_of=as_of, k=k)
        return Answer(found, self.opened, lambda: ownership.chains(found))

    def paths(
        self,
        source: str | None = None,
        *,
        kind: str = "all",
        basis: str = "economic",
        as_of: Day = None,
        home: str | None = None,
        k: int = 10,
    ) -> Answer:
        """By which stakes, contracts, money and programmes somebody reaches it.

        ``source`` is home, state (of home), abroad, foreign-state, associated, any, or a party;
        ``kind`` is stakes, contracts, funding, programmes or all.
        """
        from api.views import paths

        found = questions.paths(
            self.opened, self.id, source, kind=kind, basis=basis, as_of=as_of, home=home, k=k
        )
        return Answer(found, self.opened, lambda: paths.paths(found))

    def score(self, *, as_of: Day = None, home: str | None = None, currency: str = "") -> Answer:
        """How much of its profit goes home, and of its money came from there, end by end."""
        from api.views import paths

        found = questions.score(self.opened, self.id, as_of=as_of, home=home, currency=currency)
        return Answer(found, self.opened, lambda: paths.score(found))

    def to_networkx(
        self,
        of: str = "claims",
        *,
        basis: str = "economic",
        as_of: Day = None,
        home: str | None = None,
    ) -> nx.MultiDiGraph | nx.DiGraph:
        """Its surroundings as a networkx graph.

        ``of="claims"`` is a multigraph of what is claimed: stakes, contracts, powers, rounds,
        programmes (:mod:`graph.profiles.claim_graph`); ``of="shares"`` the shares as computed,
        from the firm up to its holders (:mod:`graph.networks.share_graph`).
        """
        made = {"claims": questions.claim_graph, "shares": questions.share_graph}
        if of not in made:
            raise InputError(f"{of!r} is no graph of a firm; there are: {', '.join(made)}")
        return made[of](self.opened, self.id, basis=basis, as_of=as_of, home=home)

    def indices(self, *, as_of: Day = None, home: str | None = None) -> Answer:
        """Power indices, weakest links, closeness to the state, foreign-person tests."""
        from api.views import indices

        found = questions.indices(self.opened, self.id, as_of=as_of, home=home)
        return Answer(found, self.opened, lambda: indices.indices(found))

    def unknowns(self, *, as_of: Day = None, home: str | None = None) -> Answer:
        """What would settle the open verdicts, and what would turn the settled ones."""
        from api.views import reversals

        found = questions.settling(self.opened, self.id, as_of=as_of, home=home)
        return Answer(found, self.opened, lambda: reversals.settling(found))

    def events(self, *, language: str = "en", as_of: Day = None, home: str | None = None) -> Answer:
        """Where it was listed and seated, who came to hold it, whose money was on it."""
        from api.views import events

        page = questions.events(self.opened, self.id, as_of=as_of, home=home, language=language)
        return Answer(page, self.opened, lambda: events.events(page))

    def claims(self) -> Answer:
        """What is claimed of it, by whom, with dates and sources."""
        from api.views import evidence

        found = questions.claims(self.opened, self.id)
        return Answer(found, self.opened, lambda: evidence.claims(found))

    def labels(self, *, as_of: Day = None, home: str | None = None) -> Answer:
        """Which labels hold: each against the lens meant to produce it, on its date."""
        from api.views import evidence

        found = questions.labels(self.opened, self.id, as_of=as_of, home=home)
        return Answer(found, self.opened, lambda: evidence.labels(found))

    def draw(
        self,
        *,
        basis: str = "economic",
        as_of: Day = None,
        language: str = "en",
        width: Width = "double",
    ) -> Drawing:
        """Its owners, drawn; ``width`` is for two columns of a journal or for one (single)."""
        from graph.formats.drawings.pages import sheets
        from graph.formats.drawings.sheet import svg

        found = questions.picture(self.opened, self.id, basis=basis, as_of=as_of, language=language)
        size = sum(len(band.arrows) for band in found.bands)
        caption = f"{size} links of {found.firm.name} as of {found.as_of}"
        return Drawing(svg(found, width), caption, lambda: sheets(found, width))

    def whatif(self, *, as_of: Day = None, **suppose: Any) -> Answer:
        """Verdicts before and after something supposed: ``set="datang_holdings=20.6"``, ``remove``,
        ``close``, ``complete``, ``control``, ``citizen``, ``seat``, ``headquarters``.
        """
        from api.views import changes
        from graph.arguments import several

        given = {option: several(texts, option) for option, texts in suppose.items()}
        found = questions.whatif(self.opened, self.id, given, as_of=as_of)
        return Answer(found, self.opened, lambda: changes.what_if(found))
