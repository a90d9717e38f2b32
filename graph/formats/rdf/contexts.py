"""JSON-LD made safe to read: contexts resolved here, never fetched, and no word dropped unseen.

Our own context is known by its address and taken from the ontology; contexts
inside the document are allowed; any other address is refused, since what lies
behind it may change, or watch who asks. JSON-LD ignores a word that no context
explains: here it is refused with the nearest word there is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from graph.errors import InputError
from ontology.files import CONTEXT
from ontology.terms import nearest

ADDRESSES = ("https://w3id.org/zizhu/context.jsonld", "https://w3id.org/zizhu/context")
MOST_NESTED = 200


class ContextError(InputError):
    """A context that is not fetched, or a word that none explains; ``pointer`` says where."""

    def __init__(self, pointer: str, problem: str, rule: str) -> None:
        super().__init__(problem)
        self.pointer, self.problem, self.rule = pointer, problem, rule


@cache
def our_context() -> dict[str, Any]:
    """The context of the ontology.

    >>> our_context()["party"]
    {'@id': 'z:party', '@type': '@id'}
    """
    said = json.loads(CONTEXT.read_text(encoding="utf-8"))
    return cast(dict[str, Any], said["@context"])


def resolved(document: Any) -> Any:
    """The document with its contexts in it.

    Raises
    ------
    ContextError
        If a context lies elsewhere, or a word has no meaning in the contexts given.
    """
    return _node(document, frozenset(), "", 0)


def _node(value: Any, words: frozenset[str], pointer: str, depth: int) -> Any:
    if depth > MOST_NESTED:
        raise ContextError(pointer, f"nested more than {MOST_NESTED} deep", "nesting")
    if isinstance(value, list):
        return [_node(one, words, f"{pointer}/{n}", depth + 1) for n, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if "@context" in value:
        value = {**value, "@context": _context(value["@context"], f"{pointer}/@context", depth)}
        words = words | frozenset(_words(value["@context"]))
    for key in value:
        if not key.startswith("@") and ":" not in key and key not in words and "*" not in words:
            hint = ", ".join(nearest(key, [word for word in words if not word.startswith("@")]))
            problem = f"no context says what {key!r} means" + (f" (valid: {hint})" if hint else "")
            raise ContextError(f"{pointer}/{key}", problem, "term")
    return {
        key: one if key == "@context" else _node(one, words, f"{pointer}/{key}", depth + 1)
        for key, one in value.items()
    }


def _context(context: Any, pointer: str, depth: int) -> Any:
    """A context with ours put in for its address."""
    if depth > MOST_NESTED:
        raise ContextError(pointer, f"nested more than {MOST_NESTED} deep", "nesting")
    if isinstance(context, str):
        if context in ADDRESSES:
            return our_context()
        problem = (
            f"the context {context} is not fetched (valid: {ADDRESSES[0]}, or one written out)"
        )
        raise ContextError(pointer, problem, "context")
    if isinstance(context, list):
        return [_context(one, f"{pointer}/{n}", depth + 1) for n, one in enumerate(context)]
    if isinstance(context, dict):
        for key, one in context.items():
            if key == "@import":
                raise ContextError(pointer, f"the context {one} is not fetched", "context")
            if isinstance(one, dict) and "@context" in one:
                _context(one["@context"], f"{pointer}/{key}/@context", depth + 1)
    return context


def _words(context: Any) -> Iterator[str]:
    """The words a context explains; ``*`` when it explains all."""
    if isinstance(context, list):
        for one in context:
            yield from _words(one)
    elif isinstance(context, dict):
        yield from context
        if context.get("@vocab"):
            yield "*"
