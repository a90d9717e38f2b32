"""Somebody's own lenses: a Turtle file beside a data set, read and checked with its lines.

The file has blocks like those of ``lenses.ttl`` and nothing else. It adds
lenses; it never changes one that ships, because an answer names a lens by its
id alone. Everything wrong is found in one run, and says in which block, on
which line, and what would be valid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from ontology import shapes
from ontology.files import statements
from ontology.lenses import Lens, lenses_of
from ontology.load import Term, codes, nearest, properties, schemes
from ontology.nodes import nodes_of
from ontology.terms import CODE, LENS, PREFIXES, Z, shorten

NAME = "lenses.ttl"  # what the file is called in a folder of tables
MOST = 1_000_000  # characters; a lens takes some six hundred

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TYPE = PREFIXES["rdf"] + "type"
_WORDS = frozenset(  # what a block may say in the words of others
    _TYPE if name == "rdf:type" else PREFIXES[name.split(":")[0]] + name.split(":")[1]
    for name in ("rdf:type", "rdfs:label", "rdfs:comment", "rdfs:seeAlso", "skos:prefLabel",
                 "skos:definition", "skos:note", "dct:source")
)  # fmt: skip
_SEVERAL = frozenset(("outcome", "type", "label", "comment", "seeAlso", "prefLabel", "note"))


class Problem(NamedTuple):
    """What is wrong with a lens: where, and what would be valid.

    >>> print(Problem("lenses.ttl", 12, "my-lens", "says no z:version"))
    lenses.ttl, line 12, lens my-lens: says no z:version
    """

    file: str
    line: int | None
    lens: str
    what: str

    def __str__(self) -> str:
        place = [self.file]
        place += [f"line {self.line}"] if self.line is not None else []
        place += [f"lens {self.lens}"] if self.lens else []
        return f"{', '.join(place)}: {self.what}"


class Read(NamedTuple):
    """The lenses of a file, or what keeps it from being used."""

    lenses: tuple[Lens, ...]
    problems: tuple[Problem, ...]


@cache
def quads_of(text: str) -> tuple[ox.Quad, ...]:
    """The statements of a file that :func:`read` found nothing wrong with."""
    return tuple(ox.parse(input=text, format=ox.RdfFormat.TURTLE))


@cache
def read(text: str, file: str = NAME, taken: frozenset[str] = frozenset()) -> Read:
    """Read a file of lenses; none are given while anything in it is wrong.

    ``taken`` are the ids that lenses have already.
    """
    if len(text) > MOST:
        return Read((), (Problem(file, None, "", f"longer than {MOST:,} characters"),))
    try:
        found = quads_of(text)
    except SyntaxError as error:
        return Read((), (Problem(file, error.lineno, "", f"not Turtle: {error.msg}"),))
    reading = _Reading(text, file, taken, found)
    problems = tuple(sorted(set(reading.problems()), key=lambda one: (one.line or 0, one.what)))
    return Read((), problems) if problems else Read(tuple(lenses_of(reading.nodes)), ())


def named_in(text: str) -> tuple[str, ...]:
    """The ids that the blocks of a file have, whatever else is wrong with them."""
    try:
        found = quads_of(text)
    except SyntaxError:
        return ()
    iris = (_key(quad.subject) for quad in found)
    return tuple(sorted({iri.removeprefix(LENS.base) for iri in iris if LENS.base in iri}))


class _Reading:
    """One file: its nodes, the block each belongs to, and the line that block begins on."""

    def __init__(
        self, text: str, file: str, taken: frozenset[str], found: Sequence[ox.Quad]
    ) -> None:
        self._file, self._taken, self._found = file, taken, found
        self._lines = text.splitlines()
        self.nodes = nodes_of(statements(found))
        self._by: dict[str, list[ox.Quad]] = {}
        for quad in found:
            self._by.setdefault(_key(quad.subject), []).append(quad)
        self._block = {subject: subject for subject in self._by}
        for quad in found:
            if isinstance(quad.object, ox.BlankNode):
                self._block[_key(quad.object)] = _key(quad.subject)

    def problems(self) -> Iterator[Problem]:
        blocks = [subject for subject in self._by if not subject.startswith("_:")]
        if not blocks:
            yield Problem(self._file, None, "", "defines no lens; copy a block and change it")
        for block in blocks:
            yield from self._identity(block)
        for subject, said in self._by.items():
            kind = "Outcome" if subject.startswith("_:") else "Lens"
            yield from self._said(subject, kind, said)
        yield from self._shapes()
        for block in blocks:
            yield from self._measure(block)

    def _at(self, subject: str, what: str) -> Problem:
        block = self._block.get(subject, subject)
        name = block.removeprefix(LENS.base)
        return Problem(self._file, self._line(block), name, what)

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
        name = block.removeprefix(LENS.base)
        if not block.startswith(LENS.base) or not _ID.fullmatch(name):
            hint = "lens:NAME, in small letters, digits and hyphens"
            yield self._at(block, f"{shorten(block)} cannot name a lens (valid: {hint})")
        elif name in self._taken:
            hint = "another name; a changed definition is another lens"
            yield self._at(block, f"there is a lens {name} already (valid: {hint})")
        if "Lens" not in {one.rpartition("#")[2] for one in self.nodes[block].get("type", ())}:
            yield self._at(block, "is no z:Lens, and this file defines nothing else")

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
                what = f"{shorten(iri)} is nothing a {kind.lower()} says (valid: {hint})"
                yield self._at(subject, what)
            elif problem := _wrong_value(term, quad.object):
                yield self._at(subject, f"z:{term.name} {problem}")
        for iri, times in seen.items():
            local = iri.replace("#", "/").rpartition("/")[2]
            if times > 1 and local not in _SEVERAL:
                yield self._at(subject, f"says {shorten(iri)} {times} times; once is enough")

    def _shapes(self) -> Iterator[Problem]:
        for finding in shapes.validate(self._found):
            yield self._at(self._iri(finding.focus), finding.message)

    def _iri(self, focus: str) -> str:
        prefix, _, rest = focus.partition(":")
        return PREFIXES[prefix] + rest if prefix in PREFIXES else focus

    def _measure(self, block: str) -> Iterator[Problem]:
        node = self.nodes[block]
        name = next(iter(node.get("measure", ())), "").removeprefix(CODE.base)
        if name not in codes("LensMeasures"):
            return  # said already, with the measures there are
        carried = codes("LensMeasures")[name].attributes
        for needed in str(carried.get("needs", "")).split():
            if needed not in node:
                yield self._at(block, f"the measure {name} needs z:{needed}, which is missing")
        possible = str(carried.get("comesTo", "")).split()
        told = set()
        for outcome in node.get("outcome", ()):
            of = self.nodes.get(outcome, {})
            case = next(iter(of.get("case", ())), "").removeprefix(CODE.base)
            if not case or not of.get("word"):
                yield self._at(block, "each z:outcome needs a z:case and a z:word")
            elif possible and case not in possible:
                hint = ", ".join(possible)
                yield self._at(block, f"the measure {name} never comes to {case} (valid: {hint})")
            elif case in told:
                yield self._at(block, f"has two words for the case {case}")
            told.add(case)


def _key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", ""))


def _wrong_value(term: Term, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """What is wrong with the value of a property, in words; nothing when it can stand."""
    if term.coded_by:
        known = {code for scheme in term.coded_by for code in schemes()[scheme].codes}
        given = _key(value).removeprefix(CODE.base)
        if isinstance(value, ox.NamedNode) and given in known:
            return ""
        hint = ", ".join(nearest(given, known) or sorted(known)[:12])
        return f"is {given!r}, which is no code of {' or '.join(term.coded_by)} (valid: {hint})"
    for kind in term.ranges:
        check = _CHECKS.get(kind.rpartition("#")[2])
        if check is not None and (not isinstance(value, ox.Literal) or not check[0](value.value)):
            return f"is {_key(value)!r} (valid: {check[1]})"
    if term.name in ("threshold", "minimumCoverage") and not 0 <= Decimal(_key(value)) <= 100:
        return f"is {_key(value)} (valid: percent, 0 to 100)"
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
