"""How the page is cited: its address and command with the days and the release, and corrections."""

from __future__ import annotations

from functools import cached_property

from graph.answers.languages import Language
from graph.answers.page_words import Words
from graph.answers.parts import CitedSource
from graph.answers.permalinks import UNSTORED, Cite, Published, permalink
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.networks.situation import Situation
from graph.releases.release import Release
from ontology.translations import SOURCE


def reading(source: CitedSource) -> tuple[Reason, ...]:
    """When a document was read and what is kept of it; what is not known is said not to be."""
    if not source.opened:
        read = because("readNot")
    elif source.read_on:
        read = because("readOn", day=PartialDate.parse(source.read_on))
    else:
        read = because("readUnknown")
    if not source.kept_copy and not source.sha256:
        return read, because("keptNothing")
    if not source.kept_copy:
        copy = because("keptNoCopy")
    elif source.kept_copy == source.url:
        copy = because("keptHere")
    else:
        copy = because("keptAt", address=source.kept_copy)
    known = because("keptHash", hash=source.sha256) if source.sha256 else because("keptNoHash")
    return read, copy, known


class Citing:
    """What is needed to cite the page on a firm, in a language."""

    def __init__(
        self, situation: Situation, language: Language, release: Release, published: Published
    ) -> None:
        self.situation, self.language = situation, language
        self.release, self.published = release, published
        self.words = Words(situation.knowledge, language)

    def cite(self) -> Cite:
        """Its text, address and command, and where a correction is sent."""
        firm, say = self.situation.firm, self.words.say
        place = self.published.corrections
        return Cite(
            text=self._text,
            address=self._address(),
            command=f"zizhu answer {firm}{self._options(whole=True)}",
            unfold=f"zizhu answer {firm}{self._options(whole=False)} --unfold",
            how=say(because("correctHow")),
            correction=say(
                because("correctTo", place=place) if place else because("correctUnsaid")
            ),
        )

    @cached_property
    def _text(self) -> str:
        firm, day, release = self.situation.firm, self.situation.day, self.release
        if release.computed_here:
            return self.words.say(because("citeThis", firm=firm, day=day, release=release.id))
        return self.words.say(because("citeOther", firm=firm, day=day, release=release.id))

    def _address(self) -> str:
        """Nothing where nobody else can ask it: of lenses that were tried, of another engine."""
        if self._tried or not self.release.computed_here:
            return ""
        asked = list(self._asked.items())
        path, days = f"/api/entities/{self.situation.firm}/answer", self.situation.days.pinned()
        return permalink(path, asked, self.release.id, days, self.published.address)

    @cached_property
    def _tried(self) -> bool:
        """Whether lenses of a file stand beside those of the release."""
        lenses = self.situation.knowledge.lenses.values()
        return any(lens.comes_from == "tried" for lens in lenses)

    @cached_property
    def _asked(self) -> dict[str, str]:
        """What was asked beside the day, where it is not what is meant without asking."""
        home = self.situation.home
        asked = {"home": home} if home != self.situation.knowledge.home else {}
        return asked | ({"language": self.language} if self.language != SOURCE else {})

    def _options(self, *, whole: bool) -> str:
        """The same as options; ``whole``: the days and the release too, though none were asked."""
        days = self.situation.days
        options = [f" --{name} {value}" for name, value in self._asked.items()]
        if whole or days != self.situation.knowledge.days:
            options.insert(0, f" --as-of {days.pinned()}")
        if self._tried:
            options.append(" --lens-file FILE")
        if whole and not self.release.id.startswith(UNSTORED):
            options.append(f" --release {self.release.id}")
        return "".join(options)
