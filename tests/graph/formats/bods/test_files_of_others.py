"""Files nobody here wrote are read to the last statement."""

from __future__ import annotations

from graph.formats.bods.reader import read_bods


def test_all_the_files_of_others_are_read_without_a_refusal(shared):
    files = sorted((shared / "data/bods").glob("*/*.json*"))
    files = [one for one in files if one.parent.name in ("examples", "uk-gleif")]
    assert len(files) > 20
    for path in files:
        found = list(read_bods(path))
        said = path.read_text("utf-8")
        assert len(found) == said.count('"statementId"')
        assert not [str(one) for statement in found for one in statement.refusals]
        assert all(one.records for one in found)
