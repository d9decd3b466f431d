"""附件: files beside a report, verified, looked into before publication, and published as they are."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from generator.assessment import assess
from generator.attached import active
from generator.attached.active import active_in
from generator.attached.gathering import gather
from generator.attached.reading import Reading
from generator.cli import main
from generator.disclosure.disclose import as_of
from generator.disclosure.watching import watch_for
from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.memory.answers import memory_in
from generator.model.attachment import Attached
from generator.model.finding import Finding
from generator.model.report import Report
from tests.county import write_bare
from tests.followed import GATES, scored, sees
from tests.form_layouts import Box, draw, to_docx, to_pdf, to_xlsx
from tests.make import LAWFUL, make_report, rows, rulebook, sure
from tests.test_forms_hostile import bomb_of_pdf, changed
from tests.test_last_look import NUMBER, document, noted, picture

ROADS = "2022/dept-00/roads"
FOLDER = f"attachments/{ROADS}"
FORM: dict[str, Any] = {**LAWFUL, "绩效指标": rows()}
PLAIN = document("50 km")
DAY = date(2024, 6, 1)


def line(data: bytes, file: str = "sealed.pdf", **said: Any) -> dict[str, Any]:
    digest = hashlib.sha256(data).hexdigest()
    stated = {"文件": file, "标题": "自评表盖章件", "类型": "盖章扫描件", "字节": str(len(data)), "SHA-256": digest}
    return stated | said


def folder_with(
    tmp_path: Path, data: bytes, file: str = "sealed.pdf", said: dict[str, Any] | None = None, **form: Any
) -> Path:
    """Return a content folder of one public report with one attachment."""
    folder = write_bare(tmp_path / "content", 1, {ROADS: FORM | {"附件": [line(data, file, **(said or {}))]} | form})
    put(folder, data, file)
    return folder


def folder_of_many(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """Return a content folder of one public report with several attachments that a person has looked at."""
    attached = []
    for file, data in files.items():
        looked = {"人": "王五", "日期": "2023-08-30", "SHA-256": hashlib.sha256(data).hexdigest()}
        attached.append(line(data, file, 人工核验=looked))
    folder = write_bare(tmp_path / "content", 1, {ROADS: FORM | {"附件": attached}})
    for file, data in files.items():
        put(folder, data, file)
    return folder


def put(folder: Path, data: bytes, file: str = "sealed.pdf") -> None:
    path = folder / FOLDER / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def found(folder: Path) -> dict[str, Finding]:
    """Return what is found of attachments, by code."""
    findings = assess(folder).findings
    return {one.code: one for one in findings if "附件" in one.message or "附件" in one.location.file}


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], *arguments[1:], "--content", str(folder)])


def test_an_attachment_that_is_what_is_stated_is_in_order(tmp_path: Path) -> None:
    assert assess(folder_with(tmp_path, PLAIN)).blocking == ()


def test_all_that_is_wrong_with_the_files_is_told_in_one_run_with_its_place(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, PLAIN)
    put(folder, PLAIN.replace(b"50", b"51") + b"\n")
    put(folder, b"x", "stray.pdf")
    attached = [line(PLAIN), line(PLAIN, "seeled.pdf"), line(PLAIN, "form.doc")]
    write_bare(tmp_path / "again", 1, {ROADS: FORM | {"附件": attached}})
    (tmp_path / f"again/projects/{ROADS}.yml").replace(folder / f"projects/{ROADS}.yml")
    text = (folder / f"projects/{ROADS}.yml").read_text("utf-8").splitlines()

    told = [one for one in assess(folder).broken if one.code.startswith("E7")]

    assert [one.code for one in told] == ["E702", "E703", "E701", "E704", "E701", "E707"]
    assert [text[one.location.line - 1].strip(" -").split(":")[0] for one in told[:5]] == [
        "字节", "SHA-256", "文件", "文件", "文件",
    ]  # fmt: skip
    assert (told[0].expected, told[0].declared) == (str(len(PLAIN) + 1), str(len(PLAIN)))
    assert "是不是“sealed.pdf”" in told[2].message
    assert told[5].location.file == f"content/{FOLDER}/stray.pdf"


@pytest.mark.parametrize(
    "name",
    ["../roads.pdf", "a/b.pdf", "/etc/passwd.pdf", "<b>x</b>.pdf", "盖章.pdf", "A.pdf", "con.pdf", ".pdf", "a.pdf.exe.", "a b.pdf"],
)  # fmt: skip
def test_a_name_that_could_lead_elsewhere_or_say_something_else_is_no_name(name: str, tmp_path: Path) -> None:
    folder = write_bare(tmp_path / "content", 1, {ROADS: FORM | {"附件": [line(PLAIN, name)]}})
    (finding,) = assess(folder).broken

    assert finding.code == "E305"
    assert "小写字母、数字和连字符" in finding.expected


def test_nothing_is_read_through_a_link(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, PLAIN)
    outside = (folder / FOLDER).rename(tmp_path / "outside")
    (folder / FOLDER).symlink_to(outside)

    assert {one.code for one in assess(folder).broken} == {"E108", "E701"}


def hidden_sheet(text: str) -> bytes:
    book, target = Workbook(), io.BytesIO()
    book.create_sheet("底稿").append(["姓名", text])
    book.worksheets[1].sheet_state = "veryHidden"
    book.save(target)
    return target.getvalue()


def in_runs(text: str) -> bytes:
    """A paragraph cut into runs within the text, as Word does while one types."""
    word, target = Document(), io.BytesIO()
    paragraph = word.add_paragraph()
    for piece in (text[:5], text[5:11], text[11:]):
        paragraph.add_run(piece)
    word.save(target)
    return target.getvalue()


def properties(text: str) -> bytes:
    word, target = Document(), io.BytesIO()
    word.core_properties.comments = text
    word.save(target)
    return target.getvalue()


def photograph(text: str) -> bytes:
    target, notes = io.BytesIO(), Image.Exif()
    notes[0x010E] = text
    Image.effect_noise((64, 64), 90).save(target, "JPEG", exif=notes)
    return target.getvalue()


def typed_in(text: str) -> Callable[[Canvas], object]:
    return lambda canvas: canvas.acroForm.textfield(name="who", value=text, x=72, y=600)


WAYS: dict[str, Callable[[str], bytes]] = {
    "page.pdf": document,
    "metadata.pdf": lambda text: noted(lambda canvas: canvas.setSubject(text)),
    "note.pdf": lambda text: noted(lambda canvas: canvas.textAnnotation(text, Rect=[72, 600, 90, 620])),
    "field.pdf": lambda text: noted(typed_in(text)),
    "hidden-sheet.xlsx": hidden_sheet,
    "runs.docx": in_runs,
    "properties.docx": properties,
    "exif.jpg": photograph,
    "note.png": picture,
    "packed-note.png": lambda text: picture(text, is_packed=True),
    "behind.png": lambda text: picture(text, is_trailing=True),
}


def test_a_persons_number_anywhere_in_an_attachment_blocks(tmp_path: Path) -> None:
    made = {file: way(NUMBER) for file, way in WAYS.items()}
    folder = folder_of_many(tmp_path, made)
    told = {one.message: one for one in assess(folder).findings if one.code == "D201"}

    assert sorted(told) == sorted(f"附件/{file}里疑似有居民身份证号码 110*************2X" for file in WAYS)
    assert {one.severity for one in told.values()} == {"错误"}
    assert NUMBER not in str(told)


def test_a_mark_of_secrecy_and_what_is_kept_back_block_as_well(tmp_path: Path) -> None:
    partly = LAWFUL["公开"] | {
        "状态": "部分公开", "不予公开栏目": [{"栏目": "实施单位", "依据": "《政府信息公开条例》第十五条"}]
    }  # fmt: skip
    codes = found(folder_with(tmp_path, in_runs("机密★1年，由某县公路管理站填报"), "form.docx", 公开=partly))

    assert {"D104", "D202"} <= set(codes)


def test_of_a_draft_it_is_said_and_does_not_block(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, document(NUMBER), 公开={"状态": "草稿"})

    assert found(folder)["D201"].severity == "核对"
    assert assess(folder).blocking == ()


def test_what_a_person_answered_for_passes_both_gates_and_an_identity_number_neither(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, document("13812345678"))
    mark = sure(re.search(r"D201-[0-9a-f]{8}", found(folder)["D201"].expected))[0]
    approval = {"标记": mark, "理由": "单位对外公布的值班电话", "审核人": "李四"}
    folder = folder_with(tmp_path / "again", document("13812345678"), 敏感信息核准=[approval])
    assessment = assess(folder)

    assert assessment.blocking == ()
    watch = watch_for(sure(assessment.content), assessment.cases, assessment.result, DAY, tuple)
    assert watch.look("值班 13812345678") == ()
    assert watch.look(f"值班 {NUMBER}") != ()


def scan(pages: int = 1) -> bytes:
    """Pages that are nothing but a picture, as a scanner makes them; the second has a line of text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    for number in range(pages):
        canvas.drawInlineImage(Image.linear_gradient("L"), 0, 0, 600, 800)
        if number:
            canvas.drawString(72, 20, "page 2")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_scan_is_published_only_after_a_person_looked_at_exactly_this_file(tmp_path: Path) -> None:
    data = scan(2)
    looked = {"人": "王五", "日期": "2023-08-30", "SHA-256": hashlib.sha256(data).hexdigest()}
    said = [
        None, {"人工核验": looked | {"人": ""}}, {"人工核验": looked | {"SHA-256": "0" * 64}}, {"人工核验": looked}
    ]  # fmt: skip
    told = [found(folder_with(tmp_path / str(number), data, said=one)) for number, one in enumerate(said)]

    assert [list(one) for one in told] == [["D118"], ["D118"], ["D118"], []]
    assert "第 1–2 页是图片" in told[0]["D118"].message
    assert told[1]["D118"].message.endswith("人工核验没有写明人")
    assert told[2]["D118"].message.endswith("人工核验的是另一个文件")


