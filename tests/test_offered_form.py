"""The form that a reader may download is written from what was read: it says the same, and nothing else."""

from pathlib import Path

import pytest

from generator.assessment import assess
from generator.form_tree.tree import tree_of
from generator.form_tree.yaml_writing import write_yaml
from generator.loading.strict_yaml import parse_strict
from generator.model.report import Form
from generator.publish.builder import Workplace
from generator.site import generate
from tests.golden_tree import DAY, MADE
from tests.made_reports import identity, report, write_content
from tests.make import LAWFUL, ROOT, row
from tests.test_open_data import HOSTILE


@pytest.mark.parametrize(
    "text", [*HOSTILE, "# 不是注释", "- 甲", "甲: 乙", "null", "0x1F", "2020-01-01", "'", "甲 #乙", "~"]
)
def test_any_text_reads_back_as_it_was_filled(text: str) -> None:
    stated = text.strip()
    indicator = row(三级指标=text, 备注=text) | {"其他栏": {"栏": text}}
    form = Form.model_validate({**LAWFUL, "绩效指标": [indicator], "来源": text, "核对说明": {"F101": text}})
    parsed = parse_strict(write_yaml(tree_of(form), []).encode(), "offered.yml")

    assert parsed.findings == ()
    assert parsed.tree == {
        **LAWFUL,
        "绩效指标": [row(三级指标=stated, 备注=stated) | {"其他栏": {"栏": stated}}],
        "来源": stated,
        "核对说明": {"F101": stated},
    }


def test_every_field_of_the_made_reports_reads_back_as_it_was_filled() -> None:
    for number in range(MADE):
        made = report(number)
        written = write_yaml(tree_of(Form.model_validate(made)), []).encode()

        assert parse_strict(written, "made.yml").tree == made


def test_comments_and_spellings_of_the_publishers_file_are_not_published(tmp_path: Path) -> None:
    write_content(tmp_path / "content", 3)
    name = report(1)["项目名称"]
    path = tmp_path / "content" / f"projects/{identity(1)}.yml"
    lines = path.read_text("utf-8").replace(
        f"项目名称: {name}", f'项目名称: "{spelled_out(name)}" # 联系人赵七 13800138000'
    )
    path.write_text(f"# 底稿第二稿\n{lines}# 经办人钱八\n", "utf-8")
    assessment = assess(tmp_path / "content")
    assert assessment.content is not None
    generate(assessment.content, assessment, Workplace(ROOT, tmp_path / "docs", tmp_path / "mkdocs.yml"), DAY)

    files = [found.read_bytes() for found in (tmp_path / "docs").rglob("*") if found.is_file()]
    assert spelled_out(name) in path.read_text("utf-8")
    assert sum(name.encode() in content for content in files) > 0
    for secret in ("赵七", "13800138000", "底稿第二稿", "钱八", spelled_out(name)):
        assert [content for content in files if secret.encode() in content] == []


def spelled_out(text: str) -> str:
    """Write each character by its number, as YAML allows."""
    return "".join(f"\\u{ord(character):04x}" for character in text)
