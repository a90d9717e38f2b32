"""What is wrong with a value of a parameter, in words of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What the framework calls a mistake → what is said of it, with what it has found beside it.
WORDS: Mapping[str, str] = {
    "missing": "it is needed here, and is not given",
    "string_too_short": "at least {min_length} is needed",
    "string_too_long": "it has too many characters; at most {max_length} are read",
    "too_long": "it is given {actual_length} times; at most {max_length} are read",
    "greater_than_equal": "it must be at least {ge}",
    "less_than_equal": "it must be at most {le}",
    "int_parsing": "a whole number is needed",
    "int_parsing_size": "that number is too large",
    "int_from_float": "a whole number is needed",
    "float_parsing": "a number is needed",
    "finite_number": "a number is needed",
    "bool_parsing": "true or false is needed",
    "literal_error": "it is one of {expected}",
    "enum": "it is one of {expected}",
}
CHARACTERS = ("string_too_short",)  # whose number counts them
OTHERWISE = "it cannot be read"


def wrong_value(error: Mapping[str, Any]) -> str:
    """One mistake, with the parameter that has it.

    >>> wrong_value({"loc": ("query", "q"), "type": "string_too_short", "ctx": {"min_length": 1}})
    'q: at least 1 character is needed'
    >>> wrong_value({"loc": ("query", "hops"), "type": "less_than_equal", "ctx": {"le": 3}})
    'hops: it must be at most 3'
    """
    name = ".".join(str(step) for step in error["loc"][1:])
    words = WORDS.get(error["type"], OTHERWISE).format_map(_Found(error.get("ctx") or {}))
    if error["type"] in CHARACTERS:
        unit = "character is" if error["ctx"]["min_length"] == 1 else "characters are"
        words = words.replace(" is", f" {unit}")
    return f"{name}: {words}"


class _Found(dict[str, Any]):
    """What was found; what was not is a dash, not another error."""

    def __missing__(self, name: str) -> str:
        return "–"
