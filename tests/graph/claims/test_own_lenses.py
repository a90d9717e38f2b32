"""A lens in the folder of tables is in the release, in its id, and everywhere the others are."""

import re

import pytest

from graph import questions
from graph.errors import InputError, InvalidClaimsError, InvalidLensesError, UnknownLensError
from graph.formats.tables.tables import read_tables, write_tables
from graph.releases.release import build, open_release
from ontology.lenses import lenses
from ontology.terms import ID, LENS, Z
from small_tables import no_assessments, write_small


@pytest.fixture(scope="module")
def example(root):
    """The block that CONTRIBUTING tells a reader to begin with."""
    (block,) = re.findall(r"```turtle\n(.*?)```", (root / "CONTRIBUTING.md").read_text(), re.DOTALL)
    return block


def with_lens(folder, text):
    write_small(folder)
    (folder / "lenses.ttl").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def release(tmp_path_factory, example):
    base = tmp_path_factory.mktemp("own")
    return build(with_lens(base / "seeds", example), base / "home")


def test_the_example_of_the_guide_is_a_lens_of_the_release(release):
    (own,) = [one for one in questions.lenses(release) if one.comes_from == "data set"]
    assert (own.id, own.version, own.parameters["threshold"]) == ("home-tenth", "1", "10 %")
    assert release.manifest.counts["lenses"] == len(lenses()) + 1
    assert "lenses.ttl" in release.manifest.inputs


def test_it_is_applied_wherever_the_others_are(release):
    (firm,) = questions.compare(release, ["jade"])
    (found,) = [one for one in firm.verdicts if one.lens == "home-tenth"]
    # The pool holds 12.5 %, and nothing says where it is from.
    assert (found.word, found.comes_from) == ("undecided", "data set")
    assert found.lens in [one.lens for one in questions.verdicts(release, "jade")]
    assert any("home-tenth" in one.lenses for one in questions.unknowns(release, "jade"))


def test_it_is_in_sparql_as_a_lens_and_as_an_assessment(release):
    text = f"""SELECT ?word ?threshold {{
        ?a <{Z.firm}> <{ID}jade> ; <{Z.lens}> <{LENS}home-tenth> ; <{Z.verdict}> ?word .
        <{LENS}home-tenth> a <{Z.Lens}> ; <{Z.threshold}> ?threshold }}"""
    (solution,) = release.store.query(text)
    assert (solution["word"].value, solution["threshold"].value) == ("undecided", "10")


def test_the_id_of_a_release_depends_on_what_a_lens_says_and_on_nothing_else(tmp_path, example):
    def built(name, text):
        seeds = with_lens(tmp_path / name, text)
        return build(seeds, tmp_path / "home", derive=no_assessments)

    first, same = built("a", example), built("b", "# a remark\n" + example)
    other = built("c", example.replace("z:threshold 10", "z:threshold 20"))
    without = build(write_small(tmp_path / "d"), tmp_path / "home", derive=no_assessments)
    assert first.id == same.id
    assert len({first.id, other.id, without.id}) == 3
    assert open_release(tmp_path / "home", other.id).knowledge.lenses["home-tenth"].threshold == 20


def test_a_definition_may_name_it(tmp_path, example):
    folder = with_lens(tmp_path, example)
    (folder / "definitions.csv").write_text(
        "id,name,holder,counts,placed,lenses,source\nd1,one,me,a tenth,lens,home-tenth,ar\n",
        "utf-8",
    )
    (found,) = read_tables(folder).definitions
    assert found.lenses == ("home-tenth",)


def test_tables_come_back_with_their_lenses(tmp_path, example):
    tables = read_tables(with_lens(tmp_path / "a", example))
    write_tables(tables, tmp_path / "b")
    assert read_tables(tmp_path / "b") == tables


def test_a_file_that_cannot_be_used_stops_the_build_by_line(tmp_path, example):
    folder = with_lens(tmp_path, example.replace("lens:home-tenth", "lens:headquarters"))
    with pytest.raises(InvalidLensesError, match=r"line 8, lens headquarters: there is a lens"):
        build(folder, tmp_path / "home")
    assert not (tmp_path / "home" / "current").exists()


def test_a_lens_can_be_tried_without_a_build(seed_release, tmp_path, example):
    file = tmp_path / "mine.ttl"
    file.write_text(example, "utf-8")
    tried = questions.trying(seed_release, file)
    assert tried.id == seed_release.id
    (found,) = questions.classify(tried, "smic", lenses=["home-tenth"]).verdicts
    (half,) = questions.classify(tried, "smic", lenses=["ultimate-ownership"]).verdicts
    assert found.comes_from == "tried"
    assert found.threshold == 0.1
    assert found.interval == half.interval
    with pytest.raises(UnknownLensError):
        questions.classify(seed_release, "smic", lenses=["home-tenth"])


def test_a_file_that_is_not_there_is_said(seed_release, tmp_path):
    with pytest.raises(InputError, match="no file of lenses"):
        questions.trying(seed_release, tmp_path / "none.ttl")


def test_a_broken_lens_hides_nothing_that_is_wrong_with_rows(tmp_path, example):
    folder = with_lens(tmp_path, example.replace("z:threshold 10 ;", ""))
    (folder / "definitions.csv").write_text(
        "id,name,holder,counts,placed,lenses,source\nd1,one,me,a tenth,lens,home-tenth,ar\n",
        "utf-8",
    )
    text = (folder / "ownership.csv").read_text("utf-8").replace("12.5,12.5", "125,125")
    (folder / "ownership.csv").write_text(text, "utf-8")
    with pytest.raises(InvalidClaimsError) as error:
        read_tables(folder)
    lens, row = error.value.findings  # the definition that names the lens is not to blame
    assert lens.startswith("lenses.ttl, line 8, lens home-tenth: the measure homeShare needs")
    assert row.startswith("ownership.csv, line 3")
