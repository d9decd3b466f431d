"""The samples of the errors, as files of a content folder on disk."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from pydantic import Field, ValidationError

from generator.checks import CHECK_CODES, GATE_CODES
from generator.loading.across_files import Codes
from generator.loading.attachments import find_attachments
from generator.loading.content import load_content
from generator.loading.errors.samples import ATTACHMENT, FILES, REPORT_PATH
from generator.loading.messages import explain
from generator.model.finding import Finding
from generator.model.problem import Sample
from generator.model.report import Positions
from generator.model.types import Part
from generator.scoring.item_methods import METHODS
from tests.make import CONTENT

# What a sample says of its file that its text cannot show, and how it is done to the text.
BYTES: MappingProxyType[str, Callable[[str], bytes]] = MappingProxyType(
    {
        "": str.encode,
        "末尾另有 1 MiB 的 # 号": lambda text: text.encode() + b"#" * 1024 * 1024,
        "以 BOM 开头": lambda text: text.encode("utf-8-sig"),
        "存为 UTF-16": lambda text: text.encode("utf-16"),
        "存为 GBK": lambda text: text.encode("gbk"),
        "最后一个字只剩半个": lambda text: text.encode().rstrip(b"\n")[:-1],
        "“公路”后面有一个零宽空格（U+200B）": lambda text: text.replace("公路", "公路\u200b", 1).encode(),
        "这样的栏目有 200 个，名称各不相同": lambda text: (
            text + "".join(f"栏目{n}: 无\n" for n in range(2, 201))
        ).encode(),
        "方括号里写了两万项": lambda text: text.replace("[甲, 乙]", f"[{'甲, ' * 20_000}]").encode(),
        "“长”字写了 20,001 个": lambda text: text.replace("长", "长" * 20_001).encode(),
    }
)
# And what is done to the folder instead of writing the file.
PLACED: MappingProxyType[str, Callable[[Path, Path], object]] = MappingProxyType(
    {
        "是命名管道，不是普通文件": lambda _, path: os.mkfifo(path),
        "是符号链接": lambda root, path: path.symlink_to(root / "site.yml"),
        "没有这个文件": lambda _, __: None,
        "没有这个文件夹": lambda root, _: shutil.rmtree(root),
        "一个空的工作簿，代替 2022.csv": lambda root, path: (root / "approved/2022.csv").rename(path).write_bytes(b""),
        "2022.csv 旁边另有 2022.xlsx": lambda _, path: path.write_bytes(b""),
    }
)
# And what is done to the file that a report names as its attachment.
ATTACHED: MappingProxyType[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "附件里有一个字节与登记时不同": lambda data: data.replace(b"an", b"on", 1),
        "附件其实是一张 PNG 图片": lambda _: b"\x89PNG\r\n\x1a\n",
        "附件后面另有 20 MiB 的零": lambda data: data + bytes(20 * 1024 * 1024),
    }
)
UNFORESEEN = "“数”是今后新增的一栏，只收整数，还没有写明怎样提示"


def content_folder(root: Path) -> Path:
    """Write the lawful folder that the samples are put into."""
    shutil.copytree(CONTENT / "rules", root / "rules")
    for place, text in FILES.items():
        _write(root / place, text.encode())
    return root


def found(sample: Sample, root: Path) -> list[Finding]:
    """Return what the loader says of a folder that holds the sample."""
    if sample.state == UNFORESEEN:
        return _unforeseen(sample)
    path = content_folder(root) / (sample.place or "site.yml")
    if "附件:" in sample.text:
        made = ATTACHED.get(sample.state, bytes)(ATTACHMENT.encode())
        _write(root / REPORT_PATH.replace("projects", "attachments").removesuffix(".yml") / "sealed.pdf", made)
    if sample.state in PLACED:
        path.unlink(missing_ok=True)
        PLACED[sample.state](root, path)
    else:
        _write(path, BYTES.get(sample.state, str.encode)(sample.text))
    content, findings = load_content(root, Codes(CHECK_CODES, GATE_CODES, frozenset(METHODS)))
    return findings + list(find_attachments(root, content.reports).findings if content else ())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _unforeseen(sample: Sample) -> list[Finding]:
    """A field of tomorrow, of a kind for which there are no words yet."""

    class Tomorrow(Part):
        number: int = Field(alias="数")

    key, value = sample.text.split(": ")
    try:
        Tomorrow.model_validate({key: value})
    except ValidationError as error:
        return list(explain(error, Tomorrow, Positions("content/x.yml", {})))
    return []
