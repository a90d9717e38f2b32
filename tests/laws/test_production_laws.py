"""Laws of the domestic share of production, on tables of plants that are made up."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plants_by_hand import bounds, majority, split

from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Citizenship, Entity, Source
from graph.claims.periods import PartialDate
from graph.formats.plants.mapping import plant_mapping
from graph.formats.plants.matches import Matches
from graph.formats.plants.table import plants_in
from graph.profiles import production_groups
from graph.profiles.production import production_in

OWNERS = [f"E{number}" for number in range(1, 7)]
DAY = date(2025, 6, 30)
COUNTRIES = {"home": "c_cn", "abroad": "c_us"}
DEFINITIONS = ("byDirectOwner", "byUltimateOwner", "byMajorityOwner")
PATTERN = r"(?P<name>.+?)(?:\s*\[(?P<share>[^\]]*%)\])?"
ROLE = {"separator": ";", "pattern": PATTERN, "id_pattern": r"(E\d+)", "scheme": "gem"}
MAPPING = plant_mapping(
    {
        "source": {"id": "mills", "title": "Mills"},
        "plants": {"name": "mill", "place": "country", "unit": "kt", "capacity_column": "capacity"},
        "owner": {**ROLE, "column": "owner", "id_column": "owner-id"},
        "parent": {**ROLE, "column": "parent", "id_column": "parent-id"},
    }
)


@st.composite
def cells(draw):
    """A cell of owners with its numbers: split to the whole, split in part, or not at all."""
    names = draw(
        st.lists(st.sampled_from([*OWNERS, "unknown"]), min_size=1, max_size=4, unique=True)
    )
    kind = draw(st.sampled_from(["whole", "less", "none", "mixed"]))
    cuts = sorted(
        draw(st.lists(st.integers(0, 1000), min_size=len(names) - 1, max_size=len(names) - 1))
    )
    tenths = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
    if kind == "less":
        tenths = [tenth * 9 // 10 for tenth in tenths]
    printed = [None if kind == "none" or (kind == "mixed" and not at) else tenth
               for at, tenth in enumerate(tenths)]  # fmt: skip
    texts = [name if tenth is None else f"{name} [{tenth // 10}.{tenth % 10}%]"
             for name, tenth in zip(names, printed, strict=True)]  # fmt: skip
    return "; ".join(texts), "; ".join("E999" if name == "unknown" else name for name in names)


@st.composite
def rows(draw):
    """A few plants, each a row of the table."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        (owner, owner_id), (parent, parent_id) = draw(cells()), draw(cells())
        found.append(
            {
                "mill": f"mill {number}", "country": draw(st.sampled_from(["China", "India", "?"])),
                "capacity": str(draw(st.integers(1, 900))), "owner": owner, "owner-id": owner_id,
                "parent": parent, "parent-id": parent_id,
            }
        )  # fmt: skip
    return found


sides = st.dictionaries(st.sampled_from(OWNERS), st.sampled_from(["home", "abroad"]))


def known_of(sides_of):
    """People who own plants, and the citizenships that are cited."""
    people = [Entity(id=f"p_{owner.lower()}", kind="Person", name=owner) for owner in OWNERS]
    places = [
        Entity(id="c_cn", kind="Jurisdiction", name="China", jurisdiction="CN"),
        Entity(id="c_us", kind="Jurisdiction", name="United States", jurisdiction="US"),
    ]
    claims = [
        Citizenship(
            id=f"cit-{owner}", party=f"p_{owner.lower()}", target=COUNTRIES[side],
            as_of=PartialDate.parse("2025-01-01"), citations=(Citation("s", ""),),
        )
        for owner, side in sides_of.items()
    ]  # fmt: skip
    source = Source(id="s", title="A page", kind="filing")
    return Knowledge(
        entities=[*people, *places], sources=[source], claims=claims, data_date=DAY, home="CN"
    )


def asked(table_rows, sides_of, by=""):
    numbered = ((at, dict(row), "") for at, row in enumerate(table_rows, start=2))
    table = plants_in("mills.csv", MAPPING, numbered, by=by)
    known = known_of(sides_of)
    matches = Matches({owner: f"p_{owner.lower()}" for owner in OWNERS})
    answer = production_in(
        known, table, matches, known.lenses["ultimate-control"], DAY, "CN", release="r"
    )
    return {one.definition: one for one in answer.shares}, answer


