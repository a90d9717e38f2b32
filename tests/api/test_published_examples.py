"""The examples by which agencies explain their rules, each asked through the command.

Read: the layers of FAQ 401 (examples 1 and 2; the third is cut off in the copy), control in FAQ
398, adding up since August 2014, the sectoral list in FAQ 373, the affiliates rule with its three
lists and its days, the programmes of 15 CFR 744.8, section 805, the best practices of the
European Union as relayed, the British test as quoted. Not read, and so no case here: FAQ 399,
400, 402 and 415, the Council's list of criteria of control, what section 805 means by control.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.claims.data_set import Meta, Tables
from graph.formats.tables.tables import write_tables
from graph.releases.release import build
from made_up import PLACES, SOURCES, firms, people, power, seated, stake, table
from small_tables import no_assessments

Run = Callable[..., Any]

FIRMS = ("a1", "b1", "a2", "a3", "c2", "a4", "b4", "d", "e", "f", "g", "h", "j", "k", "l", "m",
         "n", "o", "p")  # fmt: skip
WHOLE = {  # every holder of each firm; x and y are on lists, w and v are nobody's
    "a1": {"x": "50", "w": "50"}, "b1": {"a1": "50", "w": "50"},
    "a2": {"x": "50", "w": "50"}, "a3": {"x": "50", "w": "50"},
    "c2": {"a2": "25", "a3": "25", "w": "50"},
    "a4": {"x": "49", "w": "51"}, "b4": {"a4": "100"},
    "d": {"x": "25", "y": "25", "w": "50"},
    "e": {"w": "100"},
    "g": {"x": "26", "y": "26", "w": "48"},
    "h": {"x": "51", "w": "49"}, "j": {"x": "50", "w": "50"},
    "k": {"w": "100"},
    "m": {"x": "26", "y": "26", "w": "48"},
    "n": {"x": "60", "w": "40"},
    "o": {"x": "51", "w": "49"},
    "p": {"x": "30", "w": "70"},
}  # fmt: skip


def _claims() -> list[Any]:
    claims: list[Any] = []
    for firm, holders in WHOLE.items():
        kind = "votes" if firm == "o" else "record"
        claims += [stake(who, firm, share, measurand=kind) for who, share in holders.items()]
        claims.append(table(firm, 0))
    # f: sold down from 60 to 40 in May 2025.
    claims += [stake("x", "f", "60", "2024-12-31"), stake("w", "f", "40", "2024-12-31")]
    claims += [stake("x", "f", "40", "2025-05-31"), stake("w", "f", "60", "2025-05-31")]
    claims.append(table("f", 0, "2025-05-31"))
    # l: 30 % of the shares, 51 % of the votes.
    claims += [stake("x", "l", "30"), stake("w", "l", "70"), table("l", 0)]
    claims += [stake("x", "l", "51", measurand="votes"), stake("w", "l", "49", measurand="votes")]
    claims.append(power("x", "e", "decisiveRight", right="decisive"))
    claims.append(power("x", "k", "boardNomination", right="decisive"))
    claims.append(power("", "m", "concert", members=("x", "y")))
    claims += [seated("n", "away"), seated("h", "home")]
    return claims


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    tables = Tables(
        meta=Meta(home="CN", data_date=date(2025, 6, 30), title="Examples"),
        entities=(*firms(*FIRMS), *people("x", "y", "w"), *PLACES),
        sources=tuple(SOURCES),
        claims=tuple(_claims()),
    )
    write_tables(tables, folder / "tables")
    build(folder / "tables", folder / "home", derive=no_assessments)
    return folder / "home"


def listed(x: str = "", y: str = "", programme: str = "") -> list[dict[str, str]]:
    named = {"x": x, "y": y}
    return [
        {"id": who, "list": on, "programme": programme if who == "x" else ""}
        for who, on in named.items()
        if on
    ]


def asked(
    zizhu: Run, home: Path, folder: Path, entries: list[dict[str, str]], *more: str
) -> Mapping[str, Any]:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("id", "list", "programme"))
        writer.writeheader()
        writer.writerows(entries)
    ended = zizhu("screen", str(path), *more, "--format", "json", home=home)
    assert ended.code == 0, ended.stderr
    found: Mapping[str, Any] = json.loads(ended.stdout)
    return found


BOTH = listed("SDN", "SDN")
AFTER, BEFORE = ("--law-day", "2025-10-15"), ("--law-day", "2014-08-12")
EXAMPLES = [
    # OFAC, FAQ 401, paras 1 to 3
    ("FAQ 401, example 1", "ofac-50", listed("SDN"), "b1", AFTER, "certain", ()),
    ("FAQ 401, example 2", "ofac-50", listed("SDN"), "c2", AFTER, "certain", ()),
    ("FAQ 401, below the line", "ofac-50", listed("SDN"), "b4", AFTER, "notReached", ()),
    # OFAC, FAQ 398, para 1
    ("FAQ 398, control", "ofac-50", listed("SDN"), "e", AFTER, "redFlag", ("power",)),
    # OFAC, revised guidance of 13 August 2014, and the first guidance before it
    ("added up since 2014", "ofac-50", BOTH, "d", AFTER, "certain", ()),
    ("its first day", "ofac-50", BOTH, "d", ("--law-day", "2014-08-13"), "certain", ()),
    ("not added up before", "ofac-50", BOTH, "d", BEFORE, "below", ("minorityStake",)),
    ("one holder before", "ofac-50", listed("SDN"), "j", BEFORE, "certain", ()),
    ("divested", "ofac-50", listed("SDN"), "f", AFTER, "below", ("minorityStake",)),
    ("before it divested", "ofac-50", listed("SDN"), "f", ("--as-of", "2025-01-31"), "certain", ()),
    # OFAC, FAQ 373, notes 1 and 2
    ("sectoral, one holder", "ofac-ssi", listed("SSI"), "b1", AFTER, "certain", ()),
    ("sectoral, several", "ofac-ssi", listed("SSI", "SSI"), "d", AFTER, "notExcluded",
     ("minorityStake",)),
    ("sectoral, with a blocked one", "ofac-ssi", listed("SSI", "SDN"), "d", AFTER, "below",
     ("minorityStake",)),
    # BIS, 90 FR 47201: at least half, over three lists, not the Unverified List, not in the US
    ("half itself", "bis-affiliates", listed("EL"), "j", AFTER, "certain", ()),
    ("two lists", "bis-affiliates", listed("EL", "MEU"), "d", AFTER, "certain", ()),
    ("caught itself", "bis-affiliates", listed("EL"), "c2", AFTER, "certain", ()),
    ("Unverified List", "bis-affiliates", listed("UVL"), "j", AFTER, "notReached", ()),
    ("a firm of the US", "bis-affiliates", listed("EL"), "n", AFTER, "exempt", ()),
    ("a foreign firm", "bis-affiliates", listed("EL"), "h", AFTER, "certain", ()),
    ("red flag 29", "bis-affiliates", listed("EL"), "p", AFTER, "redFlag", ("minorityStake",)),
    # 15 CFR 744.8(a)(1): fourteen programmes; the section's own identifiers were not read
    ("of the fourteen", "bis-affiliates", listed("SDN", programme="RUSSIA-EO14024"), "j", AFTER,
     "certain", ()),
    ("by its name", "bis-affiliates", listed("SDN", programme="Foreign Narcotics Kingpin"), "j",
     AFTER, "certain", ()),
    ("written otherwise", "bis-affiliates", listed("SDN", programme="IRAN"), "j", AFTER,
     "notExcluded", ()),
    # EU, best practices of 3 July 2024: half or more, added up; control is a test that was not read
    ("EU, half", "eu-ownership-control", listed("EU"), "j", AFTER, "certain", ()),
    ("EU, added up", "eu-ownership-control", listed("EU", "EU"), "g", AFTER, "certain", ()),
    ("EU, control", "eu-ownership-control", listed("EU"), "k", AFTER, "notExcluded", ("power",)),
    # UK: more than half, votes too, the board; no simple adding up
    ("UK, half", "uk-ownership-control", listed("UK"), "j", AFTER, "below", ("minorityStake",)),
    ("UK, more than half", "uk-ownership-control", listed("UK"), "h", AFTER, "certain", ()),
    ("UK, of the votes", "uk-ownership-control", listed("UK"), "l", AFTER, "certain", ()),
    ("UK, 26 and 26", "uk-ownership-control", listed("UK", "UK"), "g", AFTER, "below",
     ("minorityStake",)),
    ("UK, jointly", "uk-ownership-control", listed("UK", "UK"), "m", AFTER, "certain", ()),
    ("UK, the board", "uk-ownership-control", listed("UK"), "k", AFTER, "certain", ()),
    ("UK, a decisive right", "uk-ownership-control", listed("UK"), "e", AFTER, "notExcluded",
     ("power",)),
    # Section 805: control, without a percentage
    ("805, votes", "dod-1260h-reach", listed("1260H"), "o", ("--law-day", "2026-06-30"), "certain",
     ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "entries", "firm", "days", "status", "flags"),
    [pytest.param(*more, id=name) for name, *more in EXAMPLES],
)
def test_an_example_comes_out_as_its_agency_says(
    zizhu: Run,
    home: Path,
    tmp_path: Path,
    rule: str,
    entries: list[dict[str, str]],
    firm: str,
    days: tuple[str, ...],
    status: str,
    flags: tuple[str, ...],
) -> None:
    answer = asked(zizhu, home, tmp_path, entries, "--rule", rule, "--firm", firm, *days)
    (found,) = answer["firms"]
    assert found["status"] == status, found
    assert tuple(dict.fromkeys(flag["flag"] for flag in found["flags"])) == flags
    if status == "certain" and found["steps"][-1]["by"] == "capital":
        assert found["steps"][-1]["stakes"]
        assert all(stake["claims"] for step in found["steps"] for stake in step["stakes"])


def test_a_firm_is_caught_by_two_lines_and_not_by_the_third(
    zizhu: Run, home: Path, tmp_path: Path
) -> None:
    """26 and 26: half or more together in the United States and the Union, no majority of one."""
    said = {}
    for rule, name in (("ofac-50", "SDN"), ("eu-ownership-control", "EU"),
                       ("uk-ownership-control", "UK")):  # fmt: skip
        answer = asked(zizhu, home, tmp_path, listed(name, name), "--rule", rule, "--firm", "g",
                       "--law-day", "2025-10-15")  # fmt: skip
        said[rule] = answer["firms"][0]["status"]
    assert said == {
        "ofac-50": "certain", "eu-ownership-control": "certain", "uk-ownership-control": "below",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "day", "in_force"),
    [
        ("bis-affiliates", "2025-09-28", False),
        ("bis-affiliates", "2025-09-29", True),
        ("bis-affiliates", "2025-11-09", True),
        ("bis-affiliates", "2025-11-10", False),
        ("bis-affiliates", "2026-11-09", False),
        ("bis-affiliates", "2026-11-10", True),
        ("eu-ownership-control", "2024-07-02", False),
        ("eu-ownership-control", "2024-07-03", True),
        ("dod-1260h-reach", "2026-06-29", False),
        ("ofac-50", "2008-02-13", False),
    ],
)
def test_a_rule_is_in_force_on_its_days(
    zizhu: Run, home: Path, tmp_path: Path, rule: str, day: str, in_force: bool
) -> None:
    answer = asked(zizhu, home, tmp_path, listed("mine"), "--rule", rule, "--law-day", day)
    assert (answer["in_force"], answer["law_day"], answer["as_of"]) == (
        in_force, day, "2025-06-30",
    )  # fmt: skip
    unchecked = [note for note in answer["notes"] if "not looked up" in note]
    assert bool(unchecked) == (day == "2026-11-10")


def test_what_section_805_forbids_has_two_days(zizhu: Run, home: Path, tmp_path: Path) -> None:
    for day, forbidden in (("2026-06-30", [True, False]), ("2027-06-30", [True, True])):
        answer = asked(zizhu, home, tmp_path, listed("1260H"), "--rule", "dod-1260h-reach",
                       "--law-day", day)  # fmt: skip
        assert [one["in_force"] for one in answer["rule"]["prohibitions"]] == forbidden
