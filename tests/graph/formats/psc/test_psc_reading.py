"""Each line of the register becomes what it says: bands, ends, through whom; or a refusal."""

import pytest

from graph import questions
from graph.claims.model import Citizenship, Control, Entity, Location, Ownership, Residence
from graph.formats.catalogue import recognised
from graph.formats.natures_of_control import nature_of
from graph.importing.storing import check_files, import_into
from psc_lines import (
    COMPANY,
    SHARES,
    TARGET,
    WANTED,
    firm,
    line,
    of,
    person,
    profile,
    protected,
    read,
    statement,
    write,
)

BANDS = {
    "25-to-50": "over 25 to 50 %", "50-to-75": "over 50 to under 75 %",
    "75-to-100": "at least 75 %", "more-than-25": "over 25 %",
}  # fmt: skip


@pytest.mark.parametrize(("band", "share"), BANDS.items())
@pytest.mark.parametrize(
    ("what", "interest", "measurand"),
    [
        ("ownership-of-shares", "shareholding", "record"),
        ("voting-rights", "votingRights", "votes"),
        ("right-to-share-surplus-assets", "surplusRights", "surplus"),
        ("part-right-to-share-surplus-assets", "surplusRights", "surplus"),
    ],
)
@pytest.mark.parametrize(
    "of_kind", ["", "-limited-liability-partnership", "-registered-overseas-entity"]
)
def test_a_band_is_read_as_the_register_prints_it(
    tmp_path, band, share, what, interest, measurand, of_kind
):
    records, _, refused = read(tmp_path, person("ada", f"{what}-{band}-percent{of_kind}"))
    (stake,) = of(records, Ownership)
    assert not refused
    assert (str(stake.share), stake.interest, stake.measurand) == (share, interest, measurand)
    assert (stake.party, stake.target, stake.directness) == (
        f"psc-{COMPANY}-ada",
        TARGET,
        "unknownDirectness",
    )
    assert (str(stake.period.start), stake.period_end, str(stake.as_of)) == (
        "2024-02-01",
        "ongoing",
        "2024-02-01",
    )


@pytest.mark.parametrize("word", ["directors", "members-limited-liability-partnership", "person"])
def test_who_appoints_a_majority_decides_and_who_has_influence_does_not(tmp_path, word):
    records, _, _ = read(
        tmp_path,
        person("ada", f"right-to-appoint-and-remove-{word}", "significant-influence-or-control"),
    )
    appoints, influences = of(records, Control)
    assert (appoints.mechanism, appoints.right) == ("boardNomination", "decisive")
    assert (influences.mechanism, influences.right) == ("otherInfluence", "")


def test_a_stake_that_ceased_is_over(tmp_path):
    lines = [
        person("ada", SHARES.format("75-to-100"), ceased_on="2024-09-30"),
        person("bea", SHARES.format("75-to-100")),
    ]
    import_into([write(tmp_path, *lines)], tmp_path / "tables", WANTED)
    release = questions.own_tables(tmp_path / "tables")
    owners = questions.owners(release, f"uk.{TARGET}", basis="legal").owners
    assert [one.owner.id for one in owners] == [f"uk.psc-{COMPANY}-bea"]
    (certain,) = questions.controllers(release, f"uk.{TARGET}").controllers
    assert (certain.controller.id, certain.certainty) == (f"uk.psc-{COMPANY}-bea", "certain")


def test_an_end_before_its_start_is_refused(tmp_path):
    _, _, (refused,) = read(
        tmp_path, person("ada", SHARES.format("25-to-50"), ceased_on="2020-01-01")
    )
    assert (refused.rule, refused.pointer, refused.line) == ("date", "/data/ceased_on", 1)


def test_of_a_person_names_nationality_and_country_are_kept_and_nothing_private(tmp_path):
    records, noted, _ = read(
        tmp_path, person("ada", SHARES.format("25-to-50"), nationality="British,Chinese")
    )
    assert [one.name for one in of(records, Entity) if one.kind == "Person"] == ["Ada Quill"]
    assert [one.target for one in of(records, Citizenship)] == [
        "jurisdiction-GB",
        "jurisdiction-CN",
    ]
    assert len(of(records, Residence)) == 1
    assert "date_of_birth of persons is private" in noted
    assert "1970" not in repr(records)
    assert "Anywhere" not in repr(records)


