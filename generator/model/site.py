"""The publisher and the register of departments."""

from typing import Literal

from pydantic import Field

from generator.model.finding import Severity
from generator.model.publication import Approval
from generator.model.types import Identifier, Part, Text


class Department(Part):
    """One body in the register."""

    name: Text = Field(alias="名称", title="名称")
    former_names: tuple[Text, ...] = Field((), alias="曾用名", title="曾用名")
    region: Text = Field(alias="地区", title="所属地区")
    region_id: Identifier = Field(alias="地区标识", title="地区标识", description="地区页的地址")
    parent: Identifier | None = Field(None, alias="上级", title="上级部门标识")
    note: Text | None = Field(None, alias="说明", title="说明")


class Site(Part):
    """content/site.yml: the publisher, and nothing about software."""

    name: Text = Field(alias="网站名称", title="网站名称")
    description: Text = Field(alias="网站简介", title="网站简介")
    address: Text | None = Field(
        None,
        alias="网址",
        title="网址",
        description="以 https:// 开头的完整网址；不填则不写入页面",
        pattern=r"^https://[^\s<>\"']+/$",
    )
    publisher: Text = Field(alias="发布机构", title="发布机构")
    government_code: Text | None = Field(
        None,
        alias="政府网站标识码",
        title="政府网站标识码",
        description="10 位数字",
        pattern=r"^[0-9]{10}$",
    )
    icp: Text | None = Field(None, alias="ICP备案编号", title="ICP备案编号")
    police: Text | None = Field(None, alias="公安备案编号", title="公安机关备案编号")
    badge: Text | None = Field(
        None,
        alias="党政机关标识",
        title="党政机关网站标识",
        description="标识查验页的网址",
        pattern=r"^https://[^\s<>\"']+$",
    )
    contact: Text | None = Field(None, alias="联系方式", title="联系方式")
    error_report: Text | None = Field(
        None,
        alias="网站找错",
        title="政府网站找错",
        description="找错入口的网址",
        pattern=r"^https://[^\s<>\"']+$",
    )
    money_unit: Literal["元", "万元", "亿元"] = Field(
        "万元", alias="显示单位", title="金额显示单位"
    )
    licence: Text | None = Field(None, alias="数据许可", title="数据许可")
    notice: Text | None = Field(None, alias="声明", title="页面声明")
    formats: tuple[Literal["parquet"], ...] = Field(
        (),
        alias="另附数据格式",
        title="另附的数据格式",
        description="全部报告的数据表另附的格式，现有 parquet，须先安装 jixiao[parquet]",
    )
    synonyms: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict,
        alias="近义词",
        title="搜索的近义词",
        description="读者用的词: [报告里的词]，如 IT: [信息化]",
    )
    severities: dict[Text, Severity] = Field(
        default_factory=dict,
        alias="核对级别",
        title="核对级别",
        description="核对代码: 错误|核对|提示",
    )
    approvals: tuple[Approval, ...] = Field(
        (),
        alias="敏感信息核准",
        title="敏感信息核准",
        description="网站信息、单位名录、评价规则和手写页面里核准公开的；不在网站上出现",
    )
