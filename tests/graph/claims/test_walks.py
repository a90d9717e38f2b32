"""Walks meet everybody once, whatever the circles; networkx, which shares no code, agrees."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.claims.walks import circles, each_after_its_own, everybody, first_path

links = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8)


def graph_of(onward):
    graph = nx.DiGraph([(node, other) for node, others in onward.items() for other in others])
    graph.add_nodes_from(range(8))
    return graph


@given(links, st.booleans())
def test_everybody_is_met_once(onward, latest):
    met = list(everybody([0], lambda node: onward.get(node, ()), latest_first=latest))
    assert len(met) == len(set(met))
    assert set(met) == {0} | nx.descendants(graph_of(onward), 0)


@given(links)
def test_the_nearest_come_first(onward):
    met = list(everybody([0], lambda node: onward.get(node, ())))
    steps = nx.single_source_shortest_path_length(graph_of(onward), 0)
    assert [steps[node] for node in met] == sorted(steps[node] for node in met)


def tried_in_turn(onward, node, wanted, before=()):
    """The first path as anybody would look for it, with whoever is on the way already left out."""
    if wanted(node):
        return (*before, node)
    for other in onward.get(node, ()):
        if other not in (*before, node):
            path = tried_in_turn(onward, other, wanted, (*before, node))
            if path:
                return path
    return ()


@given(links, st.sets(st.integers(1, 7), max_size=3))
def test_leaving_out_what_failed_changes_no_path(onward, wanted):
    found = first_path(0, lambda node: onward.get(node, ()), wanted.__contains__)
    assert found == tried_in_turn(onward, 0, wanted.__contains__)


@given(links)
def test_each_stands_after_its_own_unless_they_go_round(onward):
    order = list(each_after_its_own(range(8), lambda node: onward.get(node, ())))
    graph = graph_of(onward)
    assert sorted(order) == list(range(8))
    for node, other in graph.edges:
        if not nx.has_path(graph, other, node):
            assert order.index(other) < order.index(node)


@given(links)
def test_circles_are_the_groups_that_lead_to_one_another(onward):
    graph = graph_of(onward)
    expected = {
        frozenset(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*[*group, *group])
    }
    assert set(circles(range(8), lambda node: onward.get(node, ()))) == expected
