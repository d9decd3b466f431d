"""A branch is held against where it left main: what main gained since is not missing from it."""

import shutil

from tests.bureau import Bureau

REPORT = "content/projects/2024/shili-ju/road-care.yml"
DAY = ("--date", "2026-01-05")


def behind(bureau: Bureau) -> None:
    """Leave main with a branch, let main gain a public report, and come back to the branch."""
    bureau.branch("work")
    bureau.git("switch", "-q", "main")
    other = bureau.folder / REPORT.replace("road-care", "bridges")
    shutil.copy(bureau.folder / REPORT, other)
    other.write_text(other.read_text("utf-8").replace("项目名称: ", "项目名称: 桥梁和"), "utf-8")
    bureau.commit("公开另一份", "2026-01-05")
    bureau.git("switch", "-q", "work")


def test_a_branch_behind_main_is_told_of_no_report_that_it_never_had(bureau: Bureau) -> None:
    behind(bureau)

    for command in (("check", "--base", "main", *DAY), ("diff", "main", *DAY)):
        done = bureau.run(*command)
        assert (done.exit_code, "G102" in done.output) == (0, False), done.output


def test_a_branch_behind_main_is_still_told_of_what_it_changes_itself(bureau: Bureau) -> None:
    behind(bureau)
    path = bureau.folder / REPORT
    path.write_text(path.read_text("utf-8").replace("总分: 98.55", "总分: 99"), "utf-8")
    changed = bureau.run("check", "--base", "main", *DAY)
    assert (changed.exit_code, "G101" in changed.output) == (1, True)

    path.unlink()
    gone = bureau.run("check", "--base", "main", *DAY)
    assert (gone.exit_code, "G102" in gone.output) == (1, True)


def test_two_revisions_that_are_named_are_compared_as_they_are(bureau: Bureau) -> None:
    behind(bureau)
    done = bureau.run("diff", "main", "work", *DAY)

    assert (done.exit_code, "G102" in done.output) == (1, True)
