"""One firm's questions on a small network, and a graph where near-closed pairs and a core hurt.

python tests/bench/engine.py [--stakes 1e6]

A graph of firms and outside owners is drawn: two stakes a firm on average, a
third of them held by other firms, one in a hundred of those held back. Every
solver answers the same question, one target vector over the whole graph. Times
on another day or machine mean nothing; ratios within a run do.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from graph.ownership.bounds import bounds
from graph.ownership.chains import best_chains
from graph.ownership.control import controlled_by
from graph.ownership.ends import ends_of
from graph.ownership.holdings import Holdings
from graph.ownership.integrated import absorbed
from graph.ownership.votes import Votes

Floats = NDArray[np.float64]


def drawn(stakes: int, core: int = 0, seed: int = 7) -> Holdings:
    """A graph of about so many stakes; the first half of the entities are firms.

    The last ``core`` firms hold one another at random, in one dense group.
    """
    rng = np.random.default_rng(seed)
    firms = stakes // 2
    owned = rng.integers(0, firms, stakes)
    # Firms are held by firms of lower number, so that only the links back make cycles.
    by_firm = rng.random(stakes) < 0.35
    below = (rng.random(stakes) * owned).astype(np.int64)
    owner = np.where(by_firm, below, firms + rng.integers(0, firms, stakes))
    back = np.flatnonzero(by_firm & (rng.random(stakes) < 0.01))
    ring = rng.integers(firms - core, firms, (2, 8 * core))
    owner, owned = (
        np.concatenate([owner, owned[back], ring[0]]),
        np.concatenate([owned, owner[back], ring[1]]),
    )
    shares = rng.random(owner.size) + 0.01
    full = np.where(rng.random(firms) < 0.5, 0.999, 0.3 + 0.6 * rng.random(firms))
    total = np.bincount(owned, weights=shares, minlength=firms)
    return Holdings.from_arrays(2 * firms, owner, owned, shares / total[owned] * full[owned])


def seconds(work: Callable[[], object], least: float = 0.2) -> tuple[float, object]:
    """The best time of several runs, and what the work gave."""
    best, spent = float("inf"), 0.0
    given: object = None
    while spent < least:
        start = time.perf_counter()
        given = work()
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return best, given


def target(holdings: Holdings, seed: int = 8) -> Floats:
    """Which owners nobody holds are home: a third of them."""
    home = np.random.default_rng(seed).random(holdings.size) < 1 / 3
    return np.where(holdings.has_holders, 0.0, home)


def ours(holdings: Holdings, worth: Floats) -> Floats:
    rest = np.where(holdings.has_holders, np.maximum(0.0, 1 - holdings.coverage), 0.0)
    origins, rests = np.column_stack([worth, 1 - worth]), np.column_stack([0 * rest, rest])
    return absorbed(holdings, origins, rests)[0][:, 0]


def matrix(holdings: Holdings) -> sparse.csr_array:
    """Row by firm, column by holder."""
    return sparse.csr_array(
        (holdings.known, holdings.owner, holdings.start), shape=(holdings.size, holdings.size)
    )


def super_lu(holdings: Holdings, worth: Floats) -> Floats:
    identity = sparse.eye_array(holdings.size, format="csc")
    return splu((identity - matrix(holdings)).tocsc()).solve(worth)


def jacobi(holdings: Holdings, worth: Floats) -> Floats:
    shares, value = matrix(holdings), worth.copy()
    while True:
        fresh = shares @ value + worth
        if np.abs(fresh - value).max() < 1e-10:
            return fresh
        value = fresh


def compare(holdings: Holdings, kind: str, others: dict[str, Callable[..., Floats]]) -> None:
    """Print each solver's time, its ratio to ours, and how far its answer is from ours."""
    worth = target(holdings)
    print(f"{holdings.owner.size:,} stakes, {holdings.size:,} entities, {kind}; one target vector")
    ours(holdings, worth)  # compiles
    base, answer = seconds(lambda: ours(holdings, worth))
    print(f"  {'owner-first sweep (ours)':40} {base:9.3f} s")
    for name, solver in others.items():
        took, other = seconds(lambda solver=solver: solver(holdings, worth))
        off = float(np.abs(np.asarray(other) - np.asarray(answer)).max())
        print(f"  {name:40} {took:9.3f} s  {took / base:8.1f} ×   differs by {off:.0e}")
    lower = np.where(np.random.default_rng(1).random(holdings.size) < 0.2, 0.0, worth)
    bounds(holdings, lower, worth)  # compiles
    took, _ = seconds(lambda: bounds(holdings, lower, worth))
    print(f"  {'both bounds of every firm':40} {took:9.3f} s  {took / base:8.1f} ×")


def around_one_firm() -> None:
    """Print what one firm's questions cost on a small network, where NumPy answers."""
    holdings = drawn(400)
    worth = target(holdings)
    votes = Votes.from_stakes(
        (a, b, part)
        for a, b, part in zip(
            holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
        )
    )
    firm = int(np.flatnonzero(holdings.has_holders)[-1])
    owner = int(holdings.owner[holdings.start[firm]])
    print(f"{holdings.owner.size} stakes around one firm")
    for name, work in [
        ("all firms, one target vector", lambda: ours(holdings, worth)),
        ("one firm's owners", lambda: ends_of(holdings, firm)),
        ("both bounds of every firm", lambda: bounds(holdings, worth, worth)),
        ("five best chains", lambda: best_chains(holdings, owner, firm)),
        ("everything one owner controls", lambda: controlled_by(votes, {owner})),
    ]:
        took, _ = seconds(work)
        print(f"  {name:40} {took * 1000:9.3f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stakes", type=float, default=1e5, help="stakes of the large graphs")
    stakes = int(parser.parse_args().stakes)
    around_one_firm()
    iterations = {"Jacobi on a CSR matrix": jacobi}
    factors = {"SciPy SuperLU": super_lu} if stakes <= 200_000 else {}  # it fills memory beyond
    compare(drawn(stakes), "few mutual", {**factors, **iterations})
    compare(drawn(stakes, core=1000), "a core of 1,000 firms", iterations)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")
