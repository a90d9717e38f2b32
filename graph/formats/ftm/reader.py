"""FollowTheMoney entities → claims, one statement for each entity.

What each schema and code becomes is ``ontology/crosswalks/ftm.csv``. Persons are taken in
by their names and citizenships and nothing else; relations within families are not. What an
entity says that claims do not carry is counted by the name of its property, never by its
value.

Entities that stand inside others are read as if they stood beside them, and links to an id that an
entity had before (``referents``) are followed. A file may hold the changes between two editions:
what one adds or alters is read, and that something was taken out carries nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from graph.claims.model import Citation, Entity, Source
from graph.claims.statements import Record, Refusal, Statement
from graph.formats.files.json_stream import objects
from graph.formats.ftm.links import ENDS, Link
from graph.formats.ftm.members import OF_A_GROUP, is_our_link
from graph.formats.ftm.nested import unnested
from graph.formats.ftm.parties import Party, document
from graph.formats.ftm.said import Said, SaidError, our_id
from ontology.crosswalks import ForeignCode, foreign
from ontology.terms import nearest

TAKEN = ("ADD", "MOD")  # changes that bring an entity as it now is
DELETED = "DEL"
LINKS = (*ENDS, "Sanction", "Risk")


def read_ftm(path: Path) -> Iterator[Statement]:
    """Read FollowTheMoney entities: JSON lines, or a JSON array of them.

    Memory does not grow with the file. Links name entities that may come later in the file
    or not at all; whoever gathers the statements finds those.

    Raises
    ------
    FileError
        If it is not JSON.
    """
    reading = _Reading(path.name)
    for found in objects(path):
        if found.trouble:
            at = Refusal(
                file=path.name, line=found.line, pointer=f"/{found.place}", rule=found.rule,
                problem=found.trouble,
            )  # fmt: skip
            yield Statement(refusals=(at,), line=found.line)
        else:
            first, *within = unnested(found.value, LINKS)
            yield reading.statement(first, found.line)
            # The same may stand inside many others, with more or less of its surroundings.
            yield from (replace(reading.statement(one, found.line), id="") for one in within)


class _Reading:
    """One file: its own source, and the statement of each of its entities."""

    def __init__(self, file: str) -> None:
        self._file = file
        stem = file.partition(".")[0]
        self._source = Source(
            id="ftm-" + "".join(c if c.isalnum() and c.isascii() else "-" for c in stem),
            title=f"FollowTheMoney entities: {file}",
            kind="dataset",
        )
        self._sourced = False

    def statement(self, value: Any, line: int | None) -> Statement:
        """What one entity becomes."""
        change, value = _change(value)
        name = value.get("id", "") if isinstance(value, dict) else ""
        name = name if isinstance(name, str) else ""
        digest = hashlib.blake2b(repr((change, value)).encode(), digest_size=8).digest()
        content = int.from_bytes(digest)
        try:
            made = self._changed(change) if change else self._made(Said(value), line)
        except SaidError as error:
            made = Statement(refusals=(self._refusal(name, line, error),))
        return replace(made, id=name, line=line, content=content)

    @staticmethod
    def _changed(change: str) -> Statement:
        if change == DELETED:
            return Statement(noted=("a change between editions: something was taken out",))
        known = ", ".join((*TAKEN, DELETED))
        raise SaidError("/op", "code", f"no change is called {change!r} (valid: {known})")

    def _made(self, said: Said, line: int | None) -> Statement:
        if is_our_link(said):
            return Statement(noted=(OF_A_GROUP,))
        rule = _rule(said.schema)
        if not rule.becomes:
            words = f"{said.schema}: {rule.note}"
            return Statement(noted=(words,), passed_over=our_id(said.id), what=words)
        if rule.becomes == "Source":
            return Statement(records=(document(said),), noted=tuple(said.left()))
        sources, cite = self._cited(said)
        of = Link if said.schema in LINKS else None
        taking = of(said, rule, cite) if of else Party(said, rule.becomes, rule.value, cite)
        records = tuple(taking.records())
        party = taking if isinstance(taking, Party) else None
        over, is_over = party.over_unsaid(records) if party else (None, False)
        self._sourced |= bool(records) and self._source in sources
        return Statement(
            records=(*sources, *records) if records else (),
            refusals=tuple(self._refusal(said.id, line, one) for one in taking.troubles),
            noted=(*taking.noted, *said.left()),
            record=our_id(said.id) if party else "",
            what=_what(records) if party else "link",
            over=over,
            is_over=is_over,
            aliases=tuple(map(our_id, said.referents)) if party else (),
        )

    def _cited(self, said: Said) -> tuple[tuple[Source, ...], tuple[Citation, ...]]:
        """What an entity cites: documents, a page, or else this file."""
        locator = said.first("recordId") or "not recorded"
        place = locator if locator != "not recorded" else f"entity {said.id}"
        proofs = said.all("proof")
        publisher, url = said.first("publisher"), said.first("sourceUrl", "publisherUrl")
        if proofs:
            ids = [our_id(one).removeprefix("source-") for one in proofs]
            return (), tuple(Citation(one, locator) for one in ids)
        if url:
            digest = hashlib.blake2b(url.encode(), digest_size=6).hexdigest()
            page = Source(
                id=f"ftm-page-{digest}", title=publisher or url, publisher=publisher, url=url,
                kind="reference",
            )  # fmt: skip
            return (page,), (Citation(page.id, place),)
        unsaid = () if self._sourced else (self._source,)
        return unsaid, (Citation(self._source.id, place),)

    def _refusal(self, name: str, line: int | None, error: SaidError) -> Refusal:
        return Refusal(
            file=self._file, line=line, statement=name, pointer=error.pointer,
            rule=error.rule, problem=str(error),
        )  # fmt: skip


def _change(value: Any) -> tuple[str, Any]:
    """The word for a change between editions that needs no reading, and what it is about."""
    if not isinstance(value, dict) or "op" not in value or "schema" in value:
        return "", value
    return ("" if value["op"] in TAKEN else str(value["op"])), value.get("entity")


def _what(records: Sequence[Record]) -> str:
    """What a party is: a person, or one that is no person."""
    kinds = [one.kind for one in records if isinstance(one, Entity)]
    return "person" if "Person" in kinds else "no person"


def _rule(schema: str) -> ForeignCode:
    found = foreign("ftm").get(("schema", schema))
    if found is None:
        known = [code for of, code in foreign("ftm") if of == "schema"]
        hint = ", ".join(nearest(schema, known) or known)
        raise SaidError("/schema", "code", f"no schema is called {schema!r} (valid: {hint})")
    return found[0]
