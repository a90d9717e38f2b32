"""GLEIF's three files become claims; direct and ultimate parents stay apart."""

import gzip
from collections import Counter
from decimal import Decimal

import pytest

from gleif_files import (
    entity,
    exception,
    make_lei,
    relation,
    write_csv,
    write_xml,
)
from graph.claims.model import (
    Claim,
    Consolidation,
    Control,
    Entity,
    Identifier,
    Location,
    Ownership,
    Relation,
    Source,
    Succession,
)
from graph.formats.catalogue import recognised
from graph.formats.gleif.reading import read_gleif

WRITERS = (write_csv, write_xml)
CHILD, PARENT, TOP = (make_lei(name) for name in ("CHILD", "PARENT", "TOP"))


def read(path):
    return [record for statement in read_gleif(path) for record in statement.records]


def claims(path):
    return [record for record in read(path) if isinstance(record, Claim)]


def the(records, cls):
    (found,) = [record for record in records if isinstance(record, cls)]
    return found


@pytest.fixture(params=WRITERS, ids=["csv", "xml"])
def write(request, tmp_path):
    """Writes rows as CSV or XML; the day of the file is in its name."""
    return lambda rows: request.param(tmp_path / "20260123-gleif.txt", rows)


def test_a_direct_parent_consolidates_and_controls(write):
    said = claims(write([relation(CHILD, PARENT)]))
    consolidation, control = said
    assert (
        isinstance(consolidation, Consolidation) and consolidation.parent == "directConsolidation"
    )
    assert isinstance(control, Control) and control.mechanism == "parent"
    for claim in said:
        assert (claim.party, claim.target) == (f"lei-{PARENT}", f"lei-{CHILD}")
        assert str(claim.period.start) == "2020-01-01" and claim.period_end == "ongoing"
        assert str(claim.as_of) == "2025-06-01" and claim.confidence == "high"


def test_an_ultimate_parent_is_never_a_link_of_control(write):
    said = claims(write([relation(CHILD, TOP, "IS_ULTIMATELY_CONSOLIDATED_BY")]))
    assert the(said, Claim).parent == "ultimateConsolidation"
    assert not [claim for claim in said if isinstance(claim, Control | Ownership)]


def test_accounting_percentages_are_words_and_never_shares(write):
    (row,) = [
        relation(CHILD, PARENT, QualifierCategory="IFRS",
                 MeasurementMethod="ACCOUNTING_CONSOLIDATION",
                 QuantifierAmount="51.00", QuantifierUnits="PERCENTAGE",
                 QualifierDimension="ACCOUNTING_STANDARD")
    ]  # fmt: skip
    said = claims(write([row]))
    assert not [claim for claim in said if isinstance(claim, Ownership)]
    assert all(claim.weight is None for claim in said if isinstance(claim, Consolidation))
    assert "51.00 % by ACCOUNTING_CONSOLIDATION; not a share" in said[0].note
    assert "Accounts under IFRS." in said[0].note


@pytest.mark.parametrize(
    ("kind", "cls", "field", "value", "party"),
    [
        ("IS_FUND-MANAGED_BY", Control, "mechanism", "managementContract", PARENT),
        ("IS_SUBFUND_OF", Relation, "relation", "subfundOf", CHILD),
        ("IS_FEEDER_TO", Ownership, "interest", "shareholding", CHILD),
        ("IS_INTERNATIONAL_BRANCH_OF", Relation, "relation", "branchOf", CHILD),
    ],
)
def test_funds_and_branches(write, kind, cls, field, value, party):
    claim = the(claims(write([relation(CHILD, PARENT, kind)])), cls)
    assert getattr(claim, field) == value
    assert claim.party == f"lei-{party}"
    assert getattr(claim, "share", None) is None


