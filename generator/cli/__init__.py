"""The commands. Options and exit codes only; the work is done below.

Exit codes: 0 fine, 1 findings that block, 2 input or usage errors.
"""

import sys
from pkgutil import resolve_name

import click

# Where each stands. What a command needs is loaded when it is called, for that takes seconds.
COMMANDS = {
    "attach": "attach_commands:attach",
    "build": "site_commands:build",
    "check": "site_commands:check",
    "diff": "review_commands:diff",
    "doctor": "running_commands:doctor",
    "explain": "content_commands:explain",
    "export": "form_commands:export",
    "form": "form_commands:empty_form",
    "generate": "site_commands:generate_only",
    "import": "import_commands:import_forms",
    "init": "content_commands:init",
    "ledger": "ledger_commands:ledger",
    "new": "content_commands:new",
    "notice": "review_commands:notice",
    "outlet": "outlet_commands:outlet",
    "publish": "publish_commands:publish",
    "rectify": "promise_commands:rectify",
    "reply": "reply_commands:reply",
    "rescore": "second_commands:rescore",
    "sample": "year_commands:sample",
    "schema": "content_commands:schema",
    "serve": "site_commands:serve",
    "status": "year_commands:status",
    "vendor": "running_commands:gather",
}


class Commands(click.Group):
    """The commands by name, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None where there is none."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        command: click.Command = resolve_name(f"{__name__}.{place}")
        return command


@click.group(cls=Commands, help="绩效公开：把项目支出绩效自评的数据文件核对、计分，生成公开网站。")
@click.version_option(package_name="jixiao", message="绩效公开 %(version)s")
def main() -> None:
    """Entry point of `jixiao` and `python -m generator`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows consoles default to GBK, which cannot hold every character of a form.
            stream.reconfigure(encoding="utf-8", errors="replace")
