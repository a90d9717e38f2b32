"""What of a firm on paper was read waits for contracts, and what was not for a register."""

from hypothesis import given, settings
from hypothesis import strategies as st
from own_release import CITED, SEEN, release_of

from graph.arguments import holdable, situation_of
from graph.domesticness.missing_contracts import OWNING
from graph.domesticness.missing_facts import missing_facts
from graph.domesticness.verdicts import findings_of
from graph.holders.contracts import FULL_SET
from graph.networks.situation import Situation
from graph.questions import answer, unknowns
from made_up import DAY, citizen, firms, known, people, power, stake

SOME = st.sets(st.sampled_from(sorted(FULL_SET)))


def situation(share, instruments, bound):
    world = [*firms("f", "w"), *people("p", "x")]
    nominees = ("p",) if bound else ()
    contract = power("w", "f", "vieContracts", instruments=tuple(instruments), bound=nominees)
    held = [stake("p", "f", str(share)), citizen("p", "home")]
    above = [stake("x", "w", "100"), citizen("x", "away")]
    return Situation(known(world, [*held, *above, contract]), "f", DAY, "CN")


@given(share=st.integers(1, 100), instruments=SOME, bound=st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_read_part_waits_for_contracts_and_the_other_for_a_register(share, instruments, bound):
    there = situation(share, instruments, bound)
    facts = {fact.document.code: fact for fact in missing_facts(there, findings_of(there))}
    contracts, register = facts.get("needContracts"), facts.get("needShareholders")
    if instruments >= FULL_SET and bound:
        assert contracts is None or contracts.carries is None
        return
    assert contracts is not None
    assert abs((contracts.carries or 0) - share / 100) < 1e-9
    assert abs((register.carries if register else 0) - (1 - share / 100)) < 1e-9


def firms_under_contracts(release):
    claims = release.knowledge.claims.values()
    bound = {one.target for one in claims if getattr(one, "mechanism", "") == "vieContracts"}
    for firm in sorted(bound):
        if not holdable(release, firm):
            continue
        there = situation_of(release, firm, None, None)
        moving = there.network().contracts.get(firm, ())
        if any(one.lower < one.upper for one in moving):
            yield firm, there


def test_every_firm_whose_contracts_were_not_all_read_asks_for_them(seed_release):
    """In what is missing and in what would settle it; beside it, whoever says that it is open."""
    found = 0
    for firm, there in firms_under_contracts(seed_release):
        open_ones = [one for one in findings_of(there) if one.in_force and not one.decided]
        if not any(one.lens.measure in OWNING for one in open_ones):
            continue
        wanted = [one.document for one in unknowns(seed_release, firm)]
        assert any(text.startswith("the contracts over") for text in wanted), firm
        found += 1
    assert found


def test_a_register_that_was_read_is_not_what_would_change_a_page_most():
    """zhao holds all of WREN on paper; what was not read is what the contracts move."""
    seen = {"as_of": SEEN, "mechanism": "vieContracts", "instruments": ["loan", "votingProxy"]}
    contract = {"id": "c", "party": "LENDER", "target": "WREN"} | seen | CITED
    release = release_of(
        ("zhao", "WREN", 100), ("TOP", "LENDER", 100), control=[contract]
    )  # fmt: skip
    for language, contracts, register in (
        ("en", "contracts over", "register of holders"), ("zh", "控制协议", "股东名册"),
    ):  # fmt: skip
        page = answer(release, "WREN", language=language)
        first = page.wanted[0].document
        assert contracts in first and register not in first