def with_picture() -> bytes:
    word, target = Document(), io.BytesIO()
    word.add_picture(io.BytesIO(picture("x")))
    word.save(target)
    return target.getvalue()


def test_pictures_are_looked_at_by_a_person(tmp_path: Path) -> None:
    made = {"form.png": picture("x"), "form.jpg": photograph("x"), "form.docx": with_picture(), "form.pdf": PLAIN}
    folder = folder_of_many(tmp_path, made)
    assert assess(folder).blocking == ()

    path = folder / f"projects/{ROADS}.yml"
    path.write_text(re.sub(r"人: 王五", "人: ''", path.read_text("utf-8")), "utf-8")
    told = [one.subject for one in assess(folder).findings if one.code == "D118"]
    assert told == ["form.png", "form.jpg", "form.docx"]


def with_pieces(*shares: float) -> bytes:
    """A page with a line of text and pictures that each cover so much of it, side by side."""
    out = io.BytesIO()
    canvas, below = Canvas(out, pagesize=(600, 800)), 0.0
    canvas.drawString(72, 780, "page 1")
    for share in shares:
        canvas.drawInlineImage(Image.linear_gradient("L"), 0, below, 600, 800 * share)
        below += 800 * share
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("shares", "unseen"),
    [((), False), ((0.03,), False), ((0.03, 0.03), False), ((0.07,), True), ((0.03,) * 30, True), ((0.9,), True)],
)
def test_a_seal_needs_no_look_a_card_or_a_scan_in_strips_does(
    shares: tuple[float, ...], unseen: bool, tmp_path: Path
) -> None:
    assert ("D118" in found(folder_with(tmp_path, with_pieces(*shares)))) is unseen


