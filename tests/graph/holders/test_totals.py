"""Figures of several quantities in one column: added, and said to be."""

from graph.holders.holder_column import holder_column
from graph.holders.totals import quantities, quantities_added
from made_up import DAY, citizen, firms, known, people, say, stake

WORLD = firms("f") + people("p", "q")
P, Q = citizen("p", "home"), citizen("q", "home")
RECORD, DEEMED = stake("p", "f", "20"), stake("q", "f", "35", measurand="beneficial13d3")


def test_the_quantities_of_a_column_with_whose_they_are():
    column = holder_column(known(WORLD, [RECORD, DEEMED]), "f", "economic", DAY)
    assert quantities(column) == {"record": ("p",), "beneficial13d3": ("q",)}
    alone = holder_column(known(WORLD, [RECORD]), "f", "economic", DAY)
    assert quantities_added(alone) is None


def test_a_word_that_adds_up_figures_of_different_quantities_says_so():
    both = say("ultimate-ownership", WORLD, [RECORD, DEEMED, P, Q])
    assert both.word == "home-owned"
    said = "adds figures of different quantities: record (P), 13d-3 beneficial ownership (Q)"
    assert said in both.explanation
    same = say("ultimate-ownership", WORLD, [stake("p", "f", "20"), stake("q", "f", "35"), P, Q])
    assert same.word == "home-owned" and "quantities" not in same.explanation
