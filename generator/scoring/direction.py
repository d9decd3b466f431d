"""Which way an indicator counts when its target carries no sign.

Closed tables of names, read from their end.

Chinese names carry their meaning at the end: 投诉处理率 counts handling, 投诉率
complaints. What stands in no table is open, and the row is then a range.
"""

import re

from generator.model.measure import Amount, Comparator, Trend
from generator.model.text import fold
from generator.scoring.facts import Sense
from generator.scoring.units import is_count, is_duration

# Deeds and states of which more is better.
_GOOD = (
    "合格 覆盖 完成 满意 达标 及时 准时 按时 按期 到位 增长 增加 使用 利用 入学 巩固 就业 参保 参与 参加 知晓 "
    "知晓度 普及 办结 办理 处理 处置 整改 回复 答复 准确 正确 完好 正常 运行 在线 成活 存活 治愈 抽检 验收 "
    "通过 优良 优秀 优质 合规 规范 公开 保障 发放 支付 执行 兑现 落实 配备 到达 上线 接种 筛查 建档 签约 收缴 "
    "征收 回收 自给 绿化 转化 提升 提高 改善 支持 受理 查处 化解 排查 整治 调处 救助 帮扶 解决 培训 建设 维修 "
    "维护 养护 检查 巡查 检测 监测 采购 购置 购买 投入 开工 竣工 完工 开展 举办 宣传 服务 惠及 受益 受惠 资助 "
    "补助 补贴 改造 修复 治理 新增 新建 新改建 扩建 安装 收入 增收 产值 产量 利润 税收 效益 节约 节省 减排 "
    "减免 降低 下降 减少 压减 缩短 好转 满足 安全 稳定 畅通 供应 供水 供电 保存 录取 毕业 升学 脱贫 达成 实现 "
    "实施 到岗 出勤 在岗 入库 签收 归档 审核 审批 办案 结案 审结 破案 侦破 起诉 调解 履约 履行 中标 招标 引进 "
    "招商 孵化 授权 申请 发表 出版 刊发 报道 推广 应用 示范 认证 接待 演出 展览 借阅 访问 点击 浏览 关注 下载 "
    "注册 激活 交易 销售 出口 播出 播种 种植 造林 绿化 灌溉 复垦 复耕 养殖 出栏 存栏 检验 鉴定 诊疗 门诊 住院 "
    "手术 随访 体检 献血 孕检 保健 清运 清扫 保洁 回访 响应 配套 支撑 提供 编制 印制 制作 制定 出台 修订 完善 "
    "评审 评估 调研 考察 慰问 走访 表彰 奖励 聘用 招录 录用 派驻 选派 达到 保持 保护 保留 完整 一致 匹配 适配 "
    "互联 共享 可用 可靠 精准 命中 检出 提前 创新 成功 有效 有效性 生产 种类 规模 数量 面积 里程 长度 容量 "
    "能力 水平 质量 比例 学时 课时 人次 人数 户数 场次 期数 批次 册数 台数 套数 家数 篇数 份数 项目 任务 工程 "
    "课题 活动 会议 讲座 检 验收合格 发证 颁证 持证 知识 上岗 下沉 入驻 驻村 对接 覆盖面 投放 储备 轮换 周转 "
    "收储 供给 供暖 供热 供气 通水 通电 通车 通邮 硬化 亮化 美化 净化 处理量 回用 再利用 综合利用 循环利用 净增 "
    "增幅 贡献 拉动 带动 撬动 引导 吸纳 转移就业 创业 孵化成功 留存 巩固提升 优化 升级 更新 替换 迁移 接入 入网 "
    "联网 部署 开发 研发 疫苗剂 疫苗 到货 安全感 获得感 幸福感 纠正 排除 响应及时 抢通 恢复 复工 复产 到账 到校 "
    "到课 开机 可及 可达 送达 办结及时 好评 认可 信任 支持度 认同 美誉 知名 消除 清零 日清 拨付 下达 报销 结算 供餐 "
    "配送 执结 达产 入住 就诊 签订 缴纳 公示 报送 上报 录入 维保 巡护 管护 巡检 消杀 消毒 免疫 防治 防控 监管 清淤 "
    "疏浚 加固 除险 拆除 认定 评定 备案 登记 核查 复核 抽查 检修 更换 供种"
).split()
# Faults and losses of which less is better.
_BAD = (
    "差错 错误 失误 故障 事故 死亡 伤亡 受伤 伤残 发病 患病 感染 传染 误诊 漏诊 漏检 漏报 漏登 流失 辍学 失学 "
    "失业 空置 闲置 返修 返工 退货 退回 退件 退款 损耗 损失 损坏 破损 丢失 遗失 缺失 缺陷 隐患 投诉 上访 纠纷 "
    "逾期 超期 延期 延误 迟到 缺勤 旷工 违规 违法 违纪 违约 犯罪 发案 案发 再犯 复发 复吸 返贫 贫困 亏损 负债 "
    "债务 欠费 拖欠 不良 不合格 超标 超支 超编 排放 污染 能耗 耗能 水耗 电耗 油耗 耗水 耗电 浪费 拥堵 堵塞 "
    "中断 停机 宕机 停电 停水 断电 断网 泄露 泄漏 渗漏 漏损 漏失 误差 偏差 偏离 变更 重复 积压 积案 上诉 改判 "
    "发回 发回重审 冤假错案 火灾 受害 成灾 受灾 灾害 灾情 溺亡 自杀 近视 肥胖 超载 酒驾 盗抢 失火 伤害 侵权 "
    "侵害 风险 病虫害 死淘 死亡数 差评 退票 退学 退保 断供 烂尾 弃置 空转 剔除 报废 淘汰 未完成 未达标 未整改 "
    "未办结 失信 脱保 漏保 应保未保 错发 多发 欠缴 瞒报 误报 误判 错判 漏判 失败 超时 罚款 扣分 负面 负面舆情 舆情"
).split()
# Times that are better short, and times that are better long.
_SHORT = (
    "工期 时限 响应时间 反应时间 等待时间 等候时间 候诊时间 办理时间 办结时间 处理时间 处置时间 审批时间 审核时间 "
    "审理时间 到达时间 恢复时间 修复时间 维修时间 抢修时间 排除时间 停机时间 中断时间 故障时间 延误时间 滞留时间 周期 "
    "耗时 用时 工时 所需时间 办理时长 等待时长 响应时长 处理时长 办案时间 办案期限 办理期限 审批期限 办结期限 住院日 "
    "平均住院日 完成时间 完成时限 建设工期 施工期 拨付时间 支付时间 发放时间 出警时间 送达时间 通勤时间 路程时间"
).split()
_LONG = (
    "服务时长 服务时间 培训时长 培训时间 培训天数 学时 课时 使用年限 使用寿命 运行时间 运行时长 开放时间 开放时长 "
    "开放天数 值班时间 保修期 质保期 服务期 服务期限 服务年限 保存期限 寿命 持续时间 播出时长 供水时间 供电时间 "
    "供暖时间 演出时长 在线时长 飞行时长 志愿服务时长 优良天数 达标天数 无故障时间 无故障运行时间"
).split()
# States that may be too low and too high.
_EITHER_WAY = (
    "床位使用率",
    "监测值",
    "检测值",
    "温度",
    "湿度",
    "浓度",
    "库存",
    "负荷率",
    "资产负债率",
    "变化率",
    "波动",
)
# Of a pollutant less is better, however it is measured.
_POLLUTANT = re.compile(
    r"(?:pm25|pm10|二氧化硫|氮氧化物|臭氧|化学需氧量|氨氮|污染物).{0,4}(?:浓度|含量|均值|排放量)$"
)
_COST = (
    "成本",
    "费用",
    "单价",
    "造价",
    "经费",
    "支出",
    "开支",
    "预算控制",
    "投资额",
    "投资控制",
    "总投资",
    "控制数",
    "控制额",
    "限额",
    "采购价",
)
# Words for money that was not spent: of these more is better under a cost head too.
_SAVED = ("节约", "节省", "节支", "压减", "减少", "降低", "下降", "减免", "收入", "增收")
# A standard paid out is meant to be paid: neither less nor more is better.
_STANDARD = ("标准", "补助", "补贴", "资助", "发放", "奖励", "救助", "慰问", "工资", "待遇")
# What stands behind the word that counts.
_TAIL = re.compile(
    r"(?:发生|比率|比例|占比|比重|率|程度|度|次数|人数|户数|家数|起数|件数|个数|数量|数|总量|总数|量|额|值|面|指标|情况|天数|时间|时长|人次|起|次)+$"
)
_RATE = re.compile(r"(?:率|比例|占比|比重|度)$")
_ASIDE = re.compile(r"\([^()]*\)|[\"“”《》、，,.\s]")
_SENSES = dict.fromkeys(_BAD, Sense.LESS) | dict.fromkeys(_GOOD, Sense.MORE)
_LONGEST = max(map(len, _SENSES))