@pytest.mark.parametrize("place", ["docProps/thumbnail.jpeg", "media/image1.png", "word/media/a.emf", "word/x.bin"])
def test_a_picture_is_one_wherever_it_lies_in_a_document(place: str, tmp_path: Path) -> None:
    data = changed(to_docx(draw(FORM)), place, picture("x"))

    assert "D118" in found(folder_with(tmp_path, data, "form.docx"))


def test_a_document_of_too_many_objects_to_look_through_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert active_in(PLAIN) == ""
    monkeypatch.setattr(active, "_MOST", 3)

    assert "查不完" in active_in(PLAIN)


@pytest.mark.parametrize("write", [form_docx, form_xlsx])
def test_a_form_that_we_wrote_holds_no_picture(write: Callable[[Report], bytes], tmp_path: Path) -> None:
    file = f"form.{'docx' if write is form_docx else 'xlsx'}"

    assert "D118" not in found(folder_with(tmp_path, write(make_report()), file))


def nested_bomb() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", bytes(400_000_000))
    return changed(to_docx(draw(FORM)), "word/embeddings/inner.zip", inner.getvalue())


def with_file_inside() -> bytes:
    plain = noted(lambda _: None)
    return plain.replace(b"/Type /Catalog", b"/Names << /EmbeddedFiles << /Names [] >> >> /Type /Catalog")


