"""Blocks of Turtle that somebody wrote, lenses or rules, checked with their lines.

Everything wrong is found in one run, and says in which block, on which line, and what would be
valid. What is particular to lenses is in :mod:`ontology.lens_files`, to rules in
:mod:`ontology.rule_files`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from ontology import shapes
from ontology.files import statements
from ontology.load import Term, nearest, properties, schemes
from ontology.nodes import nodes_of
from ontology.terms import CODE, PREFIXES, Z, shorten

MOST = 1_000_000  # characters; a block takes some thousand

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TYPE = PREFIXES["rdf"] + "type"
_WORDS = frozenset(  # what a block may say in the words of others
    _TYPE if name == "rdf:type" else PREFIXES[name.split(":")[0]] + name.split(":")[1]
    for name in ("rdf:type", "rdfs:label", "rdfs:comment", "rdfs:seeAlso", "skos:prefLabel",
                 "skos:definition", "skos:note", "dct:source")
)  # fmt: skip
_SEVERAL = frozenset(("type", "label", "comment", "seeAlso", "prefLabel", "note"))


@dataclass(frozen=True)
class Kind:
    """What the blocks of a file define: how it is called, where its names begin, its parts."""

    noun: str  # lens
    cls: str  # Lens
    base: str  # what the IRIs of the blocks begin with
    prefixed: str  # how a name is written: lens:NAME
    parts: Mapping[str, str]  # property → the class of the node without a name that it leads to
    several: frozenset[str] = field(default_factory=frozenset)  # what is said more than once


class Problem(NamedTuple):
    """What is wrong with a block: where, and what would be valid.

    >>> print(Problem("lenses.ttl", 12, "my-lens", "says no z:version"))
    lenses.ttl, line 12, lens my-lens: says no z:version
    """

    file: str
    line: int | None
    name: str
    what: str
    noun: str = "lens"

    def __str__(self) -> str:
        place = [self.file]
        place += [f"line {self.line}"] if self.line is not None else []
        place += [f"{self.noun} {self.name}"] if self.name else []
        return f"{', '.join(place)}: {self.what}"


@cache
def quads_of(text: str) -> tuple[ox.Quad, ...]:
    """The statements of a file that was found to be Turtle."""
    return tuple(ox.parse(input=text, format=ox.RdfFormat.TURTLE))


def unreadable(text: str, file: str, noun: str) -> tuple[Problem, ...]:
    """Why a text cannot be looked into at all; nothing where it can."""
    if len(text) > MOST:
        return (Problem(file, None, "", f"longer than {MOST:,} characters", noun),)
    try:
        quads_of(text)
    except SyntaxError as error:
        return (Problem(file, error.lineno, "", f"not Turtle: {error.msg}", noun),)
    return ()


class Blocks:
    """One file: its nodes, the block each belongs to, and the line that block begins on."""

    def __init__(self, text: str, file: str, taken: frozenset[str], kind: Kind) -> None:
        found = quads_of(text)
        self._file, self._taken, self._found, self._kind = file, taken, found, kind
        self._lines = text.splitlines()
        self.nodes = nodes_of(statements(found))
        self._by: dict[str, list[ox.Quad]] = {}
        for quad in found:
            self._by.setdefault(key(quad.subject), []).append(quad)
        self._block = {subject: subject for subject in self._by}
        self._leads: dict[str, str] = {}  # a node without a name → the property that leads to it
        for quad in found:
            if isinstance(quad.object, ox.BlankNode):
                self._block[key(quad.object)] = key(quad.subject)
                self._leads[key(quad.object)] = quad.predicate.value.rpartition("#")[2]

    @property
    def blocks(self) -> list[str]:
        """The IRIs that the file defines."""
        return [subject for subject in self._by if not subject.startswith("_:")]

    def problems(self) -> Iterator[Problem]:
        """All that is wrong with what every kind of block needs."""
        noun = self._kind.noun
        if not self.blocks:
            yield self._in_file(f"defines no {noun}; copy a block and change it")
        for block in self.blocks:
            yield from self._identity(block)
        for subject, said in self._by.items():
            yield from self._said(subject, self._class_of(subject), said)
        yield from self._shapes()

    def _class_of(self, subject: str) -> str:
        led = self._kind.parts.get(self._leads.get(subject, ""))
        return led or self._kind.cls

    def _in_file(self, what: str) -> Problem:
        return Problem(self._file, None, "", what, self._kind.noun)

    def at(self, subject: str, what: str) -> Problem:
        """A problem with a block, or with a node in one."""
        block = self._block.get(subject, subject)
        name = block.removeprefix(self._kind.base)
        return Problem(self._file, self._line(block), name, what, self._kind.noun)

    def _line(self, block: str) -> int | None:
        """The line a block begins on: the first that starts with its name."""
        prefix = {space: name for name, space in self._prefixes()}
        names = [f"<{block}>"]
        names += [
            f"{name}:{block.removeprefix(space)}"
            for space, name in prefix.items()
            if block.startswith(space)
        ]
        for number, line in enumerate(self._lines, 1):
            if any(re.match(rf"\s*{re.escape(name)}(?![\w-])", line) for name in names):
                return number
        return None

    def _prefixes(self) -> Iterator[tuple[str, str]]:
        for line in self._lines:
            match = re.match(r"\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", line, re.IGNORECASE)
            if match:
                yield match[1], match[2]

    def _identity(self, block: str) -> Iterator[Problem]:
        kind = self._kind
        name = block.removeprefix(kind.base)
        if not block.startswith(kind.base) or not _ID.fullmatch(name):
            hint = f"{kind.prefixed}:NAME, in small letters, digits and hyphens"
            yield self.at(block, f"{shorten(block)} cannot name a {kind.noun} (valid: {hint})")
        elif name in self._taken:
            hint = f"another name; a changed definition is another {kind.noun}"
            yield self.at(block, f"there is a {kind.noun} {name} already (valid: {hint})")
        if kind.cls not in {one.rpartition("#")[2] for one in self.nodes[block].get("type", ())}:
            yield self.at(block, f"is no z:{kind.cls}, and this file defines nothing else")

    def _said(self, subject: str, kind: str, said: Sequence[ox.Quad]) -> Iterator[Problem]:
        seen: dict[str, int] = {}
        for quad in said:
            iri = quad.predicate.value
            seen[iri] = seen.get(iri, 0) + 1
            if iri in _WORDS:
                continue
            term = properties().get(iri.removeprefix(Z.base)) if iri.startswith(Z.base) else None
            if term is None or kind not in term.domains:
                known = [f"z:{name}" for name, one in properties().items() if kind in one.domains]
                hint = ", ".join(nearest(shorten(iri), known) or sorted(known))
                what = f"{shorten(iri)} is nothing a {_worded(kind)} says (valid: {hint})"
                yield self.at(subject, what)
            elif problem := wrong_value(term, quad.object):
                yield self.at(subject, f"z:{term.name} {problem}")
        for iri, times in seen.items():
            local = iri.replace("#", "/").rpartition("/")[2]
            if times > 1 and local not in _SEVERAL and local not in self._kind.several:
                yield self.at(subject, f"says {shorten(iri)} {times} times; once is enough")

    def _shapes(self) -> Iterator[Problem]:
        for finding in shapes.validate(self._found):
            yield self.at(self._iri(finding.focus), finding.message)

    def _iri(self, focus: str) -> str:
        prefix, _, rest = focus.partition(":")
        return PREFIXES[prefix] + rest if prefix in PREFIXES else focus


def _worded(cls: str) -> str:
    """A class as a text has it: ReachRule is a reach rule.

    >>> _worded("ControlTest")
    'control test'
    """
    return " ".join(re.findall(r"[A-Z][a-z]*", cls)).lower()


def key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A term as the nodes of a file have it; a node without a name begins with ``_:``."""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", ""))


