"""Whom the lists in the seeds reach, worked out by hand from the tables."""

import csv
from decimal import Decimal

import pytest

from graph import questions
from graph.formats.tables.lists import ListRow

ON, NOW = "2025-10-15", "2025-12-31"


@pytest.fixture(scope="module")
def shares(root):
    """(holder, firm, day) → percent, as the table of ownership has it."""
    with (root / "seeds" / "ownership.csv").open(encoding="utf-8") as file:
        return {
            (row["party"], row["target"], row["as_of"]): Decimal(row["share_min"])
            for row in csv.DictReader(file)
            if row["share_min"] and not row["stage"]
        }


def said(release, firm, lens, as_of):
    (found,) = questions.classify(release, firm, as_of=as_of, lenses=[lens]).verdicts
    return found


def fraction(percent):
    return pytest.approx(float(percent) / 100)


def test_the_venture_of_2020_was_reached_while_its_stakes_were_current(seed_release, shares):
    answer = questions.screen(seed_release, "bis-affiliates", as_of="2021-01-15")
    (venture,) = [one for one in answer.firms if one.firm.id == "smic_jingcheng"]
    half = shares["smic_holdings_cn", "smic_jingcheng", "2020-12-04"]
    assert half == 51
    assert venture.status == "certain"
    assert venture.total.lower == fraction(half)
    assert [step.firm.id for step in venture.steps] == ["smic_holdings_cn", "smic_jingcheng"]
    assert not answer.in_force  # and the rule came four years later


def test_in_october_2025_it_cannot_be_excluded_and_today_the_rule_is_not_in_force(seed_release):
    then = said(seed_release, "smic_jingcheng", "bis-affiliates", ON)
    assert (then.word, then.decided, then.decides) == ("cannot be excluded", False, "lastKnownOnly")
    assert (then.interval.lower, then.interval.upper) == (0, fraction(51))
    assert "2020-12-04" in then.explanation
    cited = questions.classify(seed_release, "smic_jingcheng", as_of=ON, lenses=["bis-affiliates"])
    documents = {claim.id for claim in cited.claims}
    assert {"own-smic-holdings-cn-smic-2020-12-04", "des-smic-bis-el-2020-12-18"} <= documents
    today = said(seed_release, "smic_jingcheng", "bis-affiliates", NOW)
    assert (today.word, today.decided) == ("not in force", False)
    again = said(seed_release, "smic_jingcheng", "bis-affiliates", "2026-11-10")
    assert again.word == "cannot be excluded"


def test_the_older_venture_is_listed_itself(seed_release):
    found = said(seed_release, "smnc", "bis-affiliates", ON)
    assert (found.word, found.decided) == ("listed itself", True)
    # The venture is printed in all five editions itself, beside the firm that controls it.
    assert said(seed_release, "smnc", "dod-1260h-reach", "2026-07-01").word == "listed by DoD"


def test_named_on_no_list_held_here_is_never_a_clearance(seed_release):
    for firm in ("smic", "dji", "alibaba"):
        found = said(seed_release, firm, "ofac-50", NOW)
        assert (found.word, found.decides) == ("undecided", "listNotHeld")
    # Hua Hong was proposed in October 2025, and the edition of June 2026 does not name it.
    for firm, word in (("alibaba", "listed by DoD"), ("baidu", "listed by DoD")):
        assert said(seed_release, firm, "dod-1260h-reach", "2026-07-01").word == word


def test_three_funds_come_to_just_less_than_half_of_smsc(seed_release, shares):
    funds = [shares[fund, "smsc", "2025-12-29"] for fund in ("bigfund1", "bigfund2", "sh_ic_fund1")]
    assert sum(funds) == Decimal("49.947")  # 14.562 + 23.077 + 12.308
    rows = [ListRow(line=2, id=fund) for fund in ("bigfund1", "bigfund2", "sh_ic_fund1")]
    answer = questions.screen(seed_release, "any-list", rows)
    (smsc,) = [one for one in answer.firms if one.firm.id == "smsc"]
    # All its own holders are named; whoever owns its other holders was not read.
    assert (smsc.status, smsc.open_by) == ("notExcluded", "unnamedAbove")
    assert {flag.flag for flag in smsc.flags} == {"minorityStake", "pendingDeal"}
    assert (smsc.total.lower, smsc.total.upper) == (fraction(sum(funds)), fraction(sum(funds)))
    with_vehicle = [*rows, ListRow(line=3, id="smic_holdings_cn")]
    answer = questions.screen(seed_release, "any-list", with_vehicle)
    (smsc,) = [one for one in answer.firms if one.firm.id == "smsc"]
    assert smsc.status == "certain"


def test_a_whole_list_and_one_firm_say_the_same(seed_release):
    knowledge = seed_release.knowledge
    answer = questions.screen(seed_release, "bis-affiliates", as_of=ON)
    words = {"certain": "restricted", "notExcluded": "cannot be excluded", "redFlag": "red flag"}
    minority = {"unnamed", "unnamedAbove"}  # a flag that is decided, whatever else is open
    assert answer.firms
    for one in answer.firms:
        found = said(seed_release, one.firm.id, "bis-affiliates", ON)
        held = any(flag.flag == "minorityStake" for flag in one.flags)
        if one.total and not one.total.upper:  # nothing by shares: a definition tells no powers
            assert found.word == "undecided"
            continue
        assert found.word == words["redFlag" if one.open_by in minority and held else one.status]
        assert (found.interval.lower, found.interval.upper) == (one.total.lower, one.total.upper)
    assert all(knowledge.claims[claim.id] for claim in answer.claims)


def test_the_word_of_an_authority_is_a_flag_and_never_a_stake(seed_release):
    """The department states that the commission owns SMIC and Yitu; nobody gives a share."""
    rows = [ListRow(line=2, id="sasac")]
    asked = ["yitu", "hikvision", "sensetime"]
    answer = questions.screen(
        seed_release, "ofac-50", rows, firms=asked, as_of="2026-06-30", read_as="SDN"
    )
    found = {one.firm.id: one for one in answer.firms}
    stated = {
        firm: [flag for flag in one.flags if flag.flag == "statedOwner"]
        for firm, one in found.items()
    }
    # Of SenseTime it states an affiliation only.
    assert {firm: len(flags) for firm, flags in stated.items()} == {
        "yitu": 1, "hikvision": 1, "sensetime": 0,
    }  # fmt: skip
    (flag,) = stated["yitu"]
    assert "its word, and no stake" in flag.text
    assert flag.claims == ("class-yitu-us-dod-own-sasac-2026-06-08",)
    assert found["yitu"].status != "certain"
    assert found["yitu"].total.lower == 0


def test_what_is_agreed_is_named_and_not_counted(seed_release):
    rows = [ListRow(line=2, id="bigfund1"), ListRow(line=3, id="bigfund3")]
    (smsc,) = questions.screen(seed_release, "any-list", rows, firms=["smsc"]).firms
    pending = {flag.holder.id: flag for flag in smsc.flags if flag.flag == "pendingDeal"}
    assert {"bigfund1", "bigfund3"} <= set(pending)  # the third fund has nothing yet
    assert pending["bigfund3"].claims == ("own-smsc-bigfund3-agreed-2025-12-29",)
    assert "8.361 % agreed" in pending["bigfund3"].text
    assert smsc.total.lower == fraction(Decimal("14.562"))
    assert {stake.holder.id for stake in smsc.steps[-1].stakes}.isdisjoint({"bigfund3"})
