"""Made reports: a content folder of any size in which every field that a file may state is stated somewhere.

Nothing is drawn by chance: the same number gives the same report for ever.
"""

import hashlib
import shutil
from base64 import b64decode
from pathlib import Path
from typing import Any

import yaml

from tests.make import CONTENT

Tree = dict[str, Any]

RULEBOOKS = ("mof-2020-10", "sx-2020", "sh-2020", "hb-2020", "gx-2020", "chongming-2018")
DEPARTMENTS = 12
# Most reports are public; of every ten, the last ones stand for the other states.
STATES = ("公开",) * 5 + ("草稿", "待审", "部分公开", "不予公开", "已撤回")
ARTICLE = "《政府信息公开条例》第十五条"
CHAPTERS = (
    "项目概况",
    "立项依据",
    "立项必要性",
    "实施措施与制度",
    "实施计划",
    "资金情况",
    "绩效目标",
    "组织实施情况",
    "评价依据",
    "数据采集过程",
    "评价结论",
    "预算执行情况及分析",
    "产出情况及分析",
    "效益情况及分析",
    "满意度情况及分析",
    "主要经验做法",
    "存在问题及原因分析",
    "改进措施及建议",
    "结果应用和公开情况",
)
# Target, actual value and unit: figures above, below and at the target, less is better, words, ranges, nothing.
VALUES: tuple[tuple[str, str, str], ...] = (
    (">=50公里", "52公里", ""),
    ("=100%", "97.5%", ""),
    ("<=30分钟", "41分钟", ""),
    ("12", "12", "次"),
    ("有效提升", "有效提升", ""),
    ("10-20人", "25人", ""),
    ("≥8,500件", "7,654件", ""),
    ("2020年12月底前", "2020年11月完成", ""),
)
LEVELS = (
    ("产出指标", "数量指标", "20"),
    ("产出指标", "质量指标", "10"),
    ("产出指标", "时效指标", "10"),
    ("产出指标", "成本指标", "10"),
    ("效益指标", "社会效益指标", "15"),
    ("效益指标", "可持续影响指标", "15"),
    ("满意度指标", "服务对象满意度指标", "10"),
)

# One of the reports is on a whole department, and covers the first of all.
WHOLE_DEPARTMENT = 150

_EMBARGO = "2027-01-04"

# One report of fifty has a picture beside it, of one pixel.
_PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
_DIGEST = hashlib.sha256(_PICTURE).hexdigest()


def write_content(folder: Path, reports: int) -> None:
    """Write a whole content folder with that many reports, on the project's own rulebooks and pages."""
    for name in ("rules", "pages"):
        shutil.copytree(CONTENT / name, folder / name)
    _write(folder / "site.yml", site())
    _write(folder / "departments.yml", {_department(n): department(n) for n in range(DEPARTMENTS)})
    for number in range(reports):
        _write(folder / f"projects/{identity(number)}.yml", report(number))
        if _has_picture(number):
            picture = folder / f"attachments/{identity(number)}/sealed.png"
            picture.parent.mkdir(parents=True)
            picture.write_bytes(_PICTURE)


