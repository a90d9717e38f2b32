"""Whose a number is that somebody wrote into a form, and what cannot well be so is told."""

import pytest

from graph import questions
from graph.importing.storing import check_files, import_files
from graph.releases.release import open_release
from psc_lines import SHARES, TARGET, WANTED, firm, person, profile, write

WRONG = profile("00123456", "WRONG LIMITED")


def filed(country, register, number, law=""):
    return {
        "country_registered": country, "place_registered": register,
        "registration_number": number, "legal_authority": law,
    }  # fmt: skip


def holder(tmp_path, *lines):
    """The only holder of the firm, and what is to be looked at."""
    report = import_files([write(tmp_path, profile(), *lines)], tmp_path / "home", WANTED)
    release = open_release(tmp_path / "home")
    (line,) = questions.owners(release, f"uk.{TARGET}", basis="legal").holders
    names = {
        one.controller.name for one in questions.controllers(release, f"uk.{TARGET}").controllers
    }
    assert names == {line.holder.name}
    return line.holder, [one.rule for one in report.broken]


@pytest.mark.parametrize(
    ("country", "register", "law"),
    [
        ("Scotland", "Companies House Edinburgh", ""),
        ("United Kingdom", "Companies House, Edinburgh", ""),
        ("United Kingdom", "Companies House", "Scots law"),
        ("Northern Ireland", "Companies House", ""),
        ("Jersey", "Companies House", "Jersey"),
        ("", "Companies House", "Jersey"),
        ("Atlantis", "Companies House", ""),
        ("New South Wales", "Companies House", ""),
        ("Netherlands", "Kamer van Koophandel", "Dutch law"),
    ],
)
def test_digits_of_another_register_are_no_number_of_this_one(tmp_path, country, register, law):
    tern = firm("tern", SHARES.format("75-to-100"),
                identification=filed(country, register, "123456", law))  # fmt: skip
    assert holder(tmp_path, WRONG, tern)[0].name == "Tern Limited"


@pytest.mark.parametrize(
    ("country", "register", "number", "known"),
    [
        ("Scotland", "", "123456", "SC123456"),
        ("Scotland", "Companies House", "SC 1234", "SC001234"),
        ("Northern Ireland", "Belfast", "123456", "NI123456"),
        ("England & Wales", "Companies House", "123456", "00123456"),
        ("United Kingdom", "", "123456", "00123456"),
        ("", "Companies House, Cardiff", "00123456", "00123456"),
    ],
)
def test_a_number_is_of_the_register_of_its_part(tmp_path, country, register, number, known):
    right = profile(known, "TERN HOLDINGS PLC")
    tern = firm("tern", SHARES.format("75-to-100"),
                identification=filed(country, register, number))  # fmt: skip
    found, broken = holder(tmp_path, right, tern)
    assert (found.id, found.name, broken) == (f"uk.GB-COH-{known}", "TERN HOLDINGS PLC", [])


@pytest.mark.parametrize("order", [1, -1])
def test_a_company_is_nobody_of_another_name(tmp_path, order):
    tern = firm("tern", SHARES.format("75-to-100"),
                identification=filed("England", "Companies House", "123456"))  # fmt: skip
    found, broken = holder(tmp_path, *[WRONG, tern][::order])
    assert (found.name, broken) == ("Tern Limited", ["another-name"])
    entities = open_release(tmp_path / "home").knowledge.entities
    assert "Tern Limited" not in entities["uk.GB-COH-00123456"].other_names


@pytest.mark.parametrize("name", ["T.E.R.N. Ltd", "Tern (UK) PLC", "THE TERN GROUP LIMITED"])
def test_a_name_written_otherwise_is_the_same_companys(tmp_path, name):
    tern = firm("tern", SHARES.format("75-to-100"), name=name,
                identification=filed("England", "Companies House", "123456"))  # fmt: skip
    found, broken = holder(tmp_path, profile("00123456", "TERN LIMITED"), tern)
    assert (found.id, broken) == ("uk.GB-COH-00123456", [])


def test_a_former_name_is_the_companys_own(tmp_path):
    known = profile("00123456", "WREN PLC", previous_company_names=[{"name": "TERN LIMITED"}])
    tern = firm("tern", SHARES.format("75-to-100"),
                identification=filed("England", "Companies House", "123456"))  # fmt: skip
    assert holder(tmp_path, known, tern)[0].name == "WREN PLC"


def test_two_bands_of_one_holder_are_told(tmp_path):
    both = person("ada", SHARES.format("25-to-50"), SHARES.format("50-to-75"))
    report = check_files([write(tmp_path, both)], WANTED)
    assert [(one.rule, one.pointer) for one in report.broken] == [
        ("two-bands", "/data/natures_of_control/1")
    ]
    through = person("ada", SHARES.format("25-to-50"), SHARES.format("50-to-75") + "-as-trust")
    assert not check_files([write(tmp_path, through)], WANTED).broken
