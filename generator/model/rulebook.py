"""A rulebook: how points are given, as data.

What differs between places is a setting here, never code.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.model.figure import parse_figure
from generator.model.text import fold, level_name
from generator.model.types import Identifier, Part, Text, Year


def _decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    figure = parse_figure(value if isinstance(value, str) else "")
    if figure.value is None:
        raise ValueError("应为数字")
    return figure.value


Points = Annotated[
    Decimal, BeforeValidator(_decimal), WithJsonSchema({"type": ["string", "number"]})
]
Percent = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    WithJsonSchema({"type": ["string", "number"], "examples": ["80%"]}),
]


class Certainty(StrEnum):
    """How sure we are of a rule."""

    FOUND = "已核"
    SECOND_HAND = "转引"
    MEMORY = "待核"


class Basis(Part):
    """Where a rule comes from and how sure that is."""

    source: Text = Field(alias="出处", title="出处", description="文件、条款")
    certainty: Certainty = Field(
        alias="可信度",
        title="可信度",
        description="已核：见过原文或实表；转引：见于他人转述；待核：凭记忆",
    )
    note: Text | None = Field(None, alias="说明", title="说明")


class Tier(Part):
    """One step of a tiered rule.

    From `floor` % (included) the share of points runs from `low` to `high` %.
    """

    floor: Percent = Field(alias="下限", title="下限（%，含）")
    low: Percent = Field(alias="最低得分", title="最低得分占分值的百分比")
    high: Percent = Field(alias="最高得分", title="最高得分占分值的百分比")


class BudgetRule(Part):
    """How the budget-execution row is scored."""

    weight: Points = Field(alias="分值", title="分值（分）")
    base: Literal["全年预算数", "年初预算数", "实际到位数"] = Field(
        "全年预算数", alias="分母", title="执行率的分母"
    )
    names: tuple[Text, ...] = Field(
        ("预算执行率", "预算执行", "资金执行率", "预算资金执行率"),
        alias="名称",
        title="预算执行率一行的名称",
        description="预算执行率作为指标填报时，该行在任何一级上的叫法",
    )
    zero: Literal["满分", "零分", "不可判定"] = Field(
        "不可判定", alias="零预算", title="预算数和执行数都是 0 时的计分"
    )
    method: Literal["按比例", "分档"] = Field(alias="方法", title="计分方法")
    tiers: tuple[Tier, ...] = Field(
        (), alias="档次", title="档次", description="方法为分档时填写，由高到低"
    )
    low_rate: Percent = Field(
        Decimal(50),
        alias="低执行提示",
        title="低执行提示线（%）",
        description="执行率低于此数而没有说明的，列为核对",
    )


class QuantitativeRule(Part):
    """How quantitative indicators are scored."""

    reverse: Literal["超出比例扣分", "目标值除以完成值"] = Field(
        alias="反向公式", title="反向指标未达标时的公式"
    )
    over_limit: Percent = Field(
        alias="超额提示", title="超额完成提示线（%）", description="超出目标值多少即提示"
    )
    at_least_zero: Literal["达到即满分", "大于零即零分", "两种读法"] = Field(
        "两种读法", alias="正向零目标", title="目标为“≥0”而完成值大于 0 时的计分"
    )
    dropped: Literal["按年初指标值", "调整后为空即取消", "两种读法"] = Field(
        "按年初指标值", alias="取消的指标", title="别的行都有调整后指标值、只有本行为空时的计分"
    )


class Band(Part):
    """One band of the qualitative rule, in % of the weight."""

    name: Text = Field(alias="名称", title="档次名称")
    aliases: tuple[Text, ...] = Field((), alias="写法", title="表上的其他写法")
    high: Percent = Field(alias="上限", title="上限（%）")
    low: Percent = Field(alias="下限", title="下限（%）")


class ItemRule(Part):
    """A rule for rows of certain names, in place of the general one."""

    names: tuple[Text, ...] = Field(alias="三级指标", title="适用的三级指标名称", min_length=1)
    method: Text = Field(
        alias="方法",
        title="计分方法",
        description="如 按比例、分档、清单、自评；分档另填档次和依据量",
    )
    measured: Literal["预算执行率", "实际完成值", "完成比例"] | None = Field(
        None, alias="依据量", title="分档所依据的量（%）", description="方法为分档时必填"
    )
    tiers: tuple[Tier, ...] = Field((), alias="档次", title="档次")

    def applies(self, name: str | None) -> bool:
        """Tell whether the row's name is one of those named, spelling folded."""
        return name is not None and fold(name) in {fold(known) for known in self.names}


