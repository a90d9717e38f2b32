"""What is said of a firm's owners names each with what it has itself."""

from made_up import PLACES, firms, say, stake

LENS = "ultimate-ownership"
SIZES = {"v": "20", "w": "9", "x": "7", "y": "4", "z": "1"}


def test_owners_of_open_nationality_have_their_own_shares_and_the_rest_is_counted():
    claims = [stake(holder, "f", share) for holder, share in SIZES.items()]
    said = say(LENS, [*firms("f", *SIZES), *PLACES], claims).explanation
    for named in ("V 20 %", "W 9 %", "X 7 %", "2 more 5 %"):
        assert f"{named} (nationality open)" in said
    assert "not read 59 %" in said
