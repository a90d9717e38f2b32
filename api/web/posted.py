"""What visitors send in a body, as records."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request

from api.errors import UnsupportedMediaError
from graph.claims.statements import Refusal
from graph.errors import InputError
from graph.formats.tables.lists import ListRow, row_of
from graph.production.defaults import LENS, NEXT_OWNERS

JSON = "application/json"

MOST_ENTRIES = 10_000
MOST_CUSTOMERS = 1_000
MOST_NAMES = 20_000  # of all entries together, where customers are compared with them

#: A name, an id or a date: at most 500 characters.
Text = Annotated[str, Meta(max_length=500)]
Several = Annotated[tuple[Text, ...], Meta(max_length=500)]

Supposed = Annotated[tuple[str, ...], Meta(max_length=500)]  # its texts are bounded where read

T = TypeVar("T")


class ListEntry(Struct, forbid_unknown_fields=True, rename={"from_": "from"}):
    """One entry of a list: a name, an id or identifiers as ``scheme:value``."""

    name: Text = ""
    other_names: Annotated[tuple[Text, ...], Meta(max_length=50)] = ()
    id: Text = ""
    identifiers: Annotated[tuple[Text, ...], Meta(max_length=100)] = ()
    list: Text = ""
    from_: Text = ""
    to: Text = ""


def list_row(number: int, entry: ListEntry) -> ListRow | Refusal:
    """An entry as one that was read from a file, under the same rules."""
    return row_of(
        number,
        name=entry.name,
        other_names=entry.other_names,
        id=entry.id,
        identifiers=entry.identifiers,
        list=entry.list,
        first=entry.from_,
        last=entry.to,
    )


class CustomerEntry(Struct, forbid_unknown_fields=True):
    """A firm to be asked about: a name, an id here or identifiers; ``customer`` is its number."""

    name: Text = ""
    customer: Text = ""
    other_names: Annotated[tuple[Text, ...], Meta(max_length=50)] = ()
    id: Text = ""
    identifiers: Annotated[tuple[Text, ...], Meta(max_length=100)] = ()


class ScreenRequest(Struct, forbid_unknown_fields=True):
    """A list and the rule to follow it by; with ``customers``, a row for each of them."""

    rule: Text
    entries: Annotated[tuple[ListEntry, ...], Meta(max_length=MOST_ENTRIES)] | None = None
    lists: Several = ()
    firms: Several = ()
    as_of: str | None = None
    threshold: str | float | None = None
    include_unknown: bool = False
    law_day: str | None = None
    read_as: Text = ""
    list_day: str | None = None
    customers: Annotated[tuple[CustomerEntry, ...], Meta(max_length=MOST_CUSTOMERS)] | None = None


class StatedOwner(Struct, forbid_unknown_fields=True):
    """An owner of a plant, with its percentage as it is printed, where it is."""

    name: Text
    id: Text = ""
    share: Text | float | None = None


Owners = Annotated[tuple[StatedOwner, ...], Meta(max_length=100)]


class PlantEntry(Struct, forbid_unknown_fields=True):
    """A plant: its capacity, or one for each status; its place; whoever is named in each role."""

    name: Text
    capacity: Text | float | Annotated[dict[Text, Text | float], Meta(max_length=30)]
    id: Text = ""
    place: Text = ""
    owners: Owners = ()
    parents: Owners = ()
    suppliers: Owners = ()
    group: Text = ""


class MatchEntry(Struct, forbid_unknown_fields=True):
    """A reviewed match: the owner of this number, or of exactly this name, is this entity."""

    entity: Text
    id: Text = ""
    name: Text = ""


class ProductionRequest(Struct, forbid_unknown_fields=True):
    """Plants with their owners, and who these are here."""

    plants: Annotated[tuple[PlantEntry, ...], Meta(max_length=MOST_ENTRIES)]
    unit: Text
    matches: Annotated[tuple[MatchEntry, ...], Meta(max_length=MOST_ENTRIES)] = ()
    scheme: Text = ""
    by: Text = ""
    statuses: Several = ()
    definitions: Several = ()
    lens: Text = LENS
    as_of: str | None = None
    home: str | None = None
    next: int = NEXT_OWNERS


class Suppose(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A firm and what is supposed of it, in the language of the command's options."""

    firm: Text
    as_of: str | None = None
    home: str | None = None
    lens: Supposed = ()
    set: Supposed = ()
    remove: Supposed = ()
    close: Supposed = ()
    complete: Supposed = ()
    control: Supposed = ()
    citizen: Supposed = ()
    seat: Supposed = ()
    headquarters: Supposed = ()


async def body_of(request: Request) -> bytes:
    """The JSON body of a request; how long it may be is watched before it comes here."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if media != JSON:
        raise UnsupportedMediaError(f"the body is {media or 'of no stated type'}; send {JSON}")
    return await request.body()


def read_json(body: bytes, record: type[T]) -> T:
    """A body as a record; raise :class:`InputError` that says where it is not one.

    >>> class Asked(msgspec.Struct):
    ...     rule: str
    >>> read_json(b'{"rule": 1}', Asked)
    Traceback (most recent call last):
    ...
    graph.errors.InputError: the body cannot be used: Expected `str`, got `int` - at `$.rule`
    """
    try:
        return msgspec.json.decode(body, type=record)
    except msgspec.DecodeError as error:
        raise InputError(f"the body cannot be used: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError("the body cannot be used: it is not text in UTF-8") from error
    except RecursionError:
        raise InputError("the body cannot be used: it is nested too deep") from None