def test_only_the_relationship_period_says_how_long(write):
    (claim, _) = claims(
        write([
            relation(CHILD, PARENT, **{
                "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
                "Relationship.Period.1.endDate": "2020-12-31T00:00:00Z",
                "Relationship.Period.2.startDate": "2018-05-01T00:00:00Z",
                "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
            })
        ])
    )  # fmt: skip
    assert (str(claim.period.start), claim.period.end) == ("2018-05-01", None)
    assert "ACCOUNTING_PERIOD 2020-01-01 to 2020-12-31." in claim.note


def test_an_inactive_relationship_has_ended_when_its_record_spoke(write):
    (claim, _) = claims(write([relation(CHILD, PARENT, RelationshipStatus="INACTIVE")]))
    assert claim.period_end == "ended"
    assert str(claim.period.end) == "2025-06-01"


def test_a_lapsed_record_speaks_for_the_renewal_it_missed(write):
    (claim, _) = claims(
        write([
            relation(CHILD, PARENT, RegistrationStatus="LAPSED",
                     NextRenewalDate="2023-03-01T00:00:00Z")
        ])
    )  # fmt: skip
    assert str(claim.as_of) == "2023-03-01"
    assert "LAPSED" in claim.note


@pytest.mark.parametrize("status", ["ANNULLED", "DUPLICATE", "CANCELLED"])
def test_what_the_issuer_took_back_is_retracted(write, status):
    assert {
        c.status for c in claims(write([relation(CHILD, PARENT, RegistrationStatus=status)]))
    } == {"retracted"}


def test_what_is_not_checked_yet_is_noted_and_not_taken_in(write):
    (statement,) = read_gleif(write([relation(CHILD, PARENT, RegistrationStatus="PENDING")]))
    assert (statement.records, statement.refusals) == ((), ())
    assert "not checked yet" in statement.noted[0]


@pytest.mark.parametrize(
    ("reason", "category", "cls", "directness"),
    [
        ("NATURAL_PERSONS", "DIRECT", Ownership, "unknownDirectness"),
        ("NO_KNOWN_PERSON", "DIRECT", Ownership, "unknownDirectness"),
        ("NON_CONSOLIDATING", "ULTIMATE", Ownership, "indirect"),
        ("NON_PUBLIC", "DIRECT", Ownership, "unknownDirectness"),
        ("NO_LEI", "DIRECT", Control, None),
        ("NO_LEI", "ULTIMATE", Consolidation, None),
    ],
)
def test_an_exception_is_a_holder_nobody_names(write, reason, category, cls, directness):
    rows = [exception(CHILD, reason, f"{category}_ACCOUNTING_CONSOLIDATION_PARENT")]
    records = read(write(rows))
    (holder,) = [r for r in records if isinstance(r, Entity) and r.kind == "UnidentifiedParty"]
    claim = the(records, cls)
    assert (claim.party, claim.target) == (holder.id, f"lei-{CHILD}")
    assert reason in claim.note
    assert str(claim.as_of) == "2026-01-23"  # the day of the file: exceptions carry none
    if directness:
        assert claim.share is None and claim.directness == directness
    if category == "ULTIMATE":
        assert not [r for r in records if isinstance(r, Control)]


def test_an_entity_with_its_names_numbers_and_seat(write):
    rows = [
        entity(CHILD, "中芯示例有限公司", "CN", **{
            "Entity.LegalName.xmllang": "zh",
            "Entity.OtherEntityNames.OtherEntityName.1": "Example Semiconductor Ltd",
            "Entity.OtherEntityNames.OtherEntityName.1.xmllang": "en",
            "Entity.OtherEntityNames.OtherEntityName.1.type": "ALTERNATIVE_LANGUAGE_LEGAL_NAME",
            "RegistrationAuthorityID": "RA000573",
            "RegistrationAuthorityEntityID": "91440300708461136T",
        })
    ]  # fmt: skip
    records = read(write(rows))
    (firm,) = [r for r in records if isinstance(r, Entity) and r.kind == "Organization"]
    assert (firm.name, firm.name_zh) == ("Example Semiconductor Ltd", "中芯示例有限公司")
    assert set(firm.identifiers) == {
        Identifier("lei", CHILD),
        Identifier("ra", "RA000573/91440300708461136T"),
        Identifier("uscc", "91440300708461136T"),
    }
    seats = {r.aspect: r.target for r in records if isinstance(r, Location)}
    assert seats == {"seat": "jurisdiction-CN", "headquarters": "jurisdiction-GB"}


