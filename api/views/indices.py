"""The published indices of a firm as tables: voters, owners, and two sentences of tests."""

from __future__ import annotations

from api.views.tables import Column, Table, View, percent, span
from api.views.wording import setting, title
from graph.answers.indices import ForeignPerson, Indices

ANSWERED = {True: "yes", False: "no", None: "open"}


def indices(answer: Indices) -> View:
    """Every index side by side; what is not computed says why."""
    power = answer.voting_power
    notes = [f"Votes of nobody who votes as one: {percent(power.unled)}; in no coalition here"]
    if power.ocean is not None:
        notes.append(f"All small holders together (oceanic): {percent(power.ocean)} of the power")
    notes.append(
        f"Home state: {span(answer.state.share)}; level {answer.state.level} "
        f"at a cut-off of {percent(answer.state.cutoff)} a link"
    )
    notes += [_foreign(answer.foreign), _closeness(answer)]
    return View(
        (title(answer.firm), setting(answer.as_of, answer.home, answer.release)),
        (_voters(answer), _owners(answer)),
        (*notes, *power.notes, *answer.notes),
    )


def _foreign(found: ForeignPerson) -> str:
    who = ", ".join(holder.name for holder in found.controllers)
    return (
        f"Seen from {found.home} (31 CFR 800.220, 800.224): foreign entity "
        f"{ANSWERED[found.entity]}, foreign person {ANSWERED[found.person]}"
        + (f" (controlled by {who})" if who else "")
        + f". A foreign entity is organised abroad (here: {ANSWERED[found.organised_abroad]}) and "
        f"has its principal place of business there (here: {ANSWERED[found.seated_abroad]}) or its "
        f"shares mostly traded there (here: {'listed there' if found.listed_abroad else 'no'}"
        f"{', where they mostly trade was not read' if found.listed_abroad else ' listing read'}), "
        "unless home has more than half of it"
    )


def _closeness(answer: Indices) -> str:
    """What the column of ventures counts, or why nobody stands in it."""
    if not answer.closeness:
        return (
            "Closeness to the state: told of ultimate owners with a known share; none was read here"
        )
    return (
        "Ventures from the state: 0 is a firm of the state itself, 1 who holds some firm together "
        "with one, 2 who does so with one at 1, and so on; – is who is connected by no stake that "
        "is certain, and a public body, which is the state and no firm of it (Bai et al. 2020)"
    )


def _voters(answer: Indices) -> Table:
    columns = (
        Column("id", "Id", shown=False, holds="key"),
        Column("holder", "Voter", wide=True),
        Column("votes", "Votes", "share"),
        Column("banzhaf", "Banzhaf", "share"),
        Column("shapley_shubik", "Shapley–Shubik", "share"),
        Column("oceanic", "Oceanic", "share"),
    )
    rows = tuple(
        (
            voter.holder.id,
            voter.holder.name,
            voter.votes,
            voter.banzhaf,
            voter.shapley_shubik,
            voter.oceanic,
        )
        for voter in answer.voting_power.voters
    )
    return Table(
        columns, rows, title="Voting power, on certain votes", empty="nobody has certain votes"
    )


def _owners(answer: Indices) -> Table:
    columns = (
        Column("id", "Id", shown=False, holds="key"),
        Column("owner", "Ultimate owner", wide=True),
        Column("control_rights", "Control rights", "share"),
        Column("cash_flow_rights", "Cash-flow rights", "interval"),
        Column("wedge", "Wedge", "share"),
        Column("integrated_control", "Integrated control", "share"),
        Column("pyramid_banzhaf", "Banzhaf at the top", "share"),
        Column("degree", "Ventures from the state", "number"),
    )
    degrees = {found.owner.id: found.degree for found in answer.closeness}
    rows = tuple(
        (
            link.owner.id,
            link.owner.name,
            link.control_rights,
            link.cash_flow_rights,
            link.wedge,
            answer.integrated_control.get(link.owner.id),
            answer.voting_power.top.get(link.owner.id),
            degrees.get(link.owner.id),
        )
        for link in answer.weakest_links
    )
    return Table(columns, rows, title="Owners at the top", empty="no chain leads to a named owner")
