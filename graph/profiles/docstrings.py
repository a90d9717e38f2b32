"""What the code says of its own calculations: sentences, formulas and references of docstrings.

Nothing is imported to be read: files are parsed as text, so that no compiler starts for a page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import cleandoc
from pathlib import Path

from graph.answers.method import Formula

ROOT = Path(__file__).parents[2]
FORMULA = ".. math::"
REFERENCES, BEFORE = "References", ""  # sections; what stands before the first has no heading
_UNDERLINE = re.compile(r"-{3,}$")
_ROLE = re.compile(r":\w+:`~?([^`]+)`")
_CODE = re.compile(r"``([^`]+)``")


@cache
def formulas_in(folder: str) -> tuple[Formula, ...]:
    """Every calculation below a folder of the code that has a formula or a reference, in order."""
    calculations = (
        formula_of(name, place, text)
        for file in sorted((ROOT / folder).rglob("*.py"))
        for place in [file.relative_to(ROOT).as_posix()]
        for name, text in docstrings_of(file)
    )
    return tuple(one for one in calculations if one.formulas or one.references)


def docstrings_of(file: Path) -> Iterator[tuple[str, str]]:
    """The docstrings of a module and of its functions and classes, by name."""
    module = ast.parse(file.read_text("utf-8"))
    for node in (module, *module.body):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            text = ast.get_docstring(node, clean=False)
            name = file.stem if isinstance(node, ast.Module) else node.name
            if text:
                yield name, cleandoc(text)


def formula_of(name: str, place: str, text: str) -> Formula:
    """A docstring as what it says first, its formulas and its references.

    >>> text = "Says.\\n\\n.. math:: a = b\\n\\nReferences\\n----------\\nX (1)."
    >>> found = formula_of("f", "f.py", text)
    >>> found.says, found.formulas, found.references
    ('Says.', ('a = b',), ('X (1).',))
    """
    formulas, prose = _taken_out(text)
    parts = sections(prose)
    first = parts[BEFORE].strip().split("\n\n")
    says = " ".join(_plain(part) for part in first if part and not part.startswith(">>>"))
    cited = _without_examples(parts.get(REFERENCES, "")).split("\n\n")
    references = [_plain(reference) for reference in cited]
    return Formula(
        name=name, place=place, says=says, formulas=formulas,
        references=tuple(filter(None, references)),
    )  # fmt: skip


def sections(text: str) -> Mapping[str, str]:
    """The sections of a docstring in the form of NumPy's, by their headings.

    >>> sections("One.\\n\\nNotes\\n-----\\nTwo.")["Notes"]
    'Two.'
    """
    found: dict[str, list[str]] = {BEFORE: []}
    at = BEFORE
    for line in text.splitlines():
        if _UNDERLINE.match(line.strip()) and found[at]:
            at = found[at].pop().strip()
            found[at] = []
        else:
            found[at].append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def _taken_out(text: str) -> tuple[tuple[str, ...], str]:
    """The formulas of a docstring, and what is left of it."""
    formulas: list[str] = []
    left: list[str] = []
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip().startswith(FORMULA):
            left.append(line)
            at += 1
            continue
        indent = len(line) - len(line.lstrip())
        written = [line.strip().removeprefix(FORMULA).strip()]
        at += 1
        while at < len(lines) and (
            not lines[at].strip() or len(lines[at]) - len(lines[at].lstrip()) > indent
        ):
            written.append(lines[at].strip())
            at += 1
        formulas.append(" ".join(part for part in written if part))
    return tuple(formulas), "\n".join(left)


def _without_examples(text: str) -> str:
    return text.partition(">>>")[0]


def _plain(text: str) -> str:
    """A paragraph without the marks of a docstring, on one line."""
    return " ".join(_CODE.sub(r"\1", _ROLE.sub(r"\1", text)).split())
