"""Who is in a group that holds something together: as links for others, as keywords for ourselves.

FollowTheMoney has no schema for joint holders. Each member is linked to the group (``UnknownLink``,
*member of*); the group's keywords name its members too, so that our reader takes them for what
they are and no claim of ours comes of the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.claims.knowledge import Knowledge
from graph.claims.model import Entity
from graph.claims.walks import everybody
from graph.formats.ftm.said import OURS, Said, our_id, their_id

MEMBER = "zizhu:member:"  # a keyword of a group: the id of one who is in it
OF_A_GROUP = "links of members to their group, which the group itself names"
_LINK = "member-"


def with_members(knowledge: Knowledge, parties: Iterable[str]) -> dict[str, None]:
    """Some parties, and everybody who is in the groups among them."""

    def members(party: str) -> tuple[str, ...]:
        return knowledge.entities[party].members

    return dict.fromkeys(everybody(parties, members))


def keywords(group: Entity) -> list[str]:
    """The words by which our reader knows the members of a group."""
    return [MEMBER + their_id(member) for member in group.members]


def links(group: Entity) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The id and the properties of the link of each member to its group."""
    for number, member in enumerate(group.members, 1):
        yield (
            f"{_LINK}{group.id}-{number}",
            {"subject": [their_id(member)], "object": [their_id(group.id)], "role": ["memberOf"]},
        )


def members_said(said: Said) -> tuple[str, ...]:
    """The members that keywords of ours name."""
    words = (one for one in said.peek("keywords") if one.startswith(MEMBER))
    return tuple(sorted(our_id(one.removeprefix(MEMBER)) for one in words))


def is_our_link(said: Said) -> bool:
    """Whether an entity of theirs is such a link, which the keywords of its group say already."""
    return said.schema == "UnknownLink" and said.id.startswith(OURS + _LINK)
