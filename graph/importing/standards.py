"""Files against the standards of their formats, beside what reading them refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from graph.errors import InputError
from graph.formats.catalogue import FORMATS
from graph.formats.rule_checks import Checked
from graph.importing.report import ImportReport


def by_rules_of_standards(files: Sequence[Path], report: ImportReport) -> ImportReport:
    """The report with the rules of its standard that each file breaks, and what was asked."""
    formats = {one.file: one.format for one in report.files}
    asked = [_asked(path, formats.get(path.name, "")) for path in files]
    formalities: Counter[str] = Counter()
    for one in asked:
        formalities.update(dict(one.formalities))
    statements = sum(one.counts.statements for one in report.files)
    said = sorted({one.format for one in report.files if one.format in FORMATS})
    checked = [f"form, codes, days and shares of {statements:,} statements ({', '.join(said)})"]
    checked.append("that what they name is there and can be what they say of it")
    rules = sum(one.rules for one in asked)
    if rules:
        checked.append(f"{rules} rules of the standard beyond its form")
    return replace(
        report,
        broken=(*report.broken, *(broken for one in asked for broken in one.broken)),
        formalities=tuple(formalities.most_common()),
        checked=tuple(checked),
    )


def _asked(path: Path, name: str) -> Checked:
    rules = FORMATS[name].rules if name in FORMATS else None
    if rules is None:
        return Checked()
    try:
        return rules()(path)
    except InputError:
        return Checked()  # that the file cannot be read is a refusal already
