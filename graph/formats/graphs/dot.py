"""A firm's surroundings in Graphviz's language, to lay out and restyle with its own programs.

It has the drawing's forms and words: dotted for what nobody is named in, double for contracts,
grey for what is old, and the columns of the graph exports as attributes of the same names,
but for ``name``, which is ``party_name`` here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge, NetworkNode
from graph.answers.parts import Interval
from graph.claims.shares import span
from graph.formats.graphs.graph_xml import Value, about, edge_rows, node_row
from graph.formats.markup import clean

SHAPES = {"Person": "ellipse", "Fund": "hexagon", "PublicBody": "house"}
STYLES = {
    "ownership": "solid", "contract": "solid", "control": "dashed", "rest": "dotted",
    "round": "bold", "investment": "bold", "designation": "dotted", "programme": "dotted",
}  # fmt: skip
CURRENCY_WORDS = {
    "lastKnown": "last known",
    "closed": "closed",
    "later": "later than this day",
    "notComputed": "not computed with",
}
GREY = "#707070"
# A node's own name in the language is its id: readers that make keyword arguments of
# attributes (pydot) refuse a second one.
RENAMED = {"name": "party_name"}


def dot(neighbourhood: Neighbourhood) -> str:
    """The neighbourhood as a digraph, owners above; shares are fractions of one.

    >>> from graph.answers.parts import Named
    >>> firm = Named("smic", 'SMIC "the foundry"')
    >>> print(dot(Neighbourhood(firm=firm, basis="legal", as_of="2025-12-31", release="r",
    ...     nodes=(NetworkNode(entity=firm, focus=True),), edges=(), claims=())))
    digraph "smic" {
      graph [rankdir="TB", firm="smic", basis="legal", as_of="2025-12-31", release="r"];
      "smic" [label="SMIC \\"the foundry\\"", shape="box", penwidth="3", entity="smic",
    party_name="SMIC \\"the foundry\\"", focus="true"];
    }
    """
    return "\n".join([*_lines(neighbourhood), "}", ""])


def _lines(neighbourhood: Neighbourhood) -> Iterator[str]:
    yield f"digraph {_quoted(neighbourhood.firm.id)} {{"
    yield f"  graph {_attributes({'rankdir': 'TB', **about(neighbourhood)})};"
    for node in neighbourhood.nodes:
        yield f"  {_quoted(node.entity.id)} {_attributes(_node(node))};"
    for edge, row in edge_rows(neighbourhood):
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
        columns = {name: value for name, value in row.items() if name != "label"}
        yield f"  {ends} {_attributes({**_edge(edge), **columns})};"


def _node(node: NetworkNode) -> dict[str, Value]:
    names = [name for name in (node.entity.name, node.entity.name_zh) if name]
    look: dict[str, Value] = {
        "label": "\n".join(names),
        "shape": SHAPES.get(node.entity.kind, "box"),
    }
    if node.rest:
        look["style"] = "dotted"
    if node.focus:
        look["penwidth"] = "3"
    return look | {RENAMED.get(column, column): value for column, value in node_row(node).items()}


def _edge(edge: NetworkEdge) -> dict[str, Value]:
    look: dict[str, Value] = {
        "label": " ".join(_said(edge)),
        "style": "dashed" if edge.derived else STYLES[edge.link],
    }
    if edge.link == "contract":
        look["color"] = "black:invis:black"
    if edge.currency != "current":
        look |= {"fontcolor": GREY, "color": str(look.get("color", "black")).replace("black", GREY)}
    return look


def _attributes(values: Mapping[str, Value]) -> str:
    return f"[{', '.join(_pairs(values.items()))}]"


def _pairs(values: Iterable[tuple[str, Value]]) -> Iterator[str]:
    """What is unknown or empty is left out, never written as zero."""
    for name, value in values:
        if value is None or value == "" or value is False:
            continue
        yield f"{name}={_quoted(str(value).lower() if value is True else str(value))}"


def _quoted(text: str) -> str:
    r"""A quoted string of the language, in which a backslash alone would begin an escape.

    >>> print(_quoted('a "b" \\N'))
    "a \"b\" \\N"
    """
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r", "").replace("\n", "\\n") + '"'


def _said(edge: NetworkEdge) -> Iterator[str]:
    """What a link says of itself: its share or right, and how old that is when it is old."""
    if edge.currency == "unknownShare":
        yield "share unknown"
    elif edge.label or edge.share:
        yield edge.label or _share_said(edge.share)
    old = (CURRENCY_WORDS.get(edge.currency, ""), edge.as_of if edge.currency != "current" else "")
    if any(old):
        yield f"({', '.join(part for part in old if part)})"


def _share_said(share: Interval | None) -> str:
    """A share as people read it.

    >>> _share_said(Interval(0.139, 0.139, 0.139)), _share_said(Interval(0.05, 0.1))
    ('13.9 %', '5–10 %')
    """
    return "" if share is None else span(share.lower, share.upper)
