from datetime import date

import pytest

from graph.claims.model import Control, HolderTable, Ownership
from graph.errors import InputError
from graph.formats.tables.tables import read_tables, write_tables
from graph.networks.perimeter import perimeter
from graph.networks.situation import Situation
from graph.ownership.arrays.synthetic import WHOLE, Recipe, generated
from graph.releases.packed import knowledge_of
from graph.synthetic import tables
from graph.validation.findings import findings

DAY = date(2025, 12, 31)
RECIPE = Recipe(firms=120, stakes=260, contracts=0.1, dual_class=0.1, near_closed=0.05, core=8)


@pytest.fixture(scope="module")
def made():
    return tables(RECIPE, "CN", DAY)


def test_the_tables_read_back_and_nothing_is_wrong_with_them(made, tmp_path):
    write_tables(made, tmp_path)
    again = read_tables(tmp_path)
    assert {claim.id: claim for claim in again.claims} == {one.id: one for one in made.claims}
    assert findings(again) == ()


def test_the_same_recipe_writes_the_same_bytes(made, tmp_path):
    for copy in ("first", "again"):
        write_tables(tables(RECIPE, "CN", DAY), tmp_path / copy)
    for path in sorted((tmp_path / "first").iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_the_engine_reads_out_of_the_tables_what_the_arrays_say(made):
    network, known = generated(RECIPE), knowledge_of(made)
    plain = set(range(RECIPE.firms)) - set(network.contracts[:, 1].tolist())
    for firm in sorted(plain)[:40]:
        column = Situation(known, f"firm-{firm}", DAY, "CN").column(f"firm-{firm}", "economic")
        in_arrays = network.owned == firm
        assert len(column.held) == in_arrays.sum()
        shares = sorted(float(one.lower) for one in column.held)
        assert shares == pytest.approx(sorted(network.lower[in_arrays] / WHOLE), abs=1e-12)
        assert (column.table is not None) == network.complete[firm]


def test_contracts_put_a_firm_under_its_beneficiary(made):
    known = knowledge_of(made)
    contracts = [claim for claim in made.claims if isinstance(claim, Control)]
    assert len(contracts) == 12
    one = contracts[0]
    situation = Situation(known, one.party, DAY, "CN")
    parts = perimeter(known, one.party, DAY, "CN", lambda firm: situation.column(firm, "legal"))
    assert one.target in {part.entity for part in parts}


def test_the_first_holder_of_two_classes_votes_more_than_it_holds(made):
    votes = [c for c in made.claims if isinstance(c, Ownership) and c.measurand == "votes"]
    held = {(c.party, c.target): c.share for c in made.claims
            if isinstance(c, Ownership) and c.measurand != "votes"}  # fmt: skip
    firms = {claim.target for claim in votes}
    assert len(firms) == 12
    for firm in firms:
        own = [claim for claim in votes if claim.target == firm]
        assert sum(claim.share.upper for claim in own) <= 100
        assert own[0].share.lower >= held[own[0].party, firm].lower


def test_only_firms_whose_holders_are_all_there_have_a_table(made):
    complete = {claim.target for claim in made.claims if isinstance(claim, HolderTable)}
    assert complete == {f"firm-{n}" for n in generated(RECIPE).complete.nonzero()[0].tolist()}


def test_a_home_that_is_no_jurisdiction_is_refused():
    with pytest.raises(InputError, match="XX"):
        tables(RECIPE, "XX", DAY)
