"""All firms at once against other solvers, on the same made-up networks.

Each program runs in a process of its own, so that its memory is its own, and
draws the same network from the same seed. Peers get the company-to-company
matrix and right-hand sides ready made; ours are folded in the open and both
times are shown. One in a hundred firms holds a holder of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from bars import Bar, at_least, at_most, not_measured, say, seconds
from scipy import sparse

from graph.ownership.arrays.synthetic import HOME_OTHER, HOME_STATE, UNDISCLOSED, Recipe, generated
from graph.ownership.bounds.bounds import bounds
from graph.ownership.ultimate.all_firms import Links, controllers_of_all, ends_of_all

SIZES = (100_000, 1_000_000, 10_000_000)
PATIENCE = 120  # seconds a peer is given
TOLERANCE = 1e-10
PEERS = {"superlu": "SciPy SuperLU", "jacobi": "Jacobi on a CSR matrix"}


def drawn(stakes: int):
    """A network of so many stakes, two a firm; nearly closed pairs would only slow the peers."""
    return generated(Recipe(firms=stakes // 2, stakes=stakes, near_closed=0))


def peak() -> float:
    """The most memory this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(stakes: int) -> dict[str, Any]:
    """Fold, solve, bound and find controllers, each at its best of some runs."""
    network = drawn(stakes)
    holdings, origin, rest = network.holdings(), network.origin, network.rest_origin
    small = drawn(1000)
    _everything(small.holdings(), small.origin, small.rest_origin)  # compiles
    times = 3 if stakes > 2_000_000 else 7
    folding = seconds(lambda: Links.of(holdings, origin, rest), times)
    taken = []
    for _ in range(times):
        links = Links.of(holdings, origin, rest)
        taken.append(seconds(lambda links=links: ends_of_all(links, overwrite=True), 1))
    means = links.ends.mean(axis=0).tolist()
    at_solve = peak()
    del links
    worth = _worth(origin)
    bounding = seconds(lambda: bounds(holdings, *worth), 2)
    control = seconds(lambda: controllers_of_all(holdings), 2)
    return {
        "stakes": int(network.owner.size), "fold": folding, "solve": min(taken), "means": means,
        "bounds": bounding, "control": control, "memory": at_solve, "memory of all": peak(),
    }  # fmt: skip


def _everything(holdings, origin, rest) -> None:
    ends_of_all(Links.of(holdings, origin, rest), overwrite=True)
    controllers_of_all(holdings)
    many = generated(Recipe(firms=3000, stakes=9000))  # enough for the compiled path
    bounds(many.holdings(), *_worth(many.origin))


def _worth(origin):
    """What owners are worth to home at the least and at the most."""
    home = (origin == HOME_STATE) | (origin == HOME_OTHER)
    return home.astype(float), (home | (origin == UNDISCLOSED)).astype(float)


def peer(name: str, stakes: int) -> dict[str, Any]:
    """The same answer by another solver; its matrix is ready before the time is taken."""
    network = drawn(stakes)
    links = Links.of(network.holdings(), network.origin, network.rest_origin)
    del network
    size = len(links.firm)
    shares = sparse.csr_array((links.share, links.holder, links.start), shape=(size, size))
    solve = {"superlu": _superlu, "jacobi": _jacobi, "networkx": _networkx}[name]
    return solve(shares, links.ends[:, :-1].copy())


def _superlu(shares, right) -> dict[str, Any]:
    from scipy.sparse.linalg import splu

    matrix = (sparse.eye_array(shares.shape[0], format="csc") - shares).tocsc()
    found = []
    taken = seconds(lambda: found.append(splu(matrix).solve(right)), 1)
    return {"solve": taken, "means": found[0].mean(axis=0).tolist()}


def _jacobi(shares, right) -> dict[str, Any]:
    state = {"value": right.copy(), "rounds": 0}

    def iterate() -> None:
        off = 1.0
        while off > TOLERANCE:
            fresh = shares @ state["value"] + right
            off = float(np.abs(fresh - state["value"]).max())
            state["value"], state["rounds"] = fresh, state["rounds"] + 1

    taken = seconds(iterate, 1)
    means = state["value"].mean(axis=0).tolist()
    return {"solve": taken, "means": means, "rounds": state["rounds"]}


