"""What is written for FollowTheMoney is read back whole, and by FollowTheMoney itself."""

import json
import subprocess
from dataclasses import dataclass
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims.model import (
    Citation,
    Claim,
    Control,
    Entity,
    Leadership,
    Ownership,
    Relation,
    Source,
    Succession,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.formats.ftm.reader import read_ftm
from graph.formats.ftm.writer import write_ftm
from made_up import PLACES, citizen, firms, known, passed, people, power, seated, stake, table
from needed import made

CARRIED = (Ownership, Control, Leadership, Relation, Succession)
PARTIES = [*firms("a", "b_1", "c.d"), *people("p"),
           Entity(id="body", kind="PublicBody", name="Body", jurisdiction="CN"),
           Entity(id="u", kind="UnidentifiedParty", name="nobody named"),
           Entity(id="fund", kind="Fund", name="Fund")]  # fmt: skip

days = st.dates(PartialDate.parse("1990").first, PartialDate.parse("2025").first)
partial = st.builds(
    lambda day, cut: PartialDate.parse(day.isoformat()[:cut]), days, st.sampled_from([4, 7, 10])
)
periods = st.one_of(
    st.just(Period()),
    st.builds(Period, partial),
    st.builds(
        lambda a, b: Period(*sorted((a, b), key=lambda d: (d.first, d.last))), partial, partial
    ),
)
numbers = st.decimals(Decimal("0.01"), Decimal(100), places=2)


@st.composite
def shares(draw):
    lower, upper = sorted((draw(numbers), draw(numbers)))
    if lower == upper:
        return Share(lower, upper)
    return Share(lower, upper, draw(st.booleans()), draw(st.booleans()))


@st.composite
def claims(draw, number=0):
    party, target = draw(
        st.permutations(["a", "b_1", "c.d", "fund"]).map(lambda ids: tuple(ids[:2]))
    )
    party = draw(st.sampled_from([party, "p", "body", "u"]))
    period = draw(periods)
    shared = {
        "id": f"claim_{number}", "party": party, "target": target, "period": period,
        "period_end": "ended" if period.end else draw(st.sampled_from(["ongoing", "unknownEnd"])),
        "as_of": draw(st.none() | partial), "citations": (Citation("press", "p. 4"),),
        "note": draw(st.sampled_from(["", "As the paper says."])),
    }  # fmt: skip
    kind = draw(st.sampled_from(CARRIED))
    if kind is Ownership:
        interest, measurand = draw(
            st.sampled_from([("shareholding", "registered"), ("votingRights", "votes"),
                             ("profitRights", "netEconomic"), ("shareholding", "beneficial13d3")])
        )  # fmt: skip
        direct = draw(st.sampled_from(["direct", "indirect", "unknownDirectness"]))
        share = draw(st.none() | shares())
        capacity = draw(st.sampled_from(["", "", "nominee", "manager"]))
        return Ownership(
            capacity=capacity,
            share=share,
            interest=interest,
            measurand=measurand,
            directness=direct,
            **shared,
        )
    if kind is Control:
        mechanism = draw(
            st.sampled_from(["vieContracts", "parent", "boardNomination", "goldenShare"])
        )
        tools = ("callOption", "votingProxy") if mechanism == "vieContracts" else ()
        return Control(mechanism=mechanism, instruments=tools, **shared)
    if kind is Leadership:
        return Leadership(role=draw(st.sampled_from(["chair", "director"])), post="Head", **shared)
    if kind is Relation:
        return Relation(relation=draw(st.sampled_from(["partnerOf", "supplies"])), **shared)
    return Succession(succession=draw(st.sampled_from(["merger", "renaming"])), **shared)


worlds = st.integers(1, 6).flatmap(lambda n: st.tuples(*(claims(number=k) for k in range(n))))


def read_back(written, folder):
    path = folder / "out.ftm.json"
    path.write_bytes(written.lines())
    statements = list(read_ftm(path))
    assert not [s for s in statements if s.refusals]
    assert not [word for s in statements for word in s.noted]
    return [record for s in statements for record in s.records]


def plain(claim):
    """A claim as far as FollowTheMoney carries it."""
    as_bounds = getattr(claim, "share", None)
    if as_bounds is not None:
        lower, upper = as_bounds.lower.normalize(), as_bounds.upper.normalize()
        claim = msgspec.structs.replace(
            claim, share=Share(lower, upper, as_bounds.lower_open, as_bounds.upper_open)
        )
    return claim


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(worlds)
def test_claims_come_back_as_they_were_written(tmp_path, said):
    knowledge = known(PARTIES, said)
    records = read_back(write_ftm(knowledge, said), tmp_path)
    back = {r.id: plain(r) for r in records if isinstance(r, Claim) and isinstance(r, CARRIED)}
    assert back == {claim.id: plain(claim) for claim in said}
    for entity in (r for r in records if isinstance(r, Entity) and r.kind != "Jurisdiction"):
        before = knowledge.entities[entity.id]
        assert (entity.kind, entity.name) == (before.kind, before.name)
    assert (
        next(r for r in records if isinstance(r, Source) and r.id == "press")
        == knowledge.sources["press"]
    )


@dataclass
class Left:
    """A claim, and the word in the report that says it is not carried."""

    claim: Claim
    word: str


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        (table("a", Decimal(5)), "HolderTable: FollowTheMoney has no schema"),
        (stake("a", "b_1", "5", status="denied"), "denied"),
        (stake("a", "b_1", "5", stage="announced"), "only announced"),
        (stake("a", "b_1", "0"), "nothing is held any more"),
        (stake("a", "b_1", None, event="exit"), "nothing is held any more"),
        (stake("a", "b_1", "5", denominator="class-a"), "a share of one class"),
        (stake("a", "body", "5"), "no company"),
        (power("", "b_1", "concert", members=("a", "p")), "no single party"),
        (stake("a", "home", "5"), "no party in FollowTheMoney"),
        (seated("a", "home", "research"), "no property for research"),
    ],
)  # fmt: skip
def test_what_would_be_misread_is_left_out_and_listed(claim, word):
    written = write_ftm(known(PARTIES, [claim]), [claim])
    assert written.entities == ()
    assert word in " ".join(words for words, _ in written.left_out)


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        (stake("a", "b_1", "5", via=("c.d",)), "Ownership.via"),
        (stake("a", "b_1", "5", status="estimated"), "that it is estimated"),
        (stake("a", "b_1", "5", confidence="low"), "Ownership.confidence"),
        (power("a", "b_1", "vieContracts", bound=("p",)), "Control.bound"),
        (passed("a", "p", "b_1", "2020"), "Succession.stake_in"),
    ],
)
def test_what_a_written_claim_loses_is_listed(claim, word):
    written = write_ftm(known(PARTIES, [claim]), [claim])
    assert written.entities
    assert word in " ".join(words for words, _ in written.left_out)


