"""What the lenses on control, state, work and procurement say of real firms, and why."""

import pytest

from graph import questions

HOME = "treated as China-headquartered"
OPEN = "actual controller found, nationality open, as stated"

# firm, lens, day, word, and the words of the explanation that carry it.
PINNED = [
    # The report on CloudWalk for mid-2024 names Zhou Xi; his citizenship is not cited.
    ("cloudwalk", "csrc-actual-control", None, OPEN, "Zhou Xi"),
    # Hua Hong is listed in Shanghai since August 2023; its parent is cited as a state enterprise.
    ("huahong", "csrc-actual-control", None, "actual controller from home", "Huahong Group"),
    ("huahong", "state-influence", None, "high state influence", "by parent"),
    # Alibaba, SenseTime and DJI are on no exchange of mainland China.
    ("alibaba", "csrc-actual-control", None, "does not apply", "no listing"),
    ("sensetime", "csrc-actual-control", None, "does not apply", "no listing"),
    ("dji", "csrc-actual-control", None, "does not apply", "no listing"),
    # SMIC is since 16 July 2020, and not a day before.
    ("smic", "csrc-actual-control", "2020-07-15", "does not apply", "no listing"),
    ("smic", "csrc-actual-control", "2020-07-16", "undecided", "not read"),
    # CETC had 41.55 % of Hikvision at the end of 2017; no holder undisclosed has as much (41.36 %).
    ("hikvision", "nbs-state-control", "2018-06-30", "state-controlled, relative", "41.55 %"),
    # For a lead in votes the undisclosed and Gong Hongjia's 17.09 % might be one hand: open.
    ("hikvision", "csrc-actual-control", "2018-06-30", "undecided", "may have as much"),
    # Four state funds: 14.562 + 23.077 + 12.308 + 11.538 = 61.485 %.
    ("smsc", "state-influence", None, "high state influence", "61.48 %"),
    # None of them has more than SMIC Holdings' 38.515 %, and whose that is, is open.
    ("smsc", "nbs-state-control", None, "undecided", "38.52 %"),
    # A state fund has a special share in a company of Alibaba.
    # The table of 31 March 2025 leaves nobody of the state above 5 %: no more than medium.
    ("alibaba", "state-influence", None, "at least medium state influence", "special right"),
    ("alibaba", "state-influence", "2025-03-30", "at least medium state influence", "94.3 %"),
    ("smic", "state-influence", "2014-12-31", "at least medium state influence", "35.19"),
    # Headquarters in Hong Kong are associated by one lens and inside China by the other.
    ("sensetime", "headquarters", None, "associated-headquartered", "Hong Kong"),
    ("sensetime", "us-headquarters", None, HOME, "Hong Kong"),
    # The venture's own headquarters are not cited; its parent's are in Shanghai.
    ("smnc", "us-headquarters", None, HOME, "Shanghai"),
    ("huawei", "us-headquarters", None, "undecided", "not cited"),
    # Staff in North America is no share of the work; the site at Palo Alto closed in 2021.
    ("dji", "location-of-work", None, "undecided", "North America"),
    ("dji", "location-of-work", "2019-12-31", "undecided", "Palo Alto"),
    ("smic", "procurement", None, "not in force", "from 2026-01-01"),
    ("alibaba", "xinchuang", None, "undecided", "foreign 1.5"),
    ("sensetime", "national-team", "2019-08-31", "on the team", "national AI team"),
    # Allen names five champions; four firms on the first platforms are named by the ministry.
    ("cloudwalk", "ai-champions", None, "no champion", "5 that one source names"),
    ("smic", "ai-champions", None, "no champion", "5 that one source names"),
    ("dji", "ai-champions", None, "no champion", "5 that one source names"),
    ("smic", "national-team", None, "not on the team on that day", "2019-08-29, of which all 15"),
    ("dji", "national-team", None, "not on the team on that day", "2019-08-29, of which all 15"),
    # Ding says that all four dragons are: his claim stays, against two enumerations of fifteen.
    ("cloudwalk", "national-team", None, "not on the team on that day", "disputed"),
    # The ministry named Alibaba Cloud.
    ("alibaba", "national-team", None, "not on the team on that day", "Alibaba Cloud"),
    ("ali_cloud_computing", "national-team", None, "on the team", "2017-11-15"),
    # From the edition of 8 June 2026, and proposed before it.
    ("alibaba", "dod-1260h", None, "listed", "2026-06-08"),
    ("alibaba", "dod-1260h", "2026-06-07", "proposed only", "2025-01-07 does not name it"),
    ("alibaba", "dod-1260h", "2024-12-31", "not on it on that day", "2024-01-31, of which all 73"),
    ("cloudwalk", "dod-1260h", "2022-10-05", "listed", "2022-10-05"),
    ("cloudwalk", "dod-1260h", "2022-10-04", "not on it on that day", "all 47"),
    ("megvii", "dod-1260h", None, "removed", "2026-06-08 does not name it"),
    ("huahong", "dod-1260h", None, "not on it on that day", "2026-06-08, of which all 188"),
    ("zte", "dod-1260h", None, "not on it on that day", "2026-06-08"),
    # Nobody is on or off a list before its first edition.
    ("alibaba", "dod-1260h", "2021-06-02", "not in force", "from 2021-06-03"),
    ("smic", "national-team", "2017-11-14", "not in force", "from 2017-11-15"),
    ("smic", "national-team", "2017-11-15", "not on the team on that day", "2017-11-15"),
    ("alibaba", "ai-champions", "2014-12-31", "not in force", "from 2018-01-01"),
    # No whole copy of the Entity List was read.
    ("alibaba", "us-entity-list", None, "undecided", "not held"),
    ("baidu", "us-entity-list", None, "undecided", "not held"),
]  # fmt: skip


@pytest.mark.parametrize(("firm", "lens", "day", "word", "because"), PINNED)
def test_what_a_lens_says_of_a_real_firm(seed_release, firm, lens, day, word, because):
    (found,) = questions.classify(seed_release, firm, as_of=day, lenses=[lens]).verdicts
    assert found.word == word
    assert because in found.explanation


@pytest.mark.parametrize("firm", ["smic", "alibaba", "sensetime", "cloudwalk", "dji"])
def test_every_one_of_them_that_is_open_has_a_document_that_would_settle_it(seed_release, firm):
    these = {lens for _, lens, *_ in PINNED} - {"national-team", "ai-champions"}
    found = questions.classify(seed_release, firm)
    waiting = {one.lens for one in found.verdicts if one.in_force and not one.decided}
    asked = {lens for unknown in found.unknowns for lens in unknown.lenses}
    assert waiting & these
    assert waiting & these <= asked
