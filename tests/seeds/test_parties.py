"""Firms, persons and labels: what is said of whom, and who is not somebody else."""


def test_what_a_document_calls_a_firm_is_a_label_and_never_a_seat(tables):
    firms = {row["id"] for row in tables["entities"] if row["subject"]}
    assert len(firms) == 5
    seats = [
        row
        for row in tables["locations"]
        if row["party"] in firms and row["aspect"] == "seat" and row["confidence"] == "low"
    ]
    assert seats == []
    called = {row["target"] for row in tables["classifications"] if row["label"] == "chinese"}
    assert firms <= called


def test_the_seat_of_dji_is_unknown(tables):
    assert not [
        row for row in tables["locations"] if row["party"] == "dji" and row["aspect"] == "seat"
    ]


def test_labels_say_who_gave_them(tables):
    assert [
        row["id"] for row in tables["classifications"] if row["label"] and not row["party"]
    ] == []


def test_a_classification_is_a_role_or_a_label(tables):
    for row in tables["classifications"]:
        assert bool(row["role"]) != bool(row["label"]), row["id"]


def test_nobody_unnamed_is_merged_with_somebody_named(tables):
    for row in tables["merges"]:
        if "unnamed" in row["id"] + row["merged_id"]:
            assert row["decision"] == "apart", row


def test_unnamed_people_are_unidentified_parties(tables):
    unnamed = [row for row in tables["entities"] if row["id"].endswith("-unnamed")]
    assert len(unnamed) == 5
    assert {row["kind"] for row in unnamed} == {"UnidentifiedParty"}


def test_false_friends_stay_apart(tables):
    apart = {
        frozenset((row["id"], row["merged_id"].split("/")[1]))
        for row in tables["merges"]
        if row["decision"] == "apart"
    }
    for pair in [("xinxin_hk", "xinxin_capital"), ("smic_hold", "smic_holdings_cn"),
                 ("sequoia", "sequoia_cn"), ("p_liangmongsong", "smic-co-ceo-2017-unnamed"),
                 ("p_zhaohaijun", "smic-co-ceo-2017-unnamed")]:  # fmt: skip
        assert frozenset(pair) in apart
    assert any(row["merged_id"] == "documents/qualcomm" for row in tables["merges"])


def test_only_bodies_and_places_carry_a_jurisdiction(tables):
    kinds = {row["kind"] for row in tables["entities"] if row["jurisdiction"]}
    assert kinds <= {"PublicBody", "Jurisdiction", "Place", "Exchange"}


def test_citizenship_is_always_cited_and_conflicts_are_weak(tables):
    liang = [row for row in tables["citizenships"] if row["party"] == "p_liangmongsong"]
    assert {row["target"] for row in liang} == {"c_tw", "prc"}
    assert {row["confidence"] for row in liang} == {"low"}
