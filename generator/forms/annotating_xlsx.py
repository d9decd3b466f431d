"""Comments written into a workbook as it is: every other part of the package stays byte for byte.

Office libraries drop what they do not know (shapes, pictures, seals), so the few parts that hold
comments are written here: the texts, the boxes they are drawn in, and the way to both.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from generator.forms.sheet_boxes import NEW_BOXES, boxes

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AUTHOR = "绩效公开"
_CONTENT_TYPES = "[Content_Types].xml"
# What stands behind the boxes of comments in a sheet, by the schema.
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_EMPTY_COMMENTS = f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'.encode()
_EMPTY_RELATED = f'<Relationships xmlns="{_RELATED}"/>'.encode()
_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


class NotCarriedError(Exception):
    """A package that comments cannot be written into without a loss."""


def commented(data: bytes, said: Mapping[tuple[str, str], Sequence[str]]) -> bytes:
    """Return a workbook with the messages at each sheet and cell.

    Raises NotCarriedError where a sheet is not there or keeps its comments in a way of its own.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        package = _Package(archive)
        sheets = _sheets(package)
        for name in dict.fromkeys(sheet for sheet, _ in said):
            if name not in sheets:
                raise NotCarriedError(name)
            own = {cell: words for (sheet, cell), words in said.items() if sheet == name}
            _Sheet(package, sheets[name]).comment(own)
        return package.saved()


@dataclass(slots=True)
class _Package:
    """The parts of a file by their names; what is put replaces what was there."""

    archive: zipfile.ZipFile
    new: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.new or name in self.archive.namelist()

    def read(self, name: str) -> bytes:
        return self.new[name] if name in self.new else self.archive.read(name)

    def tree(self, name: str, otherwise: bytes = b"") -> Any:
        content = self.read(name) if name in self else otherwise
        if not content:
            raise NotCarriedError(name)
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))

    def put(self, name: str, tree: Any) -> None:
        self.new[name] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def free(self, pattern: str) -> str:
        """Return the first name of a numbered pattern that no part has."""
        taken = {name.lower() for name in (*self.archive.namelist(), *self.new)}
        names = (pattern.format(number) for number in range(1, len(taken) + 2))
        return next(name for name in names if name.lower() not in taken)

    def saved(self) -> bytes:
        """Return the package: every part that was not put as it was, in the same order."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for info in self.archive.infolist():
                made.writestr(info, self.new.get(info.filename) or self.archive.read(info))
            for name, content in self.new.items():
                if name not in self.archive.namelist():
                    made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _sheets(package: _Package) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    related = _Related(package, "xl/workbook.xml")
    found = package.tree("xl/workbook.xml").iter(f"{{{_MAIN}}}sheet")
    return {one.get("name"): related.part(one.get(f"{{{_OFFICE}}}id")) for one in found}


class _Related:
    """The relationships of one part."""

    def __init__(self, package: _Package, part: str) -> None:
        self._package, self._part = package, part
        self._name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        self._tree = package.tree(self._name, _EMPTY_RELATED)

    def part(self, identifier: str) -> str:
        """Return the part that a relationship leads to."""
        for one in self._tree:
            if one.get("Id") == identifier:
                return self._path(one.get("Target"))
        raise NotCarriedError(identifier)

    def of_kind(self, kind: str) -> str | None:
        """Return the first part of a kind."""
        ours = (one for one in self._tree if str(one.get("Type")).endswith(f"/{kind}"))
        return next((self._path(one.get("Target")) for one in ours), None)

    def add(self, kind: str, part: str) -> str:
        """Relate a new part; returns the relationship's id."""
        taken = {one.get("Id") for one in self._tree}
        number = next(one for one in range(1, len(taken) + 2) if f"rIdJx{one}" not in taken)
        target = relpath(part, dirname(self._part))
        attributes = {"Id": f"rIdJx{number}", "Type": f"{_OFFICE}/{kind}", "Target": target}
        etree.SubElement(self._tree, f"{{{_RELATED}}}Relationship", attributes)
        self._package.put(self._name, self._tree)
        return attributes["Id"]

    def _path(self, target: str) -> str:
        return normpath(join("/", dirname(self._part), target)).lstrip("/")


