"""What a file of a visitor says, read as an import would read it and forgotten."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from api.harmless import as_json
from graph.errors import InputError, InvalidClaimsError
from graph.importing.gathering import Wanted
from graph.importing.storing import check_files


def checked(body: bytes, format: str) -> bytes:
    """The report on a file that lies in a folder only while it is read; it names no folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "body"
        path.write_bytes(body)
        try:
            report = check_files([path], Wanted(format=format))
        except InvalidClaimsError as error:
            raise InvalidClaimsError([_bare(one, folder) for one in error.findings]) from None
        except InputError as error:
            raise InputError(_bare(str(error), folder)) from None
    said = {"sound": report.sound, **msgspec.to_builtins(report)}
    return _bare(as_json(said).decode(), folder).encode()


def _bare(text: str, folder: str) -> str:
    return text.replace(f"{folder}/", "")
