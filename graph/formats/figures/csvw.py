"""What stands beside the table of figures: its columns, by CSV on the Web (W3C, 2015).

With it a program reads the table as the same RDF that the release has: each row a cell of the data
cube, each column a property, ids as the things they name.
"""

from __future__ import annotations

from typing import Any

from graph.claims.knowledge import Knowledge
from graph.formats.figures.columns import BESIDE, COLUMNS, SEPARATOR, Column, property_iri
from graph.triples.cube import DATA_SET
from ontology.terms import ID, PREFIXES, Z


def metadata(knowledge: Knowledge, url: str) -> dict[str, Any]:
    """The description of the table that stands at ``url``, as JSON-LD of CSVW.

    A reader finds it without being told where, if it stands at the address of the table with
    ``-metadata.json`` behind it.
    """
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": "Figures for indicators, a row a cell of the data cube",
        "dc:date": knowledge.data_date.isoformat(),
        "tableSchema": {
            "aboutUrl": f"{ID.base}observation/{{id}}",
            "primaryKey": "id",
            "columns": [
                {
                    "name": "id",
                    "titles": "id",
                    "datatype": "string",
                    "required": True,
                    "suppressOutput": True,
                },
                *(_column(column) for column in COLUMNS),
                *(
                    {
                        "name": name,
                        "titles": name,
                        "dc:description": what,
                        "datatype": "string",
                        "separator": SEPARATOR,
                        "suppressOutput": True,
                    }
                    for name, _, what in BESIDE
                ),
                _virtual("type", "rdf:type", f"{PREFIXES['qb']}Observation"),
                _virtual("class", "rdf:type", Z["Observation"]),
                _virtual("dataset", f"{PREFIXES['qb']}dataSet", DATA_SET),
            ],
        },
    }


def _column(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": column.datatype,
        "propertyUrl": property_iri(column),
    }
    if column.value_url:
        said["valueUrl"] = column.value_url
    if column.separator:
        said["separator"] = column.separator
    if column.required:
        said["required"] = True
    return said


def _virtual(name: str, property: str, value: str) -> dict[str, Any]:
    return {"name": name, "virtual": True, "propertyUrl": property, "valueUrl": value}
