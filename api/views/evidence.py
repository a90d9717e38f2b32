"""What there is to ask about: entities, claims, definitions."""

from __future__ import annotations

from collections.abc import Sequence

from api.views.claims import claim_table
from api.views.tables import Column, Table, View
from api.views.wording import title
from graph.answers.entities import EntityPage, Match
from graph.answers.verdicts import LabelCheck, LensDescription
from graph.claims.figures import counted
from graph.profiles.definitions import DefinitionPlace


def search(matches: Sequence[Match]) -> View:
    """Entities found, best first."""
    columns = (
        Column("id", "Id"),
        Column("name", "Name", wide=True),
        Column("name_zh", "Chinese name"),
        Column("kind", "Kind"),
        Column("matched", "Matched", wide=True),
        Column("score", "Score", "score", shown=False),
    )
    rows = tuple(
        (m.entity.id, m.entity.name, m.entity.name_zh, m.entity.kind, m.matched, m.score)
        for m in matches
    )
    return View(("Entities found",), (Table(columns, rows, empty="nothing answers to that"),))


def claims(page: EntityPage) -> View:
    """What is claimed of an entity."""
    numbers = ", ".join(f"{scheme} {value}" for scheme, value in page.identifiers)
    also = "; ".join(page.names[1:])
    heading = [title(page.entity), counted(len(page.claims), "claim"), f"release {page.release}"]
    heading += [f"also called {also}"] if also else []
    heading += [f"identifiers: {numbers}"] if numbers else []
    return View(tuple(heading), (claim_table(page.claims),))


def lenses(found: Sequence[LensDescription]) -> View:
    """The definitions in use."""
    columns = (
        Column("id", "Lens"),
        Column("label", "Label", shown=False),
        Column("definition", "Domestic by this definition", wide=True),
        Column("tests", "Tests", holds="code"),
        Column("measure", "Measure", shown=False, holds="code"),
        Column("threshold", "Threshold"),
        Column("holder", "Held by", wide=True),
        Column("source", "Source", shown=False),
        Column("valid_from", "From", shown=False),
        Column("valid_to", "To", shown=False),
        Column("version", "Version", shown=False),
        Column("comes_from", "Comes from", shown=False),
        Column("verified", "Checked", shown=False),
    )
    rows = tuple(
        (
            one.id,
            one.label,
            one.definition + _marks(one),
            one.tests,
            one.measure,
            one.parameters.get("threshold"),
            one.holder,
            one.source,
            one.valid_from,
            one.valid_to,
            one.version,
            one.comes_from,
            str(one.verified).lower(),
        )
        for one in found
    )
    return View((f"{len(found)} definitions of domestic in use",), (Table(columns, rows),))


def definitions(found: Sequence[DefinitionPlace]) -> View:
    """The definitions in the documents, each beside what answers it."""
    columns = (
        Column("id", "Id", shown=False),
        Column("name", "Definition", wide=True),
        Column("counts", "What counts", shown=False),
        Column("holder", "Held by", wide=True),
        Column("placed", "Placed"),
        Column("computed", "Computed"),
        Column("by", "By", wide=True),
        Column("missing_input", "Missing", wide=True),
        Column("source", "Source", shown=False),
        Column("source_ids", "Source ids", shown=False),
    )
    rows = tuple(
        (
            one.id,
            one.name,
            one.counts,
            one.holder,
            one.placed,
            one.computed,
            "; ".join(_answering(one)),
            one.missing_input,
            "; ".join(source.title for source in one.sources),
            " | ".join(source.id for source in one.sources),
        )
        for one in found
    )
    whole = sum(one.computed == "wholly" for one in found)
    part = sum(one.computed == "partly" for one in found)
    heading = f"{len(found)} definitions: {whole} computed wholly, {part} partly"
    return View((heading,), (Table(columns, rows, empty="no definition is recorded"),))


def _answering(one: DefinitionPlace) -> list[str]:
    """What answers by a definition: lenses, calculations on series, a few figures."""
    found = [*(lens.id for lens in one.lenses), *one.calculations]
    return [*found, *_figure(one)] if one.computed else found


def _figure(one: DefinitionPlace) -> list[str]:
    newest_first = sorted(one.figures, key=lambda figure: figure.period, reverse=True)
    return [
        f"{figure.about.name} {figure.text} ({figure.kind}, {figure.period or 'undated'})"
        for figure in newest_first[:3]
    ]


def _marks(lens: LensDescription) -> str:
    marks = [] if lens.verified else ["a parameter is unverified"]
    marks += [f"of the {lens.comes_from}'s own"] if lens.comes_from == "data set" else []
    return f" ({'; '.join(marks)})" if marks else ""


def labels(found: Sequence[LabelCheck]) -> View:
    """Labels, each beside what its lens says."""
    columns = (
        Column("firm", "Firm"),
        Column("label", "Is called", shown=False),
        Column("said", "Is called", wide=True, for_machines=False),
        Column("by", "By", wide=True),
        Column("on", "On", shown=False),
        Column("asked_on", "Asked about", shown=False),
        Column("period", "When"),
        Column("result", "Result", shown=False),
        Column("result_said", "Result", for_machines=False),
        Column("lens", "Lens"),
        Column("word", "Says"),
        Column("reason", "Because", wide=True),
        Column("claim", "Claim", shown=False),
        Column("body", "Of", shown=False),
        Column("stands_in", "Stands in", shown=False),
    )
    rows = tuple(
        (
            one.firm.name,
            one.label,
            f"{one.label}: {one.body}" if one.body else one.label,
            one.by.name if one.by else "",
            one.on,
            one.asked_on,
            one.claim.period,
            one.result,
            f"{one.result}, by a stand-in" if one.stands_in else one.result,
            one.lens,
            one.word,
            one.reason,
            one.claim.id,
            one.body,
            str(one.stands_in).lower(),
        )
        for one in found
    )
    firms = {one.firm.id: title(one.firm) for one in found}
    of = f" of {' '.join(firms.values())}" if len(firms) == 1 else ""
    heading = f"Labels{of}, each beside what the lens says that should lead to it"
    return View((heading,), (Table(columns, rows, empty="no label is claimed"),))
