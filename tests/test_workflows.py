"""The workflows of a bureau's own site: their files are lawful, need no secrets, and their steps run on a real repository."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bureau import Bureau
from tests.make import ROOT

SKELETON = ROOT / "generator/starting/skeleton"
GITHUB = sorted((SKELETON / "github/workflows").glob("*.yml"))
GITLAB = SKELETON / "gitlab-ci.yml"
GITEE = sorted((SKELETON / "gitee").glob("*.yml"))


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "schema"),
    [*((path, "vendor.github-workflows") for path in GITHUB), (GITLAB, "vendor.gitlab-ci")],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_a_workflow_is_lawful_by_the_published_schema(path: Path, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_no_workflow_needs_a_secret_or_gives_rights_to_the_code_of_a_request() -> None:
    for path in (*GITHUB, GITLAB, *GITEE):
        assert "secrets." not in path.read_text("utf-8"), path
    review, comment = (
        loaded(SKELETON / "github/workflows/review.yml"),
        loaded(SKELETON / "github/workflows/comment.yml"),
    )
    assert review["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in (SKELETON / "github/workflows/review.yml").read_text("utf-8")
    steps = comment["jobs"]["comment"]["steps"]
    assert not any("checkout" in step.get("uses", "") or "run" in step for step in steps)
    compare = comment["jobs"]["compare"]
    assert compare["permissions"] == {"contents": "read"}
    assert "head_repository.full_name == github.repository" in compare["if"]
    assert all("ref" not in step.get("with", {}) for step in compare["steps"])


def test_what_others_wrote_is_pinned_by_its_commit() -> None:
    used = [
        step["uses"]
        for path in GITHUB
        for job in loaded(path)["jobs"].values()
        for step in job["steps"]
        if "uses" in step
    ]

    assert len(used) >= 10
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)


def test_every_publishing_workflow_asks_the_live_site() -> None:
    for path in (SKELETON / "github/workflows/publish.yml", GITLAB, SKELETON / "gitee/publish.yml"):
        builds = [line for line in path.read_text("utf-8").splitlines() if "jixiao build --history" in line]
        assert len(builds) == 1
        assert "--live" in builds[0]


def steps(commands: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the shell steps of a workflow as its runner would, with the package already installed."""
    script = "\n".join(line for line in commands if not line.startswith(("pip install", "git fetch", "echo")))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **variables, "PATH": path, "SOURCE_DATE_EPOCH": "1790000000"}
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def request_of(bureau: Bureau) -> Bureau:
    """A branch that changes a published figure in silence."""
    bureau.branch("silent")
    path = bureau.folder / "content/projects/2024/shili-ju/road-care.yml"
    path.write_text(path.read_text("utf-8").replace("总分: 98.55", "总分: 98"), "utf-8")
    bureau.commit("改分", "2026-01-06")
    return bureau


def github_commands(name: str) -> list[str]:
    job, *_ = loaded(SKELETON / f"github/workflows/{name}.yml")["jobs"].values()
    return [line for step in job["steps"] for line in step.get("run", "").splitlines()]


def looked_at(folder: Path) -> None:
    comment = (folder / "review/comment.md").read_text("utf-8")
    assert "G101" in comment
    assert "农村公路养护" in (folder / "review/changes.html").read_text("utf-8")
    home = (folder / "preview/index.html").read_text("utf-8")
    assert home.index("本次改动的报告") < home.index("2024/shili-ju/road-care/")
    assert "预览，不是正式公开的内容" in home


@pytest.mark.site
def test_the_review_on_github_marks_the_line_and_fails(request_of: Bureau) -> None:
    done = steps(github_commands("review"), request_of.folder, BASE="main")

    assert done.returncode == 1
    assert "::error file=content/projects/2024/shili-ju/road-care.yml,line=27,col=1,title=G101 错误::" in done.stdout
    looked_at(request_of.folder)


@pytest.mark.site
def test_the_review_on_gitlab_leaves_reports_and_fails(request_of: Bureau) -> None:
    done = steps(loaded(GITLAB)["review"]["script"], request_of.folder, BASE="main")
    quality = json.loads((request_of.folder / "codequality.json").read_text("utf-8"))
    suite = ET.parse(request_of.folder / "junit.xml").getroot()  # noqa: S314 - our own file

    assert done.returncode == 1
    assert {"G101"} < {issue["check_name"] for issue in quality}
    assert all(issue["severity"] in ("info", "minor", "major", "critical", "blocker") for issue in quality)
    assert (suite.get("failures"), suite.find("testcase/failure") is not None) == ("1", True)
    looked_at(request_of.folder)


@pytest.mark.site
def test_the_review_on_gitee_fails_too(request_of: Bureau) -> None:
    commands = loaded(SKELETON / "gitee/review.yml")["stages"][0]["steps"][0]["commands"]
    done = steps([line.replace("origin/main", "main") for line in commands], request_of.folder)

    assert done.returncode == 1
    looked_at(request_of.folder)


@pytest.mark.site
def test_publishing_leaves_a_folder_without_links(bureau: Bureau) -> None:
    done = steps(github_commands("publish"), bureau.folder, LIVE="public", FIRST="")

    assert done.returncode == 0, done.stderr
    assert (bureau.folder / "upload/index.html").is_file()
    assert not any(path.is_symlink() for path in (bureau.folder / "upload").rglob("*"))


def test_the_sarif_log_is_lawful(request_of: Bureau) -> None:
    result = request_of.run("check", "--format", "sarif", "--base", "main", "--date", "2026-01-07")
    log = json.loads(result.output)
    required = {"$schema": str, "version": str, "runs": list}

    assert result.exit_code == 1
    assert all(isinstance(log[name], kind) for name, kind in required.items())
    (run,) = log["runs"]
    assert {item["ruleId"] for item in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert next(item for item in run["results"] if item["ruleId"] == "G101")["level"] == "error"


def test_a_sarif_rule_says_what_the_code_means_and_leads_to_its_page(request_of: Bureau) -> None:
    site = request_of.folder / "content/site.yml"
    site.write_text(site.read_text("utf-8") + "\n网址: https://example.gov.cn/\n", "utf-8")
    log = json.loads(request_of.run("check", "--format", "sarif", "--base", "main", "--date", "2026-01-07").output)
    rule = next(one for one in log["runs"][0]["tool"]["driver"]["rules"] if one["id"] == "G101")

    assert rule["shortDescription"]["text"] == "已公开的数字改动应有更正记录"
    assert "都要在“更正”里写明" in rule["fullDescription"]["text"]
    assert "在“更正”里加一条" in rule["help"]["text"]
    assert "有问题的例子" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["helpUri"] == "https://example.gov.cn/checks/g101/"
