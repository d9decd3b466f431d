"""The last gate reads every finished file, unpacked, and names where it comes from."""

import bz2
import csv
import gzip
import io
import json
import lzma
import sqlite3
import zipfile
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from hashlib import sha256
from io import StringIO
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas

from generator.assessment import Assessment
from generator.checks.copies import KeptBack
from generator.checks.finished import SURE, Leak, Sources, Watch, figures_in, secrets_of, source
from generator.checks.recognisers.looks import Kind
from generator.checks.runner import CheckResult
from generator.disclosure.watching import is_own_text, sources_in, watch_for
from generator.model.report import Report
from generator.model.written import Written
from generator.parts.workers import Workers
from generator.publish import last_look, looked
from generator.publish.csv_rows import rows_of
from generator.publish.last_look import LeakError, Means, refuse_leaks
from generator.publish.reading_over import Order, Seen
from generator.publish.unpacking import texts_of
from generator.site import watch_over
from tests.conftest import TODAY
from tests.followed import scored
from tests.make import LAWFUL, ROOT, make_report, sure
from tests.test_checks import OPEN, partly

NUMBER = "11010519491231002X"
UNIT = "某县公路管理站"
THEME = ROOT / "theme_overrides"


def workbook(text: str) -> bytes:
    book, target = Workbook(), io.BytesIO()
    book.worksheets[0].append(["姓名", text])
    book.save(target)
    return target.getvalue()


