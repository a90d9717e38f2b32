"""Rules of reading undone, one at a time, each in the one place of the code where it stands.

What a rule's place is replaced by reads as if there were no such rule; the kept cases and small
worlds named beside it must then come out wrong. Where the place has moved, so must its row here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from msgspec.structs import replace
from quicktions import Fraction

from disclosure import examples, kept
from graph.claims.model import Investment
from graph.holders.among import shared_blocks
from graph.measures.paper_sides import side_of
from graph.networks.hidden_votes import hidden_most
from graph.ownership.control.who_controls import Derivation

Replacement = Callable[[Any], Any]  # from what stands there to what reads without the rule


@dataclass(frozen=True)
class Rule:
    """A rule, where it stands, what it is undone by, and what must notice."""

    number: str
    says: str
    module: str
    name: str
    undone: Replacement
    cases: tuple[str, ...]
    examples: tuple[Callable[[], str], ...] = ()  # small worlds, where no kept case is about it

    @property
    def noticed(self) -> list[str]:
        """What comes out wrong in the kept cases and the small worlds named beside it."""
        found = [kept.wrong(kept.case_of(name)) for name in self.cases]
        return [wrong for wrong in (*found, *(example() for example in self.examples)) if wrong]

    @property
    def place(self) -> str:
        """Where in the code it stands."""
        return f"{self.module}.{self.name}"


@contextmanager
def undone(rule: Rule) -> Iterator[None]:
    """The code without a rule: in its own module, and wherever else its name was imported."""
    *outer, name = rule.name.split(".")
    home: Any = import_module(rule.module)
    for part in outer:
        home = getattr(home, part)
    stood = home.__dict__[name]
    instead = rule.undone(stood)
    places = [home] if outer else _where(stood)
    changed = [(place, key) for place in places for key, value in vars(place).items()
               if value is stood]  # fmt: skip
    for place, key in changed:
        setattr(place, key, instead)
    try:
        yield
    finally:
        for place, key in changed:
            setattr(place, key, stood)


def _where(stood: Any) -> list[Any]:
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "graph"]
    return [module for module in modules if any(v is stood for v in vars(module).values())]


def always(value: Any) -> Replacement:
    """Whatever is asked, one answer."""
    return lambda _: lambda *_, **__: value


def first_argument(_: Any) -> Any:
    """Hands back what it is given."""
    return lambda given, *_, **__: given


def second_argument(_: Any) -> Any:
    """Hands back the second thing it is given."""
    return lambda _, given, *__, **___: given


def _closed_bounds(_: Any) -> Any:
    return lambda lower, upper, *_: (Fraction(lower) / 100, Fraction(upper) / 100)


def _all_of_the_rest(_: Any) -> Any:
    return lambda column: column.rest_upper


def _in_one_way(_: Any) -> Any:
    return lambda _, held, __: (((), held),)


def _shares_as_read(_: Any) -> Any:
    return lambda situation, column: (column.held, shared_blocks(situation.knowledge, column))


def _only_the_highest(_: Any) -> Any:
    def heads(self: Any) -> Iterator[Any]:
        tried = self.unseen.tried(0).items()
        return (self.named(group) for group, found in tried if 0 in found.controlled)

    return heads


def _without_own_shares(_: Any) -> Any:
    return lambda column, _: hidden_most(column)


def _certainly_there(stood: Any) -> Any:
    def seated(*given: Any) -> Any:
        found = stood(*given)
        return replace(found, possible=frozenset((found.point,))) if found.rung == 5 else found

    return seated


def _all_act_together(_: Any) -> Any:
    return lambda _, index: [set(range(1, len(index)))]


def _whatever_is_named(_: Any) -> Any:
    return lambda _, claim, __: tuple(dict.fromkeys(claim.via))


def _by_likeness(_: Any) -> Any:
    return lambda self, text: tuple(hit.entity for hit in self.find(text, 1))


def _by_seat(_: Any) -> Any:
    return lambda situation, holder, lens, _: side_of(situation, holder, lens)


def _newest_alone(_: Any) -> Any:
    return lambda tables, *_, **__: tables[0] if tables else None


def third_argument(_: Any) -> Any:
    """Hands back the third thing it is given."""
    return lambda _, __, given, *___, **____: given


def _agreed_too(_: Any) -> Any:
    def primary(knowledge: Any, firm: str, _: Any) -> Any:
        claims = knowledge.about(Investment, firm)
        return tuple(claim for claim in claims if claim.flow == "primary")

    return primary


def _same_currency(_: Any) -> Any:
    return lambda _, given, wanted, __: Fraction(1) if given == wanted else None


def _with_statements(_: Any) -> Any:
    return lambda find, links: find(links)


def _with_a_size(stood: Any) -> Any:
    def sized(situation: Any, reading: Any) -> Iterator[Any]:
        column = situation.column(situation.firm, "legal", reading)
        without = {s.holder for s in column.stakes if s.currency == "unknownShare"}
        return (unit for unit in stood(situation, reading) if unit[0] not in without)

    return sized


RULES = (
    Rule("1", "a name is answered only if it is that name", "graph.entities.search",
         "Index.bearers", _by_likeness, (), (examples.name_of_nobody,)),
    Rule("2", "open bounds are open", "graph.claims.shares", "_fractions", _closed_bounds,
         ("more-than-half-is-not-heard",)),
    Rule("3", "a table binds control", "graph.networks.hidden_votes", "hidden_most",
         _all_of_the_rest, ("held-a-table-leaves-no-controller",)),
    Rule("3", "a table need not name own shares below its line", "graph.networks.hidden_votes",
         "hidden_towards", _without_own_shares, ("own-shares-below-a-tables-line",)),
    Rule("3", "a table closes what it does not name", "graph.holders.tables", "closed_by_table",
         first_argument, ("held-a-table-closes-what-was-before",)),
    Rule("3", "a table of record displaces none of owners", "graph.holders.tables",
         "binding_table", _newest_alone, ("table-of-record-displaces-one-of-owners",)),
    Rule("3", "below a table's line there may be blocks", "graph.measures.blocks",
         "_unnamed_blocks", always(Fraction(0)), ("blocks-below-the-line-of-the-table",)),
    Rule("3", "at line zero the last has what the others leave", "graph.holders.held", "drawn_in",
         first_argument, (), (examples.last_holder_has_what_is_left,)),
    Rule("4", "a holder's owners come before its seat in every lens", "graph.measures.blocks",
         "side_at_the_end", _by_seat, ("known-owners-before-a-seat", "seat-decides-a-block")),
    Rule("5", "half of the shares is a test beside the votes", "graph.measures.state_influence",
         "_shares_seen", always(False), ("half-of-the-shares-of-the-state-not-tested",)),
    Rule("VIE", "half of the shares that are bound is nobody's test", "graph.measures.foremost",
         "_on_paper", _shares_as_read, ("half-of-the-shares-that-contracts-bind",)),
    Rule("5", "votes and capital are apart where classes are said", "graph.holders.votes",
         "votes_apart", always(False), ("held-votes-are-not-capital",)),
    Rule("6", "nobody hides where everybody is known", "graph.networks.power",
         "Power.nobody_hidden", lambda _: property(lambda _: False),
         ("held-a-table-leaves-no-controller", "joint-holder-is-no-hidden-controller")),
    Rule("6", "beside a right another may have the votes", "graph.networks.power",
         "Power.others_possible", lambda _: property(lambda _: False),
         ("right-beside-undisclosed-majority",)),
    Rule("6", "whoever nobody named may be listed, behind holders too",
         "graph.ownership.control.reach", "reach_if_hidden", always(frozenset()),
         ("listed-behind-a-named-holder", "listed-behind-holders-of-a-whole-table")),
    Rule("6", "nobody from home can direct", "graph.measures.control", "may_be_directed_from",
         always(True), ("whoever-directs-is-not-from-home",)),
    Rule("6", "whom somebody directs in every world is of that one's side",
         "graph.networks.power", "Power.under", lambda _: lambda _, group: Derivation(group, {}),
         (), (examples.company_of_the_same_side,)),
    Rule("6", "a company nobody directs is of the sides it may be of", "graph.networks.power",
         "Power.possible_heads", _only_the_highest, ("beneficiary-whom-nobody-directs",)),
    Rule("6", "a pair with half each is joint", "graph.ownership.control.who_controls",
         "joint_control", always(()), (), (examples.halves_are_joint,)),
    Rule("7", "members who are all named have what their group has", "graph.holders.groups",
         "all_named", always(False), ("group-of-listed-members",)),
    Rule("8", "a nominee is no vehicle, but looked through", "graph.holders.capacities",
         "vehicles_of", _whatever_is_named,
         ("listed-principal-of-a-nominee", "named-principal-not-looked-through-on-paper")),
    Rule("12", "who has the votes and may be under the stated one decides nothing otherwise",
         "graph.measures.control", "stated_above", always(()),
         ("statement-above-a-holder-of-unknown-owners",)),
    Rule("12", "who is found to direct is not only stated to",
         "graph.networks.without_statements", "found_or_stated", _with_statements, (),
         (examples.found_by_votes_and_stated,)),
    Rule("VIE", "what contracts move stands beside one's own", "graph.holders.held", "each_once",
         lambda _: tuple, (), (examples.own_votes_and_those_of_a_nominee,)),
    Rule("VIE", "of a group contracts move what is bound of it", "graph.holders.contracts",
         "_groups_of", always(()), ("bound-nominee-in-a-group",)),
    Rule("7", "whoever has all who share a block has the block", "graph.networks.voters",
         "shared_votes", always(()), (), (examples.group_of_one_and_its_company,)),
    Rule("VIE", "what is left of a group is its other members'", "graph.holders.contracts",
         "Contract.unbound", always(()), ("group-of-one-who-gains-the-others-part",),
         (examples.what_is_left_of_a_group,)),
    Rule("3", "several have together what all others leave", "graph.networks.voters",
         "most_of_rests", always({}), (), (examples.bands_of_one_owner,)),
    Rule("7", "only those in cited concert act together", "graph.networks.voters", "concerts_over",
         _all_act_together, ("held-concert-only-as-cited",)),
    Rule("7", "a group whose members are all named is those", "graph.holders.groups",
         "all_members", always(()),
         ("group-of-one-origin-on-paper", "named-members-are-no-strangers")),
    Rule("8", "what is held for others is not the holder's", "graph.holders.capacities",
         "held_for_others", always(False),
         ("held-a-nominee-directs-nothing", "held-a-depository-directs-nothing")),
    Rule("8", "what stands behind a nominee is taken out of its block",
         "graph.holders.holder_column", "_behind_nominees", always(Fraction(0)),
         ("held-who-is-behind-a-nominee-may-have-it-all", "rest-of-a-nominees-block-forgotten")),
    Rule("9", "an indirect statement says who stands behind a vehicle", "graph.holders.behind",
         "_parts", always(()), ("one-figure-is-one-block",)),
    Rule("9", "what is held in two ways is two blocks", "graph.holders.ways", "by_way",
         _in_one_way, ("company-beside-its-owners-own-stake",)),
    Rule("9", "the fullest reading of a set of contracts supersedes", "graph.holders.contracts",
         "_read_in_full", first_argument, (), (examples.contracts_read_twice,)),
    Rule("10", "whose carrier is gone is last known", "graph.holders.closings", "doubt",
         always(None), (), (examples.holder_that_ended,)),
    Rule("11", "a holder of unknown size is present", "graph.measures.foreign_unit",
         "_holders_above", _with_a_size, ("unknown-size-is-present-purely",)),
    Rule("11", "who holds more than nothing makes a half a majority", "graph.holders.unsized",
         "beside_a_half", always(()), ("half-and-a-stake-of-unknown-size",)),
    Rule("12", "a statement is a statement; only a decisive right directs",
         "graph.networks.directing", "directs", always(True), ("held-a-veto-does-not-direct",)),
    Rule("13", "a list whole for a day says who is not on it", "graph.measures.list_editions",
         "newest_edition", always(None), ("held-a-whole-copy-denies",)),
    Rule("13", "a listed company of its group is named beside it", "graph.measures.group_members",
         "group_of", always(()), (), (examples.parent_on_the_list,)),
    Rule("14", "a fact of a vague day is possible inside it", "graph.holders.horizons",
         "may_have_come", always(False), (), (examples.sale_some_time_in_a_year,)),
    Rule("15", "beside a line fractions decide", "graph.measures.on_the_line", "on_the_line",
         third_argument, (), (examples.share_beside_the_line,)),
    Rule("16", "whoever is named may stand behind what is not", "graph.networks.hidden_votes",
         "hidden_most", always(Fraction(0)),
         ("held-who-is-behind-a-nominee-may-have-it-all", "half-of-the-shares-beside-a-parent")),
    Rule("16", "a figure is no total", "graph.holders.totals", "states_total", always(True), (),
         (examples.figure_that_is_no_total,)),
    Rule("17", "a word that rests on a weak source says so", "graph.domesticness.weak_sources",
         "weak_sources", always(None), (), (examples.word_on_a_weak_source,)),
    Rule("14", "inside a vague end a stake is possible, not certain",
         "graph.holders.ended_or_replaced", "_perhaps_over", first_argument,
         ("held-a-vague-end-makes-nothing-certain",)),
    Rule("18", "agreeing figures of one day are no rivals", "graph.holders.rival_figures",
         "_agreeing", lambda _: tuple, ("band-beside-exact-as-rivals",)),
    Rule("19", "a pending step is two worlds", "graph.holders.pending", "in_both_worlds",
         first_argument, ("pending-purchase-not-heard",)),
    Rule("19", "a pending step is a part of what is outstanding", "graph.holders.pending",
         "of_outstanding", first_argument, ("pending-step-beside-own-shares",)),
    Rule("20", "an agreed round is completed when a later holding cannot be without it",
         "graph.measures.completion", "_shown_by", always(None), (),
         (examples.investor_seen_to_hold_since,)),
    Rule("20", "who may hold by another way shows no agreed round", "graph.measures.completion",
         "_another_way", always(False), (), (examples.investor_who_bought_from_another,)),
    Rule("20", "what is only agreed has not come in", "graph.measures.completion", "received",
         _agreed_too, (), (examples.investor_not_seen_since,)),
    Rule("dilution", "a round dilutes what was seen before it", "graph.holders.horizons",
         "diluted_between", always(False), ("dilution-not-scaled",)),
    Rule("horizons", "a parent link inside a group stands longer", "graph.holders.contracts",
         "_longer", always(0), (), (examples.parent_stated_years_ago,)),
    Rule("funding", "a cited rate converts what was paid in", "graph.measures.funding",
         "conversion", _same_currency, ("paid-in-capital-in-another-currency",)),
    Rule("currency", "what is old is last known", "graph.holders.horizons", "stands",
         always(True), ("held-last-known-is-not-current",)),
    Rule("stages", "what is only proposed is not computed with", "graph.holders.stakes",
         "_not_of_this_basis", always(None), ("held-a-proposed-stake-is-none-yet",)),
    Rule("origins", "a seat without holders bounds nothing", "graph.holders.origins", "_seated",
         _certainly_there, ("held-a-seat-is-no-bound",)),
    Rule("own shares", "own shares cast no vote", "graph.holders.outstanding", "carries_nothing",
         always(False), ("held-own-shares-have-no-votes",)),
    Rule("own shares", "own shares leave more votes to the others", "graph.holders.votes",
         "_voting", always((Fraction(1), Fraction(1))), (), (examples.votes_beside_own_shares,)),
    Rule("VIE", "contracts move the votes of those they bind", "graph.networks.directing",
         "bound_votes", always((Fraction(1), Fraction(1))),
         ("contract-over-a-minority-directs",)),
    Rule("VIE", "what a nominee holds through a company need not be bound",
         "graph.holders.contracts", "rows_of_nominees", second_argument,
         ("nominee-who-holds-through-a-company",)),
    Rule("VIE", "votes move only with a proxy", "graph.networks.directing", "moves_votes",
         always(True), ("held-no-vote-moves-without-a-proxy",)),
    Rule("bases", "an indirect stake does not stand beside its vehicle", "graph.holders.blocks",
         "counted_once", second_argument, ("held-indirect-is-not-added",)),
)  # fmt: skip
