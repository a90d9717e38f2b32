"""Home's share of a firm: at the end of all chains, and among the holders that are named."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from graph.answers.codes import Decides
from graph.claims.kept import once
from graph.claims.model import Consolidation
from graph.claims.reasons import Reason, because
from graph.fraction import Fraction
from graph.holders.holder_column import Reading
from graph.holders.horizons import is_recent, seen_on
from graph.holders.last_known import cannot_all_stand
from graph.holders.stakes import Basis
from graph.measures.measured import Measured, part_result
from graph.measures.on_the_line import on_the_line
from graph.measures.owner_reasons import owner_reasons, share_of_open_owners
from graph.networks.network import Network
from graph.networks.perimeter import Part
from graph.networks.situation import Situation
from ontology.lenses import Lens

BASES: dict[str, Basis] = {"legal": "legal", "economic": "economic", "voting": "voting"}


def home_share(situation: Situation, lens: Lens) -> Measured:
    """The part of the firm that ends with owners from home.

    Of a lens that tests the perimeter, parts of the firm that others hold too are
    weighed by the filer's consolidating schedule. Without one the issuer's own value is
    given, and it decides only if the value of every such part leads to the same case.
    """
    lower, upper, point = group_share(situation, lens, "current")
    network = situation.network(basis=BASES[lens.basis])
    case = settled(situation, lens, lambda low, high: threshold_case(lens, low, high))
    values = _values_of_parts(situation, lens)
    return Measured(
        case=case,
        decides="" if case else what_decides(situation, lens, network),
        reasons=(*owner_reasons(network), *([] if case else _parts_apart(situation, lens))),
        lower=lower,
        upper=upper,
        point=point,
        tested=tuple(values),
        parts=tuple(
            part_result(entity, because("homePart", share=(low, high)))
            for entity, (low, high, _) in list(values.items())[1:]
        ),
        claims=claims_of(network),
    )


def settled(situation: Situation, lens: Lens, case_of: Callable[[float, float], str]) -> str:
    """The case of the group's interval, when nothing in the group speaks against deciding it.

    Claims that contradict each other are bounded and never decide. Where no
    schedule weighs the parts that others hold too, each must lead to the same case.
    """
    lower, upper, _ = group_share(situation, lens, "current")
    case = case_of(lower, upper)
    if contradictory(situation, lens):
        return ""
    values = _values_of_parts(situation, lens).values()
    if _schedule(situation, lens.tests) is None and any(
        case_of(low, high) != case for low, high, _ in values
    ):
        return ""
    return case


def contradictory(situation: Situation, lens: Lens) -> bool:
    """Whether a column over 100 % stands above the firm or a part that others hold too."""
    return any(
        situation.network(part.entity, basis=BASES[lens.basis]).is_contradictory
        for part in _parts_tested(situation, lens.tests)
    )


def _values_of_parts(situation: Situation, lens: Lens) -> dict[str, tuple[float, float, float]]:
    return {
        part.entity: _home_interval(situation, lens, part.entity, "current")
        for part in _parts_tested(situation, lens.tests)
    }


def threshold_case(lens: Lens, lower: float, upper: float) -> str:
    """``above`` or ``below`` the lens's threshold when the whole interval is, otherwise nothing."""
    line = float(Fraction(lens.threshold or 0) / 100)
    if lower >= line if lens.inclusive else lower > line:
        return "above"
    if upper < line if lens.inclusive else upper <= line:
        return "below"
    return ""


def group_share(situation: Situation, lens: Lens, reading: Reading) -> tuple[float, float, float]:
    """Least, most and known share of home in the group; in the issuer where nothing weighs it."""
    issuer = _home_interval(situation, lens, situation.firm, reading)
    weights = _schedule(situation, lens.tests)
    if not weights:
        return issuer
    parts = _parts_tested(situation, lens.tests)[1:]
    values = [_home_interval(situation, lens, part.entity, reading) for part in parts]
    own = 1 - sum(weights)
    lower, upper, point = (
        own * issuer[which] + sum(w * v[which] for w, v in zip(weights, values, strict=True))
        for which in range(3)
    )
    return lower, upper, point


@once
def _parts_tested(situation: Situation, tests: str) -> tuple[Part, ...]:
    """The issuer and, of a lens that tests the perimeter, its companies that others hold too."""
    roles = ("issuer",) if tests == "issuer" else ("issuer", "contract", "jointVenture")
    return tuple(part for part in situation.parts if part.role in roles)


