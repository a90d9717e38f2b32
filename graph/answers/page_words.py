"""Reasons in the language of a reader: the words of the page that answers, by Babel.

The phrases are those of the page (:mod:`ontology.phrases`), in English or from a catalog; what
a value is written as (a day, a list, a sum of money, a territory) says the language
(:mod:`graph.answers.languages`). Least and most are rounded away from certainty, never towards it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from babel.numbers import format_decimal

from graph.answers.languages import InLanguage, Language
from graph.answers.reason_words import filled, writer_of
from graph.claims.figures import LEAST, MOST, counted, figure
from graph.claims.knowledge import Knowledge
from graph.claims.model import Entity
from graph.claims.reasons import Reason
from graph.claims.shares import Share
from graph.fraction import Fraction
from ontology.phrases import page_phrases
from ontology.translations import SOURCE, translated

NOTHING = Reason("nothing")
STATED = ", as stated"  # how a lens's word ends that stands for a statement
ORIGINS: Mapping[str, str] = {  # columns, and sides where several columns are one
    "home_state": "ofHomeState", "home_other": "ofHome", "associated": "ofAssociated",
    "foreign_state": "ofForeignState", "foreign_other": "ofForeign", "open": "ofOpenOrigin",
    "float": "ofClients",
    "home": "homeSide", "abroad": "abroadSide",
}  # fmt: skip
_FORM_ZH = re.compile("(股份)?有限(责任)?公司$")
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")


class Words(InLanguage):
    """Puts reasons into one language, with what is known of those they speak of."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        super().__init__(language)
        self.knowledge = knowledge

    def say(self, reason: Reason) -> str:
        """A reason in words; raises :class:`UnknownTermError` for one that has no phrase."""
        return filled(reason, page_phrases(self.language), _writer, self)

    def written(self, value: Any, form: str) -> str:
        """A value in one of the forms; a form with a capital is the codelist it is a code of."""
        return _writer(form)(self, value)

    def name(self, entity: str) -> str:
        """What somebody is called, without what stands behind the name in brackets."""
        known = self.knowledge.entities.get(entity)
        if known is None:
            return entity
        if known.kind == "Jurisdiction" and known.jurisdiction:
            return self.territory(known.jurisdiction)
        if self.language == "zh":
            return self._chinese(known)
        return _IN_BRACKETS.sub("", known.name)

    def full(self, entity: str) -> str:
        """What somebody is called, with what stands behind the name in brackets."""
        known = self.knowledge.entities.get(entity)
        if known is None or self.language == "zh":
            return self.name(entity)
        return known.name

    def _chinese(self, known: Entity) -> str:
        """The name in Chinese: one that is part of the full name, or that without its form."""
        if not known.name_zh:
            return _IN_BRACKETS.sub("", translated(self.language, "name", known.name))
        within = [one for one in known.other_names if one in known.name_zh and len(one) > 1]
        full = _FORM_ZH.sub("", _IN_BRACKETS.sub("", known.name_zh))
        return min(within, key=len, default=full)

    def title(self, entity: str) -> str:
        """A firm in both scripts, the Chinese one as short as it is called."""
        known = self.knowledge.entities.get(entity)
        if known is None:
            return entity
        return (
            " ".join(part for part in (known.name, self._chinese(known)) if part)
            if (known.name_zh)
            else known.name
        )

    def short(self, entity: str) -> str:
        """What a list is called beside the name of the country that keeps it."""
        known = self.knowledge.entities.get(entity)
        named = translated(self.language, "short", known.name) if known else entity
        return named if known is None or named != known.name else self.name(entity)

    def exchange_place(self, exchange: str) -> str:
        """Where an exchange is: as it is called in short, or its country with its name."""
        known = self.knowledge.entities.get(exchange)
        short = translated(self.language, "short", known.name) if known else exchange
        if known is None or short != known.name or not known.jurisdiction:
            return short if known is None or short != known.name else self.name(exchange)
        country = self.within(self.territory(known.jurisdiction))
        name = self.name(exchange)
        return f"{country}（{name}）" if self.language == "zh" else f"{country} ({name})"

    def brief(self, entity: str) -> str:
        """What somebody is called where a longer name stands nearby: in few words, if there are."""
        known = self.knowledge.entities.get(entity)
        short = translated(self.language, "short", known.name) if known else entity
        return self.name(entity) if known is None or short == known.name else short

    def word(self, text: str) -> str:
        """A lens's word; one that is somebody's statement says so in each language."""
        found = translated(self.language, "word", text)
        base = text.removesuffix(STATED)
        if self.language == SOURCE or found != text or base == text:
            return found
        return self.say(Reason("wordAsStated", (("word", base),)))


