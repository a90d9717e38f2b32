"""Whom customers mean: decided by whole names and numbers alone, candidates never silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from graph.answers.screening import CustomerFile, ScreenedCustomer, Screening
from graph.claims.data_set import Meta, Tables
from graph.formats.tables.lists import ListRow
from graph.formats.tables.tables import write_tables
from graph.questions import own_tables, screen, screen_many
from graph.releases.release import Release
from graph.screening.entry_names import other_names_of
from made_up import PLACES, SOURCES, firms, people, stake, table


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """owned: 60 of jade; part: 10 of jade; free: nobody's that is listed."""
    claims = [
        *(stake(who, firm, share) for firm, who, share in (
            ("owned", "jade", "60"), ("owned", "walter", "40"), ("part", "jade", "10"),
            ("part", "walter", "90"), ("free", "walter", "100"),
        )),
        *(table(firm, 0) for firm in ("owned", "part", "free")),
    ]  # fmt: skip
    tables = Tables(
        meta=Meta(home="CN", data_date=date(2025, 6, 30), title="Customers"),
        entities=(*firms("jade", "owned", "part", "free", "onyx"), *people("walter"), *PLACES),
        sources=tuple(SOURCES),
        claims=tuple(claims),
    )
    folder = tmp_path_factory.mktemp("customers")
    write_tables(tables, folder / "tables")
    return own_tables(folder / "tables")


LIST = (
    ListRow(line=2, name="jade", list="SDN"),
    ListRow(line=3, name="Far Away Trading LLC (Farwell; a.k.a. Distant Trade)", list="SDN",
            identifiers=("lei:5493001KJTIIGC8Y1R12",)),
    ListRow(line=4, name="Walter Person", list="SDN", kind="individual"),
    ListRow(line=5, name="Onyx Works International", list="SDN"),
)  # fmt: skip


def customer(name: str = "", line: int = 2, **more: Any) -> ListRow:
    return ListRow(line=line, name=name, **more)


def asked(release: Release, rows: Iterable[ListRow]) -> Screening:
    batch = screen_many(release, "ofac-50", LIST)
    told = list(batch.rows(rows))
    return batch.answer(told, CustomerFile(file="c.csv", sha256="", asked=len(told)), release.id)


def row_of(release: Release, row: ListRow) -> ScreenedCustomer:
    return asked(release, [row]).customers[0]


@pytest.mark.parametrize(
    ("row", "match", "status", "said"),
    [
        (customer("OWNED"), "decided", "certain", True),
        (customer("part"), "decided", "below", True),  # our flag of a minority
        (customer("free"), "decided", "notReached", False),
        (customer("Jade"), "decided", "listed", True),
        (customer("FAR AWAY TRADING, LLC (Farwell, A.K.A. Distant Trade)"), "decided", "listed",
         True),
        (customer("Another", identifiers=("lei:5493001KJTIIGC8Y1R12",)), "decided", "listed", True),
        (customer("Farwell"), "candidate", "candidate", True),
        (customer("Distant Trade"), "candidate", "candidate", True),
        (customer("Far Awya Trading"), "candidate", "candidate", True),
        (customer("Far Away Trading LLC Singapore Branch"), "candidate", "candidate", True),
        (customer("Walter Person"), "candidate", "candidate", True),  # people share names
        (customer("Nobody Anywhere"), "unknown", "unknown", False),
        (customer("onyx"), "decided", "notExcluded", True),  # entry 4 may mean it
    ],
)  # fmt: skip
def test_what_decides_and_what_does_not(
    release: Release, row: ListRow, match: str, status: str, said: bool
) -> None:
    told = row_of(release, row)
    assert (told.match, told.status, told.said) == (match, status, said), told
    assert told.reason
    assert bool(told.candidates) == (match == "candidate")
    assert all(0 < one.score <= 1 and one.reason for one in told.candidates)


