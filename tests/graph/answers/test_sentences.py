"""Claims as sentences: what a reader meets is English, and no code of ours."""

import re

import pytest

from graph.answers.evidence import cited
from graph.answers.sentences import sentence
from graph.claims.model import (
    Classification,
    Control,
    Entity,
    Leadership,
    Relation,
)
from made_up import CITED, firms, known
from ontology.load import codes

GROUP = Entity(id="many", kind="PartyGroup", name="Engineers")
CODE = re.compile(r"\b[a-z]+[A-Z]\w*")


def said(claim_type, party="g", target="f", **fields):
    claim = claim_type(id="c", party=party, target=target, citations=CITED, **fields)
    return sentence(known([*firms("f", "g"), GROUP], [claim]), claim)


def test_no_code_reaches_a_reader_of_any_claim(seed_release):
    knowledge = seed_release.knowledge
    names = " ".join(one.name for one in knowledge.entities.values())
    own = set(CODE.findall(names))  # iPhone, iFLYTEK
    for claim in knowledge.claims.values():
        shown = cited(knowledge, claim)
        words = " ".join((shown.text, *shown.terms, *shown.hedges))
        assert set(CODE.findall(words)) <= own, (claim.id, words)
        assert not re.search(r"\b(is called called|is is|by of|with a veto right in)\b", words)


@pytest.mark.parametrize("kind", codes("RelationKinds"))
def test_every_relation_reads_as_a_sentence(kind):
    words = said(Relation, relation=kind).removeprefix("G ").removesuffix(" F")
    verb, *_ = words.split()
    irregular = {
        "achieved", "bought", "coined", "disposed", "held", "led", "pioneered", "presented",
        "sought", "was",
    }  # fmt: skip
    assert verb in irregular or verb.endswith("s")
    assert not CODE.search(words)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            {"claim_type": Classification, "label": "stateOwnerNamed"},
            "G says that F has a state owner",
        ),
        ({"claim_type": Classification, "label": "foreignLabel"}, "F is called foreign by G"),
        (
            {"claim_type": Classification, "label": "privateCompany", "party": ""},
            "F is called a private company",
        ),
        ({"claim_type": Classification, "role": "weightedVotingRights", "party": ""},
         "F has weighted voting rights"),
        ({"claim_type": Control, "mechanism": "statedNone", "party": ""},
         "F is stated to have no actual controller"),
        ({"claim_type": Control, "mechanism": "boardNomination"},
         "G has an interest in F (board nomination), but is not said to direct it"),
        ({"claim_type": Control, "mechanism": "vetoRight", "right": "veto"},
         "G has a veto right in F"),
        ({"claim_type": Control, "mechanism": "goldenShare", "right": "veto"},
         "G has a golden share with a veto right in F"),
        ({"claim_type": Control, "mechanism": "parent"}, "G may direct F as its parent"),
        ({"claim_type": Leadership, "role": "otherRole", "post": "leaders", "party": "many"},
         "Engineers are leaders of F"),
        ({"claim_type": Leadership, "role": "otherRole"}, "G is among those who lead F"),
        ({"claim_type": Relation, "relation": "affiliatedWith", "party": "many"},
         "Engineers are affiliated with F"),
    ],
)  # fmt: skip
def test_a_claim_is_a_sentence(claim, words):
    assert said(**claim) == words
