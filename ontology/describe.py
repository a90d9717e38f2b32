"""The vocabulary as tables for people: Markdown for documents and the command line."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.load import Term, classes, codes, properties, schemes


def terms_table() -> str:
    """All classes, then all properties, one line each.

    >>> print("\\n".join(terms_table().splitlines()[:3]))
    | term | kind | meaning | 中文 | codes |
    | --- | --- | --- | --- | --- |
    | `z:Arrangement` | class | A trust, partnership pact or other legal arrangement that can hold
    rights without being a legal person. | | |
    """
    lists = (sorted(classes().values()), sorted(properties().values()))
    rows = [_term_row(term) for terms in lists for term in terms]
    return _table(("term", "kind", "meaning", "中文", "codes"), rows)


def codes_table(scheme: str) -> str:
    """The codes of one list, one line each; raises ``UnknownTermError`` for an unknown list.

    >>> print(codes_table("Rights").splitlines()[2])
    | `decisive` | decisive | 决定性 | Its holder can bring a decision about alone. | |
    """
    rows = [
        (
            f"`{code.notation}`",
            code.label,
            code.label_zh,
            code.definition,
            ", ".join(f"{name} {value}" for name, value in sorted(code.attributes.items())),
        )
        for code in codes(scheme).values()
    ]
    return _table(("code", "label", "中文", "meaning", "carries"), rows)


def schemes_table() -> str:
    """All lists of codes, with how many codes each has and what it is for."""
    rows = [
        (f"`{one.name}`", str(len(one.codes)), one.definition + (" (ours)" if one.ours else ""))
        for one in sorted(schemes().values())
    ]
    return _table(("list", "codes", "meaning"), rows)


def _term_row(term: Term) -> tuple[str, ...]:
    lists = ", ".join(f"`{name}`" for name in term.coded_by)
    return (f"`z:{term.name}`", term.kind, term.comment, term.label_zh, lists)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(_line(cells) for cells in lines)


def _line(cells: tuple[str, ...]) -> str:
    return (
        "|"
        + "|".join(f" {cell.replace('|', chr(92) + '|')} " if cell else " " for cell in cells)
        + "|"
    )
