"""FollowTheMoney entities → claims, one statement for each entity.

What each schema and code becomes is ``ontology/crosswalks/ftm.csv``. Persons are taken in
by their names and citizenships and nothing else; relations within families are not. What an
entity says that claims do not carry is counted by the name of its property, never by its
value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.claims.model import Citation, Source
from graph.claims.statements import Refusal, Statement
from graph.formats.files.json_stream import objects
from graph.formats.ftm.links import ENDS, Link
from graph.formats.ftm.parties import Party, document
from graph.formats.ftm.said import Said, SaidError, our_id
from ontology.crosswalks import ForeignCode, foreign
from ontology.terms import nearest


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
            yield reading.statement(found.value, found.line)


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
        name = value.get("id", "") if isinstance(value, dict) else ""
        name = name if isinstance(name, str) else ""
        try:
            said = Said(value)
            made = self._made(said, line)
        except SaidError as error:
            made = Statement(refusals=(self._refusal(name, line, error),))
        digest = hashlib.blake2b(repr(value).encode(), digest_size=8).digest()
        content = int.from_bytes(digest)
        return Statement(
            records=made.records, refusals=made.refusals, noted=made.noted,
            id=name, line=line, content=content,
        )  # fmt: skip

    def _made(self, said: Said, line: int | None) -> Statement:
        rule = _rule(said.schema)
        if not rule.becomes:
            return Statement(noted=(f"{said.schema}: {rule.note}",))
        if rule.becomes == "Source":
            return Statement(records=(document(said),), noted=tuple(said.left()))
        sources, cite = self._cited(said)
        of = Link if said.schema in ENDS or said.schema in ("Sanction", "Risk") else None
        taking = of(said, rule, cite) if of else Party(said, rule.becomes, rule.value, cite)
        records = tuple(taking.records())
        self._sourced |= bool(records) and self._source in sources
        return Statement(
            records=(*sources, *records) if records else (),
            refusals=tuple(self._refusal(said.id, line, one) for one in taking.troubles),
            noted=(*taking.noted, *said.left()),
        )

    def _cited(self, said: Said) -> tuple[tuple[Source, ...], tuple[Citation, ...]]:
        """What an entity cites: documents, a page, or else this file."""
        locator = said.first("recordId") or "not recorded"
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
            return (page,), (Citation(page.id, locator),)
        place = locator if locator != "not recorded" else f"entity {said.id}"
        unsaid = () if self._sourced else (self._source,)
        return unsaid, (Citation(self._source.id, place),)

    def _refusal(self, name: str, line: int | None, error: SaidError) -> Refusal:
        return Refusal(
            file=self._file, line=line, statement=name, pointer=error.pointer,
            rule=error.rule, problem=str(error),
        )  # fmt: skip


def _rule(schema: str) -> ForeignCode:
    found = foreign("ftm").get(("schema", schema))
    if found is None:
        known = [code for of, code in foreign("ftm") if of == "schema"]
        hint = ", ".join(nearest(schema, known) or known)
        raise SaidError("/schema", "code", f"no schema is called {schema!r} (valid: {hint})")
    return found[0]
