"""Where definitions are answered: wholly, partly, or nowhere and by what missing input."""

from decimal import Decimal

from graph.claims.indicators import Definition, Indicator, Observation
from graph.claims.model import Entity
from graph.profiles.definitions import definitions_in
from graph.profiles.lens_descriptions import lens_description
from made_up import CITED, known
from ontology.lenses import lenses

WHERE = [Entity(id="sector", kind="Organization", name="Sector")]
SHARE = Indicator(id="share", name="Share made at home", definition="d")


def definition(name, **more):
    return Definition(
        id=name, name=name, counts="counts", holder="somebody", citations=CITED, **more
    )


def figure(name, definition, kind="observed", low="40", high="40"):
    return Observation(
        id=name, indicator="share", about="sector", kind=kind, unit="percent",
        value_lower=None if low is None else Decimal(low),
        value_upper=None if high is None else Decimal(high),
        definitions=(definition,), citations=CITED,
    )  # fmt: skip


def places(definitions, observations=(), **more):
    world = known(WHERE, [], definitions=definitions, indicators=[SHARE], observations=observations)
    return {one.id: one for one in definitions_in(world, **more)}


def test_a_lens_computes_wholly_unless_something_it_asks_for_is_missing():
    found = places([
        definition("whole", placed="lens", lenses=("location-of-work",)),
        definition("part", placed="lens", lenses=("hybrid",), missing_input="the main business"),
        definition("none", placed="interpretive", missing_input="a rule"),
    ])  # fmt: skip
    assert [found[one].computed for one in ("whole", "part", "none")] == ["wholly", "partly", ""]
    assert found["whole"].lenses[0].parameters["threshold"] == "50 %"


def test_an_indicator_computes_only_with_a_figure_that_was_counted_so():
    followed = [definition(one, placed="indicator", indicators=("share",)) for one in "abcd"]
    figures = [figure("1", "a"), figure("2", "b", kind="target"), figure("3", "c", low=None)]
    found = places(followed, figures)
    assert [found[one].computed for one in "abcd"] == ["wholly", "", "wholly", ""]
    assert [one.text for one in found["a"].figures] == ["40 %"]
    assert [one.text for one in found["c"].figures] == ["at most 40 %"]


def test_only_the_computed_are_kept_on_request():
    wanted = [
        definition("whole", placed="lens", lenses=("legal-seat",)),
        definition("none", placed="interpretive", missing_input="a rule"),
    ]
    assert set(places(wanted, computed=True)) == {"whole"}


def test_a_lens_tells_its_parameters_and_whether_they_were_checked():
    told = lens_description(lenses()["csrc-actual-control"]).parameters
    assert told["threshold"] == "30 %"
    assert told["threshold of shares"] == "50 %"
    assert (told["only if listed in"], told["state holders count as one"]) == ("CN", "none")
    assert lens_description(lenses()["us-headquarters"]).parameters["inside home"] == "HK, MO"
    assert not lens_description(lenses()["xinchuang"]).verified


def test_a_calculation_on_series_computes_the_definition_that_it_follows(seed_release):
    found = {one.id: one for one in definitions_in(seed_release.knowledge)}
    ratio, place = found["def-mlp-ratio"], found["def-chip-70-location"]
    assert (ratio.computed, ratio.calculations) == ("partly", ("foreign-dependency",))
    assert (place.computed, place.calculations) == ("wholly", ("home-production",))
    assert found["def-chip-80-homegrown"].calculations == ()
