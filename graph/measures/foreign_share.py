"""The foreign share of a firm at the end of all chains, where a definition caps it."""

from __future__ import annotations

from graph.answers.codes import Decides
from graph.claims.reasons import because
from graph.holders.holder_column import Reading
from graph.holders.last_known import cannot_all_stand
from graph.measures.home_share import BASES, claims_of, interval_of, threshold_case
from graph.measures.measured import Measured
from graph.measures.on_the_line import on_the_line
from graph.measures.owner_reasons import owner_reasons, share_of_open_owners
from graph.networks.network import Network
from graph.networks.situation import Situation
from ontology.lenses import Lens

ABROAD = ("foreign_state", "foreign_other")


def foreign_share(situation: Situation, lens: Lens) -> Measured:
    """The part of the issuer that ends with owners from abroad.

    Where the holder of the definition does not say on which side associated
    jurisdictions are, the interval spans both readings.
    """
    lower, upper, point = _interval(situation, lens, "current")
    network = situation.network(basis=BASES[lens.basis])
    broken = network.is_contradictory
    case = "" if broken else threshold_case(lens, lower, upper)
    return Measured(
        case=case,
        decides="" if case else _decides(situation, lens, network, broken=broken),
        reasons=(because("foreignPart", share=(lower, upper)), *owner_reasons(network)),
        lower=lower,
        upper=upper,
        point=point,
        tested=(situation.firm,),
        claims=claims_of(network),
    )


def _interval(situation: Situation, lens: Lens, reading: Reading) -> tuple[float, float, float]:
    wide = (*ABROAD, "associated")
    least = wide if lens.associated_as == "foreign" else ABROAD
    most = wide if lens.associated_as in ("foreign", "notSaid") else ABROAD
    basis = BASES[lens.basis]
    lower, upper, point = interval_of(situation, least, basis, situation.firm, reading)
    if most != least:
        upper = interval_of(situation, most, basis, situation.firm, reading)[1]
    network = situation.network(basis=basis, reading=reading)
    lower = on_the_line(network, least, (lower, upper), lens.threshold)[0]
    upper = on_the_line(network, most, (lower, upper), lens.threshold)[1]
    return lower, upper, point


def _decides(situation: Situation, lens: Lens, network: Network, *, broken: bool) -> Decides:
    if broken:
        return "contradictory"
    earlier = _interval(situation, lens, "lastKnown")[:2]
    if threshold_case(lens, *earlier) and not cannot_all_stand(network.columns[network.firm]):
        return "lastKnownOnly"
    if network.columns[network.firm].alternatives:
        return "rivalSources"
    shares, _ = network.point_columns()
    if share_of_open_owners(network) > max(shares["float"], shares["undisclosed"] / 2):
        return "nationalityOpen"
    return "floatDecides" if shares["float"] > shares["undisclosed"] else "undisclosedDecides"
