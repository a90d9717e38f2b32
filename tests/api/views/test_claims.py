"""Tables of claims: a screen folds, a file has everything, and what is left out is counted."""

import csv
import io

from msgspec.structs import replace

from api.views.claims import CLAIMS, LONGEST_NOTE, claim_table, numbered, numbers_of, said
from api.views.evidence import claims
from api.views.tables import to_csv, to_markdown
from graph.answers.entities import EntityPage
from graph.answers.parts import CitedClaim, CitedSource, Named

NOTE = "a long remark on the figure " * 20
SOURCE = CitedSource(
    id="s", title="The report", locator="p. 9", opened=False, relayed_by="A newspaper"
)


def claim(name, **more):
    return CitedClaim(
        id=name, type="Ownership", party=None, target=Named("f", "F"), text=f"{name} holds 3 %",
        period="as of 2017", as_of="2017", sources=(SOURCE,), **more,
    )  # fmt: skip


def cell(table, row, name):
    return table.rows[row][[column.name for column in table.columns].index(name)]


def test_a_screen_folds_a_note_and_a_file_has_it_whole():
    table = claim_table([claim("c", note=NOTE, hedges=("weak source",), terms=("directly",))])
    screen = cell(table, 0, "said").splitlines()
    assert screen[:3] == ["c holds 3 %", "· directly", "· weak source"]
    assert len(screen[3]) <= LONGEST_NOTE + len("· note: ")
    assert screen[3].endswith("…")
    (row,) = csv.DictReader(io.StringIO(to_csv(table)))
    assert row["note"] == NOTE
    assert (row["period"], row["as_of"]) == ("as of 2017", "2017")
    assert row["hedges"] == "weak source"
    assert row["opened"] == "relayed by A newspaper, not opened"
    assert "said" not in row and "documents" not in row
    assert NOTE.strip() in to_markdown(table)
    assert said(claim("c", note=NOTE)).endswith(NOTE)


def test_a_screen_says_that_a_work_was_not_opened():
    table = claim_table([claim("c")])
    assert cell(table, 0, "documents") == "The report, p. 9 (relayed by A newspaper, not opened)"


def test_the_rest_is_counted_and_numbers_stay():
    cited = [claim(name) for name in "abcde"]
    table = claim_table(cited, 2)
    assert [cell(table, row, "number") for row in range(2)] == [1, 2]
    assert table.more.startswith("and 3 more")
    assert claim_table(cited).more == ""
    assert numbered(["e", "a", "e"], numbers_of(cited)) == "5, 1"


def test_every_shown_table_of_claims_has_their_period():
    shown = next(column for column in CLAIMS if column.heading == "When" and column.shown)
    assert not shown.for_machines  # they have the period in one line


def test_a_long_period_leaves_the_room_to_the_claim():
    period = "2015-02-12 – 2019-06-30; as of 2019-12-31"
    table = claim_table([replace(claim("c"), period=period)])
    widest = max(map(len, cell(table, 0, "when").splitlines()))
    assert widest == len("as of 2019-12-31")
    (row,) = csv.DictReader(io.StringIO(to_csv(table)))
    assert row["period"] == period


def test_the_page_of_claims_says_first_how_many_there_are():
    def page(*names):
        cited = tuple(map(claim, names))
        page = EntityPage(
            entity=Named("f", "F"), names=("F",), identifiers=(), release="r", claims=cited
        )
        return claims(page)

    assert page(*"abc").heading[1:3] == ("3 claims", "release r")
    assert page("a").heading[1] == "1 claim"
