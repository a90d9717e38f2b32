"""The names, the wheel and the files are what an installation needs, and nothing of one machine."""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

NAMES = ("graph", "ontology", "api", "seeds", "zizhu")
TOPS = {"graph", "ontology", "api", "seeds", "zizhu.py"}  # of the wheel
DATA = {".ttl", ".rq", ".csv", ".json", ".jsonld", ".html", ".css", ".js"}


@pytest.fixture(scope="module")
def ours(root: Path) -> list[Path]:
    """Every file that is kept, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so nothing says which files are kept")
    return [Path(name) for name in listed.stdout.split("\0") if name and (root / name).is_file()]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the tree as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.mark.parametrize("name", NAMES)
def test_no_other_distribution_owns_our_import_names(name: str) -> None:
    """Two distributions with one import name overwrite each other without a word."""
    assert set(packages_distributions().get(name, [])) <= {"zizhu"}


def test_the_wheel_carries_every_kept_file_of_the_packages(ours: list[Path], wheel: Path) -> None:
    carried = set(ZipFile(wheel).namelist())
    wanted = {path.as_posix() for path in ours if path.parts[0] in TOPS}
    assert wanted - carried == set()
    assert {Path(name).suffix for name in wanted} & DATA, "no data file is kept at all"


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == TOPS


def test_the_wheel_opens_by_the_name_of_the_project(wheel: Path, tmp_path: Path) -> None:
    """Imported from the wheel alone, far from the tree; the release is built elsewhere."""
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    program = "import zizhu; print(zizhu.__file__, zizhu.open.__name__)"
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.split() == [str(tmp_path / "zizhu.py"), "open"]


def test_libraries_that_are_somebody_elses_are_not_emptied(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """npm begins by removing what stands in ``node_modules``, wherever that leads."""
    kept = tmp_path / "elsewhere" / "library.js"
    kept.parent.mkdir()
    kept.touch()
    (tmp_path / "node_modules").symlink_to(kept.parent)
    building = runpy.run_path(str(root / "hatch_build.py"))
    bundle = building["bundle"]
    monkeypatch.setitem(bundle.__globals__, "ROOT", tmp_path)
    monkeypatch.setitem(bundle.__globals__, "STAMP", tmp_path / "none")
    monkeypatch.setitem(bundle.__globals__, "digest", lambda *, checked: "")
    monkeypatch.setitem(bundle.__globals__, "npm", lambda *_: pytest.fail("npm was run"))
    with pytest.raises(building["UnavailableError"], match="node_modules is a link"):
        bundle()
    assert kept.exists()


def test_an_editable_install_copies_nothing(root: Path, tmp_path: Path) -> None:
    """It is a path to the tree and no more, so that no file in it can grow stale."""
    from hatchling.builders.wheel import WheelBuilder

    built = WheelBuilder(str(root)).build(directory=str(tmp_path), versions=["editable"])
    names = {name for name in ZipFile(next(iter(built))).namelist() if ".dist-info/" not in name}
    assert {Path(name).suffix for name in names} == {".pth"}


def test_the_version_is_the_same_everywhere(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    assert f"\nversion: {version}\n" in (root / "CITATION.cff").read_text()
    assert json.loads((root / ".zenodo.json").read_text())["version"] == version
    headings = re.findall(r"^## \[(.+?)\]", (root / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert version in headings or len(headings) == 1


def test_the_facts_are_cited_by_the_version_and_terms_of_their_own_package(root: Path) -> None:
    package = json.loads((root / "seeds" / "datapackage.json").read_text())
    cited = (root / "seeds" / "CITATION.cff").read_text()
    assert f"\nversion: {package['version']}\n" in cited
    assert f"\nlicense: {package['licenses'][0]['name']}\n" in cited
    assert "\ntype: dataset\n" in cited


def test_no_folder_of_tests_is_a_package(root: Path) -> None:
    """One ``__init__.py`` there breaks the collection of equal file names."""
    assert list((root / "tests").rglob("__init__.py")) == []


def test_locks_have_hashes_and_no_index(root: Path) -> None:
    for lock in (root / "locks").glob("*.txt"):
        text = lock.read_text()
        pins = re.findall(r"^[a-z0-9.-]+==", text, re.MULTILINE)
        assert len(pins) > 20 or lock.name == "spark.txt"
        assert pins
        for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
            assert "--hash=sha256:" in block, block
        assert "://" not in text
        assert "index-url" not in text
        assert "find-links" not in text


def test_every_lock_pins_what_is_required(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    for lock, wanted in (
        ("runtime.txt", runtime),
        ("test.txt", runtime + project["dependency-groups"]["test"]),
    ):
        pinned = set(
            re.findall(r"^([a-z0-9.-]+)==", (root / "locks" / lock).read_text(), re.MULTILINE)
        )
        assert {re.split(r"[<>=!~ ;\[]", want)[0].lower() for want in wanted} <= pinned


def test_what_the_layers_import_is_what_is_required(root: Path) -> None:
    """Nothing undeclared, which a fresh machine would lack; nothing declared and never used."""
    owners = packages_distributions()
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    wanted = project["dependencies"] + [want for extra in extras for want in extra]
    required = {re.split(r"[<>=!~ ;\[]", want)[0].lower() for want in wanted}
    used = [
        {owner.lower().replace("_", "-") for owner in owners.get(name, [name])} & required or {name}
        for layer in ("graph", "ontology", "api")
        for path in (root / layer).rglob("*.py")
        for name in foreign_imports(path)
    ]
    assert set().union(*used) == required


def foreign_imports(path: Path) -> set[str]:
    """Top-level names a file imports that are neither Python's nor ours."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "files"):
            named = {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
            found |= {name for name in named if name.isidentifier() or "." in name}
    return {name.split(".")[0] for name in found} - sys.stdlib_module_names - set(NAMES)


def test_no_file_names_a_registry_or_a_path_of_one_machine(root: Path, ours: list[Path]) -> None:
    machine = re.compile(
        r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+|opt)/"  # not the middle of a web address
        r"|\b[A-Z]:\\\\Users|(?:extra-)?index[-_]url\s*=\s*\S|\"resolved\":"
        r"|(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org)"
    )
    allowed = {Path("tests/test_packaging.py")}
    found = []
    for path in ours:
        if path in allowed:
            continue
        try:
            text = (root / path).read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path}: {match.group()}" for match in machine.finditer(text)]
    assert found == []