def test_a_jurisdiction_within_a_country_is_that_country(write):
    records = read(write([entity(CHILD, "A Inc.", "US-DE")]))
    assert next(r.target for r in records if isinstance(r, Location)) == "jurisdiction-US"
    (firm,) = [r for r in records if isinstance(r, Entity) and r.kind == "Organization"]
    assert "US-DE" in firm.note


@pytest.mark.parametrize(
    ("category", "kind", "of"),
    [("FUND", "Fund", ""), ("RESIDENT_GOVERNMENT_ENTITY", "PublicBody", "GB"),
     ("BRANCH", "Organization", "")],
)  # fmt: skip
def test_categories(write, category, kind, of):
    records = read(write([entity(CHILD, "X", EntityCategory=category)]))
    firm = next(r for r in records if isinstance(r, Entity))
    assert (firm.kind, firm.jurisdiction) == (kind, of)


def test_a_successor_takes_the_place(write):
    rows = [entity(CHILD, "Old", RegistrationStatus="MERGED", SuccessorLEI=PARENT)]
    claim = the(read(write(rows)), Succession)
    assert (claim.party, claim.target) == (f"lei-{PARENT}", f"lei-{CHILD}")


def test_a_duplicate_is_one_with_its_successor_and_not_followed_by_it(write):
    rows = [entity(CHILD, "Twice", RegistrationStatus="DUPLICATE", SuccessorLEI=PARENT)]
    records = read(write(rows))
    firm = the(records, Entity)
    assert firm.identifiers == (Identifier("lei", CHILD), Identifier("lei", PARENT))
    assert not [r for r in records if isinstance(r, Claim)]


def test_csv_and_xml_say_the_same(tmp_path):
    for rows in (
        [relation(CHILD, PARENT), relation(PARENT, TOP, "IS_ULTIMATELY_CONSOLIDATED_BY")],
        [entity(CHILD, "A & B <Ltd>", SuccessorLEI=TOP), entity(PARENT, "P")],
        [exception(CHILD, "NO_LEI"), exception(PARENT, "NON_PUBLIC", reference="because")],
    ):
        name = tmp_path / "20260123-x.txt"
        assert read(write_csv(name, rows)) == read(write_xml(name, rows))


def test_a_packed_file_is_read_and_recognised(tmp_path):
    plain = write_csv(tmp_path / "rr.csv", [relation(CHILD, PARENT)])
    packed = tmp_path / "rr.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert recognised(packed).name == "gleif"
    assert [c.kind for c in claims(packed)] == ["Consolidation", "Control"]


def test_the_file_is_the_source_of_every_claim(write):
    records = read(write([relation(CHILD, PARENT), relation(PARENT, TOP)]))
    source = the(records, Source)
    assert str(source.published) == "2026-01-23"
    cited = {c.source for r in records if isinstance(r, Claim) for c in r.citations}
    assert cited == {source.id}


def test_every_record_of_the_real_file_is_accounted_for(shared):
    (path,) = (shared / "data" / "gleif").glob("*.csv")
    statements = list(read_gleif(path))
    made = Counter(type(r).__name__ for s in statements for r in s.records if isinstance(r, Claim))
    assert len(statements) == 1885
    assert made == {"Consolidation": 1855, "Control": 1021 + 9, "Relation": 12}
    assert [s.noted for s in statements if s.noted] == [("a fund that manages itself",)] * 9
    assert not [s for s in statements if s.refusals]
    assert sum(bool(s.records) for s in statements) == 1876
    assert Decimal(len({s.id for s in statements})) == 1885
