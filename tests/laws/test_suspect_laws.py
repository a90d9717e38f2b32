"""Cross-checks find in the suspects whatever they would find in every record."""

from decimal import Decimal

import pyoxigraph as ox
from hypothesis import event, given, settings
from hypothesis import strategies as st

from graph.claims.data_set import Meta, Tables
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
from graph.claims.rivals_and_rates import Rivals
from graph.claims.shares import Share
from graph.releases.build import canonical_lines
from graph.validation.cross_checks import cross_findings
from made_up import DAY
from ontology import shapes

PARTIES = [f"e{n}" for n in range(7)]
SOURCES = ("s0", "s1", "s2")
CLAIMS = [f"c{n}" for n in range(10)]
MECHANISMS = ("parent", "concert", "", "vieContracts", "vieContracts", "statedController")
DAYS = [PartialDate.parse(day) for day in ("2015-06-30", "2024-06-30", "2025-12-31")]
PERIODS = [Period()] * 3 + [Period(None, DAYS[0]), Period(DAYS[0], None), Period(DAYS[1], None)]

rarely = st.integers(0, 9).map(lambda n: n == 0)
parties = st.sampled_from(PARTIES)
cited = st.sampled_from([*SOURCES, *SOURCES, "nowhere"]).map(lambda s: (Citation(s, "p. 1"),))


def sometimes(value, otherwise=""):
    """Mostly nothing."""
    return st.one_of(st.just(otherwise), st.just(otherwise), value)


def entity(id_):
    return st.builds(
        lambda kind, name, other, subject, members, cited: Entity(
            id=id_, kind=kind, name=name, other_names=(other,) if other else (),
            subject=subject, citations=cited,
            members=(members,) if members and kind == "PartyGroup" else (),
        ),
        st.sampled_from(["Organization"] * 4
                        + ["Person", "UnidentifiedParty", "PublicBody", "PartyGroup"]),
        st.sampled_from(["A", "A", "B", "an unnamed person"]),
        sometimes(st.sampled_from(["C", "unidentified, of B"])), rarely, sometimes(parties), cited,
    )  # fmt: skip


skeletons = st.fixed_dictionaries(
    {
        "party": st.one_of(parties, parties, st.just("nobody")),
        "target": parties,
        "as_of": st.sampled_from(DAYS),
        "period": st.sampled_from(PERIODS),
        "period_end": st.sampled_from(["unknownEnd", "unknownEnd", "ongoing", "ended"]),
        "status": st.sampled_from(["asserted", "asserted", "asserted", "denied"]),
        "disputes": sometimes(st.sampled_from([*CLAIMS, "c99"]).map(lambda c: (c,)), ()),
        "citations": cited,
    }
)
owned = st.fixed_dictionaries(
    {
        "share": st.sampled_from([0, 5, 30, 60, 100, None]).map(
            lambda n: None if n is None else Share(Decimal(n), Decimal(n))
        ),
        "measurand": st.sampled_from(["record", "record", "votes", "noSuchMeasurand"]),
        "interest": st.sampled_from(["shareholding", "shareholding", "votingRights"]),
        "directness": st.sampled_from(["direct", "direct", "indirect"]),
        "via": sometimes(parties.map(lambda p: (p,)), ()),
        "event": sometimes(st.just("exit")),
        "capacity": sometimes(st.sampled_from(["nominee", "depository", "ownAccount"])),
        "principal": sometimes(parties),
    }
)  # fmt: skip


@st.composite
def claims(draw):
    made = []
    for id_ in CLAIMS[: draw(st.integers(0, len(CLAIMS)))]:
        said = {"id": id_, **draw(skeletons)}
        kind = draw(st.sampled_from([Ownership] * 5 + [Control, Control, Classification]
                                    + [Citizenship, Investment, HolderTable]
                                    + [Designation, Designation, ListEdition]))  # fmt: skip
        if kind is Ownership:
            said |= draw(owned)
        elif kind is Control:
            said |= {"mechanism": draw(st.sampled_from(MECHANISMS))}
        elif kind is Classification:
            said |= {"label": draw(sometimes(st.just("stateOwned")))}
            said |= {"role": draw(st.sampled_from(["stateFund", "stateOwned", "nominee", ""]))}
        elif kind is HolderTable:
            said |= {"party": "", "complete_above": Decimal(draw(st.sampled_from([0, 5, 30])))}
        elif kind is Designation:
            said |= {"programme": draw(st.sampled_from(["e0", "e1"]))}
            said |= {"as_of": draw(st.sampled_from([None, *DAYS]))}
        elif kind is ListEdition:
            said |= {"copy": draw(st.sampled_from(["whole", "whole", "part", "enumerated"]))}
            said |= {"target": draw(st.sampled_from(["e0", "e1"]))}
            said |= {"entries_stated": draw(sometimes(st.integers(0, 3), None))}
            said |= {"entries_read": draw(sometimes(st.integers(0, 3), None))}
            said |= {"named": draw(sometimes(parties.map(lambda p: (p,)), ()))}
            said |= {"absent": draw(sometimes(parties.map(lambda p: (p,)), ()))}
        elif kind is Investment:
            amount = Decimal(draw(st.sampled_from([5, 10])))
            said |= {"round": draw(st.sampled_from(["e0", ""])), "currency": "USD"}
            said |= {"amount_lower": amount, "amount_upper": amount}
            said |= {"party": draw(st.sampled_from([said["party"], ""]))}
        made.append(kind(**said))
    return tuple(made)


@st.composite
def data_sets(draw):
    known = [draw(entity(id_)) for id_ in PARTIES if id_ == "e0" or not draw(rarely)]
    said = draw(claims())
    pair = tuple(claim.id for claim in said[:2])
    declared = draw(rarely) and len(pair) == 2
    return Tables(
        meta=Meta(home="CN", data_date=DAY),
        entities=tuple(known),
        sources=tuple(
            Source(id=name, title=name, kind="law" if name == "s2" else "filing")
            for name in SOURCES
        ),
        claims=said,
        rivals=(Rivals(id="r", claims=pair, reason="two readings"),) if declared else (),
    )


@given(tables=data_sets())
@settings(max_examples=100, deadline=None)
def test_checks_of_suspects_find_what_checks_of_everything_find(tables):
    store = ox.Store()
    store.bulk_load(
        input="\n".join(canonical_lines(tables)).encode() + b"\n", format=ox.RdfFormat.N_QUADS
    )
    wanted = set(shapes.run_checks(store))
    for rule in sorted({one.rule for one in wanted}):
        event(rule)
    assert set(cross_findings(tables)) == wanted
