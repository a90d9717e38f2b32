"""A document that somebody looked for is shown with where and when, and no other is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.claims.periods import PartialDate, Period, months_before
from graph.claims.reasons import because
from graph.claims.searches import Search
from graph.domesticness.searches import document_kinds, searches_for
from graph.domesticness.verdicts import finding
from graph.networks.situation import Situation
from graph.profiles.unknowns import unknowns_of
from made_up import DAY, firms, known, listed, people, stake
from ontology.lenses import lenses
from ontology.load import codes
from ontology.phrases import phrases


def look(name, about, documents, day="2026-11-21", found="no", period=("", "")):
    return Search(
        id=name,
        what="a fact",
        about=about,
        documents=documents,
        looked_in=f"the archive, {name}",
        found=found,
        day=PartialDate.parse(day),
        period=Period(*(PartialDate.parse(text) if text else None for text in period)),
    )


def world(*searches):
    claims = [stake("p", "f", "40"), stake("old", "f", "20", "2014-06-06"), listed("f")]
    here = known([*firms("f", "g"), *people("p", "old")], claims)
    here.searches = searches
    return here


def looked(knowledge, document, day=DAY):
    return [one.id for one in searches_for(knowledge, document, day)]


def test_every_phrase_of_what_to_look_for_is_of_one_kind_of_document():
    asked = [phrase for code in codes("SoughtDocuments").values()
             for phrase in code.attributes["askedBy"].split()]  # fmt: skip
    assert sorted(asked) == sorted(code for code in phrases() if code.startswith("need"))
    assert set(document_kinds()) == set(asked)


def test_a_search_counts_for_its_kind_of_document_and_for_whom_it_was():
    knowledge = world(
        look("table", ("f",), ("holderTable",)),
        look("other-firm", ("g",), ("holderTable",)),
        look("person", ("p",), ("citizenshipStatement",)),
        look("no-document", ("f",), ()),
    )
    assert looked(knowledge, because("needHolderTable", firm="f", venues=("bourse",))) == ["table"]
    assert looked(knowledge, because("needShareholders", firm="f")) == ["table"]
    assert looked(knowledge, because("needCitizenship", person="p")) == ["person"]
    assert looked(knowledge, because("needCitizenship", person="q")) == []
    assert looked(knowledge, because("needContracts", company="f")) == []


def test_a_document_about_nobody_by_id_was_not_looked_for():
    knowledge = world(look("list", ("f",), ("wholeList",)))
    assert looked(knowledge, because("needWholeLists", lists=("a list",))) == []


def test_a_stake_is_of_a_holder_in_a_firm_and_both_are_asked_for():
    knowledge = world(
        look("both", ("f", "old"), ("stakeOfHolder",)), look("firm", ("f",), ("stakeOfHolder",))
    )
    assert looked(knowledge, because("needStake", holder="old", firm="f")) == ["both"]
    assert looked(knowledge, because("needStake", holder="old", firm="g")) == []


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=6))
def test_the_newest_search_comes_first_and_none_is_lost(days):
    searches = [
        look(f"s{place}", ("f",), ("holderTable",), day.isoformat())
        for place, day in enumerate(days)
    ]
    found = searches_for(world(*searches), because("needShareholders", firm="f"), DAY)
    assert sorted(one.id for one in found) == sorted(one.id for one in searches)
    assert [one.day.last for one in found] == sorted(days, reverse=True)


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(first=days, last=days, asked=days)
def test_a_search_counts_for_the_days_of_which_its_fact_would_speak(first, last, asked):
    """From its first day until its last is fifteen months gone; without them on any day.

    After the last of the facts, as on their last day too.
    """
    first, last = sorted((first, last))
    whole = look("whole", ("f",), ("holderTable",), period=(str(first), str(last)))
    since = look("since", ("f",), ("holderTable",), period=(str(first), ""))
    some = look("some", ("f",), ("holderTable",))
    knowledge = world(whole, since, some)
    found = looked(knowledge, because("needShareholders", firm="f"), asked)
    meant = {asked, min(asked, knowledge.data_date)}
    assert "some" in found
    assert ("since" in found) is (first <= asked)
    assert ("whole" in found) is any(
        first <= day and months_before(day, 15) <= last for day in meant
    )


def test_a_search_decides_nothing_and_stands_beside_the_document():
    def answers(knowledge):
        situation = Situation(knowledge, "f", DAY, "CN")
        findings = [finding(situation, lens) for lens in lenses().values()]
        words = [(one.lens.id, one.decided, one.decides) for one in findings]
        return words, unknowns_of(situation, findings)

    before, silent = answers(world())
    search = look("table", ("f",), ("holderTable",), "2026-11", "partly")
    after, asked = answers(world(search))
    assert after == before and [one.document for one in asked] == [one.document for one in silent]
    assert all(one.looked_in == () for one in silent)
    (first, *others) = asked
    assert first.document.startswith("holder table of F")
    ((where),) = first.looked_in
    assert (where.where, where.on, where.found) == ("the archive, table", "2026-11", "partly")
    assert all(one.looked_in == () for one in others)
