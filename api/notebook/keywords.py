"""Words that a question does not take, answered with the right one and without a traceback."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import wraps
from typing import Any, TypeVar

from graph.errors import InputError

MEANT: Mapping[str, str] = {  # words of the command line, of REST and of habit
    "lens": "lenses", "from_": "source", "from": "source", "whom": "source", "owner": "source",
    "date": "as_of", "day": "as_of", "on": "as_of", "at": "as_of", "lang": "language",
    "kinds": "kind", "since": "from_", "until": "to", "firm": "firms", "n": "k", "currencies":
    "currency",
}  # fmt: skip

Class = TypeVar("Class", bound=type)


def saying_the_right_word(asked: Class) -> Class:
    """A class whose public methods refuse a wrong keyword as other input is refused."""
    for name, method in list(vars(asked).items()):
        if inspect.isfunction(method) and not name.startswith("_"):
            setattr(asked, name, _strict(method))
    return asked


def _strict(method: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(method)

    @wraps(method)
    def asked(*given: Any, **named: Any) -> Any:
        try:
            signature.bind(*given, **named)
        except TypeError as error:
            raise InputError(_said(method.__name__, signature, named, str(error))) from None
        return method(*given, **named)

    return asked


def _said(name: str, signature: inspect.Signature, named: Mapping[str, Any], why: str) -> str:
    """What is wrong with a call: the first word that it does not take, or what Python says."""
    takes = [word for word in signature.parameters if word != "self"]
    wrong = next((word for word in named if word not in takes), None)
    if wrong is None:
        return f"{name}: {why}; it takes: {', '.join(takes) or 'nothing'}"
    meant = [MEANT[wrong]] if MEANT.get(wrong) in takes else get_close_matches(wrong, takes, 1)
    hint = f"did you mean: {meant[0]}; " if meant else ""
    return f"{name} takes no {wrong!r}; {hint}it takes: {', '.join(takes) or 'nothing'}"