def test_a_firm_of_this_register_is_the_company_of_its_number(tmp_path):
    records, _, _ = read(
        tmp_path,
        firm("tern", SHARES.format("75-to-100")),
        person("ada", SHARES.format("75-to-100"), company="09999202"),
    )
    first, second = of(records, Ownership)
    assert first.party == second.target == "GB-COH-09999202"
    assert {one.target for one in of(records, Location)} == {"jurisdiction-GB"}


@pytest.mark.parametrize(
    ("country", "number", "seat", "known"),
    [
        ("Cayman Islands", "MC-777", "KY", "KY/MC-777"),
        ("Germany", "9999202", "DE", "DE/9999202"),  # a number like one of this register's
        ("Atlantis", "7", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_firm_abroad_stays_what_was_written_of_it(tmp_path, country, number, seat, known):
    said = {
        "country_registered": country,
        "registration_number": number,
        "place_registered": "Its register",
    }
    records, noted, _ = read(tmp_path, firm("tern", SHARES.format("25-to-50"), identification=said))
    (party,) = (one for one in of(records, Entity) if one.name == "Tern Limited")
    assert party.id == f"psc-{COMPANY}-tern"
    assert [one.value for one in party.identifiers] == ([known] if known else [])
    seats = [one.target for one in of(records, Location) if one.party == party.id]
    assert seats == ([f"jurisdiction-{seat}"] if seat else [])
    assert ("a country of registration that is not known" in noted) == (country == "Atlantis")


def test_a_protected_person_is_somebody_nobody_names(tmp_path):
    records, _, _ = read(tmp_path, protected("zz1"))
    (party,) = (one for one in of(records, Entity) if one.kind == "UnidentifiedParty")
    (power,) = of(records, Control)
    assert (power.party, power.mechanism) == (party.id, "unpublishedInterest")
    records, _, _ = read(tmp_path, protected("zz1", ceased=True))
    (power,) = of(records, Control)
    assert (str(power.period.end), power.period_end) == ("2025-03-05", "ended")


@pytest.mark.parametrize(
    ("code", "somebody"),
    [
        ("no-individual-or-entity-with-signficant-control", False),
        ("no-individual-or-entity-with-signficant-control-partnership", False),
        ("psc-exists-but-not-identified", True),
        ("psc-contacted-but-no-response-partnership", True),
        ("steps-to-find-psc-not-yet-completed", False),
    ],
)
def test_a_statement_in_the_place_of_a_name(tmp_path, code, somebody):
    """That nobody has to register is not that nobody directs: foreign parents cannot register."""
    records, noted, refused = read(tmp_path, statement("s1", code))
    assert bool(of(records, Control)) == somebody
    assert bool(noted) != somebody
    assert not refused
    assert not any(one.mechanism == "statedNone" for one in of(records, Control))


def test_what_trustees_hold_is_not_the_persons_own(tmp_path):
    code = SHARES.format("50-to-75") + "-as-trust"
    records, _, _ = read(tmp_path, person("ada", code), person("bea", code))
    trust = f"psc-{COMPANY}-trust"
    assert {(one.party, str(one.share)) for one in of(records, Ownership)} == {
        (trust, "over 50 to under 75 %")
    }
    assert {(one.party, one.target, one.mechanism) for one in of(records, Control)} == {
        (f"psc-{COMPANY}-{name}", trust, "otherInfluence") for name in ("ada", "bea")
    }
    import_into(
        [write(tmp_path, person("ada", code), person("bea", code))], tmp_path / "tables", WANTED
    )
    found = questions.owners(
        questions.own_tables(tmp_path / "tables"), f"uk.{TARGET}", basis="legal"
    )
    assert not any("more than 100" in note for note in found.notes)
    assert [one.owner.id for one in found.owners] == [f"uk.{trust}"]


def test_of_small_parts_there_may_be_several_trusts(tmp_path):
    records, _, _ = read(tmp_path, person("ada", SHARES.format("25-to-50") + "-as-trust"))
    assert [str(one.share) for one in of(records, Ownership)] == ["over 25 %"]


def test_a_trustee_of_an_overseas_entity_is_one(tmp_path):
    code = "ownership-of-shares-more-than-25-percent-as-trust-registered-overseas-entity"
    records, _, _ = read(
        tmp_path, person("ada", code, company="OE999101", kind="individual-beneficial-owner")
    )
    (power,) = of(records, Control)
    assert power.mechanism == "trustee"
    assert not [one for one in of(records, Location) if one.party == "GB-COH-OE999101"]


def test_land_held_for_somebody_is_no_part_of_the_entity(tmp_path):
    code = "registered-owner-as-nominee-person-england-wales-registered-overseas-entity"
    records, noted, refused = read(tmp_path, person("ada", code, company="OE999101"))
    assert not of(records, Ownership) + of(records, Control)
    assert any("land held by the overseas entity" in words for words in noted)
    assert not refused


EXEMPT = line(
    {"kind": "exemptions", "exemptions": {}, "links": {"self": f"/company/{COMPANY}/exemptions"}}
)


@pytest.mark.parametrize(
    ("bad", "rule", "pointer"),
    [
        (
            person("ada", "ownership-of-ships-25-to-50-percent"),
            "code",
            "/data/natures_of_control/0",
        ),
        (
            person("ada", "ownership-of-shares-20-to-50-percent"),
            "code",
            "/data/natures_of_control/0",
        ),
        (person("ada", "ownership-of-shares"), "code", "/data/natures_of_control/0"),
        (
            person("ada", "significant-influence-or-control-25-to-50-percent"),
            "code",
            "/data/natures_of_control/0",
        ),
        (person("ada", kind="ghost-with-significant-control"), "code", "/data/kind"),
        (person("ada", name_elements=None, name=""), "missing", "/data/name"),
        (person("ada", name_elements=None, name="A\x8fa"), "encoding", "/data/name"),
        (person("ada", name_elements=None, name=7), "type", "/data/name"),
        (person("ada", notified_on="2024-13-01"), "date", "/data/notified_on"),
        (person("ada", natures_of_control="all"), "type", "/data/natures_of_control"),
        (person("ada", company="12"), "", ""),  # zeros were lost: it is 00000012
        (person("ada", company="WHAT?"), "identifier", "/company_number"),
        ({"company_number": COMPANY}, "missing", "/data"),
        ({"company_number": COMPANY, "data": 7}, "missing", "/data"),
        ([1], "type", ""),
        (firm("tern", identification=[1]), "type", "/data/identification"),
        (statement("s", "psc-is-shy"), "code", "/data/statement"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path, bad, rule, pointer):
    path = write(
        tmp_path,
        person("zoe", SHARES.format("25-to-50")),
        bad,
        EXEMPT,
    )
    report = check_files([path], WANTED)
    assert [(one.rule, one.pointer, one.line) for one in report.refusals] == (
        [(rule, pointer, 2)] if rule else []
    )
    assert all(one.counts.add_up and one.counts.statements == 3 for one in report.files)
    assert report.records["Ownership"] == 1


def test_it_is_known_by_its_lines(tmp_path):
    assert recognised(write(tmp_path, person("ada"))).name == "psc"
    assert recognised(write(tmp_path, profile())).name == "psc"


def test_natures_of_control_are_all_known():
    """Every word of the register is one part of what, band, through and kind."""
    whats = ["ownership-of-shares", "voting-rights"]
    for what in whats:
        for band in BANDS:
            for through in (
                "",
                "-as-trust",
                "-as-firm",
                "-as-control-over-trust",
                "-as-control-over-firm",
            ):
                for kind in ("", "-limited-liability-partnership", "-registered-overseas-entity"):
                    assert nature_of(f"{what}-{band}-percent{through}{kind}").share is not None
