"""Everything that can go wrong, drawn once.

::

    ZizhuError                      anything this project raises on purpose
    ├── InputError                  what was given cannot be used; names file, row, column or claim
    │   ├── FileError               a file that cannot be opened or read: damaged, too much, no text
    │   ├── TableError              a row of a table: file, line, column and what would be valid
    │   ├── UnknownTermError        a class, property or code the ontology does not have
    │   ├── BadDateError            a date outside the calendar, or a period that ends too early
    │   ├── ImpossibleShareError    a share below 0, above 100, not a number, or with crossed bounds
    │   ├── IdentifierError         an identifier whose check digits or form are wrong
    │   ├── RefusedStatementsError  statements of an import that cannot be taken; each was listed
    │   └── InvalidClaimsError      claims that break a shape or a cross-check; carries the report
    │       └── InvalidLensesError  the same of a file of lenses
    ├── NotFoundError               a name nobody here answers to
    │   ├── UnknownEntityError      carries suggestions
    │   ├── UnknownLensError        carries suggestions
    │   ├── UnknownRuleError        carries suggestions
    │   ├── UnknownSourceError      a citation to a source that no table has
    │   ├── UnknownThingError       an IRI of which nothing is stated
    │   └── NoReleaseError          nothing has been built yet
    │       └── UnknownReleaseError no release here has the id that was asked for
    ├── ReleaseError                a release that cannot be trusted or made
    │   ├── DamagedReleaseError     says which file differs, and how
    │   ├── EngineNeededError       a release whose answers another engine computed
    │   └── BuildInProgressError    another build holds the lock
    ├── QueryError                  a SPARQL query that cannot be answered
    │   ├── RefusedQueryError       updates, SERVICE, LOAD, too long, too deep
    │   ├── MalformedQueryError     carries the position
    │   ├── QueryTimeoutError       killed on time
    │   └── QueryMemoryError        killed for memory
    ├── EngineError                 an engine that is not here, or that broke off
    └── ComputationError            numbers that have no meaning
        └── ClosedGroupError        firms held only by one another, where an outsider is needed

Web status codes are not known here; ``api/errors.py`` has the table.
"""

from __future__ import annotations

from collections.abc import Sequence


class ZizhuError(Exception):
    """Anything this project raises on purpose; its text is fit for a reader."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback; IPython asks for it by this name."""
        return [f"{type(self).__name__}: {self}"]


class InputError(ZizhuError):
    """What was given cannot be used."""


class FileError(InputError):
    """A file that cannot be opened or read to its end.

    >>> print(FileError("dump.zip", "the archive has 2 members", hint="add one of: a.csv, b.csv"))
    dump.zip: the archive has 2 members (add one of: a.csv, b.csv)
    """

    def __init__(
        self, file: str, problem: str, *, line: int | None = None, hint: str | None = None
    ) -> None:
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {problem}" + (f" ({hint})" if hint else ""))
        self.file, self.problem, self.line = file, problem, line


class TableError(InputError):
    """A row of a table that cannot be used.

    >>> print(TableError("stakes.csv", "130 is too much", line=7, column="share", hint="0 to 100"))
    stakes.csv, line 7, column share: 130 is too much (valid: 0 to 100)
    """

    def __init__(
        self,
        file: str,
        problem: str,
        *,
        line: int | None = None,
        column: str | None = None,
        hint: str | None = None,
    ) -> None:
        place = file
        if line is not None:
            place += f", line {line}"
        if column is not None:
            place += f", column {column}"
        super().__init__(f"{place}: {problem}" + (f" (valid: {hint})" if hint else ""))
        self.file, self.line, self.column, self.problem, self.hint = (
            file,
            line,
            column,
            problem,
            hint,
        )


class UnknownTermError(InputError):
    """A class, property or code the ontology does not have."""


class BadDateError(InputError):
    """A date that no calendar has, or a period that ends before it starts."""


class ImpossibleShareError(InputError):
    """A share below 0, above 100, not a number, or with crossed bounds."""


class IdentifierError(InputError):
    """An identifier whose check digits or form are wrong."""


class RefusedStatementsError(InputError):
    """Statements of an import that cannot be taken in; the report lists each.

    >>> print(RefusedStatementsError(2, "nothing was stored"))
    2 refused; nothing was stored
    >>> print(RefusedStatementsError(2, "", in_part=1))
    2 refused, 1 in part
    """

    def __init__(self, count: int, consequence: str, *, in_part: int = 0) -> None:
        said = f"{count:,} refused" + (f", {in_part:,} in part" if in_part else "")
        super().__init__(said + (f"; {consequence}" if consequence else ""))
        self.count = count