def with_action(action: bytes) -> bytes:
    plain = noted(lambda _: None)
    return plain.replace(b"/Type /Catalog", b"/OpenAction << %s >> /Type /Catalog" % action)


REFUSED: dict[str, Callable[[], bytes]] = {
    "bomb.pdf": bomb_of_pdf,
    "bomb.xlsx": lambda: changed(to_xlsx(draw(FORM)), "xl/worksheets/sheet1.xml", bytes(30_000_000)),
    "nested.docx": nested_bomb,
    "inside.pdf": with_file_inside,
    "macro.xlsx": lambda: changed(to_xlsx(draw(FORM)), "xl/vbaProject.bin", b"x"),
    "cut.docx": lambda: to_docx(draw(FORM))[:-200],
    "nothing.pdf": lambda: b"%PDF-1.4\n nothing",
    "script.pdf": lambda: with_action(b"/S /JavaScript /JS (app.alert\\(1\\))"),
    "start.pdf": lambda: with_action(b"/S /Launch /F (calc.exe)"),
}


def test_what_cannot_be_opened_within_bounds_is_not_published_whoever_looked(tmp_path: Path) -> None:
    folder = folder_of_many(tmp_path, {file: made() for file, made in REFUSED.items()})
    told = [one for one in assess(folder).blocking if one.code == "D118"]

    assert [one.subject for one in told] == list(REFUSED)
    assert all("不能公开：" in one.message for one in told)
    assert told[-2].message.endswith("里面有脚本")
    assert told[-1].message.endswith("里面有启动程序的动作")


def test_what_was_read_is_not_read_again_and_what_was_refused_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of_many(tmp_path, {"page.pdf": PLAIN, "cut.docx": REFUSED["cut.docx"]()})
    content = sure(assess(folder).content)
    with memory_in(tmp_path / "cache") as memory:
        first = gather(folder, content.reports, memory)
        read: list[str] = []
        ask = Reading.__call__

        def noting(own: Reading, path: Path, sha256: str) -> Attached:
            read.append(path.name)
            return ask(own, path, sha256)

        monkeypatch.setattr(Reading, "__call__", noting)
        again = gather(folder, content.reports, memory)

    assert again.said == first.said
    assert read == ["cut.docx"]


ATTACHED_FORM = {key: value for key, value in FORM.items() if key not in ("公开", "评价规则")}


@pytest.mark.parametrize(("file", "write"), [("form.pdf", to_pdf), ("form.xlsx", to_xlsx), ("form.docx", to_docx)])
def test_a_form_that_is_attached_is_compared_with_the_record(
    file: str, write: Callable[[list[Box]], bytes], tmp_path: Path
) -> None:
    spent = [LAWFUL["资金"][0] | {"全年执行数": "89.5"}, *LAWFUL["资金"][1:]]
    data = write(draw(ATTACHED_FORM | {"总分": "98", "资金": spent}))
    told = [one for one in assess(folder_with(tmp_path, data, file)).findings if one.code == "F701"]

    assert [one.message for one in told] == [
        f"附件“{file}”里的总分是 98 分，填报的是 99 分",
        f"附件“{file}”里的全年执行数是 89.5 万元，填报的是 90 万元",
    ]
    assert {one.severity for one in told} == {"核对"}


def test_the_same_form_another_project_or_no_form_says_nothing(tmp_path: Path) -> None:
    others = [
        ATTACHED_FORM,
        ATTACHED_FORM | {"项目名称": "桥梁检测", "总分": "60"},
        {**ATTACHED_FORM, "年度": "2021", "总分": "60"},
        ATTACHED_FORM | {"项目名称": "", "总分": "60"},
    ]
    made = [*(to_xlsx(draw(form)) for form in others), hidden_sheet("50公里")]
    for number, data in enumerate(made):
        assert "F701" not in found(folder_with(tmp_path / str(number), data, "form.xlsx"))


def test_figures_in_another_unit_are_compared_as_the_coarser_one_is_printed(tmp_path: Path) -> None:
    yuan = [
        {"来源": "年度资金总额", "年初预算数": "1,000,000.00", "全年预算数": "1,000,040.00", "全年执行数": "890,000.00"}
    ]
    data = to_xlsx(draw(ATTACHED_FORM | {"金额单位": "元", "资金": yuan}))
    folder = folder_with(tmp_path, data, "form.xlsx", 资金=[LAWFUL["资金"][0] | {"执行率": "", "得分": "9"}])
    told = [one.message for one in assess(folder).findings if one.code == "F701"]

    assert told == ["附件“form.xlsx”里的全年执行数是 890,000.00 元，填报的是 90 万元"]


