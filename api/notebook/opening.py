"""From a path, or from nothing, to something that can be asked."""

from __future__ import annotations

from pathlib import Path

from api.notebook.release import Release
from api.settings import from_environment
from graph.errors import InputError, NoReleaseError, kind_of
from graph.questions import own_tables
from graph.releases.release import Release as Opened
from graph.releases.release import open_release


def opened(source: str | Path | None = None, release: str | None = None) -> Release:
    """Open what is to be asked.

    Parameters
    ----------
    source
        A folder of releases (what ``zizhu build`` fills, or a deposit that
        ``zizhu release export`` packed), the folder of one release, a folder of tables, or a
        JSON document of tables. Without one: the folder of the settings (``ZIZHU_HOME``, by
        default ``.zizhu``); where nothing is built there, a release of the facts that come with
        the program, built once in the user's cache folder.
    release
        The release whose id begins so, by default the current one.

    Raises
    ------
    InputError
        If there is nothing of the kind at ``source``.
    NoReleaseError, DamagedReleaseError, InvalidClaimsError
        If what is there cannot be asked; says why.
    """
    if not isinstance(source, str | Path | None):
        raise InputError(f"a source is a path or its text, not {kind_of(source)}")
    if not isinstance(release, str | None):
        raise InputError(f"a release is named by the text of its id, not by {kind_of(release)}")
    return Release(_current(release) if source is None else _at(Path(source), release))


def _current(release: str | None) -> Opened:
    settings = from_environment()
    wanted = release or settings.release
    try:
        return open_release(settings.home, wanted)
    except NoReleaseError:
        if wanted is not None:
            raise
    from api.seed_release import seed_release  # brings all that a build needs

    return seed_release()


def _at(source: Path, release: str | None) -> Opened:
    path = source.expanduser()
    if (path / "releases").is_dir() or (path / "current").is_symlink():
        return open_release(path, release)
    if not path.exists():
        raise InputError(f"there is no {source}; name a folder of releases or of tables")
    if release is not None:
        raise InputError(f"{source} is no folder of releases, so it has no release {release!r}")
    whole = path.resolve()
    if path.is_dir() and whole.parent.name == "releases":
        return open_release(whole.parent.parent, whole.name)
    if path.is_dir() and not any(path.glob("*.csv")):
        raise InputError(f"{source} holds neither releases nor tables; `zizhu build` makes one")
    return own_tables(path)
