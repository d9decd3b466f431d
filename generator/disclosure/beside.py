"""What a content folder publishes beside its reports, text by text, each at its place."""

from collections.abc import Iterator

from generator.checks.beside import Beside, page_lines
from generator.form_tree.tree import name_of, texts, tree_of
from generator.loading.content import Content
from generator.model.approved import ApprovedList
from generator.model.finding import Location
from generator.model.report import FormPath
from generator.model.types import Part

# How the public reaches the publisher, and the publisher's own approvals, which are not published.
_NOT_SCANNED = ("联系方式", "敏感信息核准")


def texts_beside(content: Content) -> Iterator[Beside]:
    """Yield the texts of site.yml, departments.yml, rulebooks, notices, lists and written pages."""
    yield from _fields(content, "site.yml", content.site)
    for name, department in content.departments.items():
        yield from _fields(content, "departments.yml", department, (name,))
    for name, book in content.rulebooks.items():
        yield from _fields(content, f"rules/{name}.yml", book)
    for name, notice in content.notices.items():
        yield from _fields(content, f"notices/{name}.yml", notice)
    for approved in content.approved:
        yield from _listed(content, approved)
    folder = content.positions["site.yml"].file.rpartition("/")[0]
    for name, text in content.pages:
        page = f"pages/{name}.md"
        yield from page_lines(page, text, f"{folder}/{page}")


def _fields(content: Content, file: str, part: Part, at: FormPath = ()) -> Iterator[Beside]:
    tree, positions = tree_of(part), content.positions[file]
    for path, text in texts(tree):
        if path[0] not in _NOT_SCANNED:
            name = "/".join((file, *map(str, at), name_of(tree, path)))
            yield Beside(name, text, positions.locate((*at, *path)))


def _listed(content: Content, approved: ApprovedList) -> Iterator[Beside]:
    """Yield the texts of an approved list: its source, and what each line says in words."""
    path = f"approved/{approved.year}"
    yield from _fields(content, f"{path}.yml", approved.about)
    file = content.positions[f"{path}.yml"].file.removesuffix(".yml")
    for project in approved.projects:
        place = Location(f"{file}.csv", project.line)
        words = {"项目名称": project.name, "豁免依据": project.ground}
        for name, text in words.items():
            yield Beside(f"{path}.csv/第{project.line}行/{name}", text, place)
