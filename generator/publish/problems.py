"""E5: what keeps hand-written pages from being built into the site."""

from generator.model.finding import Severity
from generator.model.problem import Problem, sample

_BASIS = "内容目录的约定：手写页面只链接本站有的页面"
_GOOD = sample(
    "# 关于本站", "", "改过的内容见[更正记录](../corrections/index.md)。", place="pages/about.md"
)

BROKEN_LINK = Problem(
    "E501",
    Severity.ERROR,
    title="链接没有去处",
    basis=_BASIS,
    explanation="手写页面里指向本站的链接，须有对应的页面、段落或文件，否则读者点开是空的。",
    advice="改正链接，或删去；外部网页写完整网址，以 https:// 开头",
    bad=sample("# 关于本站", "", "改过的内容见[更正记录](nowhere.md)。", place="pages/about.md"),
    good=_GOOD,
)
MISSING_PAGE = Problem(
    "E502",
    Severity.ERROR,
    title="缺少主导航的页面",
    basis="内容目录的约定：主导航里的页面都要有",
    explanation="主导航列出的手写页面，须在 pages/ 里各有一个文件。",
    advice="新建这一页；jixiao init 生成的新网站里有样本",
    bad=sample("", place="pages/about.md", state="没有这个文件"),
    good=_GOOD,
)

PROBLEMS: tuple[Problem, ...] = (BROKEN_LINK, MISSING_PAGE)
