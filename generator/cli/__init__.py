"""The commands. Options and exit codes only; the work is done below.

Exit codes: 0 fine, 1 findings that block, 2 input or usage errors.
"""

import sys

import click

from generator.cli import (
    content_commands,
    form_commands,
    import_commands,
    ledger_commands,
    publish_commands,
    reply_commands,
    review_commands,
    site_commands,
    year_commands,
)

COMMANDS = (
    site_commands.build,
    site_commands.check,
    site_commands.generate_only,
    site_commands.serve,
    content_commands.explain,
    content_commands.new,
    content_commands.schema,
    content_commands.init,
    import_commands.import_forms,
    form_commands.export,
    form_commands.empty_form,
    review_commands.diff,
    review_commands.notice,
    ledger_commands.ledger,
    year_commands.sample,
    year_commands.status,
    publish_commands.publish,
    reply_commands.reply,
)


@click.group(help="绩效公开：把项目支出绩效自评的数据文件核对、计分，生成公开网站。")
@click.version_option(package_name="jixiao", message="绩效公开 %(version)s")
def main() -> None:
    """Entry point of `jixiao` and `python -m generator`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows consoles default to GBK, which cannot hold every character of a form.
            stream.reconfigure(encoding="utf-8", errors="replace")


for command in COMMANDS:
    main.add_command(command)
