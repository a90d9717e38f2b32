"""What each tool is asked with: one record a tool, and what is wrong with what was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from api.web.posted import ListEntry
from graph.errors import InputError

NameText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        description="A firm: its name in any script, an id that `find` gave, or an identifier "
        "such as lei:529900… or hkex:0981.",
    ),
]
Day = Annotated[
    str,
    Meta(
        max_length=100,
        description="The day of the answer, YYYY, YYYY-MM or YYYY-MM-DD; by default the last day "
        "up to which facts were gathered.",
    ),
]
HomeCode = Annotated[
    str,
    Meta(
        max_length=100,
        description="The country that counts as home, as two letters (CN); by default the data's.",
    ),
]
Few = Annotated[int, Meta(ge=1, le=50)]
Names = Annotated[tuple[Annotated[str, Meta(max_length=500)], ...], Meta(max_length=500)]


class FindArguments(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to look for."""

    text: Annotated[
        str,
        Meta(
            min_length=1, max_length=500,
            description="Part of a name in any script, an id, or an identifier.",
        ),
    ]  # fmt: skip
    limit: Few = 10


class AnswerArguments(Struct, frozen=True, forbid_unknown_fields=True):
    """Which firm is asked about, and how."""

    firm: NameText
    as_of: Day | None = None
    home: HomeCode | None = None
    language: Annotated[Literal["en", "zh"], Meta(description="The language of the sentences.")] = (
        "en"
    )


class PathsArguments(Struct, frozen=True, forbid_unknown_fields=True):
    """From whom down to which firm."""

    firm: NameText
    source: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=500,
            description="Where the paths begin: home, state (that of home), abroad, foreign-state, "
            "associated, any, or the name or id of one party.",
        ),
    ] = "state"
    kind: Annotated[
        Literal["stakes", "contracts", "funding", "programmes", "all"],
        Meta(description="By what the source reaches the firm."),
    ] = "all"
    basis: Annotated[
        Literal["legal", "economic", "voting"],
        Meta(description="By which right shares are counted."),
    ] = "economic"
    as_of: Day | None = None
    home: HomeCode | None = None
    k: Annotated[int, Meta(ge=1, le=50, description="Most paths of each kind, the best first.")] = 5


class UnknownsArguments(Struct, frozen=True, forbid_unknown_fields=True):
    """Which firm, and how many missing documents at most."""

    firm: NameText
    as_of: Day | None = None
    home: HomeCode | None = None
    most: Annotated[int, Meta(ge=1, le=50, description="Most documents, those first that carry "
                              "most.")] = 10  # fmt: skip


class ScreenArguments(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule, and whose list it extends."""

    rule: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=500,
            description="How far a list reaches: ofac-50, bis-affiliates, any-list, …; a wrong "
            "name is answered with those there are.",
        ),
    ]
    entries: Annotated[
        tuple[ListEntry, ...],
        Meta(max_length=1_000, description="A list of your own, an object for each entry."),
    ] | None = None  # fmt: skip
    lists: Annotated[Names, Meta(description="Lists that the release holds, by name or id.")] = ()
    firms: Annotated[Names, Meta(description="Tell only of these firms, reached or not.")] = ()
    as_of: Day | None = None
    law_day: Annotated[
        str, Meta(max_length=100, description="The day on which rule and lists are read.")
    ] | None = None  # fmt: skip
    read_as: Annotated[
        str,
        Meta(max_length=500, description="Read entries that name no list as if on this one."),
    ] = ""
    list_day: Annotated[
        str, Meta(max_length=100, description="Of which day your list is.")
    ] | None = None  # fmt: skip
    include_unknown: bool = False
    most: Annotated[int, Meta(ge=1, le=500, description="Most firms told of.")] = 50


class QueryArguments(Struct, frozen=True, forbid_unknown_fields=True):
    """A query in SPARQL 1.1; it only reads."""

    sparql: Annotated[
        str,
        Meta(
            min_length=1,
            description="A query in SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE); z:, id: and "
            "code: are known prefixes, LIMIT keeps the answer small. For example: SELECT ?stake "
            "?holder ?least ?most ?asOf WHERE { ?stake a z:Ownership ; z:target id:smic ; "
            "z:party ?holder ; z:shareMin ?least ; z:shareMax ?most ; z:asOf ?asOf }",
        ),
    ]


ArgumentsT = TypeVar("ArgumentsT", bound=Struct)

#: What msgspec calls a type → what a sentence calls it.
KINDS: Mapping[str, str] = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "null": "nothing", "array": "a list", "object": "an object with names and values",
}  # fmt: skip
#: What msgspec says of a mistake → what is said of it.
MISTAKES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Object missing required field `(.*)`"), r"the argument \1 is missing"),
    (re.compile(r"Object contains unknown field `(.*)`"), r"there is no argument \1"),
    (re.compile(r"Invalid enum value (.*)"), r"\1 is no choice"),
    (re.compile(r"Expected `str` of length >= 1"), "it is empty"),
    (re.compile(r"Expected `str` of length <= (\d+)"), r"at most \1 characters are read"),
    (re.compile(r"Expected `array` of length <= (\d+)"), r"at most \1 are read"),
    (re.compile(r"Expected `int` >= (\d+)"), r"it must be at least \1"),
    (re.compile(r"Expected `int` <= (\d+)"), r"it must be at most \1"),
)
_PLACE = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
_TYPES = re.compile(r"Expected `([^`]*)`, got `([^`]*)`")


def read_arguments(given: object, wanted: type[ArgumentsT]) -> ArgumentsT:
    """What a client sent, as the record of its tool.

    >>> read_arguments({"firm": 7}, AnswerArguments)
    Traceback (most recent call last):
    ...
    graph.errors.InputError: firm: a text is needed, not a whole number
    """
    try:
        return msgspec.convert(given, wanted)
    except msgspec.ValidationError as error:
        raise InputError(_in_words(str(error), wanted)) from None


def _in_words(problem: str, wanted: type[Struct]) -> str:
    """A mistake with the argument that has it, and what there is instead."""
    place = _PLACE.search(problem)
    where = place.group(1) if place else ""
    said = _said(_PLACE.sub("", problem))
    choices = _choices(where, wanted)
    if not where:
        said += f" (there are: {', '.join(wanted.__struct_fields__)})"
    elif choices:
        said += f" (there are: {', '.join(choices)})"
    return f"{where}: {said}" if where else said


def _said(problem: str) -> str:
    types = _TYPES.fullmatch(problem)
    if types:
        needed, got = (
            " or ".join(KINDS.get(kind, kind) for kind in side.split(" | "))
            for side in types.groups()
        )
        return f"{needed} is needed, not {got}"
    for pattern, words in MISTAKES:
        if pattern.fullmatch(problem):
            return pattern.sub(words, problem)
    return problem.replace("`", "")


def _choices(argument: str, wanted: type[Struct]) -> list[str]:
    """What an argument may be, where there are few words."""
    described = schema_of(wanted)["properties"].get(argument, {})
    return [str(choice) for choice in described.get("enum", ())]


def schema_of(record: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a record, as a tool is described to its clients."""
    whole = msgspec.json.schema(record)
    definitions = dict(whole.get("$defs", {}))
    root = definitions.pop(record.__name__)
    return {**root, "$defs": definitions} if definitions else root
