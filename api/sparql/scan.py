r"""One pass over one reading of a SPARQL query: what it asks for, and what it may not.

Linear, without recursion, by just enough of the grammar to tell code from strings, IRIs and
comments. Parsers differ, and a scan that reads one text differently from the parser behind it
can be slipped past. So where an engine may read otherwise, both readings count:

- *Missing word boundaries*: engines take ``falseSERVICE ex:a {}`` and
  ``SERVICE:a {}`` for a keyword and what follows. A bare word that contains a
  forbidden word counts, and so does a prefix that contains SERVICE before a group.
- *Names with two dots*: engines end ``ex:a.b.SERVICE`` before the second dot.
- *Less than, or an IRI*: ``FILTER(?a<?b)#>'''`` is an IRI to one reader and a
  comparison with a comment to another. Where an operand precedes and the text
  could hide something (``#`` or ``'``), the query is refused with the remedy:
  put a space after the sign.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urljoin

from graph.errors import MalformedQueryError, RefusedQueryError

Form = Literal["select", "ask", "construct", "describe", "unknown"]

SERVICE = "SERVICE"
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"))
FORMS: tuple[Form, ...] = ("select", "ask", "construct", "describe")

# PN_CHARS_BASE, and what may follow it, as SPARQL 1.1 section 19.8 has them.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = _BASE + "0-9_\u00b7\u0300-\u036f\u203f\u2040"
# Only what every parser takes: one that stumbles over an escape reads the quotes another way.
_UNICODE = r"\\u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|\\U00(?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4}"
_ECHAR = rf"\\[tbnrf\\\"']|{_UNICODE}"
# A prefix has a longest length here, or ``a.a.a.a`` would be read again from every dot.
_TOKEN = re.compile(
    rf"""
    (?P<space>    [\x20\t\r\n]+ | \#[^\r\n]* )
  | (?P<long>     \'\'\'(?:[^'\\]|{_ECHAR}|'(?!''))*\'\'\'
                | \"\"\"(?:[^"\\]|{_ECHAR}|"(?!""))*\"\"\" )
  | (?P<string>   '(?!'')(?:[^'\\\r\n]|{_ECHAR})*' | "(?!"")(?:[^"\\\r\n]|{_ECHAR})*" )
  | (?P<iri>      <(?:[^<>"{{}}|^`\\\x00-\x20]|{_UNICODE})*> )
  | (?P<variable> [?$][{_MORE}]+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name>     (?:_|[{_BASE}](?:[{_MORE}.\-]{{0,200}}[{_MORE}\-])?)?
                  :(?:[{_MORE}:\-]|%[0-9A-Fa-f]{{2}}|\\.|\.(?=[{_MORE}:.\-%\\]))* )
  | (?P<word>     [{_BASE}_][{_MORE}]* )
  | (?P<number>   (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)? )
  | (?P<open>     [{{(\[] )
  | (?P<close>    [}})\]] )
  | (?P<quote>    ['"] )
  | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN = re.compile(r"\\(.)")
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
STARRED = ("SELECT", "DISTINCT", "REDUCED")  # words after which ``*`` is all variables
SIGNS = frozenset("!+-")
# Every name after a BASE is resolved against it, step by step of its path.
MOST_BASES, LONGEST_BASE = 10, 500  # in one query; characters
# After one of these an expression goes on, so that ``<`` may mean less than.
_OPERANDS = frozenset(
    ("variable", "name", "word", "number", "string", "long", "language", "iri", "close")
)
# A name before a group that is a graph or a described thing, not a service.
_TAKES_NAME = frozenset(("GRAPH", "FROM", "NAMED", "DESCRIBE"))


class Scan:
    """One pass over one reading of the text: its form, the graphs it reads from, its variables."""

    def __init__(self, text: str, deepest: int, base: str = "") -> None:
        self.text, self.deepest = text, deepest
        self.form: Form = "unknown"
        self.default_graphs: list[str] = []
        self.named_graphs: list[str] = []
        self.star = -1
        self.variables: dict[str, None] = {}
        self._open: list[str] = []
        self._before, self._word = "", ""  # kind of the last token, and its capitals if a word
        self._prefixes: dict[str, str] = {}
        self._base = base
        self._suspect: int | None = None  # a name that is a service if a group follows
        self._bases = self._signs = 0
        self._declaring = ""

    def run(self) -> None:
        """Read to the end, or raise for the first thing that is refused."""
        for match in _TOKEN.finditer(self.text):
            kind, token, place = str(match.lastgroup), match[0], match.start()
            if kind == "space":
                continue
            self._check(kind, token, place)
            self._count_signs(token, place)
            if kind == "variable":
                self.variables[token[1:]] = None
            elif match[0] == "*" and self._word in STARRED and not self._open and self.star < 0:
                self.star = place
            if self._open or kind == "open":
                self._nest(kind, token, place)
            else:
                self._prologue(kind, token)
            self._before, self._word = kind, token.upper() if kind == "word" else ""

    def _check(self, kind: str, token: str, place: int) -> None:
        suspect, self._suspect = self._suspect, None
        if suspect is not None and kind == "open":
            self._refuse_service(suspect)
        if kind == "word":
            self._check_word(token, place)
        elif kind == "name":
            prefix, local = _capitals(token).split(":", 1)
            if SERVICE in local.partition(".")[2].partition(".")[2]:
                self._refuse_service(place)
            if SERVICE in prefix and "{" in self._open and self._word not in _TAKES_NAME:
                self._suspect = place
        elif kind == "iri":
            self._check_iri(token, place)
        elif kind == "quote":
            raise MalformedQueryError(f"a string is not closed ({self._where(place)})")

    def _count_signs(self, token: str, place: int) -> None:
        """Each sign before an operand is a step deeper for who parses it."""
        self._signs = self._signs + 1 if token in SIGNS else 0
        if self._signs > self.deepest:
            raise RefusedQueryError(
                f"the query has more than {self.deepest} signs in a row ({self._where(place)})"
            )

    def _check_word(self, token: str, place: int) -> None:
        word = _capitals(token)
        if SERVICE in word:
            self._refuse_service(place)
        if word in UPDATES:
            raise RefusedQueryError(
                f"{word} is refused: this endpoint only reads ({self._where(place)})"
            )

    def _check_iri(self, token: str, place: int) -> None:
        compared = self._before in _OPERANDS and self._open[-1:] == ["("]
        quoted = place > 0 and self.text[place - 1] == "<"
        if (compared or quoted) and ("#" in token or "'" in token) and not _SCHEME.match(token):
            raise RefusedQueryError(
                f"{token!r} can be read as an IRI or as a comparison; write a space after '<', "
                f"or the IRI in full ({self._where(place)})"
            )

    def _nest(self, kind: str, token: str, place: int) -> None:
        if kind == "open":
            self._open.append(token)
            if len(self._open) > self.deepest:
                raise RefusedQueryError(
                    f"the query nests more than {self.deepest} brackets ({self._where(place)})"
                )
        elif kind == "close" and self._open:
            self._open.pop()

    def _prologue(self, kind: str, token: str) -> None:
        """Outside every bracket: declarations, the form, and FROM."""
        if kind == "word":
            self._form(token)
        if kind == "iri":
            iri = absolute(self._base, token[1:-1])
            if self._word == "BASE":
                self._rebase(iri)
            elif self._declaring:
                self._prefixes[self._declaring] = iri
            else:
                self._graph(iri)
            self._declaring = ""
        elif kind == "name":
            prefix, local = token.split(":", 1)
            self._declaring = f"{prefix}:" if self._word == "PREFIX" else ""
            if not self._declaring:
                self._graph(
                    self._prefixes.get(f"{prefix}:", f"{prefix}:") + _PLAIN.sub(r"\1", local)
                )

    def _rebase(self, iri: str) -> None:
        self._base = iri
        self._bases += 1
        if self._bases > MOST_BASES or len(iri) > LONGEST_BASE:
            raise RefusedQueryError(
                f"the query declares more than {MOST_BASES} times what names are relative to, or "
                f"more than {LONGEST_BASE} characters of it"
            )

    def _form(self, token: str) -> None:
        if self.form == "unknown":
            lower = token.lower()
            self.form = next((form for form in FORMS if lower.startswith(form)), "unknown")

    def _graph(self, iri: str) -> None:
        if self._word == "FROM":
            self.default_graphs.append(iri)
        elif self._word == "NAMED":
            self.named_graphs.append(iri)

    def _refuse_service(self, place: int) -> None:
        raise RefusedQueryError(
            f"SERVICE is refused: this endpoint asks no other ({self._where(place)})"
        )

    def _where(self, place: int) -> str:
        line = self.text.count("\n", 0, place) + 1
        column = place - self.text.rfind("\n", 0, place)
        return f"line {line}, column {column}"


def absolute(base: str, iri: str) -> str:
    """An IRI as it is relative to another; :class:`MalformedQueryError` where it is none.

    >>> absolute("http://example.org/a", "b#"), absolute("", "b")
    ('http://example.org/b#', 'b')
    >>> absolute("http://example.org/a", "http://[b")
    Traceback (most recent call last):
    ...
    graph.errors.MalformedQueryError: 'http://[b' is no IRI: Invalid IPv6 URL
    """
    try:
        joined = urljoin(base, iri) if base else iri
    except ValueError as error:
        raise MalformedQueryError(f"{iri!r} is no IRI: {error}") from error
    # The library drops an empty fragment; a prefix is nothing without it.
    return joined + "#" if iri.endswith("#") and not joined.endswith("#") else joined


def _capitals(word: str) -> str:
    """Capitals after Unicode folding: some engines take a long s for an s."""
    return word.casefold().upper()
