"""The scan before publication finds every valid number however it is written, and takes no amount or code for one."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from generator.assessment import Assessment
from generator.checks.personal_data import mark_of
from generator.checks.recognisers.contacts import CARD, EMAIL, MOBILE
from generator.checks.recognisers.identities import IDENTITY, PASSPORT, PLATE
from generator.checks.recognisers.looks import Kind
from generator.checks.runner import check_all
from generator.checks.sensitive import PERSONAL, SECRECY, masked, may_hold, scan
from generator.model.finding import Severity
from tests.identity_numbers import CHECK_CHARACTERS, check_character, first_17_digits
from tests.make import LAWFUL, make_case, row, rows

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９\uff38")
REGIONS = ("140102", "310101", "110105", "440305", "650102")


def kinds(text: str) -> list[str]:
    return [kind.title for kind, _ in scan(text, PERSONAL)]


@st.composite
def identities(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=date(1940, 1, 1), max_value=date(2020, 12, 31)))
    body = f"{draw(st.sampled_from(REGIONS))}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + check_character(body)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    return f"1{draw(st.integers(30, 99))}{draw(st.integers(0, 99999999)):08}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = f"62{draw(st.integers(10, 36))}{draw(st.integers(0, 10**14 - 1)):014}"
    return body + str(luhn.calc_check_digit(body))


WRITTEN = (
    lambda text: text,
    lambda text: text.translate(FULL_WIDTH),
    lambda text: " ".join(text[start : start + 4] for start in range(0, len(text), 4)),
    lambda text: "-".join((text[:3], text[3:7], text[7:])),
)
WRITTEN_WIDE = (
    "  ".join,
    lambda text: "\u3000".join((text[:6], text[6:14], text[14:])),
    lambda text: " - ".join((text[:6], text[6:14], text[14:])),
    lambda text: f"{text[:6]}\n{text[6:]}",
    lambda text: "－".join((text[:6], text[6:14], text[14:])).translate(FULL_WIDTH),
)


# The two examples of GB 11643-1999 itself, the first also with a small x.
@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", "11010519491231002x"])
def test_the_examples_of_the_standard_are_found(number: str) -> None:
    assert check_character(number[:17]) == number[17].upper()
    assert kinds(f"身份证{number}") == [IDENTITY.title]


def test_all_of_5000_valid_identity_numbers_are_found() -> None:
    chance = random.Random(11643)  # noqa: S311 - a repeatable choice, no secret
    bodies = [first_17_digits(chance) for _ in range(5000)]
    missed = [body for body in bodies if kinds(f"经办人{body}{check_character(body)}。") != [IDENTITY.title]]

    assert missed == []


def test_none_of_5000_numbers_with_a_wrong_check_character_is_taken_for_an_identity() -> None:
    chance = random.Random(1999)  # noqa: S311 - a repeatable choice, no secret
    taken = []
    for _ in range(5000):
        body = first_17_digits(chance)
        wrong = chance.choice([one for one in CHECK_CHARACTERS if one != check_character(body)])
        taken += [body + wrong] if IDENTITY.title in kinds(f"经办人{body}{wrong}。") else []

    assert taken == []


@pytest.mark.parametrize("write", WRITTEN_WIDE)
def test_an_identity_number_is_found_however_far_its_digits_stand_apart(write: Any) -> None:
    @given(identities())
    def found(number: str) -> None:
        assert kinds(f"经办人：{write(number)}，请联系。") == [IDENTITY.title]

    found()


@pytest.mark.parametrize("write", WRITTEN)
@pytest.mark.parametrize(("numbers", "kind"), [(identities(), IDENTITY), (mobiles(), MOBILE), (cards(), CARD)])
def test_every_valid_number_is_found_however_it_is_written(
    write: Any, numbers: st.SearchStrategy[str], kind: Kind
) -> None:
    @given(numbers)
    def found(number: str) -> None:
        assert kinds(f"经办人：{write(number)}，请联系。") == [kind.title]

    found()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("邮箱 zhang.san@example.gov.cn", EMAIL),
        ("护照E12345678", PASSPORT),
        ("持EA1234567入境", PASSPORT),
        ("公务用车晋A·B1234", PLATE),
        ("新能源车沪AD12345", PLATE),
        ("电话：+86 138 1234 5678", MOBILE),
        ("008613812345678", MOBILE),
        ("Tel13812345678", MOBILE),
        ("护照KJ1234567", PASSPORT),
        ("执法车晋A1234警", PLATE),
        ("卡号5200831111111113", CARD),
    ],
)
def test_other_kinds_are_found_by_their_look(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind.title]


MARKS_OF_SECRECY = (
    *("机密", "绝密", "机密级", "秘密级", "秘密★", "绝密☆", "机密*", "密级：秘密", "密级"),
    *("内部资料", "内部文件", "内部材料", "内部使用", "内部掌握", "内部参考"),
    *("涉密", "涉密项目", "工作秘密", "商业秘密", "注意保密", "会后收回"),
    *("不得公开", "不得对外公开", "不宜公开", "禁止外传", "请勿外传", "严禁外泄"),
)


@pytest.mark.parametrize("gap", ["", " ", "  ", "\u3000", "\n"])
@pytest.mark.parametrize("words", MARKS_OF_SECRECY)
def test_words_that_mark_secrecy_are_found_however_far_apart_they_are_set(words: str, gap: str) -> None:
    text = f"本表{gap.join(words)}，妥善保存"

    assert [kind.title for kind, _ in scan(text, SECRECY)][:1] == ["密级或内部标志"]


@pytest.mark.parametrize(
    "text",
    [
        *("项目不涉密", "本项目为非涉密信息系统", "不涉及商业秘密", "未涉及工作秘密", "没有商业秘密"),
        *("司机密切配合", "飞机密封件", "手机密码重置", "计算机密钥管理", "主机密集部署", "数据机密性"),
        *("精密级仪器", "加密级别提高", "干涉密度", "与村民亲密级联", "隔绝密闭空间"),
        *("内部控制制度", "单位内部审计", "内部管理", "依法公开", "应予公开", "对外公开", "会后整理"),
        *("保密审查通过", "秘密投票", "密切联系群众", "人口稠密"),
    ],
)
def test_words_that_only_sound_like_a_mark_are_let_pass(text: str) -> None:
    assert list(scan(text, SECRECY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91110000710926094P",
        "全年执行13812345678.00元",
        "合计13,812,345,678元",
        "财预〔2020〕10号",
        "合同编号：6222021001116245702",
        "项目410105202400012345已立项",
        "招标文件SX2023001号",
        "京A级景区12345人次",
        "项目编码 140102199003070038X1",
        "执行率97.34%，结余226.08万元",
        "2020年12月31日至2021年1月1日",
        "京哈高速G1和G12345路段",
        "保密审查通过，数据机密性良好",
    ],
)
def test_amounts_codes_and_document_numbers_are_no_persons(text: str) -> None:
    assert kinds(text) == []
    assert [kind.title for kind, _ in scan(text, SECRECY)] == []


def test_the_six_real_reports_raise_no_alarm(real: Assessment) -> None:
    assert [finding for finding in real.findings if finding.code.startswith("D2")] == []


def test_a_thousand_reports_with_amounts_codes_and_document_numbers_raise_no_alarm() -> None:
    chance = random.Random(7)  # noqa: S311 - a repeatable choice, no secret
    digits = "0123456789"
    for _ in range(1000):
        code = "".join(chance.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=15))
        body = f"91{chance.choice(REGIONS)}{code[:9]}"
        credit = body + uscc.calc_check_digit(body)
        amount = f"{chance.randrange(10**10, 2 * 10**10)}.{chance.randrange(100):02}"
        text = (
            f"承办单位统一社会信用代码{credit}，合同金额{amount}元，依据晋财预〔{chance.randrange(2015, 2026)}〕{chance.randrange(1, 999)}号，"
            f"项目编码{''.join(chance.choices(digits, k=21))}，合同编号{''.join(chance.choices(digits, k=chance.choice((12, 16, 18, 19))))}，"
            f"招标编号SXZB-{''.join(chance.choices(digits, k=8))}，完成{chance.randrange(10**6)}人次。"
        )
        assert kinds(text) == [], text


def test_a_finding_blocks_hides_the_number_and_is_lifted_by_an_approval() -> None:
    fields: dict[str, Any] = {"绩效指标": [row(备注="经办人13812345678"), *rows()[1:]]}
    (finding,) = [one for one in check_all([make_case(**fields)], {}).findings if one.code == "D201"]
    mark = finding.expected.split("标记 ")[1].split("、")[0]
    approved = make_case(**fields, 敏感信息核准=[{"标记": mark, "理由": "单位值班电话", "审核人": "王五"}])

    assert finding.severity is Severity.ERROR
    assert "13812345678" not in f"{finding}"
    assert masked("13812345678") in finding.message
    assert not [one for one in check_all([approved], {}).findings if one.code == "D201"]


def test_what_is_certain_is_lifted_by_no_approval() -> None:
    number = "11010519491231002X"
    fields: dict[str, Any] = {"报告": {"项目概况": f"经办人{number}"}}
    mark = mark_of("D201", "报告/项目概况", number)
    case = make_case(**fields, 敏感信息核准=[{"标记": mark, "理由": "本人同意", "审核人": "王五"}])
    (finding,) = [one for one in check_all([case], {}).findings if one.code == "D201"]

    assert (finding.severity, mark in finding.expected) == (Severity.ERROR, False)


def test_what_is_in_doubt_is_told_and_does_not_block() -> None:
    (finding,) = [
        one
        for one in check_all([make_case(报告={"项目概况": "咨询电话0351-4065678"})], {}).findings
        if one.code == "D201"
    ]

    assert finding.severity is Severity.REVIEW


def test_a_telephone_number_in_a_cell_for_money_is_an_amount_and_in_one_for_points_is_none() -> None:
    amount = make_case(资金=[{"来源": "年度资金总额", "全年执行数": "13812345678"}])
    points = make_case(绩效指标=[row(得分="13812345678"), *rows()[1:]])
    code = make_case(项目编码="13812345678")

    assert not [one for one in check_all([amount], {}).findings if one.code == "D201"]
    assert not [one for one in check_all([code], {}).findings if one.code == "D201"]
    assert [one.code for one in check_all([points], {}).findings if one.code == "D201"] == ["D201"]


NUMBER = "13812345678"


def sensitive(**fields: Any) -> list[tuple[str, str, Severity]]:
    """Return what D201 and D202 find in a report: code, place and severity; none may say the number again."""
    case = make_case(**fields)
    found = [one for one in check_all([case], {}).findings if one.code in ("D201", "D202")]
    assert all(NUMBER not in f"{one}" for one in found)
    return [(one.code, one.message.split("里疑似有")[0], one.severity) for one in found]


def withdrawn(reason: str) -> dict[str, Any]:
    return {"状态": "已撤回", "撤回": {"日期": "2024-01-05", "原因": reason, "批准人": "李四"}}


def test_the_reason_of_a_withdrawal_is_scanned_it_stays_on_the_page() -> None:
    assert sensitive(公开=withdrawn(f"误填{NUMBER}")) == [("D201", "公开/撤回/原因", Severity.ERROR)]


def test_of_a_withdrawn_or_withheld_report_only_what_is_still_said_blocks() -> None:
    note = {"报告": {"项目概况": f"经办人{NUMBER}"}, "实施单位": f"某站{NUMBER}", "项目名称": f"某项目{NUMBER}"}
    withheld = {"状态": "不予公开", "不予公开依据": "《政府信息公开条例》第十五条"}

    assert [(place, severity) for _, place, severity in sensitive(**note, 公开=withdrawn("误填"))] == [
        ("项目名称", Severity.ERROR),
        ("实施单位", Severity.REVIEW),
        ("报告/项目概况", Severity.REVIEW),
    ]
    assert [(place, severity) for _, place, severity in sensitive(**note, 公开=withheld)] == [
        ("项目名称", Severity.REVIEW),
        ("实施单位", Severity.ERROR),
        ("报告/项目概况", Severity.REVIEW),
    ]


def test_the_law_may_be_named_as_the_ground() -> None:
    ground = {"状态": "不予公开", "不予公开依据": "《政府信息公开条例》第十五条，涉及商业秘密"}

    assert sensitive(公开=ground) == []
    assert sensitive(公开=withdrawn("内部 资料")) == [("D202", "公开/撤回/原因", Severity.ERROR)]


def test_the_names_of_columns_of_ones_own_are_scanned() -> None:
    columns = {f"联系人{NUMBER}": "有", "机 密": "是"}

    assert sensitive(绩效指标=[row() | {"其他栏": columns}, *rows()[1:]]) == [
        ("D201", "绩效指标/养护里程/其他栏", Severity.ERROR),
        ("D202", "绩效指标/养护里程/其他栏", Severity.ERROR),
    ]


def test_the_reasons_of_approvals_are_scanned_they_are_published() -> None:
    approval = {"标记": "D201-00000000", "理由": f"值班电话{NUMBER}", "审核人": "王五"}

    assert sensitive(敏感信息核准=[approval]) == [("D201", "敏感信息核准/第1行/理由", Severity.ERROR)]


def test_a_row_that_is_headed_by_a_number_is_named_without_it() -> None:
    found = sensitive(绩效指标=[row(三级指标=f"经办人{NUMBER}", 备注="内部资料"), *rows()[1:]])

    assert [(code, place) for code, place, _ in found] == [
        ("D201", "绩效指标/经办人138******78/三级指标"),
        ("D202", "绩效指标/经办人138******78/备注"),
    ]


def test_a_draft_is_only_warned_and_the_gate_cannot_be_lowered() -> None:
    note = {"报告": {"项目概况": "经办人13812345678"}}
    draft = check_all([make_case(**note, 公开={"状态": "草稿"})], {}).findings
    public = check_all([make_case(**note)], {"D201": Severity.NOTICE}).findings

    assert [one.severity for one in draft if one.code == "D201"] == [Severity.REVIEW]
    assert [one.severity for one in public if one.code == "D201"] == [Severity.ERROR]
    assert LAWFUL["公开"]["状态"] == "公开"


# A123456(3) is the example that the Hong Kong Immigration Department prints.
@pytest.mark.parametrize("check", "0123456789A")
def test_a_hong_kong_number_is_one_by_its_check_digit_alone(check: str) -> None:
    assert kinds(f"经办人A123456({check})") == (["香港身份证号码"] if check == "3" else [])


@pytest.mark.parametrize("last", range(10))
def test_a_card_is_one_by_its_check_digit_alone(last: int) -> None:
    body = "622202020011223"

    assert (CARD.title in kinds(f"收款{body}{last}")) is (last == int(luhn.calc_check_digit(body)))


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        ("14010219800101001", True),
        ("99010219800101001", False),
        ("14010219801301001", False),
        ("14010219800230001", False),
    ],
)
def test_an_identity_number_is_of_a_province_and_a_day(body: str, is_one: bool) -> None:
    assert (IDENTITY.title in kinds(f"经办人{body}{check_character(body)}")) is is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("经办人140102800101001。", ["15位身份证号码"]),
        ("支出140102800101001元。", []),
        ("联系138.0013.8000。", [MOBILE.title]),
        ("电话20210305", []),
        ("电话20211305", ["固定电话"]),
    ],
)
def test_what_stands_around_a_number_decides(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(("words", "may"), [("机密★", False), ("内部资料", True)])
def test_a_mark_of_secrecy_with_its_star_cannot_be_answered_for(words: str, may: bool) -> None:
    mark = mark_of("D202", "报告/项目概况", words)
    approval = [{"标记": mark, "理由": "已解密", "审核人": "王五"}]
    report = {"报告": {"项目概况": f"原件标有{words}。"}}

    assert "D202" in {one.code for one in check_all([make_case(**report)], {}).findings}
    answered = {one.code for one in check_all([make_case(**report, 敏感信息核准=approval)], {}).findings}
    assert ("D202" not in answered) is may


@pytest.mark.parametrize(
    ("prefix", "is_one"), [("12", False), *((f"1{digit}", True) for digit in "3456789"), ("10", False)]
)
def test_mobile_numbers_begin_with_13_to_19(prefix: str, is_one: bool) -> None:
    assert (MOBILE.title in kinds(f"联系{prefix}912345678。")) is is_one


@pytest.mark.parametrize("kind", [*PERSONAL, *SECRECY], ids=lambda kind: kind.title)
@given(st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_looks_like_a_number_is_not_passed_by_at_a_glance(kind: Kind, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(kind.pattern))

    assert kind.hint.search(text)
    assert may_hold(text)
