"""The files under layouts/ that say what the heads of a place's forms mean."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from generator.forms.labels import label
from generator.forms.problems import WORDINGS
from generator.forms.wordings import OFFICIAL, Wordings
from generator.loading.strict_yaml import Parsed, parse_strict
from generator.model.finding import Finding, Location
from generator.model.report import FormPath

FOLDER = "layouts"
# Where --learn keeps what it was told.
LEARNT = "本地.yml"
_TITLE, _MEANINGS, _OWN, _BASIS = "名称", "栏名", "本地栏", "依据"
_KEYS = (_TITLE, _BASIS, _MEANINGS, _OWN)


def read_wordings(content_dir: Path) -> tuple[tuple[Wordings, ...], tuple[Finding, ...]]:
    """Return what the files say, in the order of their names, and what is wrong with them."""
    found, problems = [], []
    for path in sorted((content_dir / FOLDER).glob("*.yml")):
        file = f"{FOLDER}/{path.name}"
        parsed = parse_strict(path.read_bytes(), file)
        wrong = [*parsed.findings, *_wrong(parsed, file)]
        problems += wrong
        if not wrong and parsed.tree is not None:
            found.append(_wordings(file, parsed))
    return tuple(found), tuple(problems)


def _wordings(file: str, parsed: Parsed) -> Wordings:
    tree = parsed.tree or {}
    meanings, own = tree.get(_MEANINGS, {}), tree.get(_OWN, [])
    said = meanings if isinstance(meanings, dict) else {}
    kept = own if isinstance(own, list) else []
    told = {label(head): str(meaning) for head, meaning in said.items()}
    return Wordings(file, told, frozenset(label(str(head)) for head in kept))


def _wrong(parsed: Parsed, file: str) -> Iterator[Finding]:
    tree = parsed.tree or {}
    for key in tree:
        if key not in _KEYS:
            expected = "、".join(_KEYS)
            yield _at(parsed, file, (key,), f"没有“{key}”这一项", expected)
    meanings, own = tree.get(_MEANINGS, {}), tree.get(_OWN, [])
    if not isinstance(meanings, dict):
        yield _at(parsed, file, (_MEANINGS,), "“栏名”下面应是一行一个“表上的栏名: 官方栏名”")
    else:
        yield from _unknown(parsed, file, meanings)
    if not isinstance(own, list) or not all(isinstance(head, str) for head in own):
        yield _at(parsed, file, (_OWN,), "“本地栏”下面应是一行一个栏名，前面写“- ”")


def _unknown(parsed: Parsed, file: str, meanings: Mapping[str, object]) -> Iterator[Finding]:
    for head, meaning in meanings.items():
        if meaning not in OFFICIAL:
            message = f"“{head}”写作“{meaning}”，自评表没有这一栏"
            yield _at(parsed, file, (_MEANINGS, head), message, "、".join(sorted(OFFICIAL)))


def _at(parsed: Parsed, file: str, path: FormPath, message: str, expected: str = "") -> Finding:
    place = parsed.positions.locate(path)
    return WORDINGS.at(Location(file, place.line, place.column), message, expected=expected)


def keep_learnt(content_dir: Path, meanings: Mapping[str, str], own: Sequence[str]) -> Path:
    """Add what was told to the file of what was learnt; returns its path."""
    path = content_dir / FOLDER / LEARNT
    known: dict[str, object] = {}
    if path.is_file():
        known = dict(parse_strict(path.read_bytes(), path.name).tree or {})
    said, kept = known.get(_MEANINGS, {}), known.get(_OWN, [])
    before = said if isinstance(said, dict) else {}
    others = kept if isinstance(kept, list) else []
    tree = {
        _TITLE: known.get(_TITLE, "本地表式（导入时问过的栏名）"),
        _MEANINGS: {**before, **meanings},
        _OWN: list(dict.fromkeys((*others, *own))),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    stated = {key: item for key, item in tree.items() if item}
    text = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