@settings(deadline=None)
@given(rows(), sides)
def test_a_second_computation_agrees(table_rows, sides_of):
    found, answer = asked(table_rows, sides_of)
    home = frozenset(owner for owner, side in sides_of.items() if side == "home")
    abroad = frozenset(owner for owner, side in sides_of.items() if side == "abroad")
    parts = {
        "byDirectOwner": [split(row["owner"], row["owner-id"]) for row in table_rows],
        "byUltimateOwner": [split(row["parent"], row["parent-id"]) for row in table_rows],
        "byMajorityOwner": [majority(row["parent"], row["parent-id"]) for row in table_rows],
    }
    whole = sum(Fraction(int(row["capacity"])) for row in table_rows)
    for definition in DEFINITIONS:
        plants = [
            (int(row["capacity"]), of)
            for row, of in zip(table_rows, parts[definition], strict=True)
        ]
        least, most = bounds(plants, home, abroad)
        share = found[definition].share
        assert (share.lower, share.upper) == pytest.approx(
            (float(least / whole), float(most / whole))
        )
    assert answer.amount == whole


@settings(deadline=None)
@given(rows(), sides)
def test_the_parts_come_to_the_whole_and_the_open_ones_to_the_width(table_rows, sides_of):
    found, answer = asked(table_rows, sides_of)
    for one in found.values():
        assert sum(part.amount for part in one.parts) == pytest.approx(answer.amount)
        width = one.share.upper - one.share.lower
        assert sum(part.share for part in one.parts if part.open) == pytest.approx(width)
        assert all(owner.settles <= owner.touches + 1e-12 for owner in one.next)
        assert all(owner.touches <= width + 1e-12 for owner in one.next)


@settings(deadline=None)
@given(rows(), sides, st.sampled_from(OWNERS), st.sampled_from(["home", "abroad"]))
def test_a_citation_of_an_origin_never_widens(table_rows, sides_of, owner, side):
    assume(owner not in sides_of)
    before, _ = asked(table_rows, sides_of)
    after, _ = asked(table_rows, {**sides_of, owner: side})
    for definition, one in before.items():
        assert one.share.lower <= after[definition].share.lower + 1e-12
        assert after[definition].share.upper <= one.share.upper + 1e-12
        settled = [each.settles for each in one.next if each.id == owner]
        if side == "home" and settled:
            narrower = one.share.upper - one.share.lower
            narrower -= after[definition].share.upper - after[definition].share.lower
            assert narrower >= settled[0] - 1e-12


@settings(deadline=None)
@given(rows(), sides, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table_rows, sides_of, random):
    shuffled = random.sample(table_rows, len(table_rows))
    assert asked(table_rows, sides_of)[0] == asked(shuffled, sides_of)[0]


@settings(deadline=None)
@given(rows(), sides, st.sampled_from(["natural person(s)", "Unknown", "other shareholders"]))
def test_what_an_unknown_owner_is_called_changes_nothing(table_rows, sides_of, word):
    renamed = [
        {**row, **{role: row[role].replace("unknown", word) for role in ("owner", "parent")}}
        for row in table_rows
    ]
    assert asked(table_rows, sides_of)[0] == asked(renamed, sides_of)[0]


BUYERS = st.lists(st.sampled_from(["", "A", "B", " a  b ", "a b"]), min_size=5, max_size=5)


@settings(deadline=None)
@given(rows(), sides, BUYERS, st.sampled_from([1, 50]))
def test_groups_and_the_rest_come_to_the_whole(table_rows, sides_of, buyers, shown):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(production_groups, "SHOWN", shown)
        split_rows = [
            {**row, "buyer": buyer} for row, buyer in zip(table_rows, buyers, strict=False)
        ]
        found, answer = asked(split_rows, sides_of, by="buyer")
    names = list(dict.fromkeys(" ".join(row["buyer"].split()) for row in split_rows))
    assert [one.name for one in answer.groups] == names[:shown]
    assert answer.more_groups == len(names[shown:])
    groups = [*answer.groups, *([answer.rest] if answer.rest else [])]
    assert sum(one.amount for one in groups) == pytest.approx(answer.amount)
    assert sum(one.plants for one in groups) == answer.plants
    for definition, whole in found.items():
        shares = [
            (one.amount, share)
            for one in groups
            for share in one.shares
            if share.definition == definition
        ]
        assert len(shares) == len(groups)
        for bound in ("lower", "upper", "point"):
            summed = sum(amount * getattr(one.share, bound) for amount, one in shares)
            assert summed == pytest.approx(getattr(whole.share, bound) * answer.amount)
        amounts = {
            part.code: sum(
                same.amount for _, one in shares for same in one.parts if same.code == part.code
            )
            for part in whole.parts
        }
        assert amounts == pytest.approx({part.code: part.amount for part in whole.parts})


@settings(deadline=None)
@given(rows(), sides)
def test_a_group_is_what_its_rows_come_to_alone(table_rows, sides_of):
    _, answer = asked(table_rows, sides_of, by="country")
    for group in answer.groups:
        alone, _ = asked([one for one in table_rows if one["country"] == group.name], sides_of)
        for one in group.shares:
            assert one.share == alone[one.definition].share
            assert one.parts == alone[one.definition].parts