def _networkx(shares, right, rounds: int = 3) -> dict[str, Any]:
    """What a round of one column takes in Python; a whole answer takes as many as Jacobi's."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(range(shares.shape[0]))
    entries = shares.tocoo()
    columns = (entries.col.tolist(), entries.row.tolist(), entries.data.tolist())
    graph.add_weighted_edges_from(zip(*columns, strict=True))
    base = right[:, 0].tolist()

    def iterate() -> None:
        value = dict(enumerate(base))
        for _ in range(rounds):
            value = {
                firm: base[firm]
                + sum(
                    data["weight"] * value[holder]
                    for holder, _, data in graph.in_edges(firm, data=True)
                )
                for firm in graph
            }

    return {"round": seconds(iterate, 1) / rounds}


def run(*arguments: str) -> dict[str, Any] | None:
    """What a program of this file found in a process of its own; nothing if it took too long."""
    command = [sys.executable, str(Path(__file__).resolve()), *arguments]
    limit = PATIENCE if arguments[0] in PEERS else None
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[Bar]:
    """Every bar of the engine."""
    for stakes in sizes:
        us = run("ours", str(stakes))
        assert us is not None
        say(
            f"{us['stakes']:,} stakes, {stakes // 2:,} firms, seven columns: "
            f"fold {us['fold']:.3f} s, solve {us['solve']:.3f} s, bounds {us['bounds']:.3f} s, "
            f"control {us['control']:.3f} s, {us['memory']:,.0f} MB "
            f"(with bounds {us['memory of all']:,.0f} MB)"
        )
        at = f"10^{len(str(stakes)) - 1} stakes"
        yield from _against_superlu(us, stakes, at)
        yield from _against_iteration(us, stakes, at)
        yield at_most(f"{at}: both bounds over the solve", us["bounds"] / us["solve"], 10, " ×")
        yield at_most(f"{at}: controllers over the solve", us["control"] / us["solve"], 20, " ×")
        yield at_most(f"{at}: peak memory of the solve", us["memory"] / 1024, 2, " GB")


def _against_superlu(us: dict[str, Any], stakes: int, at: str) -> Iterator[Bar]:
    what = f"{at}: SciPy SuperLU over ours"
    them = run("superlu", str(stakes))
    if them is None:
        yield not_measured(what, "≥ 20 ×", f"not done in {PATIENCE} s")
        return
    _told("SciPy SuperLU", us, them)
    yield at_least(what, them["solve"] / us["solve"], 20, " ×")
    whole = them["solve"] / (us["solve"] + us["fold"])
    yield Bar(f"{at}: the same, our folding counted", "–", f"{whole:.4g} ×", None)


def _against_iteration(us: dict[str, Any], stakes: int, at: str) -> Iterator[Bar]:
    what = f"{at}: Jacobi on a CSR matrix over ours"
    them = run("jacobi", str(stakes))
    if them is None:
        yield not_measured(what, "–", f"not done in {PATIENCE} s")
        return
    _told(f"Jacobi, {them['rounds']} rounds", us, them)
    yield Bar(what, "–", f"{them['solve'] / us['solve']:.4g} ×", None)
    if stakes == SIZES[0]:
        slow = run("networkx", str(stakes))
        assert slow is not None
        taken = slow["round"] * them["rounds"]
        say(f"  networkx: {slow['round']:.3f} s a round of one column, {taken:.0f} s for as many")
        yield at_least(f"{at}: networkx (one column) over ours", taken / us["solve"], 1000, " ×")


def _told(name: str, us: dict[str, Any], them: dict[str, Any]) -> None:
    """Say what a peer took, and make sure that it found the same."""
    off = float(np.abs(np.array(us["means"][:-1]) - them["means"]).max())
    assert off < 1e-6, f"{name} finds other shares: {off}"
    say(f"  {name}: {them['solve']:.3f} s, means differ by {off:.0e}")


if __name__ == "__main__":
    program, size = sys.argv[1], int(float(sys.argv[2]))
    print(json.dumps(ours(size) if program == "ours" else peer(program, size)))