def _write(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")


def identity(number: int) -> str:
    """Return year/department/project; a project comes again after five years' worth of departments."""
    return f"{_year(number)}/{_department(number)}/project-{number // (5 * DEPARTMENTS):02}"


def _year(number: int) -> str:
    return str(2019 + number // DEPARTMENTS % 5)


def _department(number: int) -> str:
    return f"bureau-{number % DEPARTMENTS:02}"


def site() -> Tree:
    """Return a publisher who fills in everything."""
    return {
        "网站名称": "造表市绩效公开",
        "网站简介": "全部内容都是造出来的，用来核对软件。",
        "网址": "https://made.example.gov.cn/jixiao/",
        "发布机构": "造表市财政局",
        "政府网站标识码": "1400000001",
        "ICP备案编号": "晋ICP备00000001号-1",
        "公安备案编号": "晋公网安备00000000000001号",
        "党政机关标识": "https://bszs.conac.cn/sitename?method=show&id=0",
        "联系方式": "0350-0000000",
        "网站找错": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1400000001",
        "显示单位": "万元",
        "数据许可": "CC BY 4.0",
        # Any other answer needs pyarrow: tests/test_parquet.py asks for what it writes.
        "另附数据格式": [],
        "声明": "本站内容是造出来的。",
        "核对级别": {"F101": "提示"},
        "近义词": {"电脑": ["终端"]},
        "敏感信息核准": [{"标记": "D201-00000000", "理由": "单位值班电话", "审核人": "王五"}],
    }


def department(number: int) -> Tree:
    """Return one body of the register; the first is above all others."""
    above = {"上级": _department(0)} if number else {}
    return {
        "名称": f"造表市第{number}局",
        "曾用名": [f"造表市原第{number}局"],
        "地区": f"造表{number % 3}区",
        "地区标识": f"made-{number % 3}",
        **above,
        "说明": f"第{number}局的说明。",
    }


MATTERS = [
    {"事项": "分配科学性", "结论": "是", "情况说明": "按因素法分配。"},
    {"事项": "下达及时性", "结论": "否", "存在问题和改进措施": "晚三日，已建台账。"},
]


def report(number: int) -> Tree:
    """Return the data file of one report: every third states everything, the others less and less."""
    fields = {**_head(number), **_figures(number), **_words(number), **_records(number), "资金管理情况": MATTERS}
    if number == WHOLE_DEPARTMENT:
        fields |= {"类型": "部门整体自评", "涵盖": [identity(0)]}
    optional = [name for name in fields if name not in ("评价规则", "金额单位", "资金", "绩效指标", "总分", "公开")]
    left_out = {name for place, name in enumerate(optional) if number % 3 and place % 5 == number % 5}
    corrected = {one["字段"].partition("/")[0] for one in fields["更正"]} if "更正" not in left_out else set()
    return {name: value for name, value in fields.items() if name not in left_out - corrected}


def _head(number: int) -> Tree:
    return {
        "项目名称": f"第{number}号造表项目<{number}>&“甲*乙_丙”",
        "题注": f"造表{number}",
        "项目编码": f"1400002022{number:08}",
        "年度": _year(number),
        "年度依据": "据表头所印年度。",
        "主管部门": f"造表市第{number % DEPARTMENTS}局",
        "实施单位": f"第{number % 7}造表站",
        "评价规则": RULEBOOKS[number % len(RULEBOOKS)],
        "金额单位": ("元", "万元", "亿元")[number % 3],
        "同一项目": {"项目": f"whole-{number:04}", "表号": "第1张，共1张"},
    }


def _figures(number: int) -> Tree:
    executed = 60 + number % 41
    score = f"{executed / 10:.1f}"
    lost = number % 4
    rows = [_indicator(number, place) for place in range(len(LEVELS))]
    return {
        "资金": [
            {
                **_money("年度资金总额", 100, executed),
                "分值": "10",
                "得分": score,
                "复核得分": score,
            },
            _money("当年财政拨款", 100, executed),
            {
                **_money("上级补助", 40, executed * 2 // 5),
                "属于": "当年财政拨款",
                "其他栏": {"统筹整合资金数": "40.00"},
            },
        ],
        "资金明细": [
            {
                "名称": "资金使用明细表",
                "金额单位": ("元", "万元", "亿元")[number % 3],
                "执行率分母": ("年初预算数", "全年预算数", "实际到位数")[number % 3],
                "行": [_money("合计", 100, executed), _money("其中：设备", 100, executed)],
            }
        ],
        "附表": [
            {
                "名称": "设备清单",
                "单位": "台",
                "表头": ["设备", "数量"],
                "行": [["服务器", str(number)], ["终端", str(number * 3)]],
            }
        ],
        "绩效指标": rows,
        "层级小计": [
            {
                "一级指标": "产出指标",
                "二级指标": "数量指标",
                "分值": "50",
                "得分": str(50 - lost),
                "指标解释": "一级指标的解释",
                "评分规则": "按比例",
                "备注": "小计",
            }
        ],
        "总分值": "100",
        "总分": f"{executed / 10 + 90 - lost * len(LEVELS):.1f}",
        "评价等级": ("优", "良", "中", "差")[number % 4],
    }


def _money(source: str, budget: int, executed: int) -> Tree:
    return {
        "来源": source,
        "年初预算数": f"{budget}.00",
        "全年预算数": str(budget),
        "实际到位数": str(budget),
        "全年执行数": f"{executed}.00",
        "结余": str(budget - executed),
        "到位率": "100%",
        "执行率": f"{executed * 100 // budget}%",
        "备注": f"{source}的备注",
    }


def _indicator(number: int, place: int) -> Tree:
    level1, level2, weight = LEVELS[place]
    target, actual, unit = VALUES[(number + place) % len(VALUES)]
    lost = number % 4
    everything = {
        "一级指标": level1,
        "二级指标": level2,
        "三级指标": f"{level2}第{place + 1}项",
        "所属目标": "完善路网" if place < 4 else "便利出行",
        "指标性质": ("正向", "反向", "定性", "≥")[(number + place) % 4],
        "年度指标值": target,
        "调整后指标值": target,
        "度量单位": unit,
        "实际完成值": actual,
        "完成率": "98%",
        "分值": weight,
        "得分": str(int(weight) - lost),
        "单项得分": "95",
        "复核得分": str(int(weight) - lost),
        "复核理由": "完成值没有依据",
        "指标解释": "指标的解释",
        "评分规则": "完成得满分",
        "偏差原因分析及改进措施": "进度略慢，\n已经赶上。",
        "与上行合并": ["得分"],
        "其他栏": {"责任科室": "第三科", "数据来源": "台账"},
        "备注": "指标的备注",
    }
    rare = {
        "所属目标": 9,
        "指标性质": 3,
        "调整后指标值": 4,
        "度量单位": 1,
        "单项得分": 5,
        "复核得分": 2,
        "复核理由": 2,
        "与上行合并": 7,
    }
    kept = {name for name in everything if name not in rare or (number + place) % rare[name] == 0}
    first = {"与上行合并"} if place == 0 else set()
    return {name: value for name, value in everything.items() if value and name in kept - first}


def _words(number: int) -> Tree:
    chapters = {name: f"{name}：第{number}号项目。\n第二段。" for name in CHAPTERS}
    return {
        "年度总体目标": {
            "预期目标": f"造{number}张表。",
            "实际完成情况": f"造了{number}张表。",
            "实施期目标": "三年造完。",
            "调整后目标": f"造{number}张表，年中未调整。",
        },
        "项目绩效分析": {"项目概况": "表内的项目概况。", "其他章节": [{"标题": "表内附言", "正文": "附言。"}]},
        "报告": {**chapters, "其他章节": [{"标题": "后记", "正文": "后记的正文。"}]},
    }


def _has_picture(number: int) -> bool:
    return number % 50 == 30


def _attachments(number: int) -> Tree:
    """Return the picture beside a report, and one that was there."""
    if not _has_picture(number):
        return {}
    taken = {"日期": _changed(number), "原因": "重复附上", "批准人": "李四"}
    removed = {**_picture("copy.png", number), "撤下": taken}
    return {"附件": [_picture("sealed.png", number), removed]}


def _picture(file: str, number: int) -> Tree:
    return {
        "文件": file,
        "标题": f"第{number}号盖章件",
        "类型": "盖章扫描件",
        "字节": str(len(_PICTURE)),
        "SHA-256": _DIGEST,
        "日期": "2024-08-30",
        "人工核验": {"人": "钱七", "日期": "2024-08-30", "SHA-256": _DIGEST},
    }


def _records(number: int) -> Tree:
    return {
        **_attachments(number),
        "公开": _disclosure(number),
        "更正": [
            {
                "日期": _changed(number),
                "类型": "补充",
                "字段": "评价等级",
                "原值": "未填报",
                "现值": ("优", "良", "中", "差")[number % 4],
                "原因": "补填",
                "批准人": "李四",
            },
            {
                "日期": _changed(number),
                "类型": "行",
                "字段": "绩效指标/重复的一行",
                "位置": "2",
                "原值": {"三级指标": "重复的一行", "年度指标值": "1", "分值": "0"},
                "现值": "未填报",
                "原因": "重复填列",
                "批准人": "李四",
            },
        ],
        "敏感信息核准": [{"标记": "D201-00000000", "理由": "单位值班电话", "审核人": "王五"}],
        "来源": f"第{number}号造表",
        "转录记录": [{"栏目": "备注", "原文": "备■", "处理": "已修复", "说明": "缺一个字"}],
        "核对说明": {"F301": "已核对。"},
        "答复": [
            {
                "编号": "F102",
                "日期": "2025-03-31",
                "状态": ("已说明", "维持")[number % 2],
                "说明": "经复核，照表公布。",
                "答复单位": f"第{number % 7}造表站",
            }
        ],
        "复核": {
            "机构": "造表县财政局",
            "日期": "2024-09-15",
            "方式": "抽查复核",
            "总分": str(90 - number % 20),
            "理由": "完成值没有依据的扣分",
        },
        "整改": [
            {
                "日期": "2024-09-20",
                "问题": "完成值没有依据",
                "涉及": "复核",
                "措施": "补齐台账",
                "责任单位": "第三科",
                "期限": "2024-12-31",
                "进展": [{"日期": "2024-11-01", "状态": "整改中", "说明": "已补一半", "新期限": "2025-03-31"}],
            }
        ],
    }


def _is_embargoed(number: int) -> bool:
    """Every eleventh is under embargo on the day of the golden tree."""
    return number % 11 == 0


def _changed(number: int) -> str:
    """Return a day on which something published was changed."""
    return "2027-02-01" if _is_embargoed(number) else "2024-10-08"


def _disclosure(number: int) -> Tree:
    state = STATES[number % len(STATES)]
    public: Tree = {
        "状态": state,
        "公开日期": _EMBARGO if _is_embargoed(number) else "2024-08-31",
        "公开时间": "09:30",
        "保密审查": {"结论": "通过", "日期": "2024-08-30", "审查人": "钱七"},
    }
    added: dict[str, Tree] = {
        "部分公开": {
            "不予公开栏目": [{"栏目": "绩效指标/第2行/其他栏/责任科室", "依据": ARTICLE}],
            "变更记录": [
                {
                    "日期": _changed(number),
                    "类型": "不予公开",
                    "栏目": "绩效指标/第2行/其他栏/责任科室",
                    "原因": "涉及内部分工",
                    "批准人": "李四",
                }
            ],
        },
        "不予公开": {"不予公开依据": ARTICLE},
        "已撤回": {
            "撤回": {
                "日期": "2027-03-01" if _is_embargoed(number) else "2025-03-01",
                "原因": "重复公开",
                "批准人": "赵六",
            }
        },
    }
    return {**public, **added.get(state, {})}
