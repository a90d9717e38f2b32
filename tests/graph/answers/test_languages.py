import pytest

from graph.answers.languages import language_of
from graph.errors import InputError


def test_a_language_nobody_writes_is_refused_with_those_there_are() -> None:
    assert language_of("zh") == "zh"
    with pytest.raises(InputError, match="there are: en, zh"):
        language_of("fr")
