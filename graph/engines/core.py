"""Groups of mutual holders, found and settled on this machine by the exact local numbers.

Whoever holds a member from outside is settled by then, and counts as an end.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.engines.columns import Asked
from graph.engines.engine import WHOLE
from graph.ownership.arrays.columns import Columns
from graph.ownership.arrays.holdings import Floats, Holdings, Ints
from graph.ownership.bounds.bounds import Divisions
from graph.ownership.ultimate.integrated import absorbed


def mutual(links: pa.Table) -> pa.Table:
    """The firms that hold one another or themselves, with one of them as head: (firm, head).

    >>> links = pa.table({"firm": [3, 5, 8, 9], "owner": [5, 3, 5, 9]})
    >>> mutual(links).to_pydict()
    {'firm': [3, 5, 9], 'head': [3, 3, 9]}
    """
    firm, owner = _ints(links, "firm"), _ints(links, "owner")
    firms = np.unique(np.concatenate([firm, owner]))
    below, above = np.searchsorted(firms, firm), np.searchsorted(firms, owner)
    matrix = csr_array((np.ones(len(firm), bool), (below, above)), shape=(len(firms),) * 2)
    count, label = connected_components(matrix, connection="strong")
    several = np.bincount(label, minlength=count) > 1
    several[label[below[below == above]]] = True
    head = np.full(count, len(firms))
    np.minimum.at(head, label, np.arange(len(firms)))
    member = several[label]
    return pa.table({"firm": firms[member], "head": firms[head[label[member]]]})


def core_shares(asked: Asked, fixed: pa.Table, opened: pa.Table, above: pa.Table) -> pa.Table:
    """(entity, question, value) of groups, from their rows and what their other holders come to."""
    firms = np.unique(np.concatenate([_ints(fixed, "firm"), _ints(opened, "firm")]))
    found = np.hstack([
        _ends(asked, firms, fixed, above), _leasts(asked, firms, fixed, opened, above)
    ])  # fmt: skip
    place, question = np.nonzero(found)
    return pa.table({
        "entity": firms[place], "question": question - asked.kinds - 1,
        "value": found[place, question],
    })  # fmt: skip


def core_tops(votes: pa.Table, tops: pa.Table) -> pa.Table:
    """(entity, top) of groups: who directs each member that somebody directs."""
    from graph.ownership.ultimate.all_firms import controllers_of_all

    firm, owner = _ints(votes, "firm"), _ints(votes, "owner")
    everybody = np.unique(np.concatenate([firm, owner, _ints(tops, "top")]))
    answers_to = everybody.copy()
    answers_to[np.searchsorted(everybody, _ints(tops, "entity"))] = _ints(tops, "top")
    owner = answers_to[np.searchsorted(everybody, owner)]
    core = _holdings(
        len(everybody), np.searchsorted(everybody, firm), np.searchsorted(everybody, owner),
        votes["least"].to_numpy() / WHOLE,
    )  # fmt: skip
    directed = controllers_of_all(core)
    some = np.flatnonzero(directed != np.arange(len(everybody)))
    return pa.table({"entity": everybody[some], "top": everybody[directed[some]]})


def _ends(asked: Asked, firms: Ints, fixed: pa.Table, above: pa.Table) -> Floats:
    """Known shares by kind of end, and last what is undetermined."""
    known = fixed.filter(~fixed["bounds"].to_numpy())
    firm = np.searchsorted(firms, _ints(known, "firm"))
    owner, share = _ints(known, "owner"), known["share"].to_numpy()
    inside = np.isin(owner, firms)
    outside, values = _wide(above, asked.kinds + 1, -asked.kinds - 1)
    ending = np.zeros((len(firms), asked.kinds + 1))
    if not inside.all():
        at = np.searchsorted(outside, owner[~inside])
        np.add.at(ending, firm[~inside], share[~inside, None] * values[at])
    held = _holdings(len(firms), firm[inside], np.searchsorted(firms, owner[inside]), share[inside])
    found, kept = absorbed(held, ending, ending)
    found = found.copy()
    found[:, -1] += kept
    return found


def _leasts(
    asked: Asked, firms: Ints, fixed: pa.Table, opened: pa.Table, above: pa.Table
) -> Floats:
    """The least worth of each member in each question of divisions."""
    one = fixed.filter(fixed["bounds"].to_numpy())
    options, number = np.unique(_ints(opened, "option"), return_inverse=True)
    _, place = np.unique(_ints(one, "firm"), return_inverse=True)
    option = np.concatenate([number, len(options) + place])
    firm = np.concatenate([_ints(opened, "firm"), _ints(one, "firm")])
    owner = np.concatenate([_ints(opened, "owner"), _ints(one, "owner")])
    lower = np.concatenate([opened["lower"].to_numpy(), one["share"].to_numpy()])
    room = np.concatenate([opened["room"].to_numpy(), np.zeros(len(one))])
    outside, values = _wide(above, asked.questions, 0)
    size = len(firms) + len(outside)
    inside = np.isin(owner, firms)
    owner = np.where(
        inside, np.searchsorted(firms, owner), len(firms) + np.searchsorted(outside, owner)
    )
    order = np.lexsort([option, firm])
    first_rows = np.flatnonzero(np.diff(option[order], prepend=-1))
    options_of = np.bincount(np.searchsorted(firms, firm[order][first_rows]), minlength=size)
    nothing = np.zeros(len(first_rows))
    columns = Columns(
        np.append(0, np.cumsum(options_of)), np.append(first_rows, len(order)), owner[order],
        lower[order], (lower + room)[order], nothing, nothing,
    )  # fmt: skip
    divisions = Divisions(size, columns)
    rest = np.zeros(size)
    worths = np.vstack([np.zeros((len(firms), asked.questions)), values])
    found = [divisions.least(worth.tolist(), rest.tolist())[: len(firms)] for worth in worths.T]
    return np.array(found, dtype=np.float64).reshape(-1, len(firms)).T


def _wide(values: pa.Table, questions: int, first: int) -> tuple[Ints, Floats]:
    """Who there is, and a row of worths for each, of some questions from a first one on."""
    entities, place = np.unique(_ints(values, "entity"), return_inverse=True)
    wide = np.zeros((len(entities), questions))
    question = _ints(values, "question") - first
    asked = (question >= 0) & (question < questions)
    wide[place[asked], question[asked]] = values["value"].to_numpy()[asked]
    return entities, wide


def _holdings(size: int, firm: Ints, owner: Ints, share: Floats) -> Holdings:
    order = np.argsort(firm, kind="stable")
    start = np.append(0, np.cumsum(np.bincount(firm, minlength=size)))
    shares, rest = share[order], np.zeros(size)
    return Holdings(size, start, owner[order], shares, shares, shares, rest, rest)


def _ints(table: pa.Table, column: str) -> Ints:
    found: Ints = table[column].to_numpy()
    return found