def test_a_name_on_a_list_with_another_number_is_not_the_same(release: Release) -> None:
    name, other = LIST[1].name, ("lei:529900T8BM49AURSDO55",)
    assert row_of(release, customer(name)).status == "listed"
    assert row_of(release, customer(name, identifiers=other)).match == "candidate"


def test_a_name_and_a_number_of_two_are_nobodys(release: Release) -> None:
    told = row_of(release, customer("free", identifiers=LIST[1].identifiers))
    assert told.status != "notReached"
    assert told.said


def test_an_entry_that_nobody_confirmed_is_told_and_left_open(release: Release) -> None:
    told = row_of(release, customer("onyx"))
    assert told.open_by == "listing"
    assert "which nobody has confirmed" in told.explanation
    assert told.entry is not None and told.entry.number == 4


def test_a_customer_that_stands_twice_has_two_rows(release: Release) -> None:
    rows = asked(release, [customer("owned", 2), customer("owned", 9, reference="K9")]).customers
    assert [row.status for row in rows] == ["certain", "certain"]
    assert "the same as the customer of row 2" in rows[1].reason


def test_every_customer_is_in_one_count(release: Release) -> None:
    names = ("owned", "part", "free", "Jade", "Farwell", "Nobody", "Somebody", "owned")
    answer = asked(release, [customer(name, line) for line, name in enumerate(names, 2)])
    counts = dict(answer.customer_counts)
    assert counts.pop("told") + counts.pop("notTold") == counts.pop("asked") == len(names)
    assert counts == Counter(row.status for row in answer.customers)


def test_the_names_of_an_entry_are_also_those_in_brackets_at_its_end() -> None:
    assert other_names_of(LIST[1]) == ("Far Away Trading LLC", "Farwell", "Distant Trade")
    assert other_names_of(customer("Works (Shanghai) Co., Ltd")) == ()


def test_the_work_of_a_batch_grows_with_its_names(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look into the index a name; an outcome a firm, however many customers mean it."""
    from graph.entities.search import Index
    from graph.profiles import screening_batch

    looks, outcomes = Counter[str](), Counter[str]()
    known, outcome_of = Index.known, screening_batch.outcome_of

    def looked(self: Index, text: str) -> Any:
        looks["known"] += 1
        return known(self, text)

    def decided(found: Any, firm: str) -> Any:
        outcomes[firm] += 1
        return outcome_of(found, firm)

    monkeypatch.setattr(Index, "known", looked)
    monkeypatch.setattr(screening_batch, "outcome_of", decided)
    batch = screen_many(release, "ofac-50", LIST)
    looks.clear()
    names = ["owned", "part", "free"] * 400 + [f"Stranger {n}" for n in range(800)]
    told = list(batch.rows(customer(name, line) for line, name in enumerate(names, 2)))
    assert len(told) == len(names)
    assert looks["known"] == len(names)
    assert set(outcomes.values()) == {1}


def test_a_batch_says_of_every_firm_of_the_seeds_what_a_question_of_it_says(
    seed_release: Release,
) -> None:
    known = [one for one in seed_release.knowledge.entities.values() if one.kind == "Organization"]
    given = [ListRow(line=2, id="smic"), ListRow(line=3, id="huawei"), ListRow(line=4, id="cetc")]
    batch = screen_many(seed_release, "any-list", given)
    rows = list(batch.rows(customer(line=n, id=one.id) for n, one in enumerate(known)))
    single = screen(seed_release, "any-list", given, firms=[one.id for one in known])
    wanted = {one.firm.id: (one.status, one.lists) for one in single.firms}
    said = {row.entity.id: row for row in rows if row.entity}
    assert len(said) == len(known)
    for firm, row in said.items():
        assert row.status == wanted[firm][0], firm
        assert not row.said or row.lists == wanted[firm][1], firm
    assert Counter(row.status for row in rows)["notExcluded"] > 3