def sense_of(target: Amount, bound: Comparator | None, name: str, level2: str) -> Sense | None:
    """Return which way the row counts: by its sign, its change, or its name.

    None where nothing tells.
    """
    if bound in (Comparator.LE, Comparator.LT):
        return Sense.LESS
    if bound in (Comparator.GE, Comparator.GT) or target.trend is not None:
        return Sense.MORE
    return sense_of_name(name, level2, target.unit)


def sense_of_name(name: str, level2: str, unit: str) -> Sense | None:
    """Return which way a name counts, by the tables; `unit` tells a duration from a count."""
    bare = _ASIDE.sub("", fold(name))
    if _POLLUTANT.search(bare):
        return Sense.LESS
    if bare.endswith(_EITHER_WAY):
        return None
    if is_duration(unit) or "时限" in bare or "工期" in bare:
        return _of_duration(bare)
    if "满意" in bare or "满意" in level2:
        return None if bare.endswith("不满意率") else Sense.MORE
    if "成本" in level2:
        return _under_cost(bare, unit)
    return _by_ending(bare) or _by_level2(bare, level2, unit)


def _under_cost(bare: str, unit: str) -> Sense | None:
    """Return which way a row under 成本指标 counts: money spent downwards, money saved upwards."""
    if _is_standard(bare):
        return None
    if unit.startswith("元"):
        return Sense.MORE if _stem(bare).endswith(_SAVED) else Sense.LESS
    return _by_ending(bare) or _of_cost(unit)