def _span(bounds: tuple[float, float]) -> str:
    if bounds[0] == bounds[1]:
        return f"{figure(bounds[0])} %"
    return f"{figure(bounds[0], LEAST)}–{figure(bounds[1], MOST)} %"


def _share(words: Words, share: Share) -> str:
    """A share as its source gave it."""
    if share.exact is not None:
        return f"{format_decimal(share.exact, locale='en', decimal_quantization=False)} %"
    if share.upper == 100 and not share.upper_open:
        code = "shareOver" if share.lower_open else "shareAtLeast"
        return words.say(Reason(code, (("share", str(share.lower)),)))
    if share.lower == 0 and not share.lower_open:
        code = "shareUnder" if share.upper_open else "shareAtMost"
        return words.say(Reason(code, (("share", str(share.upper)),)))
    return f"{share.lower}–{share.upper} %"


def _aside(words: Words, reason: Reason) -> str:
    """What is said beside a statement, in brackets; nothing for nothing."""
    if reason.code == NOTHING.code:
        return ""
    text = words.say(reason)
    return f"（{text}）" if words.language == "zh" else f" ({text})"


def _asides(words: Words, reasons: Iterable[Reason]) -> str:
    """Several things said beside a statement, in one pair of brackets."""
    said = tuple(reason for reason in reasons if reason.code != NOTHING.code)
    return _aside(words, Reason("bracketed", (("parts", said),))) if said else ""


def _each(words: Words, items: Iterable[Reason | str]) -> list[str]:
    return [words.say(one) if isinstance(one, Reason) else str(one) for one in items]


FORMS: Mapping[str, Callable[[Words, Any], str]] = {
    "": lambda _, value: str(value),
    "name": lambda words, entity: words.name(entity),
    "full": lambda words, entity: words.full(entity),
    "names": lambda words, ids: words.list(words.name(one) for one in ids),
    "short": lambda words, entity: words.short(entity),
    "brief": lambda words, entity: words.brief(entity),
    "briefs": lambda words, ids: words.list(words.brief(one) for one in ids),
    "place": lambda words, entity: words.within(words.name(entity)),
    "aspect": lambda words, code: words.label(code, "LocationAspects").capitalize(),
    "places": lambda words, ids: words.list(words.within(words.name(one)) for one in ids),
    "exchanges": lambda words, ids: words.list(words.with_article(words.name(x)) for x in ids),
    "exchangePlaces": lambda words, ids: words.list(words.exchange_place(one) for one in ids),
    "territory": lambda words, code: words.territory(code),
    "in": lambda words, code: words.within(words.territory(code)),
    "word": lambda words, text: words.word(text),
    "lens": lambda words, text: translated(words.language, "lens", text),
    "currency": lambda words, code: words.currency(code),
    "origin": lambda words, column: words.say(Reason(ORIGINS[column])),
    "day": lambda words, value: words.day(value),
    "money": lambda words, sum_: words.money(float(sum_[0]), sum_[1]),
    "leastMoney": lambda words, sum_: words.least_money(Fraction(sum_[0]), sum_[1]),
    "mostMoney": lambda words, sum_: words.most_money(Fraction(sum_[0]), sum_[1]),
    "capital": lambda words, code: words.label(code, "Stages").capitalize(),
    "share": _share,
    "percent": lambda _, share: f"{figure(share)} %",
    "rounds": lambda _, count: counted(count, "round"),
    "lists": lambda _, count: counted(count, "more list"),
    "listCount": lambda _, count: counted(count, "list"),
    "investors": lambda _, count: counted(count, "investor"),
    "answers": lambda _, count: counted(count, "answer"),
    "sources": lambda _, count: counted(count, "source"),
    "least": lambda _, share: f"{figure(share, LEAST)} %",
    "most": lambda _, share: f"{figure(share, MOST)} %",
    "points": lambda _, share: figure(share),
    "leastPoints": lambda _, share: figure(share, LEAST),
    "mostPoints": lambda _, share: figure(share, MOST),
    "span": lambda _, bounds: _span(bounds),
    "reason": lambda words, reason: words.say(reason),
    "aside": _aside,
    "asides": _asides,
    "list": lambda words, items: words.list(_each(words, items)),
    "clauses": lambda words, items: words.clauses(_each(words, items)),
}


@cache
def _writer(form: str) -> Callable[[Words, Any], str]:
    return writer_of(form, FORMS, Words.label)
