"""Links of FollowTheMoney beside a chain: direct, through somebody, unsaid, or for somebody.

Every document here is our own.
"""

import pytest

from ftm_links import company, human, owned, read, shares, stake, stakes, thing


def test_what_is_held_through_a_vehicle_is_added_to_what_is_held_besides(tmp_path):
    found = owned(
        tmp_path, company("v"), human("ann"),
        stake("1", "v", percentage="40", ownershipType="direct"),
        stake("2", "ann", "v", percentage="100", ownershipType="direct"),
        stake("3", "ann", percentage="12", ownershipType="direct"),
        stake("4", "ann", percentage="40", ownershipType="indirect"),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.52, 0.52)}


def test_a_link_that_says_nothing_of_how_may_be_the_one_through_the_vehicle(tmp_path):
    found = owned(
        tmp_path, company("v"), human("ann"),
        stake("1", "v", percentage="90"),
        stake("2", "ann", "v", percentage="100"),
        stake("3", "ann", percentage="90"),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.9, 0.9)}
    assert not any("more than 100" in note for note in found.notes)


@pytest.mark.parametrize("type", ["indirect", "beneficial owner", "ultimate"])
def test_whoever_owns_through_nobody_named_is_behind_the_one_that_can_be_it(tmp_path, type):
    found = owned(
        tmp_path, company("v"), human("ann"),
        stake("1", "v", percentage="70", ownershipType="direct"),
        stake("2", "ann", percentage="70", ownershipType=type),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.7, 0.7)}
    assert not any("more than 100" in note for note in found.notes)


@pytest.mark.parametrize(
    "besides",
    [
        [],  # all of it is no more than there is: 30 and 70 may be two blocks
        [company("w"), stake("3", "w", percentage="50")],  # either of two can be it
        [human("bob"), stake("3", "bob", "v", percentage="100")],  # its owner is another
        [human("bob"), stake("3", "bob", percentage="50")],  # together more than all, directly
    ],
)
def test_where_that_is_not_sure_nobody_is_put_behind_anybody(tmp_path, besides):
    much = "30" if not besides else "50"
    found = read(
        tmp_path, company("f"), company("v"), human("ann"),
        stake("1", "v", percentage="50"),
        stake("2", "ann", percentage=much, ownershipType="indirect"), *besides,
    )  # fmt: skip
    assert not any(one.via for one in stakes(found))


@pytest.mark.parametrize("how", ["", "direct"])
def test_of_two_firms_either_may_hold_through_the_other_unless_one_holds_directly(tmp_path, how):
    more = {"ownershipType": how} if how else {}
    found = read(
        tmp_path, company("f"), company("v"), company("w"),
        stake("1", "v", percentage="80", **more),
        stake("2", "w", percentage="80", ownershipType="indirect"),
    )  # fmt: skip
    assert [one.via for one in stakes(found)] == [(), ("t.ftm-v",) if how else ()]


def test_nobody_is_behind_a_public_body(tmp_path):
    body = thing("PublicBody", "v", name="A ministry", jurisdiction="gb",
                 keywords="zizhu:PublicBody")  # fmt: skip
    found = read(
        tmp_path, company("f"), body, human("ann"),
        stake("1", "v", percentage="80", ownershipType="direct"),
        stake("2", "ann", percentage="80", ownershipType="indirect"),
    )  # fmt: skip
    assert not any(one.via for one in stakes(found))


def test_what_was_seen_years_ago_is_put_behind_nobody(tmp_path):
    found = read(
        tmp_path, company("f"), company("v"), human("ann"),
        stake("1", "v", percentage="80"),
        stake("2", "ann", percentage="80", ownershipType="indirect", retrievedAt="2018-01-01"),
    )  # fmt: skip
    assert not any(one.via for one in stakes(found))


def test_a_nominee_is_no_owner_beside_the_one_it_has_them_for(tmp_path):
    found = owned(
        tmp_path, human("bob"), human("ann"),
        stake("1", "bob", percentage="66", role="Nominee shareholder"),
        stake("2", "ann", percentage="66", ownershipType="beneficial owner"),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.66, 0.66)}


def test_a_link_that_is_direct_and_indirect_at_once_says_not_how(tmp_path):
    found = read(
        tmp_path, company("f"), human("ann"),
        stake("1", "ann", percentage="30", ownershipType=["direct", "indirect"]),
    )  # fmt: skip
    assert [one.directness for one in stakes(found)] == ["unknownDirectness"]


@pytest.mark.parametrize("field", ["role", "ownershipType"])
@pytest.mark.parametrize("words", ["nominee", "Nominee shareholder", "custodian", "代持"])
def test_a_nominee_owns_nothing_in_the_end(tmp_path, field, words):
    link = stake("1", "n", percentage="30", **{field: words})
    found = owned(tmp_path, company("n"), human("ann"), link, stake("2", "ann", percentage="20"))
    assert [one.owner.id for one in found.owners] == ["t.ftm-ann"]
