"""What an export leaves out, in words and counted: none carries everything, and none is silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.answers.drawn import DRAWN
from graph.answers.neighbourhood import Neighbourhood

GRAPHS = ("graphml", "gexf", "cytoscape")
EDGES = ("edges.csv", "edges.parquet")
NODES = ("nodes.csv", "nodes.parquet")
CLAIMS = ("ttl", "nq", "trig", "jsonld")


def left_out(
    neighbourhood: Neighbourhood, form: str, drawn: Collection[str] = ()
) -> tuple[str, ...]:
    """What of a neighbourhood a format does not carry, one line each; none when it carries all.

    ``json`` carries all. The counts are of what is really there; ``drawn`` are the ids of those
    whom a picture names.
    """
    claims = len(neighbourhood.claims)
    dated = sum(bool(claim.valid_from or claim.valid_to) for claim in neighbourhood.claims)
    noted = sum(bool(claim.note) for claim in neighbourhood.claims)
    hedged = sum(bool(claim.confidence) for claim in neighbourhood.claims)
    edges = len(neighbourhood.edges)
    alone = sum(node.rest == "" for node in neighbourhood.nodes)
    of_claims = {
        "the words, stage, status and quantity of {} claims": claims,
        "the validity of {} claims that say from when or until when": dated,
        "the notes of {} claims": noted,
        "the confidence of {} claims": hedged,
    }
    of_pictures = {
        "the ids of {} claims": claims,
        "the bounds, dates and currency of {} links beyond what their labels say": edges,
    }
    computed = {
        "the shares and bounds computed for {} links, which are results and no claims": edges,
        "the origins computed for {} entities": alone,
        "{} nodes that stand for holders nobody named": len(neighbourhood.nodes) - alone,
    }
    lines: Mapping[str, int] = {}
    if form in (*GRAPHS, *EDGES):
        lines = of_claims
    elif form in NODES:
        lines = {"{} links": edges, "{} claims and their sources": claims}
    elif form == "dot":
        lines = {**of_claims, **of_pictures}
    elif form in DRAWN:
        unnamed = sum(not node.rest and node.entity.id not in drawn for node in neighbourhood.nodes)
        lists = sum(edge.link in ("designation", "programme") for edge in neighbourhood.edges)
        lines = {
            **of_claims,
            "the names of {} parties: it counts them, or they stand further off": unnamed,
            "{} links of lists and programmes": lists,
        }
    elif form in CLAIMS:
        lines = computed
    weight = (
        {
            "no edge weights: GEXF reads a missing one as 1, and {} shares are not known": sum(
                edge.share is None or edge.share.point is None for edge in neighbourhood.edges
            )
        }
        if form == "gexf"
        else {}
    )
    return tuple(line.format(f"{n:,}") for line, n in {**lines, **weight}.items() if n)
