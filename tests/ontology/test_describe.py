"""Tables for people list everything, one line each."""

from ontology.describe import codes_table, schemes_table, terms_table
from ontology.load import classes, codes, properties, schemes


def test_every_term_has_a_line():
    lines = terms_table().splitlines()
    assert len(lines) == 2 + len(classes()) + len(properties())
    assert all(line.count("|") == 6 for line in lines)


def test_every_list_and_every_code_has_a_line():
    assert len(schemes_table().splitlines()) == 2 + len(schemes())
    for name in schemes():
        assert len(codes_table(name).splitlines()) == 2 + len(codes(name))


def test_our_own_parameters_are_marked():
    assert "(ours)" in next(
        line for line in schemes_table().splitlines() if "`OffshoreCentres`" in line
    )