def test_the_command_copies_measures_and_writes_one_block(tmp_path: Path) -> None:
    folder = write_bare(tmp_path / "content", 1, {ROADS: FORM})
    path = folder / f"projects/{ROADS}.yml"
    path.write_text("# 转录时的说明\n" + path.read_text("utf-8"), "utf-8")
    before = path.read_text("utf-8")
    source = tmp_path / "自评表（盖章）.pdf"
    source.write_bytes(PLAIN)
    command = ["attach", ROADS, str(source), "--title", "自评表盖章件", "--type", "盖章扫描件", "--date", "2023-09-01"]

    asked = CliRunner().invoke(main, [*command, "--content", str(folder)], input="n\n")
    assert "attachments/2022/dept-00/roads/attachment-1.pdf" in asked.output
    assert path.read_text("utf-8") == before
    assert not (folder / "attachments").exists()

    outcome = run(folder, *command, "--yes")
    assert outcome.exit_code == 0, outcome.output
    after = path.read_text("utf-8")
    assert after.startswith(before.rstrip())
    assert after.removeprefix(before.rstrip()).split() == [
        "附件:", "-", "文件:", "attachment-1.pdf", "标题:", "自评表盖章件", "类型:", "盖章扫描件",
        "字节:", f'"{len(PLAIN)}"', "SHA-256:", hashlib.sha256(PLAIN).hexdigest(), "日期:", '"2023-09-01"',
    ]  # fmt: skip
    assert (folder / FOLDER / "attachment-1.pdf").read_bytes() == PLAIN
    assert run(folder, *command, "--yes").exit_code == 0
    assert (folder / FOLDER / "attachment-2.pdf").is_file()
    assert assess(folder).blocking == ()


