"""Every case, read from its claims, by every engine: all cases are one network side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from engines_here import MOST_ROUNDS, WANTED, alike, beside, clusters
from graph.engines.compiled import Compiled
from graph.engines.engine import Line, Shares
from graph.engines.reading import DayShares, day_shares, day_votes, firms_of
from graph.engines.rounds import Rounds
from graph.errors import ZizhuError
from graph.formats.tables.documents import read_document
from graph.networks.view import View
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.holdings import Holdings, overfull
from graph.releases.build import in_order
from graph.releases.packed import knowledge_of
from world_ops.adapters import BY_CLAIMS
from world_ops.case import Case
from world_ops.tables import document

FEW = 60  # cases that there are at the least, without those beside the project


def test_shares_and_control_in_all_cases(case_files: list[Path], all_apart: list[Rounds]) -> None:
    shares, votes = read_cases(case_files)
    assert len(shares) > FEW, len(shares)
    assert any(one.shares.rivals for one in shares)
    together, voting = side_by_side(shares), beside(votes)
    solved = Compiled(few=10**9).solve(together, WANTED)
    top = Compiled().controllers(voting)
    assert (top != np.arange(voting.size)).sum() > FEW
    for engine in all_apart:
        assert alike(solved, engine.solve(together, WANTED))
        assert np.array_equal(clusters(top), clusters(engine.controllers(voting)))
        assert engine.works[0].core > 0  # some cases are cyclic
        assert max(work.rounds for work in engine.works) <= MOST_ROUNDS
        assert max(work.within for work in engine.works) == 0


def test_lists_of_the_cases_reach_whom_they_say(case_files: list[Path], apart: Rounds) -> None:
    """By the stakes as the cases print them, all cases of sanctions at once."""
    cases = [case for case in map(Case.read, case_files) if case.op == "blocked"]
    assert len(cases) >= 3
    networks = [
        Holdings.from_stakes(
            len(case.names),
            [(case.index[e["owner"]], case.index[e["owned"]], e["share"], None, e["share"])
             for e in case.edges],
        )
        for case in cases
    ]  # fmt: skip
    shift = np.cumsum([0, *(one.size for one in networks)])
    listed = [int(before) + one for case, before in zip(cases, shift, strict=False)
              for one in case.group("seed")]  # fmt: skip
    whole = beside(networks)
    for engine in (Compiled(), apart):
        surely, possibly = engine.reached(whole, listed, Line())
        assert np.array_equal(surely, possibly)
        for case, before in zip(cases, shift, strict=False):
            names = {n for k, n in enumerate(case.names) if surely[before + k]}
            assert names - set(case.query["seed"]) == set(case.expected["blocked"]), case.question


def read_cases(files: Iterable[Path]) -> tuple[list[DayShares], list[Holdings]]:
    """The shares and the votes of every case that claims can say, each by the rules of reading."""
    shares, votes = [], []
    for case in map(Case.read, files):
        if case.op not in BY_CLAIMS or not case.edges:
            continue
        try:  # without the checks, which the cases pass elsewhere and which take most of the time
            tables = in_order(read_document(json.dumps(document(case)).encode()))
        except ZizhuError:  # whose answer is that the claims are refused
            continue
        known, day, home = knowledge_of(tables), tables.meta.days.ownership, tables.meta.home
        shares.append(day_shares(known, firms_of(known), View(day=day, home=home)))
        voting = View(day=day, home=home, basis="voting")
        network = day_votes(known, firms_of(known), voting).votes
        if not overfull(network):  # control is not unique there, and is refused
            votes.append(network)
    return shares, votes


def side_by_side(read: Sequence[DayShares]) -> Shares:
    """Networks of claims as one; kinds of the same column and rung are one kind."""
    kinds = {kind: number for number, kind in enumerate({k: 0 for one in read for k in one.kinds})}

    def of(name: str) -> np.ndarray:
        return np.concatenate([
            np.array([kinds[kind] for kind in one.kinds], dtype=np.int64)[getattr(one.shares, name)]
            for one in read
        ])  # fmt: skip

    shift = np.cumsum([0, *(one.shares.holdings.size for one in read)]).tolist()
    rivals = {
        firm + before: [_moved(column, before) for column in columns]
        for one, before in zip(read, shift, strict=False)
        for firm, columns in one.shares.rivals.items()
    }
    return Shares(
        beside([one.shares.holdings for one in read]), len(kinds), of("end_kind"), of("rest_kind"),
        np.concatenate([one.shares.end_groups for one in read]),
        np.concatenate([one.shares.rest_groups for one in read]), rivals,
    )  # fmt: skip


def _moved(column: Column, before: int) -> Column:
    holders = tuple((owner + before, low, high) for owner, low, high in column.holders)
    return Column(holders, column.rest_lower, column.rest_upper)
