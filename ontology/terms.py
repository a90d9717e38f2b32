"""The closed vocabulary: IRIs of words and codes, by name.

``Z.Ownership`` is the IRI of a class, ``CODE["asserted"]`` of a code,
``LENS["legal-seat"]`` of a lens. A name that the ontology does not have raises
:class:`UnknownTermError`, so that a typing error never becomes a new word.
``ID`` alone is open: things are whatever a data set names.

>>> Z.Ownership
'https://w3id.org/zizhu/ns#Ownership'
>>> Z["shareMin"] == Z.shareMin
True
>>> Z.Ownershp
Traceback (most recent call last):
...
ontology.terms.UnknownTermError: z:Ownershp is not a term of the ontology; did you mean Ownership?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from ontology.files import CODELISTS, CORE, LENSES, quads


class UnknownTermError(LookupError):
    """A word, code or scheme that the ontology does not have; ``suggestions`` are the nearest."""

    def __init__(self, what: str, name: str, known: Iterable[str], *, of: str = "ontology") -> None:
        self.name = name
        self.suggestions = nearest(name, known)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"{what} is not a term of the {of}{hint}")


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Up to ``count`` known names that somebody who mistyped this one meant, likeliest first.

    Case, underscores, hyphens and blanks make no difference; none when nothing comes close.

    >>> nearest("share_holding", ["votingRights", "shareholding"])
    ('shareholding',)
    >>> nearest("smik", ["smic", "sensetime", "dji"])
    ('smic',)
    """
    from rapidfuzz import fuzz, process  # only a mistake needs it

    spelled = {_plain(other): other for other in sorted(known)}
    close = process.extract(
        _plain(name), list(spelled), scorer=fuzz.ratio, limit=count, score_cutoff=70
    )
    return tuple(spelled[str(match[0])] for match in close)


def capitals(code: str) -> str:
    """A code in capitals; letters beside ASCII stay, for those of some are two: of "ß", "SS".

    >>> capitals("cn"), capitals("\N{LATIN SMALL LIGATURE FI}") == "FI"
    ('CN', False)
    """
    return code.upper() if code.isascii() else code


def _plain(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")


class Namespace:
    """Names under one IRI; indexing or an attribute gives the full IRI as a string."""

    def __init__(self, base: str, prefix: str) -> None:
        self.base = base
        self.prefix = prefix

    def __getitem__(self, name: str) -> str:
        return self.base + name

    def local(self, iri: str) -> str:
        """The name under this namespace; raises ``ValueError`` for any other IRI.

        >>> Z.local("https://w3id.org/zizhu/ns#party")
        'party'
        """
        if not iri.startswith(self.base):
            raise ValueError(f"{iri} does not begin with {self.base}")
        return iri[len(self.base) :]

    def __str__(self) -> str:
        return self.base

    def __repr__(self) -> str:
        return f"<{self.prefix}: {self.base}>"


class ClosedNamespace(Namespace):
    """A namespace whose names are those its files define, and no others."""

    def __init__(self, base: str, prefix: str, *files: Path) -> None:
        super().__init__(base, prefix)
        self._files = files

    @cached_property
    def names(self) -> frozenset[str]:
        """All names the files define."""
        start = len(self.base)
        return frozenset(
            quad.subject.value[start:]
            for file in self._files
            for quad in quads(file)
            if quad.predicate.value == _TYPE
            and isinstance(quad.subject, NamedNode)
            and quad.subject.value.startswith(self.base)
        )

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise UnknownTermError(f"{self.prefix}:{name}", name, self.names)
        return self.base + name

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):  # protocols of Python ask for these and must not be told "unknown"
            raise AttributeError(name)
        return self[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.names))


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Z = ClosedNamespace("https://w3id.org/zizhu/ns#", "z", CORE)
CODE = ClosedNamespace("https://w3id.org/zizhu/code/", "code", CODELISTS)
LENS = ClosedNamespace("https://w3id.org/zizhu/lens/", "lens", LENSES)
ID = Namespace("https://w3id.org/zizhu/id/", "id")

PREFIXES: Mapping[str, str] = {
    **{space.prefix: space.base for space in (Z, CODE, ID, LENS)},
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "cito": "http://purl.org/spar/cito/",
    "qb": "http://purl.org/linked-data/cube#",
    "schema": "https://schema.org/",
}
"""Prefixes for Turtle, SPARQL and JSON-LD, ours first."""


def camel(name: str) -> str:
    """A record's or column's name as the ontology spells names.

    >>> camel("period_end")
    'periodEnd'
    """
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def shorten(iri: str) -> str:
    """The IRI with a prefix where we have one.

    >>> shorten("http://purl.org/dc/terms/source")
    'dct:source'
    """
    for prefix, base in sorted(PREFIXES.items(), key=lambda pair: -len(pair[1])):
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
