"""Reasons in words: the one place where the phrase of a reason is filled with its values.

A reason is a code with values (:mod:`graph.claims.reasons`); its phrase is data
(``ontology/phrases.csv``), and each form a value can be written in is a function here. The page
that answers has shorter phrases, in English and Chinese: :mod:`graph.answers.page_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from graph.answers.names import label
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason
from graph.claims.shares import at_least, at_most, in_percent, span
from graph.errors import UnknownTermError
from ontology.phrases import Phrase, phrases

Context = TypeVar("Context")  # what a form needs to know to write a value
MILLION = 1e6
LARGEST = 3  # names written where the largest of many are


def in_words(knowledge: Knowledge, reason: Reason | None) -> str:
    """A reason as people read it; nothing for none.

    Raises :class:`UnknownTermError` for a code without a phrase, or a phrase with a place
    that the reason has no value for.
    """
    if reason is None:
        return ""
    return filled(reason, phrases(), _writer, knowledge)


def filled(
    reason: Reason,
    known: Mapping[str, Phrase],
    writer: Callable[[str], Callable[[Context, Any], str]],
    context: Context,
) -> str:
    """The phrase of a reason, each of its places filled with a value by the writer of its form.

    Raises :class:`UnknownTermError` for a code without a phrase, or a phrase with a place
    that the reason has no value for.
    """
    phrase = known.get(reason.code)
    if phrase is None:
        raise UnknownTermError(f"the reason {reason.code!r} has no phrase")
    if not phrase.places:
        return phrase.end
    values = dict(reason.values)
    said = ""
    for before, name, form in phrase.places:
        if name not in values:
            raise UnknownTermError(f"the reason {reason.code!r} has no value {name!r}")
        said += before + writer(form)(context, values[name])
    # A name that ends with a full stop ends a sentence too.
    return (said[:-1] if said.endswith(".") and phrase.end == "." else said) + phrase.end


def all_in_words(knowledge: Knowledge, reasons: Iterable[Reason]) -> str:
    """Several reasons in one sentence, with semicolons between them."""
    return "; ".join([in_words(knowledge, reason) for reason in reasons])


@cache
def _writer(form: str) -> Callable[[Knowledge, Any], str]:
    return writer_of(form, FORMS, lambda _, code, scheme: label(code, scheme))


def writer_of(
    form: str,
    forms: Mapping[str, Callable[[Context, Any], str]],
    label_of: Callable[[Context, str, str], str],
) -> Callable[[Context, Any], str]:
    """What writes values in a form; one with a capital is the codelist that labels them."""
    if form in forms:
        return forms[form]
    if form[:1].isupper():
        return lambda context, value: label_of(context, str(value), form)
    raise UnknownTermError(f"no value is written in the form {form!r}; there are: {[*forms]}")


def _name(knowledge: Knowledge, entity: str) -> str:
    known = knowledge.entities.get(entity)
    return entity if known is None else known.name


def _names(knowledge: Knowledge, entities: Sequence[str]) -> list[str]:
    return [_name(knowledge, entity) for entity in entities]


def _title(knowledge: Knowledge, source: str) -> str:
    known = knowledge.sources.get(source)
    return known.title if known else source


def _listed(knowledge: Knowledge, items: Iterable[Reason | str]) -> list[str]:
    return [in_words(knowledge, one) if isinstance(one, Reason) else str(one) for one in items]


def _of_many(code: str, scheme: str) -> str:
    """A verb as many have it."""
    verb = label(code, scheme)
    return f"are {verb.removeprefix('is ')}" if verb.startswith("is ") else verb


def _largest(knowledge: Knowledge, ranked: Iterable[tuple[float, str]]) -> str:
    """The names of the largest of some entities, each given after its size; equals by name."""
    named_sizes = sorted((-size, _name(knowledge, entity)) for size, entity in ranked)
    return ", ".join(name for _, name in named_sizes[:LARGEST])


# How a value is written, by the form that a phrase asks for. A value is checked by its form:
# a name takes an id, a percentage a fraction of one, a span two of them.
FORMS: Mapping[str, Callable[[Knowledge, Any], str]] = {
    "": lambda _, value: str(value),
    "name": _name,
    "names": lambda known, ids: ", ".join(_names(known, ids)),
    "together": lambda known, ids: " and ".join(_names(known, ids)),
    "largest": _largest,
    "sortedNames": lambda known, ids: ", ".join(sorted(set(_names(known, ids)))),
    "title": _title,
    "titles": lambda known, ids: " and ".join(f"“{_title(known, one)}”" for one in ids),
    "percent": lambda _, share: in_percent(float(share)),
    "least": lambda _, share: at_least(float(share)),
    "most": lambda _, share: at_most(float(share)),
    "span": lambda _, bounds: span(float(bounds[0]), float(bounds[1])),
    "general": lambda _, number: f"{number:g}",
    "millions": lambda _, amount: f"{amount / MILLION:,.0f} m",
    "quoted": lambda _, text: repr(text),
    "manyLink": lambda _, code: _of_many(code, "ProgrammeLinkKinds"),
    "manyRelation": lambda _, code: _of_many(code, "RelationKinds"),
    "called": lambda _, code: label(code, "Labels").removeprefix("called "),
    "slashed": lambda _, codes: "/".join(codes),
    "reason": in_words,
    "list": lambda known, items: ", ".join(_listed(known, items)),
    "clauses": lambda known, items: "; ".join(_listed(known, items)),
    "sortedClauses": lambda known, items: "; ".join(sorted(_listed(known, items))),
}
