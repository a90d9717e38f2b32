"""Codes are found by list and notation, carry their numbers, and refuse what they do not know."""

from collections import Counter

import pytest

from graph.claims.model import CLAIM_TYPES, Entity, Identifier, Rule, Source
from graph.claims.rivals_and_rates import ExchangeRate
from ontology.files import CODELISTS, CORE, digest, ontology_files, read_turtle
from ontology.load import (
    associated,
    check_code,
    codes,
    field_scheme,
    is_offshore,
    properties,
    schemes,
    subclasses,
)
from ontology.terms import CODE, UnknownTermError

SKOS = "http://www.w3.org/2004/02/skos/core#"


def test_every_notation_is_unique_and_is_the_local_name():
    notations = [(s, o) for s, p, o in read_turtle(CODELISTS) if p == SKOS + "notation"]
    assert max(Counter(notation for _, notation in notations).values()) == 1
    assert all(CODE.local(iri) == notation for iri, notation in notations)


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda scheme: scheme.name)
def test_every_code_says_what_it_means(scheme):
    assert scheme.label
    assert scheme.definition.endswith(".")
    assert scheme.codes
    for code in scheme.codes.values():
        assert code.label, code
        assert code.definition.endswith("."), code
        assert set(code.schemes) <= set(schemes())


def test_every_list_a_property_names_exists_and_can_be_told_apart():
    for term in properties().values():
        assert set(term.coded_by) <= set(schemes())
        if len(term.coded_by) > 1:
            served = [schemes()[name].of_class for name in term.coded_by]
            assert all(served), term.name
            assert len(set(served)) == len(served), term.name


@pytest.mark.parametrize(
    ("record", "field", "scheme"),
    [
        ("Ownership", "status", "Statuses"),
        ("Ownership", "interest", "InterestTypes"),
        ("Ownership", "event", "StakeEvents"),
        ("HolderTable", "measurand", "Measurands"),
        ("Control", "mechanism", "ControlMechanisms"),
        ("Control", "instruments", "Instruments"),
        ("Leadership", "role", "LeaderRoles"),
        ("Classification", "role", "PartyRoles"),
        ("Classification", "label", "Labels"),
        ("SourceDocument", "kind", "SourceKinds"),
        ("Rule", "kind", "RuleKinds"),
        ("Relation", "relation", "RelationKinds"),
        ("Investment", "currency", "Currencies"),
        ("ExchangeRate", "base", "Currencies"),
        ("Entity", "jurisdiction", "Jurisdictions"),
        ("PublicBody", "system", "PublicSystems"),
        ("Identifier", "scheme", "IdentifierSchemes"),
        ("Ownership", "note", None),
        ("Ownership", "party", None),
        ("Control", "scope", None),
    ],
)
def test_field_scheme(record, field, scheme):
    assert field_scheme(record, field) == scheme


def test_the_defaults_of_records_are_codes():
    names = {Source: "SourceDocument"}
    checked = 0
    for record in (*CLAIM_TYPES.values(), Source, Rule, Entity, Identifier, ExchangeRate):
        cls = names.get(record, record.__name__)
        fields = record.__struct_fields__
        defaults = record.__struct_defaults__
        for field, default in zip(fields[len(fields) - len(defaults) :], defaults, strict=True):
            if isinstance(default, str) and default and (scheme := field_scheme(cls, field)):
                check_code(scheme, default)
                checked += 1
    assert checked > 60  # period_end, status and stage of every claim type, and more


def test_a_wrong_code_names_the_nearest():
    with pytest.raises(UnknownTermError, match="did you mean vieContracts"):
        check_code("ControlMechanisms", "vie_contracts")
    with pytest.raises(UnknownTermError, match="list Stages"):
        check_code("Stages", "asserted")  # a code of another list
    with pytest.raises(UnknownTermError, match="did you mean Stages"):
        codes("Stage")


def test_a_code_two_lists_share_is_one_code():
    assert codes("SourceKinds")["law"] is codes("ControlMechanisms")["law"]
    assert set(codes("SourceKinds")["law"].schemes) == {"SourceKinds", "ControlMechanisms"}


def test_horizons_are_whole_months_and_ours():
    months = {kind: code.attributes["horizonMonths"] for kind, code in codes("SourceKinds").items()}
    assert months.pop("register") == 24
    assert set(months.values()) == {36}
    assert schemes()["SourceKinds"].ours
    assert codes("StakeHorizons")["listedAboveLine"].attributes["horizonMonths"] == 15