def test_seats_and_citizenships_become_properties():
    said = [stake("p", "a", "5"), seated("a", "home"), citizen("p", "away")]
    written = write_ftm(known(PARTIES, said), said)
    of = {one["id"]: one["properties"] for one in written.entities}
    assert of["zizhu-a"]["jurisdiction"] == ["cn"]
    assert of["zizhu-p"]["citizenship"] == ["us"]


CHECK = """
import json, sys
from followthemoney import model
from followthemoney.types import registry
counts = {}
for line in open(sys.argv[1], encoding="utf-8"):
    data = json.loads(line)
    proxy = model.get_proxy(data, cleaned=False)
    proxy.schema.validate(data)
    for name, values in data["properties"].items():
        kept = proxy.get(name)
        assert len(kept) == len(set(values)), (data["id"], name, values, kept)
        prop = proxy.schema.get(name)
        for value in values:
            assert prop.type.validate(value), (data["id"], name, value)
    counts[proxy.schema.name] = counts.get(proxy.schema.name, 0) + 1
print(json.dumps(counts))
"""


@pytest.fixture(scope="session")
def followthemoney(root):
    """The Python in which FollowTheMoney is installed, apart from ours."""
    python = root / ".venv" / "ftm" / "bin" / "python"
    return made(python, "FollowTheMoney in .venv/ftm, which `make unit` installs")


def test_followthemoney_takes_the_whole_seed_release(followthemoney, seed_release, tmp_path):
    known_ = seed_release.knowledge
    written = write_ftm(known_, known_.claims.values())
    path = tmp_path / "seeds.ftm.json"
    path.write_bytes(written.lines())
    ran = subprocess.run(
        [followthemoney, "-c", CHECK, path], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == written.counts
    assert written.counts["Ownership"] > 200 and written.counts["Control"] > 50
    assert {place.id for place in PLACES}.isdisjoint(written.counts)
