"""A document is named once, with all that it would tell and the lenses that it would decide."""

from graph.claims.reasons import because
from graph.domesticness.missing import Missing, each_once
from graph.domesticness.missing_facts import missing_facts
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from made_up import DAY, firms, known


def asked(reason, carries, *lenses):
    return Missing(
        document=because("needCitizenship", person="p"), about="p", measures=("m",),
        carries=carries, reasons=(because(reason),), lenses=lenses,
    )  # fmt: skip


def test_a_document_asked_for_twice_is_named_once_with_both_reasons():
    (one,) = each_once([asked("a", None, "x"), asked("b", 0.25, "y", "x"), asked("a", 0.125, "x")])
    assert one.reasons == (because("a"), because("b"))
    assert (one.carries, one.lenses) == (0.25, ("x", "y"))


def test_where_a_firm_is_directed_from_does_not_say_where_it_is_incorporated():
    situation = Situation(known(firms("f"), []), "f", DAY, "CN")
    facts = {fact.document.code: fact for fact in missing_facts(situation, findings_of(situation))}
    on_paper, in_fact = facts["needIncorporation"].lenses, facts["needPlace"].lenses
    assert "legal-seat" in on_paper and "headquarters" in in_fact
    assert not {"legal-seat", "foreign-investment"} & {*in_fact}
    assert not {"headquarters", "us-headquarters"} & {*on_paper}
