"""What would settle the open verdicts on a firm, and what would turn the settled ones.

Beside the documents to look for: the smallest stakes whose sale would bring
home's known share to the majority line, the smallest losses of votes that would
end somebody's control, what each stake carries, and how every combination of
defensible choices would decide. All of it is computed only when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.parts import Interval, Named
from graph.answers.reason_words import in_words
from graph.answers.reversals import ControlFlip, Reversal, Settling, StakeWeight
from graph.claims.reasons import because
from graph.domesticness.verdicts import findings_of
from graph.holders.origins import HOME
from graph.networks.point_network import Placed
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.ownership.arrays.components import closed_groups
from graph.ownership.control.flips import reductions_to_end_control
from graph.ownership.ultimate.flips import (
    REST,
    least_transfers,
    worth_gradient,
    worth_shapley,
    worth_without_stake,
)
from graph.ownership.ultimate.sensitivity import LARGEST
from graph.profiles.controllers import claims_of_votes
from graph.profiles.specifications import specifications_of
from graph.profiles.unknowns import unknowns_of

MAJORITY = 0.5
SHOWN = 20  # stakes listed; the smallest changes and the heaviest stakes come first


def settling_of(situation: Situation, release: str) -> Settling:
    """Everything that would settle or turn what is said of a firm on a day.

    Home's share is the known one: economic, contracts respected, current stakes.
    Where firms above are held only by one another, stakes have no weight to give.
    """
    network = situation.network()
    placed = Placed(network)
    weighable = placed.holdings.size <= LARGEST and not closed_groups(placed.holdings)
    shares, _ = network.point_columns()
    reversals = tuple(_reversals(placed)) if weighable else ()
    stakes = _weights(placed) if weighable else ()
    flips = _control_flips(situation)
    rested_on: list[Reversal | ControlFlip | StakeWeight] = [*reversals, *flips, *stakes]
    return Settling(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        days=situation.days.written(),
        home=situation.home,
        release=release,
        unknowns=unknowns_of(situation, findings_of(situation)),
        home_share=Interval(*network.column_bounds(HOME), sum(shares[one] for one in HOME)),
        threshold=MAJORITY,
        reversals=reversals,
        control_flips=flips,
        stakes=stakes,
        grid=specifications_of(situation),
        claims=cited_all(situation.knowledge, (claim for one in rested_on for claim in one.claims)),
    )


def _reversals(placed: Placed) -> Iterable[Reversal]:
    """The smallest sales to the other side that bring home's known share to the line."""
    home, _ = placed.worth(HOME)
    for one in least_transfers(placed.holdings, home, 0, MAJORITY)[:SHOWN]:
        owned = _party(placed, one.owned)
        holder = None if one.seller == REST else _party(placed, one.seller)
        yield Reversal(
            owned=owned,
            holder=holder,
            amount=one.amount,
            text=_reversal_text(placed, owned, holder, one.amount),
            claims=() if holder is None else placed.claims(one.seller, one.owned),
        )


def _party(placed: Placed, position: int) -> Named:
    """Who stands at a position; a state's unnamed holders of a firm have no entity."""
    entity, unnamed = placed.holder(position)
    knowledge = placed.network.knowledge
    if not unnamed:
        return named(knowledge, entity)
    return Named(
        f"{entity}/undisclosed", in_words(knowledge, because("unnamedHolders", firm=entity))
    )


def _reversal_text(placed: Placed, owned: Named, holder: Named | None, amount: float) -> str:
    if holder is None:
        why = because("restTurnsHome", amount=amount, firm=owned.name, line=MAJORITY)
    else:
        why = because(
            "holderGives", holder=holder.name, amount=amount, firm=owned.name, line=MAJORITY
        )
    return in_words(placed.network.knowledge, why)


def _weights(placed: Placed) -> tuple[StakeWeight, ...]:
    """What each stake does to home's known share, those first whose loss moves it most."""
    home, _ = placed.worth(HOME)
    holdings = placed.holdings
    gradient = worth_gradient(holdings, home, 0)
    without = worth_without_stake(holdings, home, 0)
    parts = worth_shapley(holdings, home, 0)
    share = {
        (i, j): float(part)
        for i, j, part in zip(
            holdings.owner.tolist(), holdings.owned.tolist(), holdings.known.tolist(), strict=True
        )
    }
    ranked = sorted(gradient, key=lambda stake: (without[stake], -gradient[stake], stake))
    return tuple(
        StakeWeight(
            owned=_party(placed, owned),
            holder=_party(placed, holder),
            share=share[holder, owned],
            gradient=gradient[holder, owned],
            without=without[holder, owned],
            shapley=None if parts is None else parts.get((holder, owned), 0.0),
            claims=placed.claims(holder, owned),
        )
        for holder, owned in ranked[:SHOWN]
    )


def _control_flips(situation: Situation) -> tuple[ControlFlip, ...]:
    """The smallest losses of votes that would end the control of everyone found to control."""
    power = power_over(situation)
    flips = []
    for top in power.certain:
        cuts = reductions_to_end_control(power.votes, top.group, 0, links=power.standing)
        group = power.named(top.group)
        controller = named(situation.knowledge, power.ids[min(top.group)])
        for (holder, owned), cut in cuts.items():
            ending = because(
                "fewerVotes",
                amount=cut,
                holder=power.ids[holder],
                firm=power.ids[owned],
                controllers=group,
            )
            flips.append(
                ControlFlip(
                    controller=controller,
                    owned=named(situation.knowledge, power.ids[owned]),
                    holder=named(situation.knowledge, power.ids[holder]),
                    amount=float(cut),
                    text=in_words(situation.knowledge, ending),
                    claims=claims_of_votes(power, holder, owned),
                )
            )
    return tuple(sorted(flips, key=lambda flip: (flip.amount, flip.owned.id, flip.holder.id)))
