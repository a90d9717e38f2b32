"""What would settle a firm's verdicts, as people read it."""

from api.views.reversals import settling
from graph import questions


def test_stakes_last_seen_are_not_said_to_be_unknown(seed_release):
    answer = questions.settling(seed_release, "sensetime")
    assert not answer.stakes and any("last seen" in one.reason for one in answer.unknowns)
    table = next(one for one in settling(answer).tables if one.title == "What each stake carries")
    assert "no stake is current" in table.empty


def test_specifications_are_said_to_be_counted_and_no_probability(seed_release):
    answer = questions.settling(seed_release, "smic")
    (line,) = (note for note in settling(answer).notes if "specifications" in note)
    assert line.startswith(f"Of {answer.grid.specifications} specifications: ")
    assert line.endswith("it is no probability.")
