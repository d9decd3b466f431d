"""The narrative report: paragraphs under headings become chapters, none is dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.forms.chapter_titles import (
    chapter_key,
    goal_key,
    is_numbered_as_top,
    is_section,
    is_top,
    part_key,
    run_in,
    run_in_key,
    without_number,
)
from generator.forms.draft import Chapters, Draft, OtherChapter, Row, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Paragraph

_REPORT = "报告"


def read_parts(draft: Draft, paragraphs: Sequence[Paragraph], gathered: Gathered) -> None:
    """Read the parts of the report into a draft; what goes into no chapter stays unused."""
    for name, own in parts_of(paragraphs).items():
        reader = ChapterReader()
        for paragraph in own:
            if part_key(paragraph) is None:
                reader.read(paragraph)
        chapters = reader.chapters()
        if not chapters.texts and not chapters.others:
            continue
        draft.parts[name] = chapters
        left = {paragraph.address for paragraph in reader.left()}
        gathered.take(*(paragraph for paragraph in own if paragraph.address not in left))
        goals = reader.goals()
        if goals and draft.goals is None:
            draft.goals = goals


def parts_of(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    """Return the paragraphs of each part; what stands before any part's heading is the report.

    A part that is numbered as a chapter (三、项目绩效分析) ends where the next one (四、…) begins.
    """
    found: dict[str, list[Paragraph]] = {_REPORT: []}
    current, numbered = _REPORT, False
    for paragraph in paragraphs:
        part = part_key(paragraph)
        if part is not None:
            current, numbered = part, is_numbered_as_top(paragraph)
        elif numbered and is_numbered_as_top(paragraph) and is_top(paragraph):
            current, numbered = _REPORT, False
        found.setdefault(current, []).append(paragraph)
    return found


@dataclass(slots=True)
class _Chapter:
    """A chapter being read: its heading, and the text below it so far."""

    heading: Paragraph
    text: str = ""

    def write(self, text: str) -> None:
        """Lengthen the text by a paragraph."""
        self.text = f"{self.text}\n{text}".strip()


@dataclass(slots=True)
class ChapterReader:
    """Reads one part of the report, paragraph by paragraph.

    Sub-headings that are no official chapter stay text of the chapter they stand in. Headings
    without text are no chapters.
    """

    _official: dict[str, _Chapter] = field(default_factory=dict)
    _goals: dict[str, _Chapter] = field(default_factory=dict)
    _others: list[_Chapter] = field(default_factory=list)
    _left: list[Paragraph] = field(default_factory=list)
    _open: _Chapter | None = None
    _waiting: Paragraph | None = None

    def read(self, paragraph: Paragraph) -> None:
        """Take the next paragraph: a heading opens a chapter, else it is text of the open one."""
        if self._opens(paragraph):
            return
        if self._open is None:
            self._left.append(paragraph)
        elif is_section(paragraph):
            self._wait(paragraph)
        else:
            self._write(self._open, paragraph.text)

    def chapters(self) -> Chapters:
        """Return the chapters that have text."""
        written = {key: one for key, one in self._official.items() if one.text}
        texts = {key: Taken(one.text, one.heading.address) for key, one in written.items()}
        return Chapters(texts, [_other(one) for one in self._others if one.text])

    def goals(self) -> Row:
        """Return the goals that the text states under headings of their own."""
        return {key: Taken(chapter.text) for key, chapter in self._goals.items() if chapter.text}

    def left(self) -> list[Paragraph]:
        """Return the paragraphs that went into no chapter, and headings with nothing below."""
        waiting = [] if self._waiting is None else [self._waiting]
        empty = [chapter.heading for chapter in self._others if not chapter.text]
        return [*self._left, *waiting, *empty]

    def _opens(self, paragraph: Paragraph) -> bool:
        """Open the chapter that a paragraph is the heading of; tell whether it is one."""
        goal, key = goal_key(paragraph), chapter_key(paragraph)
        if goal is not None and not self._has_goal(goal):
            self._open_as(goal, self._goals, paragraph)
        elif key is not None and not self._has_text(key):
            self._open_as(key, self._official, paragraph)
        elif key is None and is_top(paragraph):
            self._others.append(self._begin(paragraph))
        else:
            return self._opens_with_text(paragraph)
        return True

    def _opens_with_text(self, paragraph: Paragraph) -> bool:
        """Open a chapter by a paragraph such as `立项依据：……`; tell whether it is one."""
        head, text = run_in(paragraph.text)
        key = run_in_key(head)
        if key is None or not text or self._has_text(key):
            return False
        self._write(self._open_as(key, self._official, paragraph), text)
        return True

    def _open_as(self, key: str, chapters: dict[str, _Chapter], heading: Paragraph) -> _Chapter:
        """Open a chapter under a key, in the place of one that stayed without text."""
        chapters.pop(key, None)
        chapters[key] = self._begin(heading)
        return chapters[key]

    def _begin(self, heading: Paragraph) -> _Chapter:
        self._wait(None)
        self._open = _Chapter(heading)
        return self._open

    def _has_text(self, key: str) -> bool:
        return key in self._official and bool(self._official[key].text)

    def _has_goal(self, key: str) -> bool:
        goal = self._goals.get(key)
        return goal is not None and (goal is self._open or bool(goal.text))

    def _wait(self, heading: Paragraph | None) -> None:
        """Keep a heading within a chapter until its text comes; without text it is left over."""
        if self._waiting is not None:
            self._left.append(self._waiting)
        self._waiting = heading

    def _write(self, chapter: _Chapter, text: str) -> None:
        if self._waiting is not None:
            chapter.write(self._waiting.text)
            self._waiting = None
        chapter.write(text)


def _other(chapter: _Chapter) -> OtherChapter:
    title = without_number(chapter.heading.text).rstrip("：:")
    return OtherChapter(title, chapter.text)