class InvalidClaimsError(InputError):
    """Claims that break a shape or a cross-check; ``findings`` has one line for each."""

    what = "claims"

    def __init__(self, findings: Sequence[str]) -> None:
        shown = "\n".join(f"  {finding}" for finding in findings[:20])
        more = f"\n  … and {len(findings) - 20} more" if len(findings) > 20 else ""
        super().__init__(f"{len(findings)} problem(s) in the {self.what}:\n{shown}{more}")
        self.findings = tuple(findings)


class InvalidLensesError(InvalidClaimsError):
    """Definitions that say too little or what nothing computes; ``findings`` as for claims."""

    what = "lenses"


class InvalidRulesError(InvalidClaimsError):
    """Rules of reach that say too little or what nothing follows; ``findings`` as for claims."""

    what = "rules"


class NotFoundError(ZizhuError):
    """A name nobody here answers to.

    >>> str(UnknownEntityError("smik", ["smic"]))
    "no entity answers to 'smik'; did you mean: smic?"
    """

    what = "thing"

    def __init__(self, text: str, suggestions: Sequence[str] = ()) -> None:
        hint = f"; did you mean: {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no {self.what} answers to {text!r}{hint}")
        self.text, self.suggestions = text, tuple(suggestions)


class UnknownEntityError(NotFoundError):
    """No entity has this id, name or identifier."""

    what = "entity"


class AmbiguousNameError(UnknownEntityError):
    """Several entities have this name: none of them is taken for the one meant.

    >>> str(AmbiguousNameError("Wang Wei", ["wang1", "wang2"]))
    "several have the name 'Wang Wei': wang1, wang2; ask by id"
    """

    def __init__(self, text: str, bearers: Sequence[str]) -> None:
        super().__init__(text, bearers)
        self.args = (f"several have the name {text!r}: {', '.join(bearers)}; ask by id",)


class UnknownLensError(NotFoundError):
    """No lens has this id."""

    what = "lens"


class UnknownRuleError(NotFoundError):
    """No rule of reach has this id."""

    what = "rule"


class UnknownSourceError(NotFoundError):
    """A citation to a source that no table has."""

    what = "source"


class UnknownThingError(NotFoundError):
    """Nothing is stated of this IRI."""

    what = "thing"


class NoReleaseError(NotFoundError):
    """Nothing has been built yet."""

    what = "release"


class UnknownReleaseError(NoReleaseError):
    """No release here has this id, and none answers in the place of the one that was meant.

    >>> str(UnknownReleaseError("1f3a", ["9c04"]))
    "no release answers to '1f3a': it is not kept here, and no other answers for it; here: 9c04"
    """

    def __init__(self, text: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(text, suggestions)
        here = ", ".join(suggestions) or "none"
        instead = "it is not kept here, and no other answers for it"
        self.args = (f"no release answers to {text!r}: {instead}; here: {here}",)


class ReleaseError(ZizhuError):
    """A release that cannot be trusted or made."""


class DamagedReleaseError(ReleaseError):
    """A release whose files are not what its manifest says."""


class EngineNeededError(ReleaseError):
    """A release asked for by name, whose answers another engine computed than the one here."""

    def __init__(self, text: str, release: object) -> None:
        super().__init__(text)
        self.release = release


class BuildInProgressError(ReleaseError):
    """Another build holds the lock."""


class QueryError(ZizhuError):
    """A SPARQL query that cannot be answered."""


class RefusedQueryError(QueryError):
    """A query for what is never done here: an update, SERVICE, LOAD, or a size beyond reason."""


class MalformedQueryError(QueryError):
    """A query that is not SPARQL; the text says where."""


class QueryTimeoutError(QueryError):
    """A query ended because its time was up."""


class QueryMemoryError(QueryError):
    """A query ended because its memory was up."""


class EngineError(ZizhuError):
    """An engine for whole networks that is not installed, cannot be reached, or broke off."""


class ComputationError(ZizhuError):
    """Numbers that have no meaning."""


class ClosedGroupError(ComputationError):
    """Firms held only by one another, asked for a number that needs an outsider."""


def kind_of(given: object) -> str:
    """What somebody gave that cannot be used, in words.

    >>> kind_of(5), kind_of(None)
    ('5 (int)', 'None')
    """
    return "None" if given is None else f"{given!r} ({type(given).__name__})"