@once
def _schedule(situation: Situation, tests: str) -> list[float] | None:
    """Exact weights of the parts held with others, when the filer's schedule has one for each."""
    weights: list[float] = []
    quantities: set[str] = set()
    for part in _parts_tested(situation, tests)[1:]:
        stated = [
            claim
            for claim in situation.knowledge.about(Consolidation, part.entity)
            if claim.stage == "completed"
            and claim.weight is not None
            and claim.weight.exact is not None
            and is_recent(situation.knowledge, claim, situation.day)
        ]
        if not stated:
            return None
        newest = max(stated, key=lambda claim: seen_on(claim, situation.day) or situation.day)
        assert newest.weight is not None
        weights.append(float(newest.weight.lower) / 100)
        quantities.add(newest.quantity)
    return weights if sum(weights) <= 1 and len(quantities) <= 1 else None


def _home_interval(
    situation: Situation, lens: Lens, entity: str, reading: Reading
) -> tuple[float, float, float]:
    columns = lens.home_columns()
    return _beside_line(situation, columns, BASES[lens.basis], entity, reading, lens.threshold)


@once
def _beside_line(
    situation: Situation,
    columns: tuple[str, ...],
    basis: Basis,
    entity: str,
    reading: Reading,
    threshold: Decimal | None,
) -> tuple[float, float, float]:
    """The shares of :func:`interval_of`, on the right side of a threshold."""
    lower, upper, point = interval_of(situation, columns, basis, entity, reading)
    network = situation.network(entity, basis=basis, reading=reading)
    return *on_the_line(network, columns, (lower, upper), threshold), point


@once
def interval_of(
    situation: Situation, columns: tuple[str, ...], basis: Basis, entity: str, reading: Reading
) -> tuple[float, float, float]:
    """Least, most and known share of an entity that ends in some columns."""
    network = situation.network(entity, basis=basis, reading=reading)
    lower, upper = network.column_bounds(columns)
    shares, _ = network.point_columns()
    return lower, upper, sum(shares[column] for column in columns)


def what_decides(situation: Situation, lens: Lens, network: Network) -> Decides:
    """Why an interval stays open, in the order in which one would look."""
    if contradictory(situation, lens):
        return "contradictory"
    apart = _open_part(situation, lens)
    if apart is not None:  # the firm's own share decides, and this part's does not agree
        if threshold_case(lens, *apart[1]):
            return "notCited"  # how much of the group the part is
        network = situation.network(apart[0], basis=BASES[lens.basis])
        lower, upper, _ = _home_interval(situation, lens, apart[0], "lastKnown")
    else:
        lower, upper, _ = group_share(situation, lens, "lastKnown")
    if threshold_case(lens, lower, upper) and not cannot_all_stand(network.columns[network.firm]):
        return "lastKnownOnly"
    if network.columns[network.firm].alternatives:
        return "rivalSources"
    shares, _ = network.point_columns()
    if (
        any(
            contract.lower < contract.upper
            for moving in network.contracts.values()
            for contract in moving
        )
        and shares["undisclosed"] > shares["float"]
    ):
        return "contractsDecide"
    if share_of_open_owners(network) > max(shares["float"], shares["undisclosed"] / 2):
        return "nationalityOpen"
    return "floatDecides" if shares["float"] > shares["undisclosed"] else "undisclosedDecides"


def _open_part(situation: Situation, lens: Lens) -> tuple[str, tuple[float, float]] | None:
    """A part held with others, with its share of home, that keeps open what the firm decides."""
    lower, upper, _ = group_share(situation, lens, "current")
    case = threshold_case(lens, lower, upper)
    if not case or _schedule(situation, lens.tests) is not None:
        return None
    for part, (least, most, _) in _values_of_parts(situation, lens).items():
        if threshold_case(lens, least, most) != case:
            return part, (least, most)
    return None


def _parts_apart(situation: Situation, lens: Lens) -> tuple[Reason, ...]:
    """That a part which others hold too is what keeps the group open, if it is."""
    apart = _open_part(situation, lens)
    if apart is None:
        return ()
    return (because("partKeepsOpen", part=apart[0], share=apart[1]),)


def claims_of(network: Network) -> tuple[str, ...]:
    """The claims a network's numbers stand on, each once."""
    return tuple(
        dict.fromkeys(
            claim for held in network.held.values() for stake in held for claim in stake.claims
        )
    )
