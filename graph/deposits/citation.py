"""How a deposit is cited: for reference managers and GitHub (CITATION.cff), and for Zenodo."""

from __future__ import annotations

import json
from typing import Any

from graph.deposits.said import KEYWORDS, Said

MESSAGE = (
    "Cite the data with this entry, an answer by the address it ends with, and facts by their own "
    "sources."
)


def citation_cff(said: Said) -> str:
    """The citation file of the data (Citation File Format 1.2.0): JSON text is YAML too."""
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": said.title,
        "abstract": said.abstract,
        "version": said.release,
        "authors": [{"name": name} for name in said.authors],
        "keywords": list(KEYWORDS),
    }
    if said.license:
        fields["license"] = said.license
    return "".join(f"{name}: {_yaml(value)}\n" for name, value in fields.items())


def _yaml(value: object) -> str:
    """A value on one line, quoted as JSON is: so no text of it means anything to a YAML reader."""
    return json.dumps(value, ensure_ascii=False)


def zenodo(said: Said) -> dict[str, Any]:
    """What Zenodo reads of a deposit (``.zenodo.json``)."""
    metadata: dict[str, Any] = {
        "title": said.title,
        "upload_type": "dataset",
        "description": said.abstract,
        "creators": [{"name": name} for name in said.authors],
        "version": said.release,
        "language": "eng",
        "keywords": list(KEYWORDS),
        "notes": f"Facts up to {said.data_date}. Computed by engine {said.engine} of zizhu, which "
        "opens the folder: zizhu answer FIRM --data FOLDER.",
    }
    if said.license:
        metadata["license"] = said.license.lower()
    return metadata