@dataclass(slots=True)
class _Sheet:
    """One sheet and what is related to it."""

    package: _Package
    part: str

    def comment(self, said: Mapping[str, Sequence[str]]) -> None:
        """Write comments at cells; one that stands there already is gone on with."""
        related = _Related(self.package, self.part)
        if related.of_kind("threadedComment"):
            raise NotCarriedError("threaded comments")
        name = related.of_kind("comments")
        tree = (
            self.package.tree(name, _EMPTY_COMMENTS) if name else etree.fromstring(_EMPTY_COMMENTS)
        )
        author = _author(tree)
        known = {one.get("ref"): one for one in tree.iter(f"{{{_MAIN}}}comment")}
        for cell, words in said.items():
            _say(tree, known.get(cell), (cell, author), words)
        _in_order(tree)
        self.package.put(name or self._new_comments(related), tree)
        self._draw([cell for cell in said if cell not in known], related)

    def _new_comments(self, related: _Related) -> str:
        name = self.package.free("xl/comments{}.xml")
        related.add("comments", name)
        types = self.package.tree(_CONTENT_TYPES)
        attributes = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
        etree.SubElement(types, f"{{{_TYPES}}}Override", attributes)
        self.package.put(_CONTENT_TYPES, types)
        return name

    def _draw(self, cells: Sequence[str], related: _Related) -> None:
        """Draw the boxes that new comments stand in, beside the drawings that are there."""
        name = self._boxes(related)
        before = self.package.read(name).decode("utf-8")
        end = before.rfind("</xml>")
        if end < 0:
            raise NotCarriedError(name)
        drawn = boxes([_numbers(cell) for cell in cells], before)
        self.package.new[name] = f"{before[:end]}{drawn}{before[end:]}".encode()

    def _boxes(self, related: _Related) -> str:
        """Return the part of the boxes that the sheet shows; a new one where it has none."""
        sheet = self.package.tree(self.part)
        shown = sheet.find(f"{{{_MAIN}}}legacyDrawing")
        if shown is not None:
            return related.part(shown.get(f"{{{_OFFICE}}}id"))
        name = self.package.free("xl/drawings/vmlDrawing{}.vml")
        self.package.new[name] = NEW_BOXES.encode()
        identifier = related.add("vmlDrawing", name)
        box = etree.Element(f"{{{_MAIN}}}legacyDrawing", {f"{{{_OFFICE}}}id": identifier})
        behind = [one for one in sheet if _local(one) in _BEHIND]
        if behind:
            behind[0].addprevious(box)
        else:
            sheet.append(box)
        self.package.put(self.part, sheet)
        self._allow_boxes()
        return name

    def _allow_boxes(self) -> None:
        types = self.package.tree(_CONTENT_TYPES)
        if all(str(one.get("Extension")).lower() != "vml" for one in types):
            attributes = {"Extension": "vml", "ContentType": _BOXES_TYPE}
            types.insert(0, etree.Element(f"{{{_TYPES}}}Default", attributes))
            self.package.put(_CONTENT_TYPES, types)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _author(tree: Any) -> str:
    """Return the number of our author, who is added where he is not yet."""
    authors = tree.find(f"{{{_MAIN}}}authors")
    names = [one.text for one in authors]
    if _AUTHOR not in names:
        etree.SubElement(authors, f"{{{_MAIN}}}author").text = _AUTHOR
        names.append(_AUTHOR)
    return str(names.index(_AUTHOR))


def _say(tree: Any, known: Any, place: tuple[str, str], words: Sequence[str]) -> None:
    cell, author = place
    if known is None:
        comments = tree.find(f"{{{_MAIN}}}commentList")
        known = etree.SubElement(comments, f"{{{_MAIN}}}comment", {"ref": cell, "authorId": author})
        text = etree.SubElement(known, f"{{{_MAIN}}}text")
        before = ""
    else:
        text, before = known.find(f"{{{_MAIN}}}text"), "\n"
        _make_run(text)
    said = before + "\n".join(words)
    run = f'<r xmlns="{_MAIN}"><t xml:space="preserve">{escape(said)}</t></r>'
    text.append(etree.fromstring(run))


def _make_run(text: Any) -> None:
    """Turn a plain text into a run, so that another may follow it."""
    plain = text.find(f"{{{_MAIN}}}t")
    if plain is not None:
        run = etree.Element(f"{{{_MAIN}}}r")
        text.replace(plain, run)
        run.append(plain)


def _in_order(tree: Any) -> None:
    """Put comments in the order of their cells, as programs expect them."""
    comments = tree.find(f"{{{_MAIN}}}commentList")
    comments[:] = sorted(comments, key=lambda one: _numbers(one.get("ref")))


def _numbers(cell: str) -> tuple[int, int]:
    """Return the row and column of a cell, from 0."""
    found = _CELL.fullmatch(cell)
    if found is None:
        raise NotCarriedError(cell)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1