def wrong_value(term: Term, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """What is wrong with the value of a property, in words; nothing when it can stand."""
    if term.coded_by:
        known = {code for scheme in term.coded_by for code in schemes()[scheme].codes}
        given = key(value).removeprefix(CODE.base)
        if isinstance(value, ox.NamedNode) and given in known:
            return ""
        hint = ", ".join(nearest(given, known) or sorted(known)[:12])
        return f"is {given!r}, which is no code of {' or '.join(term.coded_by)} (valid: {hint})"
    for kind in term.ranges:
        check = _CHECKS.get(kind.rpartition("#")[2])
        if check is not None and (not isinstance(value, ox.Literal) or not check[0](value.value)):
            return f"is {key(value)!r} (valid: {check[1]})"
    if term.name in ("threshold", "minimumCoverage") and not 0 <= Decimal(key(value)) <= 100:
        return f"is {key(value)} (valid: percent, 0 to 100)"
    return ""


def _is_day(text: str) -> bool:
    return _stands(date.fromisoformat, text)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?\d{1,20}(\.\d{1,18})?", text))


def _stands(read_as: Callable[[str], object], text: str) -> bool:
    try:
        read_as(text)
    except ValueError:
        return False
    return True


_CHECKS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "decimal": (_is_number, "a plain number"),
    "integer": (lambda text: bool(re.fullmatch(r"\d{1,6}", text)), "a whole number"),
    "boolean": (lambda text: text in ("true", "false"), "true or false"),
    "date": (_is_day, 'a day, as "2020-01-01"^^xsd:date'),
}
