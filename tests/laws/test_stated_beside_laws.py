"""What is stated one beside another keeps its own day, and rivals are said to be rivals."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.answers.page_words import NOTHING
from graph.claims.model import Citation, Citizenship, Founding
from graph.claims.rivals_and_rates import Rivals
from graph.networks.situation import Situation
from graph.profiles.answer.disputes import disputed
from graph.profiles.answer.people import people as people_said
from graph.profiles.answer.said import in_every_way, weak_parts
from graph.profiles.answer.work import work
from made_up import CITED, DAY, firms, known, people, seated, stake, when

COUNTRIES = {"home": "CN", "near": "HK", "away": "US"}
DAYS = ("", "2005", "2019-06", "2020-12-16")
ENTITIES = [*firms("f"), *people("p")]
FOUNDED = Founding(id="founded", party="p", target="f", citations=CITED)

of_countries = st.lists(
    st.tuples(st.sampled_from([*COUNTRIES]), st.sampled_from(DAYS), st.sampled_from(["", "low"])),
    min_size=1,
    max_size=4,
)


def _stated(drawn):
    return [
        Citizenship(
            id=f"c{at}", party="p", target=place, as_of=when(day), confidence=confidence,
            citations=(Citation("press"),),
        )
        for at, (place, day, confidence) in enumerate(drawn)
    ]  # fmt: skip


def _days_said(reason, things, name):
    """For each thing of a sentence the day said of it, its own or the one of all; "" if undated."""
    values = dict(reason.values)
    for thing in values[things]:
        own = dict(thing.values)
        seen = (own["asides"] or values["asides"])[0]
        yield own[name], str(dict(seen.values).get("day", ""))


@given(of_countries)
def test_a_day_stands_beside_the_country_whose_claims_speak_of_it(drawn):
    (said,) = people_said(Situation(known(ENTITIES, [FOUNDED, *_stated(drawn)]), "f", DAY, "CN"))
    days = dict(_days_said(said.reason, "countries", "country"))
    assert days.keys() == {COUNTRIES[place] for place, _, _ in drawn}
    for country, day in days.items():
        of_country = [seen for place, seen, _ in drawn if COUNTRIES[place] == country]
        assert day == max(of_country)  # the last it was seen; undated only if all of it is


@given(of_countries, st.data())
def test_citizenships_of_which_not_all_can_be_true_are_said_to_be_disputed(drawn, data):
    claims = _stated(drawn)
    ids = [claim.id for claim in claims]
    rivals = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))
    stated = Rivals(id="r", claims=tuple(rivals), reason="one of them")
    there = Situation(known(ENTITIES, [FOUNDED, *claims], rivals=[stated]), "f", DAY, "CN")
    at_odds = len({drawn[ids.index(one)][0] for one in rivals}) > 1
    (said,) = people_said(there)
    assert (said.reason.code == "personDisputed") == at_odds
    disputes = [one for one in disputed(there) if one.reason.code == "rivalCitizenships"]
    assert bool(disputes) == at_odds
    assert all(set(one.claims) == set(rivals) for one in disputes)


@given(st.lists(st.tuples(st.sampled_from([*COUNTRIES]), st.sampled_from(DAYS)), min_size=1))
def test_a_day_stands_beside_the_place_whose_claims_speak_of_it(drawn):
    claims = [
        replace(seated("f", place, "staff", as_of=when(day)), id=f"l{at}")
        for at, (place, day) in enumerate(drawn)
    ]
    said = work(Situation(known(ENTITIES, claims), "f", DAY, "CN"))
    (places,) = [one.reason for one in said if one.reason.code == "aspectPlaces"]
    for place, day in _days_said(places, "places", "place"):
        assert day == max(seen for at, seen in drawn if at == place)


WAYS = {
    "weakEvidence": {"confidence": "low"},
    "inferredEvidence": {"status": "inferred"},
    "estimatedEvidence": {"status": "estimated"},
    "mediumEvidence": {"confidence": "medium"},
    "": {},
}


@given(st.lists(st.sampled_from([*WAYS]), min_size=1, max_size=5))
def test_every_way_in_which_parts_of_a_sum_are_weak_is_said(drawn):
    claims = [stake(f"h{at}", "f", "10", id=f"s{at}", **WAYS[way]) for at, way in enumerate(drawn)]
    said = weak_parts(known(firms("f"), claims), *((one.id,) for one in claims))
    ways = set(drawn) - {""}
    if len(ways) > 1:
        assert said.code == "partlyWeakEach"
        assert {one.code for one in dict(said.values)["ways"]} == ways
    elif ways:
        named = dict(said.values)["weak"].code if "" in drawn else said.code
        assert {named} == ways
    else:
        assert said == NOTHING


@given(
    st.sampled_from(["estimated", "inferred", "asserted"]), st.sampled_from(["low", "medium", ""])
)
def test_how_a_claim_stands_is_said_beside_what_its_document_is(status, confidence):
    claim = stake("h", "f", "10", id="s", status=status, confidence=confidence)
    said = in_every_way(known(firms("f"), [claim]), ("s",))
    codes = {one.code for one in dict(said.values).get("ways", (said,))} - {NOTHING.code}
    assert (f"{status}Evidence" in codes) == (status != "asserted")
    documents = {"low": {"weakEvidence"}, "medium": {"mediumEvidence"}, "": set()}
    assert codes - {f"{status}Evidence"} == documents[confidence]


@given(of_countries, st.data())
def test_a_citizenship_whose_end_was_sought_says_so_beside_it_alone(drawn, data):
    claims = _stated(drawn)
    given_up = data.draw(st.sampled_from([*COUNTRIES]))
    claims = [
        replace(one, period_end="endSought") if one.target == given_up else one for one in claims
    ]
    (said,) = people_said(Situation(known(ENTITIES, [FOUNDED, *claims]), "f", DAY, "CN"))
    values = dict(said.reason.values)
    for country in values["countries"]:
        own = dict(country.values)
        asides = own["asides"] or values["asides"]
        sought = any(one.code == "endSought" for one in asides)
        assert sought == (own["country"] == COUNTRIES[given_up])
