"""``datapackage.json``: what the published files are, for programs (Data Package v2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.describe import resource

PACKAGE_FILE = "datapackage.json"

_TITLES = {
    "fi": "Kulttuurihyvinvoinnin hankkeet ja verkostot Suomessa",
    "sv": "Projekt och nätverk inom kultur och välbefinnande i Finland",
    "en": "Culture-and-wellbeing projects and networks in Finland",
}
_LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}


def _resource(name: str, content: bytes) -> dict[str, Any]:
    descriptor = resource(name)
    schema = descriptor.pop("schema")
    digest = hashlib.sha256(content).hexdigest()
    return {**descriptor, "bytes": len(content), "hash": f"sha256:{digest}", "schema": schema}


def datapackage(day: date, files: Mapping[str, bytes]) -> bytes:
    """The descriptor of a release as UTF-8 JSON.

    ``day`` is the day of the dataset; ``files`` maps each table's name to the bytes of its CSV file, in the
    order in which they are to be listed. The clock is not read. Raises KeyError for an unknown table.
    """
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "hankedata",
        "title": _TITLES["en"],
        "titles": _TITLES,
        "description": "Projects and networks as the public web pages of their organisers and funders "
        "tell of them. Every value is traced to the words of a page in the table evidence. "
        "The sources keep their rights.",
        "version": day.strftime("%Y.%m.%d"),
        "created": f"{day.isoformat()}T00:00:00Z",
        "keywords": ["Finland", "culture", "wellbeing", "kulttuurihyvinvointi", "kultur och välbefinnande"],
        "licenses": [_LICENCE],
        "resources": [_resource(name, content) for name, content in files.items()],
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