class Grade(Part):
    """One grade: from `floor` points (included) upwards."""

    name: Text = Field(alias="名称", title="等级")
    aliases: tuple[Text, ...] = Field((), alias="别名", title="当地写法")
    floor: Points = Field(alias="下限", title="下限（分，含）")

    def is_called(self, label: str) -> bool:
        """Tell whether `label` means this grade."""
        return fold(label) in {fold(name) for name in (self.name, *self.aliases)}


class Validity(Part):
    """First and last year of evaluation the rulebook is meant for."""

    first: Year | None = Field(None, alias="自", title="自（年度）")
    last: Year | None = Field(None, alias="至", title="至（年度）")

    def __str__(self) -> str:
        if self.first and self.last:
            return (
                f"{self.first} 年度"
                if self.first == self.last
                else f"{self.first} 至 {self.last} 年度"
            )
        if self.first or self.last:
            return f"{self.first} 年度起" if self.first else f"至 {self.last} 年度止"
        return "各年度"

    def covers(self, year: int) -> bool:
        """Tell whether the rulebook is meant for reports of `year`."""
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )


class Rulebook(Part):
    """A complete set of rules; the file's name is its id."""

    id: Identifier = Field(alias="标识", title="标识")
    name: Text = Field(alias="名称", title="名称")
    version: Text = Field(alias="版本", title="版本")
    place: Text = Field(alias="适用范围", title="适用范围")
    validity: Validity = Field(
        default_factory=lambda: Validity.model_validate({}), alias="适用年度", title="适用年度"
    )
    full_score: Points = Field(alias="满分", title="满分（分）")
    places: Literal["0", "1", "2", "3", "4"] = Field(
        "2", alias="计分小数位", title="计分保留的小数位"
    )
    level1_weights: dict[Text, Points] = Field(alias="一级权重", title="一级指标权重（分）")
    level2: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict, alias="二级指标", title="各一级指标下的二级指标"
    )
    level_spellings: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict, alias="层级写法", title="各级指标在表上的其他写法"
    )
    budget: BudgetRule = Field(alias="预算执行", title="预算执行率")
    quantitative: QuantitativeRule = Field(alias="定量指标", title="定量指标")
    bands: tuple[Band, ...] = Field(
        alias="定性档次", title="定性指标档次", description="由高到低", min_length=1
    )
    items: tuple[ItemRule, ...] = Field((), alias="单项规则", title="单项规则")
    grades: tuple[Grade, ...] = Field(
        alias="等级", title="评价等级", description="由高到低", min_length=1
    )
    basis: dict[Text, Basis] = Field(alias="依据", title="各条规则的依据")

    def same_level(self, name: str, stated: str) -> bool:
        """Tell whether a form's label of a level means the level of this name.

        产出 is 产出指标, 效果指标 效益指标.
        """
        spellings = (name, *self.level_spellings.get(name, ()))
        return level_name(stated) in {level_name(spelling) for spelling in spellings}

    def grade_of(self, total: Decimal) -> Grade:
        """Return the grade of a total score (分); the lowest grade takes everything below."""
        return next((grade for grade in self.grades if total >= grade.floor), self.grades[-1])

    def grade_called(self, label: str) -> Grade | None:
        """Return the grade that a form's word (优秀, 良好 …) means, or None."""
        return next((grade for grade in self.grades if grade.is_called(label)), None)

    def item_rule(self, name: str | None) -> ItemRule | None:
        """Return the special rule for a row of this name, or None."""
        return next((item for item in self.items if item.applies(name)), None)
