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

LEAK = Problem(
    "E503",
    Severity.ERROR,
    title="生成的网站里不应有不能公开的内容",
    basis="《政府信息公开条例》第十四条、第十五条、第三十七条，《个人信息保护法》第二十八条",
    explanation="换上之前，把生成的每个文件（网页、数据、压缩包、Excel、数据库）照读者的样子再读一遍，查个人信息、密级标志和不予公开栏目的内容。"
    "前面各道核对漏掉的，由这一道拦住；已核准的不在此列。",
    advice="照所说的出处删去或抹去；确须公开的个人信息，先在出处的文件里核准",
    bad=sample(
        "# 关于本站",
        "",
        "吴九的电话：[138][甲]12345678",
        "",
        "[甲]: index.md",
        place="pages/about.md",
    ),
    good=_GOOD,
)

DISPLACED = Problem(
    "E504",
    Severity.ERROR,
    title="手写页面占了生成的页面的地址",
    basis="内容目录的约定：更正公告、核对发现等页面由程序按数据生成，不能另写一份代替",
    explanation="手写页面的文件名就是它在网站上的地址；与生成的页面同名的，二者只能留一个，读者看到的就可能不是按数据生成的。",
    advice="给手写页面换一个文件名，如 pages/about-corrections.md",
    bad=sample("# 更正公告", "", "没有更正。", place="pages/corrections.md"),
    good=_GOOD,
)

LED_AWAY = Problem(
    "E505",
    Severity.ERROR,
    title="手写页面不应把读者带到别处",
    basis="内容安全策略（CSP）管不到 meta 里的跳转，网页也不该替读者离开本站",
    explanation="手写页面里的 HTML 可以排版，脚本、样式和外部图片由每页的内容安全策略拦住；`<meta>` 里的自动跳转它拦不住，因此不准写。",
    advice="删去 <meta>；要指给读者别的网页，写一个链接；要讲这个标签本身，写 &lt;meta",
    bad=sample(
        "# 关于本站",
        "",
        '<meta http-equiv="refresh" content="0;url=https://example.org/">',
        place="pages/about.md",
    ),
    good=_GOOD,
)

NO_PARQUET = Problem(
    "E506",
    Severity.ERROR,
    title="另附的数据格式没有装好",
    basis="内容目录的约定：site.yml 要求的，网站上都要有",
    explanation="site.yml 的“另附数据格式”要求 Parquet，这种文件由 pyarrow 写出；它不随本软件安装，没有装的就写不出来。",
    advice="安装：pip install 'jixiao[parquet]'；不要 Parquet 的，从“另附数据格式”里删去",
    bad=sample("另附数据格式: [parquet]", place="site.yml", state="没有装 pyarrow"),
    good=sample("另附数据格式: []", place="site.yml"),
)

PROBLEMS: tuple[Problem, ...] = (
    *(BROKEN_LINK, MISSING_PAGE, LEAK, DISPLACED, LED_AWAY, NO_PARQUET),
)