@pytest.mark.parametrize(
    ("basis", "order"),
    [
        ("legal", ["registered", "record", "hkPartXV", "beneficial13d3"]),
        ("economic", ["netEconomic", "registered", "record", "hkPartXV", "beneficial13d3"]),
        ("voting", ["votes", "netEconomic", "registered", "record", "hkPartXV", "beneficial13d3"]),
    ],
)
def test_measurands_are_ranked_on_each_basis(basis, order):
    ranks = {
        name: code.attributes[f"{basis}Rank"]
        for name, code in codes("Measurands").items()
        if f"{basis}Rank" in code.attributes
    }
    order = [name for name in order if not (basis == "voting" and name == "netEconomic")]
    assert sorted(ranks, key=ranks.__getitem__) == order
    assert len(set(ranks.values())) == len(ranks), "two quantities share a rank"


def test_quantities_that_are_never_computed_with_have_no_rank():
    for name in ("fullyDiluted", "groupTotal", "classTotal"):
        assert not codes("Measurands")[name].attributes


def test_jurisdictions_are_iso_codes():
    assert len(codes("Jurisdictions")) == 249
    assert all(len(code) == 2 and code.isupper() for code in codes("Jurisdictions"))


def test_associated_jurisdictions_depend_on_the_home():
    assert associated("CN") == {"HK", "MO", "TW"}
    assert associated("US") == frozenset()
    with pytest.raises(UnknownTermError):
        associated("ZZ")


def test_offshore_centres_are_few_and_ours():
    assert {"KY", "VG", "BM"} <= set(codes("OffshoreCentres"))
    assert not {"CN", "HK", "US", "SG", "NL"} & set(codes("OffshoreCentres"))
    assert schemes()["OffshoreCentres"].ours
    assert is_offshore("KY")
    assert not is_offshore("HK")
    with pytest.raises(UnknownTermError):
        is_offshore("Cayman")


def test_bods_codes_are_those_of_the_standard():
    standard = {
        "shareholding", "votingRights", "appointmentOfBoard", "otherInfluenceOrControl",
        "seniorManagingOfficial", "rightsToProfitOrIncome", "rightsGrantedByContract",
        "conditionalRightsGrantedByContract", "controlViaCompanyRulesOrArticles",
        "controlByLegalFramework", "boardMember", "boardChair", "nominee", "nominator",
        "settlor", "trustee", "protector", "beneficiaryOfLegalArrangement",
        "rightsToSurplusAssetsOnDissolution", "unknownInterest", "unpublishedInterest",
        "enjoymentAndUseOfAssets", "rightToProfitOrIncomeFromAssets",
    }  # fmt: skip
    coded = {
        code.attributes["bodsCode"]
        for name in (
            "InterestTypes",
            "ControlMechanisms",
            "Instruments",
            "LeaderRoles",
            "PartyRoles",
        )
        for code in codes(name).values()
        if "bodsCode" in code.attributes
    }
    assert coded == standard
    # a contract is never exported as shares or votes: a round trip would invent equity
    for name in ("vieContracts", "votingProxy", "callOption", "equityPledge"):
        assert CODE[name]
    vie = [codes("ControlMechanisms")["vieContracts"], *codes("Instruments").values()]
    assert not {c.attributes.get("bodsCode") for c in vie} & {"shareholding", "votingRights"}


def test_chinese_policy_words_have_their_chinese():
    words = {code.label_zh for scheme in schemes().values() for code in scheme.codes.values()}
    for word in (
        "自主创新",
        "外商投资企业",
        "可变利益实体",
        "纯内资",
        "国家队",
        "实际控制人",
        "一致行动",
    ):
        assert word in words


def test_subclasses():
    assert subclasses("Person") == {"Person"}
    assert "FundingRound" in subclasses("Entity")
    with pytest.raises(UnknownTermError):
        subclasses("Firm")


def test_the_digest_covers_every_file_of_meaning():
    names = {file.name for file in ontology_files()}
    assert {CORE.name, CODELISTS.name, "lenses.ttl", "shapes.ttl", "facts.csv"} <= names
    assert digest() == digest()
    assert len(digest()) == 64
