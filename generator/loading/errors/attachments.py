"""E7: the files that reports name as their attachments."""

from generator.loading.errors.samples import ATTACHED, attached, lawful
from generator.model.finding import Severity
from generator.model.problem import Problem, Sample

_BASIS = "内容目录的约定：附件放在 attachments/年度/部门/项目/，报告的“附件”一栏写明文件名、字节和 SHA-256"

NO_ATTACHMENT = Problem(
    "E701",
    Severity.ERROR,
    title="附件找不到",
    basis=_BASIS,
    explanation="“附件”里写的文件不在这份报告的附件文件夹里；经符号链接才到得了的，也算找不到。",
    advice="把文件放进去，或改正文件名；公开以后不再公开的，保留这一项，写明“撤下”。",
    bad=attached(
        "sealed.pdf", "sealed-form.pdf", beside="同时有 E707：文件夹里的 sealed.pdf 没有登记。"
    ),
    good=attached(),
)
WRONG_SIZE = Problem(
    "E702",
    Severity.ERROR,
    title="附件的大小不符",
    basis=_BASIS,
    explanation="文件的字节数与“字节”一栏所填不同：文件没有复制完整，或者换过了。",
    advice="重新复制原来的文件；确实换了的，用 jixiao attach 重新写入。",
    bad=attached("字节: 20", "字节: 21"),
    good=attached(),
)
WRONG_DIGEST = Problem(
    "E703",
    Severity.ERROR,
    title="附件的 SHA-256 不符",
    basis=_BASIS,
    explanation="SHA-256 是文件的指纹，差一个字节就不同：文件改过、换过或者损坏了。",
    advice="重新复制原来的文件；确实换了的，打开核对以后用 jixiao attach 重新写入。",
    bad=attached(state="附件里有一个字节与登记时不同"),
    good=attached(),
)
WRONG_KIND = Problem(
    "E704",
    Severity.ERROR,
    title="附件的类型不收",
    basis=_BASIS,
    explanation="只收 .pdf、.xlsx、.docx、.png、.jpg、.jpeg，而且内容须与扩展名相符：别的类型软件不会检查，"
    "改了扩展名的，读者打不开。",
    advice="另存为所收的类型，不要只改扩展名。",
    bad=attached(state="附件其实是一张 PNG 图片", beside="同时有 E702、E703：文件也换过了。"),
    good=attached(),
)
LARGE_ATTACHMENT = Problem(
    "E705",
    Severity.ERROR,
    title="附件过大",
    basis=_BASIS,
    explanation="一个附件至多 20 MiB：更大的读者难以下载，软件也不会打开检查。",
    advice="扫描时选 200 DPI、黑白或灰度，或拆成几个文件。",
    bad=attached(state="附件后面另有 20 MiB 的零", beside="同时有 E702：大小也就不符了。"),
    good=attached(),
)
ATTACHED_TWICE = Problem(
    "E706",
    Severity.ERROR,
    title="同一个附件写了两次",
    basis=_BASIS,
    explanation="一份报告里，一个文件名只能写一次。",
    advice="删去多写的一项。",
    bad=attached("附件:\n", f"附件:\n{ATTACHED.partition(chr(10))[2]}"),
    good=attached(),
)
UNNAMED_ATTACHMENT = Problem(
    "E707",
    Severity.ERROR,
    title="附件没有登记",
    basis=_BASIS,
    explanation="附件文件夹里的文件，没有一份报告的“附件”写到它：它不会公开，也没有人检查。",
    advice="用 jixiao attach 登记，或移出内容目录。",
    bad=Sample("随手放的一个文件", place="attachments/2022/county-roads/road-care/note.pdf"),
    good=lawful(),
)

PROBLEMS = (
    NO_ATTACHMENT,
    WRONG_SIZE,
    WRONG_DIGEST,
    WRONG_KIND,
    LARGE_ATTACHMENT,
    ATTACHED_TWICE,
    UNNAMED_ATTACHMENT,
)