def archive(text: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as files:
        files.writestr("inner/a.xlsx", workbook(text))
    return target.getvalue()


def database(text: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE "a ""b" (one TEXT)')
    connection.execute('INSERT INTO "a ""b" VALUES (?)', (text,))
    connection.commit()
    return connection.serialize()


def picture(text: str, *, is_packed: bool = False, is_trailing: bool = False) -> bytes:
    """A picture with a note, written by Pillow, or with something after its end."""
    notes, target = PngInfo(), io.BytesIO()
    if not is_trailing:
        notes.add_itxt("Comment", text, zip=is_packed)
    Image.effect_noise((64, 64), 90).save(target, "PNG", pnginfo=notes)
    return target.getvalue() + (text.encode() if is_trailing else b"")


WAYS: dict[str, Callable[[str], bytes]] = {
    "a/index.html": lambda text: f"<p>见 {text}</p>".encode(),
    "b/index.html": lambda text: f"<p>{text[:4]}<b>{text[4:]}</b></p>".encode(),
    "c/index.html": lambda text: f'<p><a title="{text}">甲</a></p>'.encode(),
    "d/index.html": lambda text: f"<p>甲</p><!-- {text} -->".encode(),
    "e/index.html": lambda text: f"<p>&#{ord(text[0])};{text[1:]}</p>".encode(),
    "f/index.html": lambda text: f'<script type=\'application/ld+json\'>{{"a": "{text}"}}</script>'.encode(),
    "picture.svg": lambda text: f"<svg><title>{text}</title></svg>".encode(),
    "feed.xml": lambda text: f"<feed><entry><summary>{text}</summary></entry></feed>".encode(),
    "one.yml": lambda text: f"说明: {text}\n".encode(),
    "one.csv": lambda text: f"a,b\n1,{text}\n".encode(),
    "one.json": lambda text: json.dumps({"a": [{"b": text}]}).encode(),
    "key.json": lambda text: json.dumps({text: 1}).encode(),
    "one.jsonl": lambda text: (json.dumps({"a": text}) + "\n").encode(),
    "broken.json": lambda text: f'{{"a": "{text}"'.encode(),
    "one.json.gz": lambda text: gzip.compress(json.dumps([text]).encode()),
    "one.xlsx": workbook,
    "one.zip": archive,
    "one.sqlite": database,
    "database.dat": database,
    "packed.db": archive,
    "one.bin": lambda text: b"\xff\xfe" + text.encode() + b"\x00",
    "old.csv": lambda text: f"姓名,{text}\n".encode("gb18030"),
    "old.doc": lambda text: b"\xd0\xcf\x11\xe0" + f"甲 {text} 乙".encode("utf-16-le"),
    "odd.doc": lambda text: b"\xd0\xcf\x11" + f"甲 {text} 乙".encode("utf-16-le"),
    "slides.pptx": archive,
    "packed.dat": archive,
    "notes.txt.bz2": lambda text: bz2.compress(text.encode()),
    "notes.txt.xz": lambda text: lzma.compress(text.encode()),
    "picture.dat": lambda text: gzip.compress(text.encode()),
    "note.png": picture,
    "packed.png": lambda text: picture(text, is_packed=True),
    "after.png": lambda text: picture(text, is_trailing=True),
    "own.css": lambda text: f"/* {text} */".encode(),
    "own.js": lambda text: f"// {text}".encode(),
    "search/grams/1.json": lambda text: json.dumps({text: [1]}).encode(),
}


def report() -> Report:
    return make_report(公开=partly("实施单位"))


def watch() -> Watch:
    return Watch(frozenset(), secrets_of([report()]), Sources(tuple, ()))


def refused(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        refuse_leaks(folder, THEME, watch(), lambda _: False)
    except LeakError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("text", [NUMBER, UNIT, "某县　公路 管理站"])
def test_every_kind_of_file_is_read(name: str, text: str, tmp_path: Path) -> None:
    said = refused(tmp_path, name, WAYS[name](text))

    assert f"{name}: 错误 E503" in said
    assert text not in said


@pytest.mark.parametrize("name", ["long.csv", "long.yml"])
def test_a_long_file_is_read_to_its_end_however_that_is_written(name: str, tmp_path: Path) -> None:
    plain = "路\n".encode() * 400_000
    # A letter of three bytes lies across each place where a long file is cut.
    for data in (plain, b"x" + plain):
        assert refused(tmp_path, name, data) == ""
        # Nor is it read as what it is not.
        assert set(chain.from_iterable(texts_of(name, data))) <= {"路", "x路", ""}

    assert f"{name}: 错误 E503" in refused(tmp_path, name, plain + UNIT.encode("gb18030"))
    assert f"{name}: 错误 E503" in refused(tmp_path, name, BOM_UTF8 + f"{NUMBER}\n".encode() + plain)


def test_pixels_say_nothing(tmp_path: Path) -> None:
    """Chance writes addresses and numbers into packed pixels; no reader sees them."""
    pixels = b"\0 wxh12345QV 13912345678 a@example.cn " + b"\xff" * 9
    chunk = len(pixels).to_bytes(4) + b"IDAT" + pixels + b"\0" * 4
    whole = picture("")
    place = whole.index(b"IDAT") - 4

    assert refused(tmp_path, "og/site.png", whole[:place] + chunk + whole[place:]) == ""


def document(text: str) -> bytes:
    """A PDF of one page with one line."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(zlib.compress(stream)), zlib.compress(stream)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    foot = b"trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + foot


def test_a_pdf_is_read(tmp_path: Path) -> None:
    assert NUMBER.encode() not in document(NUMBER)
    assert "居民身份证号码" in refused(tmp_path, "letter.pdf", document(NUMBER))
    assert refused(tmp_path, "letter.pdf", document("50 km")) == ""


def noted(mark: Callable[[Canvas], object]) -> bytes:
    """Return a PDF with a harmless page, and whatever is done to it beside its text."""
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=0)
    canvas.drawString(72, 700, "50 km")
    mark(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize(
    "mark",
    [
        lambda canvas: canvas.setAuthor(NUMBER),
        lambda canvas: canvas.setTitle(f"办案 {NUMBER}"),
        lambda canvas: canvas.textAnnotation(NUMBER, Rect=[72, 600, 90, 620]),
        lambda canvas: canvas.linkURL(f"https://example.gov.cn/?id={NUMBER}", (72, 600, 90, 620)),
    ],
    ids=["author", "title", "note", "link"],
)
def test_what_a_pdf_says_beside_its_pages_is_read(mark: Callable[[Canvas], object], tmp_path: Path) -> None:
    assert "居民身份证号码" in refused(tmp_path, "letter.pdf", noted(mark))


def test_a_file_within_a_pdf_cannot_be_read_and_is_refused(tmp_path: Path) -> None:
    plain = noted(lambda _: None)
    packed = plain.replace(b"/Type /Catalog", b"/Names << /EmbeddedFiles << /Names [] >> >> /Type /Catalog")

    assert packed != plain
    assert refused(tmp_path, "letter.pdf", plain) == ""
    assert "读不出来的内容" in refused(tmp_path, "letter.pdf", packed)


@pytest.mark.parametrize(
    "data",
    [
        b"7z\xbc\xaf\x27\x1c" + b"\0" * 20,
        b"Rar!\x1a\x07\0",
        archive(NUMBER)[:200],
        gzip.compress(NUMBER.encode())[:12],
        b"SQLite format 3\0" + b"\1" * 200,
        b"%PDF-1.4\n nothing",
    ],
    ids=["7z", "rar", "cut zip", "cut gzip", "broken database", "broken document"],
)
def test_what_cannot_be_read_is_not_published(data: bytes, tmp_path: Path) -> None:
    said = refused(tmp_path, "attachment.bin", data)

    assert "attachment.bin: 错误 E503 有读不出来的内容" in said
    assert refused(tmp_path, "attachment.bin", data) == said


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("checks/index.html", True),
        ("checks/d201/index.html", True),
        ("checks/list.csv", False),
        ("checks/a/b.html", False),
    ],
)
def test_only_the_pages_of_the_manual_are_passed_by(path: str, ours: bool) -> None:
    assert is_own_text(path) is ours


def test_a_very_long_word_is_read_in_a_moment(tmp_path: Path) -> None:
    """Were each of its letters a beginning of an address, this would take minutes."""
    assert refused(tmp_path, "a.txt", b"123 " + b"a" * 400_000) == ""


@pytest.mark.parametrize("name", WAYS)
def test_what_may_be_public_passes(name: str, tmp_path: Path) -> None:
    assert refused(tmp_path, name, WAYS[name]("某县交通运输局养护50公里，非涉密，执行8,391,607.00元")) == ""


def test_the_name_of_a_file_is_read_as_well(tmp_path: Path) -> None:
    assert "E503" in refused(tmp_path, f"{NUMBER}/index.html", b"")


def test_files_of_the_theme_are_passed_by_and_changed_ones_are_not(tmp_path: Path) -> None:
    script = next((THEME / "assets").glob("*.js")).read_bytes()

    assert refused(tmp_path, "assets/a.js", script) == ""
    assert "E503" in refused(tmp_path, "assets/b.js", script + f"\n// {NUMBER}".encode())


def test_what_was_seen_is_told_of_every_file_whether_its_texts_are_read_or_not(tmp_path: Path) -> None:
    files = {
        "a.html": b"<p>1</p>",
        "assets/a.js": next((THEME / "assets").glob("*.js")).read_bytes(),
        "checks/d201/index.html": NUMBER.encode(),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)

    for _ in range(2):
        seen = refuse_leaks(tmp_path, THEME, watch(), is_own_text, Means(tmp_path.with_name("cache")))
        assert seen == tuple(Written(name, len(data), sha256(data).hexdigest()) for name, data in files.items())


def test_neighbouring_cells_are_not_read_as_one_number(tmp_path: Path) -> None:
    cells = "".join(f"<td>{part}</td>" for part in ("110105", "19491231", "002X"))

    assert refused(tmp_path, "a.html", f"<table><tr>{cells}</tr></table>".encode()) == ""
    assert refused(tmp_path, "b.csv", b"110105,19491231,002X\n") == ""


def test_a_mark_that_stands_in_the_index_of_parts_is_seen_elsewhere(tmp_path: Path) -> None:
    """In the index 涉密 may be a part of 非涉密; in a text of a report it is none."""
    for name in ("search/grams/0.json", "search/text/a.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(["涉密信息"]), "utf-8")
    with pytest.raises(LeakError) as caught:
        refuse_leaks(tmp_path, THEME, watch(), lambda _: False)

    assert "search/text/a.json" in str(caught.value)
    assert "search/grams/0.json" not in str(caught.value)


def test_a_sum_that_looks_like_a_telephone_number_passes(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.csv", b"yuan\n13812345678\n") == ""
    assert "E503" in refused(tmp_path, "b.csv", "x\n电话13812345678\n".encode())


def test_a_leak_names_the_field_it_comes_from(tmp_path: Path) -> None:
    sources = (source(f"经办{NUMBER[:6]} {NUMBER[6:]}", lambda: "a.yml 的 备注"), source("无", lambda: "b.yml 的 备注"))
    (tmp_path / "a.csv").write_text(f"经办,{NUMBER}\n", "utf-8")

    with pytest.raises(LeakError) as refusal:
        refuse_leaks(tmp_path, THEME, Watch(frozenset(), (), Sources(lambda: sources, ())), lambda _: False)
    assert "出自 a.yml 的 备注\n" in str(refusal.value)


def test_content_is_read_again_to_tell_where_a_leak_comes_from(real: Assessment) -> None:
    told = replace(real, content=replace(sure(real.content), pages=(("about", "联系13812345678"),)))
    content = sure(told.content)
    edited = [
        replace(content, reports=content.reports[1:]),
        replace(content, pages=()),
        replace(content, site=content.site.model_copy(update={"name": "另一个网站"})),
        None,
    ]

    def found(again: Assessment) -> tuple[str, ...] | None:
        return sure(watch_over(told, TODAY, lambda: again)).sources.of("13812345678")

    assert found(told) == ("pages/about.md",)
    assert [found(replace(told, content=one)) for one in edited] == [None] * 4
    assert watch_over(real, None, lambda: real) is None


def test_of_content_that_was_edited_meanwhile_nothing_is_said_of_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"经办,{NUMBER}\n", "utf-8")

    with pytest.raises(LeakError) as refusal:
        refuse_leaks(tmp_path, THEME, Watch(frozenset(), (), Sources(lambda: None, ())), lambda _: False)
    assert "内容目录已不是开始生成时的样子\n" in str(refusal.value)
    assert "任何一栏" not in str(refusal.value)


def test_a_number_is_no_text_of_two_fields_beside_each_other() -> None:
    fields = [source(text, partial(str, text)) for text in ("电话1381234", "5678", "138 1234 5678")]

    assert Sources(lambda: fields, ["13812345678"]).of("13812345678") == ("138 1234 5678",)


@given(st.lists(st.text("12 -.,、甲１２", max_size=30), max_size=4), st.text("12", min_size=4, max_size=12))
def test_the_figures_of_texts_are_enough_to_tell_that_a_number_stands_in_none(texts: list[str], number: str) -> None:
    sources = Sources(lambda: [source(text, partial(str, text)) for text in texts], list(figures_in(texts)))
    # As it is compared: full-width digits are plain, and so is what people put between digits.
    plain = [text.translate(str.maketrans("１２", "12", " -.")) for text in texts]

    where = tuple(text for text, said in zip(texts, plain, strict=True) if number in said)
    assert sources.of(number) == where
    assert sources.say(number) or not where
    assert len(number) < 6 or sources.say(number) is bool(where)


def test_whatever_of_the_content_may_be_sensitive_is_a_source(real: Assessment) -> None:
    assert real.content is not None
    site = real.content.site.model_copy(update={"name": "值班13812345678"})
    pages = (("about", "联系13812345678"),)
    content = replace(real.content, site=site, pages=pages)
    names = {one.named().partition(" 的 ")[0] for one in sources_in(content, real.cases)}

    assert {case.report.positions.file for case in real.cases} <= names
    assert {"site.yml/网站名称", "pages/about.md"} <= names


def test_what_is_approved_passes_and_an_identity_number_never_does(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(f"电话: 13812345678\n身份: {NUMBER}\n", "utf-8")
    answered = Watch(frozenset(["13812345678", NUMBER]), (), Sources(tuple, ()))

    with pytest.raises(LeakError) as refusal:
        refuse_leaks(tmp_path, THEME, answered, lambda _: False)
    assert "居民身份证号码" in str(refusal.value)
    assert "手机号码" not in str(refusal.value)


@pytest.mark.parametrize(
    ("disclosure", "told"),
    [
        ({**OPEN, "状态": "草稿"}, True),
        ({**OPEN, "状态": "不予公开", "不予公开依据": "第十五条"}, True),
        ({**OPEN, "公开日期": "2099-01-01"}, True),
        (OPEN, False),
        ({**OPEN, "状态": "已撤回", "撤回": {"日期": "2024-01-02", "原因": "重复公开", "批准人": "李四"}}, False),
    ],
)
@pytest.mark.parametrize("words", ["涵盖:\n- {}\n", '<a href="../{}/">见</a>'])
def test_that_an_unpublished_report_is_there_is_told_nowhere(
    words: str, disclosure: dict[str, str], told: bool, real: Assessment, tmp_path: Path
) -> None:
    assert real.content is not None
    case = scored({**LAWFUL, "公开": disclosure})
    for name in ("a.yml", "b.html"):
        (tmp_path / name).write_text(words.format(case.report.id), "utf-8")
    looking = watch_for(real.content, [case], CheckResult((), ()), TODAY, tuple)
    with pytest.raises(LeakError) if told else nullcontext() as refusal:
        refuse_leaks(tmp_path, THEME, looking, lambda _: False)

    words = f"没有公开的报告的地址 {case.report.id}，出自 content/projects/{case.report.id}.yml"
    assert (words in str(refusal and refusal.value)) is told


READ: list[str] = []


class Noting(Watch):
    """Looks as a watch does, and notes what it was shown."""

    def look(self, text: str, kinds: tuple[Kind, ...] = SURE) -> tuple[Leak, ...]:
        READ.append(text)
        return super().look(text, kinds)


def read(site: Path, memory: Path, kept_back: Sequence[tuple[str, KeptBack]] = ()) -> list[str]:
    """Return which texts are read in a second, third … look that remembers."""
    READ.clear()
    refuse_leaks(site, THEME, Noting(frozenset(), kept_back, Sources(tuple, ())), lambda _: False, Means(memory))
    return list(READ)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text(f"<p>{UNIT}</p>", "utf-8")
    (site / "b.html").write_text("<p>养护50公里</p>", "utf-8")
    return site


def test_what_was_read_before_is_not_read_again(pages: Path, tmp_path: Path) -> None:
    assert set(read(pages, tmp_path / "cache")) >= {UNIT, "养护50公里"}
    assert read(pages, tmp_path / "cache") == []

    (pages / "b.html").write_text("<p>养护51公里</p>", "utf-8")
    assert set(read(pages, tmp_path / "cache")) - {""} == {"b.html", "养护51公里"}


def test_a_new_secret_reads_all_anew(pages: Path, tmp_path: Path) -> None:
    read(pages, tmp_path / "cache")

    with pytest.raises(LeakError, match=r"a\.html"):
        read(pages, tmp_path / "cache", secrets_of([report()]))


def test_a_file_that_is_refused_is_refused_again(pages: Path, tmp_path: Path) -> None:
    (pages / "c.html").write_text(f"<p>{NUMBER}</p>", "utf-8")
    (pages / "d.html").write_text(f"<p>{NUMBER}</p>", "utf-8")
    for _ in range(3):
        with pytest.raises(LeakError, match=r"c\.html"):
            read(pages, tmp_path / "cache")
    (pages / "c.html").unlink()

    with pytest.raises(LeakError, match=r"d\.html"):
        read(pages, tmp_path / "cache")


def test_a_sum_is_looked_at_again_since_a_field_may_come_to_say_it(pages: Path, tmp_path: Path) -> None:
    (pages / "a.csv").write_text("yuan\n13812345678\n", "utf-8")
    read(pages, tmp_path / "cache")

    assert "13812345678" in read(pages, tmp_path / "cache")


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[: len(kept) // 2],
        lambda kept: bytes([kept[0] ^ 1]) + kept[1:],
        lambda _: b"",
        lambda _: b"\xff\x00" * 500,
        lambda kept: kept.replace(b"\n", b""),
    ],
)
def test_a_damaged_memory_is_read_past(damage: Callable[[bytes], bytes], pages: Path, tmp_path: Path) -> None:
    read(pages, tmp_path / "cache")
    memory = tmp_path / "cache" / "looked.txt"
    memory.write_bytes(damage(memory.read_bytes()))
    (pages / "c.html").write_text(f"<p>{NUMBER}</p>", "utf-8")

    with pytest.raises(LeakError, match=r"c\.html"):
        read(pages, tmp_path / "cache")
    assert len(memory.read_text("utf-8").split()) == 2
    assert memory.stat().st_mode & 0o077 == 0


def test_what_cannot_be_read_is_refused_again_by_a_look_that_remembers(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.bin").write_bytes(b"Rar!\x1a\x07\0")
    for _ in range(2):
        with pytest.raises(LeakError, match="读不出来"):
            read(site, tmp_path / "cache")


def test_a_number_alone_in_its_cell_is_refused_where_a_field_says_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n13812345678\n", "utf-8")
    told = Watch(
        frozenset(), (), Sources(lambda: (source("电话13812345678", lambda: "a.yml 的 备注"),), ["13812345678"])
    )

    with pytest.raises(LeakError, match="手机号码"):
        refuse_leaks(tmp_path, THEME, told, lambda _: False)


def test_a_sum_in_a_row_of_several_sheets_is_looked_at_again_in_each(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("a.xml", "b.xml"):
        (site / name).write_text(f"<row><c>{name}</c></row><row><v>13812345678</v></row>", "utf-8")
    read(site, tmp_path / "cache")
    (site / "a.xml").unlink()

    assert "13812345678" in read(site, tmp_path / "cache")


@pytest.mark.parametrize(
    "row",
    ["<c>{}</c>", '<c title="{}">1</c>', "<!-- </row>{} -->", '<c title="</row>{}">1</c>', "<c>1</c></row><c>{}</c>"],
)
def test_each_row_of_a_sheet_is_read(row: str, tmp_path: Path) -> None:
    before = f"<row>{row.format('无')}</row>" * 2

    assert "E503" in refused(tmp_path, "a.xml", f"{before}<row>{row.format(NUMBER)}</row>".encode())


def long_sheet(lines: Sequence[str]) -> bytes:
    rows = "".join(f'<row r="{len(line)}"><c><v>{line}</v></c></row>' for line in lines)
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


def long_database(lines: Sequence[str]) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE a (one TEXT, two REAL)")
    connection.executemany("INSERT INTO a VALUES (?, 1.5)", [(line,) for line in lines])
    connection.commit()
    return connection.serialize()


def packed_lines(lines: Sequence[str]) -> bytes:
    """Lines packed some at a time, as those of departments are."""
    ends = [0, *(place for place, line in enumerate(lines) if line.endswith("00公里并按期完工")), len(lines)]
    return b"".join(gzip.compress(json_lines(lines[begin:end])) for begin, end in pairwise(ends))


def json_lines(lines: Sequence[str]) -> bytes:
    return "".join(json.dumps({"a": line}, ensure_ascii=False) + "\n" for line in lines).encode()


LONG: dict[str, Callable[[Sequence[str]], bytes]] = {
    "long.csv": lambda lines: "".join(f"{line},1\n" for line in lines).encode(),
    "long.jsonl": json_lines,
    "long.jsonl.gz": packed_lines,
    "SHA256SUMS": lambda lines: "".join(f"{line}\n" for line in lines).encode(),
    "long.xml": long_sheet,
    "long.sqlite": long_database,
}


def many_lines(number: int) -> list[str]:
    """So many lines, each said once."""
    return [f"第{one}行，养护乡村公路{one}公里并按期完工" for one in range(number)]


@pytest.mark.parametrize("is_leaking", [True, False])
def test_several_processes_see_what_one_sees(is_leaking: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_look, "_WORTH", 1)
    site = tmp_path / "site"
    for name in ("2023/roads/a/index.html", "data/reports/2023/roads/a.json", "2023/schools/b/index.html", "c.csv"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        text = NUMBER if is_leaking and "roads" in name else "养护50公里"
        (site / name).write_text(f'"{name}","{text}"', "utf-8")

    told: list[object] = []
    with Workers(3) as processes:
        shared = Means(tmp_path / "several", 3, processes.map, ("roads", "schools"))
        for means in (Means(tmp_path / "one"), shared):
            with pytest.raises(LeakError) if is_leaking else nullcontext() as refusal:
                told.append(sorted(refuse_leaks(site, THEME, watch(), is_own_text, means), key=str))
            told.append(str(refusal and refusal.value))

    memories = [(tmp_path / name / "looked.txt").read_text("utf-8") for name in ("one", "several")]
    assert len(memories[0].splitlines()) == (2 if is_leaking else 4)
    assert memories[0] == memories[1]
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    assert is_leaking is ("2023/roads/a/index.html: 错误 E503" in str(told[-1]))


def test_several_processes_remember_what_one_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_look, "_WORTH", 1)
    monkeypatch.setattr(last_look, "_WORTH_AGAIN", 1)
    site, orders = tmp_path / "site", list[int]()
    for name in ("roads/a.html", "schools/b.html", "long.csv"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("养护50公里\n" * (20_000 if name == "long.csv" else 1), "utf-8")

    def share(work: Callable[[Order], Seen], some: Sequence[Order]) -> list[Seen]:
        orders.append(len(some))
        return list(map(work, some))

    remembered: list[str] = []
    for _ in range(3):
        refuse_leaks(site, THEME, watch(), is_own_text, Means(tmp_path / "memory", 2, share))
        remembered.append((tmp_path / "memory/looked.txt").read_text("utf-8"))
    (site / "roads/a.html").write_text(f"养护{NUMBER}", "utf-8")

    with pytest.raises(LeakError, match=r"roads/a\.html"):
        refuse_leaks(site, THEME, watch(), is_own_text, Means(tmp_path / "memory", 2, share))
    assert orders == [2, 2, 2, 2]
    assert remembered[0] == remembered[1] == remembered[2]


@given(
    st.recursive(
        st.text('"\\\n甲\u0000\ud800/', max_size=4) | st.none() | st.floats(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('a"\\', max_size=3), inner, max_size=3),
    ),
    st.booleans(),
)
def test_every_text_of_json_is_read_however_it_is_escaped(value: object, ascii_only: bool) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")

    said = set(chain.from_iterable(texts_of("a.json", data)))
    assert {text for text in strings_in(value) if text.isprintable()} <= said


def strings_in(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return set(chain.from_iterable(map(strings_in, inner)))


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [*lines[:900], "改了的一行", *lines[901:]],
        lambda lines: [*lines[:900], "多出的一行", *lines[900:]],
        lambda lines: [*lines[:900], *lines[901:]],
        lambda lines: ["多出的一行", *lines],
    ],
    ids=["changed", "added", "gone", "first"],
)
def test_of_a_long_file_little_is_read_again(
    name: str, change: Callable[[list[str]], list[str]], tmp_path: Path
) -> None:
    site, cache, lines = tmp_path / "site", tmp_path / "cache", many_lines(4_000)
    site.mkdir()
    (site / name).write_bytes(LONG[name](lines))
    assert len(read(site, cache)) > 4_000
    # A file that stays as it was does not forget its lots.
    assert read(site, cache) == []

    (site / name).write_bytes(LONG[name](change(lines)))
    again = read(site, cache)
    assert {one for one in change(lines) if one not in lines} <= {one.removesuffix(",1") for one in again}
    assert len(again) < 2_000
    (site / name).write_bytes(LONG[name]([*change(lines), f"经办{NUMBER}"]))
    with pytest.raises(LeakError, match="居民身份证号码"):
        read(site, cache)


@pytest.mark.parametrize("name", LONG)
def test_a_new_secret_reads_the_lots_of_a_long_file_anew(name: str, tmp_path: Path) -> None:
    site, cache, lines = tmp_path / "site", tmp_path / "cache", many_lines(4_000)
    site.mkdir()
    (site / name).write_bytes(LONG[name]([*lines, UNIT]))
    read(site, cache)
    (site / name).write_bytes(LONG[name]([*lines, UNIT, "多出的一行"]))

    with pytest.raises(LeakError, match="不予公开"):
        read(site, cache, secrets_of([report()]))


def test_a_sum_in_a_long_file_is_looked_at_again_whatever_else_changes(tmp_path: Path) -> None:
    site, cache, lines = tmp_path / "site", tmp_path / "cache", many_lines(4_000)
    site.mkdir()
    for number in range(3):
        (site / "a.csv").write_bytes(LONG["long.csv"]([*lines[:50], "13812345678", *lines[50 + number :]]))
        assert "13812345678" in read(site, cache)


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace(b" ", b"\n"),
        lambda kept: kept.replace(b"a", b"b"),
        lambda kept: b"\n".join(b" ".join(reversed(line.split(b" "))) for line in kept.split(b"\n")),
    ],
    ids=["cut", "parted", "changed", "turned"],
)
def test_damaged_lots_let_nothing_pass(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    site, cache, lines = tmp_path / "site", tmp_path / "cache", many_lines(4_000)
    site.mkdir()
    (site / "a.csv").write_bytes(LONG["long.csv"](lines))
    read(site, cache)
    memory = cache / "looked.txt"
    assert b" " in memory.read_bytes()
    memory.write_bytes(damage(memory.read_bytes()))

    (site / "a.csv").write_bytes(LONG["long.csv"]([*lines[:50], NUMBER, *lines[50:]]))
    for _ in range(2):
        with pytest.raises(LeakError, match="居民身份证号码"):
            read(site, cache)


def test_lots_that_another_user_passed_are_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, cache, lines = tmp_path / "site", tmp_path / "cache", many_lines(4_000)
    site.mkdir()
    (site / "a.csv").write_bytes(LONG["long.csv"](lines))
    read(site, cache)
    monkeypatch.setattr(looked, "owner_key", lambda: b"\1" * 32)
    (site / "a.csv").write_bytes(LONG["long.csv"](lines[1:]))

    assert set(lines[1:]) <= set(read(site, cache))


@given(st.text('a",\r\n', max_size=40))
def test_a_table_is_parted_where_its_rows_end(text: str) -> None:
    """A line may end within a cell, and a quotation mark within a cell is no beginning of one."""
    rows = [list(csv.reader(StringIO(row.decode(), newline=""))) for row in rows_of(text.encode())]

    assert list(chain.from_iterable(rows)) == list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.txt.gz"])
@pytest.mark.parametrize("cut", [3, 12])
def test_what_is_packed_in_pieces_is_read_as_a_whole(name: str, cut: int, tmp_path: Path) -> None:
    """Programs read such files as one, wherever a piece ends."""
    line = f'{{"a": "经办{NUMBER}"}}\n'.encode()
    at = line.index(NUMBER.encode()) + cut
    pieces = [b'{"a": "1"}\n', line[:at], line[at:], b""]

    assert "居民身份证号码" in refused(tmp_path, name, b"".join(map(gzip.compress, pieces)))


@pytest.mark.parametrize("kind", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PAR1", b"%PDF", b"<p>"])
def test_no_piece_of_packed_lines_passes_for_another_file(kind: bytes, tmp_path: Path) -> None:
    """Of a picture the notes alone are read: lines behind its first bytes are lines all the same."""
    pieces = [b'{"a": "1"}\n', kind + f'\n{{"a": "经办{NUMBER}"}}\n'.encode(), b'{"a": "2"}\n']

    assert "居民身份证号码" in refused(tmp_path, "a.jsonl.gz", b"".join(map(gzip.compress, pieces)))


@pytest.mark.parametrize("end", [b"", b"\1", b"PK"])
def test_what_is_packed_and_cut_off_is_refused(end: bytes, tmp_path: Path) -> None:
    """What stands behind it may say anything."""
    whole = gzip.compress(b'{"a": "1"}\n')

    assert "读不出来的内容" in refused(tmp_path, "a.jsonl.gz", whole + whole[: -len(end) or -1] + end)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_a_name_that_is_stated_again_seems_to_replace_is_read(name: str, tmp_path: Path) -> None:
    """A parser keeps what is said last; an escape anywhere has the file parsed."""
    stated = f'{{"备注": "经办{NUMBER}", "备注": "已\\n核"}}\n'

    assert "居民身份证号码" in refused(tmp_path, name, stated.encode())


def test_a_cell_longer_than_tables_are_read_with_is_read(tmp_path: Path) -> None:
    rows = f"1,2\n{'无' * csv.field_size_limit()}经办{NUMBER},3\n"

    assert "居民身份证号码" in refused(tmp_path, "a.csv", rows.encode())


def test_what_stands_in_the_same_bytes_of_another_kind_is_read(tmp_path: Path) -> None:
    """A line of a table, of JSON and of a page say different things by the same bytes."""
    line = f'<p title="1">{NUMBER[:6]}<b>{NUMBER[6:]}</b></p>'
    for name in ("a.csv", "b.jsonl", "c.bin"):
        (tmp_path / name).write_text(line, "utf-8")

    assert "d.html: 错误 E503" in refused(tmp_path, "d.html", line.encode())