def _by_level2(bare: str, level2: str, unit: str) -> Sense | None:
    """Return what the level-2 head says of a name that no table ends."""
    if bare.endswith(_COST):
        return _of_a_limit(bare, unit)
    is_amount = is_count(unit) and not _RATE.search(bare)
    if "数量" not in level2 or not is_amount:
        return None
    return None if any(word in bare for word in (*_BAD, "问题")) else Sense.MORE


def _of_cost(unit: str) -> Sense | None:
    return None if unit == "%" else Sense.LESS


def _of_a_limit(bare: str, unit: str) -> Sense | None:
    """Money is kept down; 控制数 in persons or things may be a limit (编制) or a task (随访)."""
    if is_count(unit) or _is_standard(bare):
        return None
    return _of_cost(unit)


def _is_standard(bare: str) -> bool:
    return any(word in bare for word in _STANDARD)


def _stem(bare: str) -> str:
    """Return a name without the words behind the one that counts: 投诉 of 投诉次数."""
    return _TAIL.sub("", bare) or bare


def _by_ending(bare: str) -> Sense | None:
    """Return what the last word that counts says: 投诉处理率 is 处理, 投诉率 is 投诉."""
    stem = _stem(bare)
    ends = (stem[-length:] for length in range(min(_LONGEST, len(stem)), 0, -1))
    return next((_SENSES[end] for end in ends if end in _SENSES), None)


def _of_duration(bare: str) -> Sense | None:
    if any(bare.endswith(word) for word in _LONG):
        return Sense.MORE
    if any(word in bare for word in _SHORT):
        return Sense.LESS
    return None


def can_only_be_short(name: str, level2: str) -> bool:
    """Tell whether a name is a rate of which 100 % is all that can be, cost and states aside.

    It says nothing of a target below 100 %: 20 % may be wanted, or the most that is borne.
    """
    bare = _ASIDE.sub("", fold(name))
    return (
        bare.endswith("率")
        and not bare.endswith(_EITHER_WAY)
        and not is_cost_rate(name, level2)
        and trend_of_name(name) is None
    )


def is_cost_rate(name: str, level2: str) -> bool:
    """Tell whether a row is a rate of cost kept, like 成本控制率.

    Done below 100 % it may be a saving.
    """
    bare = _ASIDE.sub("", fold(name))
    cost = any(word in bare for word in _COST) or "成本" in level2
    return cost and ("控制" in bare or "率" in bare) and "节约" not in bare


def trend_of_name(name: str) -> Trend | None:
    """Return the change that an indicator's name speaks of: 增长率, 下降率."""
    bare = _ASIDE.sub("", fold(name))
    if re.search(r"(?:增长|增幅|提高|提升|上升|增加|涨幅)(?:率|幅度|比例|百分比|额|量)?$", bare):
        return Trend.UP
    if re.search(r"(?:下降|降幅|降低|减少|压减|缩减)(?:率|幅度|比例|百分比|额|量)?$", bare):
        return Trend.DOWN
    return None
