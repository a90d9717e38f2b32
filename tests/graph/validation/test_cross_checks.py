"""Every cross-check finds its fault among many records that are alike and innocent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from graph.claims.data_set import Meta, Tables
from graph.claims.indicators import Definition, Indicator, Observation
from graph.claims.model import (
    Citation,
    Citizenship,
    Classification,
    Control,
    Designation,
    Entity,
    HolderTable,
    Investment,
    ListEdition,
    Ownership,
    Source,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.validation.cross_checks import cross_findings
from ontology import shapes

CITED = (Citation("ar", "p. 1"),)
DAY, LATER = PartialDate.parse("2025-06-30"), PartialDate.parse("2025-09-30")


def own(name: str, party: str, target: str, share: int | None, **more: object) -> Ownership:
    said = {"as_of": DAY, "directness": "direct", "measurand": "record", "citations": CITED, **more}
    size = None if share is None else Share(Decimal(share), Decimal(share))
    return Ownership(id=name, party=party, target=target, share=size, **said)  # type: ignore[arg-type]  # any other field of the claim


def contracts(name: str, since: str, **more: object) -> Control:
    said = {"mechanism": "vieContracts", "period": Period(PartialDate.parse(since), None), **more}
    return Control(id=name, party="e0", target="f0", as_of=LATER, citations=CITED, **said)  # type: ignore[arg-type]  # any other field of the claim


def table(line: int, **more: object) -> HolderTable:
    said = {"as_of": LATER, "measurand": "record", "citations": CITED, **more}
    return HolderTable(id="t", target="f0", complete_above=Decimal(line), **said)  # type: ignore[arg-type]  # any other field of the claim


def nominee(of: str) -> Classification:
    return Classification(id=f"role-{of}", target=of, role="nominee", citations=CITED)


NOTICE = Source(id="notice", title="Notice of a list", kind="law")
IN_A_NOTICE = (Citation("notice", "p. 1"),)


def invested(name: str, amount: int, party: str = "") -> Investment:
    sums = {"amount_lower": Decimal(amount), "amount_upper": Decimal(amount)}
    said: dict[str, object] = {"round": "e8", "currency": "USD", "citations": CITED}
    said |= {"id": name, "party": party, "target": "f0", **sums}
    return Investment(**said)  # type: ignore[arg-type]  # fields of many types in one dictionary


def edition(**more: object) -> ListEdition:
    """Of the list e9, with ten entries, all read."""
    said = {"copy": "whole", "entries_stated": 10, "entries_read": 10, "as_of": DAY, **more}
    return ListEdition(id="edition", target="e9", citations=CITED, **said)  # type: ignore[arg-type]  # any other field of the claim


def on_list(firm: str, **more: object) -> Designation:
    said = {"as_of": DAY, "citations": CITED, **more}
    return Designation(id=f"on-{firm}", target=firm, programme="e9", **said)  # type: ignore[arg-type]  # any other field of the claim


SHARE = Indicator(id="share", name="Share", definition="d", unit="percent", citations=CITED)


def seen(name: str, **more: object) -> Observation:
    """Forty per cent of e0, observed."""
    said = {"kind": "observed", "unit": "percent", "value_lower": Decimal(40)} | more
    return Observation(id=name, indicator="share", about="e0", citations=CITED, **said)  # type: ignore[arg-type]  # fields of many types in one dictionary


FAULTS: dict[str, tuple[object, ...]] = {
    "absence-needs-a-whole-copy": (edition(copy="part", absent=("f0",)),),
    "block-counted-once": (
        own("a", "e0", "f0", 10, via=("e1",)), own("b", "e1", "f0", 10),
    ),
    "cited-source-exists": (own("a", "e0", "f0", 10, citations=(Citation("no", "p. 1"),)),),
    "citizen-is-a-person": (
        Citizenship(id="a", party="e0", target="cn", as_of=DAY, citations=CITED),
    ),
    "code-in-its-scheme": (own("a", "e0", "f0", 10, interest="noSuchInterest"),),
    "concert-has-parties": (
        Control(id="a", target="f0", mechanism="concert", as_of=DAY, citations=CITED),
    ),
    "contracts-outlive-newer": (contracts("a", "2014"), contracts("b", "2018")),
    "control-has-mechanism": (
        Control(id="a", party="e0", target="f0", mechanism="", as_of=DAY, citations=CITED),
    ),
    "cube-no-duplicates": (seen("a"), seen("b")),
    "cube-required-attributes": (seen("a", unit=""),),
    "denial-says-what-it-disputes": (own("a", "e0", "f0", 10, status="denied"),),
    "direct-stakes-within-hundred": tuple(own(f"a{n}", f"e{n}", "f0", 60) for n in (0, 1)),
    "disputed-claim-exists": (own("a", "e0", "f0", 10, status="denied", disputes=("gone",)),),
    "edition-agrees-with-its-entries": (
        edition(absent=("f0",)), on_list("f0", period=Period(DAY, None)),
    ),
    "edition-answers-once": (edition(named=("f0",), absent=("f0",)),),
    "edition-has-all-its-entries": (edition(entries_stated=12),),
    "edition-names-no-more-than-it-has": (edition(named=tuple(f"f{n}" for n in range(11))),),
    "ended-has-last-day": (own("a", "e0", "f0", 10, period_end="ended"),),
    "exit-leaves-nothing": (own("a", "e0", "f0", 10, event="exit"),),
    "label-is-not-a-role": (
        Classification(id="a", target="f0", role="stateOwned", as_of=DAY, citations=CITED),
    ),
    "last-known-stakes-within-hundred": (
        own("a", "e0", "f0", 60), own("b", "e1", "f0", 60, as_of=LATER),
    ),
    "list-entry-has-its-day": (on_list("f0", as_of=None),),
    "named-entity-exists": (own("a", "nobody", "f0", 10),),
    "nominee-is-no-owner": (nominee("e0"), own("a", "e0", "f0", 10)),
    "nominee-is-not-its-principal": (
        own("a", "e0", "f0", 10, capacity="nominee", principal="e0"),
    ),
    "ongoing-has-no-last-day": (
        own("a", "e0", "f0", 10, period=Period(None, LATER), period_end="ongoing"),
    ),
    "party-is-not-target": (own("a", "f0", "f0", 10, interest="votingRights"),),
    "person-has-a-name": (
        Entity(id="x", kind="Person", name="an unnamed person", citations=CITED),
    ),
    "placement-names-what-computes": (
        Definition(id="a", name="A", counts="c", holder="h", placed="lens", citations=CITED),
    ),
    "rival-shares-are-declared": (own("a", "e0", "f0", 10), own("b", "e0", "f0", 20)),
    "round-within-its-total": (
        invested("a", 10), invested("b", 8, "e0"), invested("c", 7, "e1"),
    ),
    "source-is-cited": (Source(id="idle", title="Read by nobody", kind="filing"),),
    "stake-outlives-table": (own("a", "e0", "f0", 10), table(5)),
    "stakes-go-stale": (
        Entity(id="x", kind="Organization", name="X", subject=True, citations=CITED),
        own("a", "e0", "x", 10, as_of=PartialDate.parse("2001-01-01")),
    ),
    "statement-is-no-stake": (
        NOTICE, own("a", "e0", "f0", None, citations=IN_A_NOTICE),
    ),
    "state-owner-has-a-role": (
        Classification(id="a", target="e0", label="stateOwned", as_of=DAY, citations=CITED),
        own("b", "e0", "f0", 10),
    ),
    "undated-stakes-within-hundred": tuple(
        own(f"a{n}", f"e{n}", "f0", 60, as_of=None, directness="unknownDirectness") for n in (0, 1)
    ),
    "unnamed-person-stays-apart": (
        Entity(
            id="x", kind="Person", name="Wang", other_names=("an unidentified man",),
            citations=CITED,
        ),
    ),
}  # fmt: skip
NOT_WRITTEN = {
    "exact-share-equals-bounds",  # a share's bounds and what is exact are one value
    # What writer and ``ontology/cube.ttl`` say of every figure alike: tests/ontology breaks it.
    "cube-all-dimensions", "cube-all-measures", "cube-codes-from-list", "cube-concepts-have-list",
    "cube-dimensions-have-range", "cube-only-attributes-optional", "cube-structure-has-measure",
    "cube-unique-data-set", "cube-unique-structure",
}  # fmt: skip


def world(*faults: object) -> Tables:
    """Twenty firms with an owner each, all alike, and the faulty records."""
    entities = [Entity(id="cn", kind="Jurisdiction", name="CN", jurisdiction="CN", citations=CITED)]
    for n in range(20):
        entities += [
            Entity(id=f"{of}{n}", kind="Organization", name=f"{of} {n}", citations=CITED)
            for of in "ef"
        ]
    tables = Tables(
        meta=Meta(home="CN", data_date=date(2025, 12, 31)),
        entities=tuple(entities),
        sources=(Source(id="ar", title="Annual report", kind="filing"),),
        claims=tuple(own(f"good{n}", f"e{n}", f"f{n}", 10) for n in range(2, 20)),
        indicators=(SHARE,),
    )
    kinds: dict[type, str] = {
        Entity: "entities", Source: "sources", Definition: "definitions",
        Observation: "observations",
    }  # fmt: skip
    for fault in faults:
        part = kinds.get(type(fault), "claims")
        tables = msgspec.structs.replace(tables, **{part: (*getattr(tables, part), fault)})
    return tables


def test_innocent_records_are_innocent() -> None:
    assert cross_findings(world()) == ()


def test_every_rule_has_a_fault() -> None:
    assert {check.rule for check in shapes.checks()} == set(FAULTS) | NOT_WRITTEN


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found_among_the_innocent(rule: str) -> None:
    assert rule in {one.rule for one in cross_findings(world(*FAULTS[rule]))}


BODY = Entity(id="x", kind="PublicBody", name="A commission", jurisdiction="CN", citations=CITED)

# What looks like a fault of a rule and is none.
INNOCENT: dict[str, tuple[tuple[object, ...], ...]] = {
    "contracts-outlive-newer": (
        (contracts("a", "2018"), contracts("b", "2018")),  # one set of contracts, read twice
        (
            contracts("a", "2014", period=Period(PartialDate.parse("2014"), DAY)),
            contracts("b", "2018"),
        ),
    ),
    "nominee-is-no-owner": (
        (nominee("e0"), own("a", "e0", "f0", 10, capacity="depository")),
        (nominee("e0"), own("a", "e0", "f0", 10, measurand="groupTotal")),
        (nominee("e1"), own("a", "e0", "f0", 10)),
    ),
    "nominee-is-not-its-principal": (
        (own("a", "e0", "f0", 10, capacity="nominee", principal="e1"),),
        (own("a", "e0", "f0", 10, capacity="nominee"),),
    ),
    "rival-shares-are-declared": (
        (  # one holder in two capacities
            own("a", "e0", "f0", 10, capacity="ownAccount"),
            own("b", "e0", "f0", 20, capacity="manager"),
        ),
        (own("a", "e0", "f0", 34, status="estimated"), own("b", "e0", "f0", 34)),
        tuple(  # two rows of one table
            own(one, "e0", "f0", size, citations=(Citation("ar", f"sheet A, row {size}"),))
            for one, size in (("a", 10), ("b", 20))
        ),
    ),
    "stake-outlives-table": (
        (own("a", "e0", "f0", 10), table(10)),  # at the line it need not be named
        (own("a", "e0", "f0", 10, as_of=LATER), table(5)),
        (own("a", "e0", "f0", 10), table(5, confidence="low")),
        (own("a", "e0", "f0", 10), table(5, denominator="e9")),
        (own("a", "e0", "f0", 10, period=Period(None, DAY)), table(5)),
        (  # named there by its vehicle
            own("a", "e0", "f0", 10, via=("e1",)),
            own("b", "e1", "f0", 10, as_of=LATER),
            table(5),
        ),
    ),
    "statement-is-no-stake": (
        (NOTICE, own("a", "e0", "f0", 10, citations=IN_A_NOTICE)),  # it gives a size
        (own("a", "e0", "f0", None),),
        (
            BODY,
            Control(
                id="s", party="x", target="f0", mechanism="statedController", as_of=DAY,
                citations=IN_A_NOTICE,
            ),
            NOTICE,
            own("a", "x", "f0", None),  # read elsewhere
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "records"),
    [(rule, records) for rule, cases in INNOCENT.items() for records in cases],
)
def test_what_only_looks_like_a_fault_is_none(rule: str, records: tuple[object, ...]) -> None:
    assert rule not in {one.rule for one in cross_findings(world(*records))}


def test_a_body_said_to_direct_a_firm_is_no_holder_by_the_same_source() -> None:
    stated = Control(
        id="s", party="x", target="f0", mechanism="statedController", as_of=DAY, citations=CITED
    )
    found = cross_findings(world(BODY, stated, own("a", "x", "f0", None)))
    assert "statement-is-no-stake" in {one.rule for one in found}
