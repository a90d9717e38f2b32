"""How every number is made, gathered from the ontology, the rules and the code: nothing by hand."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers.evidence import cited_source
from graph.answers.method import Horizon, MeasureInUse, Method, RuleInUse
from graph.answers.parts import Named
from graph.claims.knowledge import Knowledge
from graph.domesticness.verdicts import MEASURES
from graph.profiles.docstrings import formula_of, formulas_in
from ontology.load import codes, schemes

#: Where calculations stand that have formulas and references, in the order of a reader.
FOLDERS = (
    "graph/ownership", "graph/holders", "graph/domesticness", "graph/measures", "graph/indices",
    "graph/changes",
)  # fmt: skip
HORIZON = "horizonMonths"


def method_of(knowledge: Knowledge) -> Method:
    """Measures with the lenses that use them, how long facts stay current, rules, formulas."""
    return Method(
        measures=tuple(_measures(knowledge)),
        horizons=tuple(_horizons()),
        rules=tuple(_rules(knowledge)),
        formulas=tuple(formula for folder in FOLDERS for formula in formulas_in(folder)),
    )


def _measures(knowledge: Knowledge) -> Iterator[MeasureInUse]:
    known = codes("LensMeasures")
    for code, measure in MEASURES.items():
        place = f"{measure.__module__.replace('.', '/')}.py"
        term = known[code]
        yield MeasureInUse(
            code=code,
            label=term.label,
            label_zh=term.label_zh,
            definition=term.definition,
            how=formula_of(code, place, measure.__doc__ or "").says,
            place=place,
            lenses=tuple(
                Named(id=lens.id, name=lens.label)
                for lens in knowledge.lenses.values()
                if lens.measure == code
            ),
        )


def _horizons() -> Iterator[Horizon]:
    for scheme in schemes().values():
        for one in scheme.codes.values():
            months = one.attributes.get(HORIZON)
            if isinstance(months, int):
                yield Horizon(
                    label=one.label, label_zh=one.label_zh, months=months,
                    definition=one.definition,
                )  # fmt: skip


def _rules(knowledge: Knowledge) -> Iterator[RuleInUse]:
    for rule in knowledge.rules.values():
        begins, ends = str(rule.period.start or ""), str(rule.period.end or "")
        yield RuleInUse(
            id=rule.id,
            name=rule.name,
            jurisdiction=rule.jurisdiction,
            threshold="" if rule.threshold is None else f"{rule.threshold:f}",
            period=f"{begins} – {ends}" if begins or ends else "",
            sources=tuple(cited_source(knowledge, citation) for citation in rule.citations),
        )
