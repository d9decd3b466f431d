"""An empty Word document to write into: it says nothing of programs, people or the clock."""

from datetime import datetime
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - Word keeps no zone


def empty_docx(title: str) -> Any:
    """Return a document of this title, without the picture that the library's template has."""
    document: Any = Document()
    properties = document.core_properties
    properties.author, properties.title = "", title
    properties.created = properties.modified = _DAY
    relations = document.part.package.rels
    for name, one in list(relations.items()):
        if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[name]
    return document