def test_the_command_refuses_what_could_not_be_published_and_leaves_nothing(tmp_path: Path) -> None:
    folder = write_bare(tmp_path / "content", 1, {ROADS: FORM})
    before = (folder / f"projects/{ROADS}.yml").read_bytes()
    for name, data, words in (
        ("secret.pdf", document(NUMBER), "D201"),
        ("scan.pdf", scan(), "D118"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "类型不收"),
        ("not.pdf", b"hello", "内容与扩展名不符"),
        ("long.pdf", PLAIN + bytes(20 * 1024 * 1024), "至多 20 MiB"),
    ):
        (tmp_path / name).write_bytes(data)
        outcome = run(folder, "attach", ROADS, str(tmp_path / name), "--title", "甲", "--type", "其他", "--yes")
        assert outcome.exit_code in (1, 2)
        assert words in outcome.output
    assert (folder / f"projects/{ROADS}.yml").read_bytes() == before
    assert not (folder / "attachments").exists()
    said = run(
        folder,
        "attach",
        ROADS,
        str(tmp_path / "scan.pdf"),
        "--title",
        "甲",
        "--type",
        "其他",
        "--yes",
        "--verified-by",
        "王五",
    )
    assert said.exit_code == 0, said.output


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One public report with three attachments, one down, one of a later day; reports that are not public, with one each."""
    root = tmp_path_factory.mktemp("attachments")
    down = {"撤下": {"日期": "2024-01-10", "原因": "附件里有个人信息", "批准人": "李四"}}
    looked = {"人": "核验的王某", "日期": "2023-08-30", "SHA-256": hashlib.sha256(scan()).hexdigest()}
    attached = [
        line(scan(), 标题="自评表<b>盖章件", 人工核验=looked),
        line(PLAIN, "old.pdf", 标题="旧附件", **down),
        line(PLAIN, "later.pdf", 日期="2024-07-01"),
    ]
    hidden = {
        "embargo": LAWFUL["公开"] | {"公开日期": "2025-01-01"},
        "withheld": {"状态": "不予公开", "不予公开依据": "《政府信息公开条例》第十四条"},
        "draft": {"状态": "草稿"},
        "withdrawn": LAWFUL["公开"] | {
            "状态": "已撤回", "撤回": {"日期": "2024-01-02", "原因": "重复公开", "批准人": "李四"}
        },
    }  # fmt: skip
    reports = {f"2022/dept-00/{name}": FORM | {"公开": one, "附件": [line(PLAIN)]} for name, one in hidden.items()}
    folder = write_bare(root / "content", 1, {ROADS: FORM | {"附件": attached}, **reports})
    for file, data in (("sealed.pdf", scan()), ("later.pdf", PLAIN)):
        put(folder, data, file)
    for report in reports:
        path = folder / "attachments" / report / "sealed.pdf"
        path.parent.mkdir(parents=True)
        path.write_bytes(PLAIN)
    build = ["generate", "--content", str(root / "content"), "--build-dir", str(root / "b"), "--date", "2024-06-01"]
    outcome = CliRunner().invoke(main, build)
    assert outcome.exit_code == 0, outcome.output
    return root / "b/docs"


def test_only_attachments_of_what_is_public_that_day_are_published_as_they_are(docs: Path) -> None:
    folder = docs / "data/attachments"

    assert [one.relative_to(folder).as_posix() for one in folder.rglob("*.*")] == [f"{ROADS}/sealed.pdf"]
    assert (folder / ROADS / "sealed.pdf").read_bytes() == scan()
    sums = (docs / "data/SHA256SUMS").read_text("utf-8")
    assert f"{hashlib.sha256(scan()).hexdigest()}  attachments/{ROADS}/sealed.pdf\n" in sums


def test_the_page_lists_them_with_size_digest_and_what_became_of_them(docs: Path) -> None:
    page = (docs / ROADS / "index.md").read_text("utf-8").replace("&#45;", "-")
    section = page[page.index("## 附件") : page.index("## 来源与下载")]

    assert f'href="../../../data/attachments/{ROADS}/sealed.pdf"' in section
    assert f"<code>{hashlib.sha256(scan()).hexdigest()}</code>" in section
    assert "自评表&#60;b&#62;盖章件" in section
    assert "2023-08-30 由人核验后公开" in section
    assert "2024-01-10 撤下：附件里有个人信息（批准人：李四）" in section
    assert "old.pdf" not in section
    assert "later.pdf" not in section
    for file in docs.rglob("*"):
        assert file.is_dir() or "核验的王某".encode() not in file.read_bytes()


def test_the_table_says_the_same_to_whoever_counts(docs: Path) -> None:
    with (docs / "data/tables/attachments.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))

    assert [(one["report"], one["file"], one["bytes"], one["taken_down"]) for one in lines] == [
        (ROADS, "sealed.pdf", str(len(scan())), ""),
        (ROADS, "old.pdf", str(len(PLAIN)), "2024-01-10"),
    ]
    assert (lines[0]["url"], lines[1]["url"]) == (f"data/attachments/{ROADS}/sealed.pdf", "")
    assert lines[0]["verified_day"] == "2023-08-30"


def test_an_attachment_is_there_from_its_day_on() -> None:
    form = make_report(附件=[line(PLAIN, 日期="2024-06-02"), line(PLAIN, "other.pdf")]).form

    assert [one.file for one in sure(as_of(form, DAY)).attachments] == ["other.pdf"]
    assert len(sure(as_of(form, date(2024, 6, 2))).attachments) == 2


TAKEN_DOWN = line(PLAIN) | {"撤下": {"日期": "2024-05-10", "原因": "附件里有个人信息", "批准人": "李四"}}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ([line(PLAIN)], [line(PLAIN), line(PLAIN, "other.pdf")], []),
        ([line(PLAIN)], [line(PLAIN, 标题="盖章的自评表")], []),
        ([line(PLAIN)], [TAKEN_DOWN], []),
        ([line(PLAIN)], [], ["G117"]),
        ([line(PLAIN)], [line(PLAIN, "renamed.pdf")], ["G117"]),
        ([line(PLAIN)], [line(document("51 km"))], ["G117"]),
        ([TAKEN_DOWN], [line(PLAIN)], ["G117"]),
    ],
)
def test_what_was_attached_in_public_is_neither_exchanged_nor_taken_away_unsaid(
    gate: str, before: list[Any], after: list[Any], codes: list[str]
) -> None:
    was, now = (sees(scored(FORM | {"附件": those}), DAY) for those in (before, after))

    assert [one.code for one in GATES[gate](was, now, {"mof-2020-10": rulebook()})] == codes
