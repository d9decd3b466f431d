"""Personal and secret data: every text is scanned before publication, and blocks until removed or answered for.

Source: 《政府信息公开条例》第十四条、第十五条 (state secrets, personal privacy), 《个人信息保护法》第二十八条 (sensitive information).
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from generator.checks.check import Case, Check, Found, check
from generator.model.fields import along
from generator.model.finding import Severity
from generator.model.publication import State
from generator.model.report import Form
from generator.model.text import half_width
from generator.model.tree import TreePath, name_of, resolve, texts, tree_of

_LAWS = "《政府信息公开条例》第十五条、《个人信息保护法》"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PROVINCE_CODES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_GAP = r"[ \-]?"
# A number that these words introduce is a code of a thing, not of a person.
_CODE_BEFORE = re.compile(r"(?:编码|代码|编号|文号|合同号|备案号|型号|发票号|批准号|项目号|单号)[^0-9A-Za-z]{0,6}$")
_MONEY_AFTER = re.compile(r"^[ ]?(?:\.[0-9]|,[0-9]|元|万|亿|号|%)")


# Full-width forms, and the spaces and dashes that people put into numbers.
_NARROW = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200B)), " ")
    | dict.fromkeys(range(0x2010, 0x2016), "-")
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# Without these no number is looked for: most texts are words.
_FEW_DIGITS, _MARKS = re.compile(r"[0-9][ \-]?[0-9][ \-]?[0-9]|@"), re.compile("密|内部|公开|外传|外泄|收回")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of number or word: how it looks, what makes it more than a look, and a quick hint that it may be there."""

    title: str
    pattern: re.Pattern[str]
    is_real: Callable[[str, str, str], bool]
    hint: re.Pattern[str] = _FEW_DIGITS


def _bare(text: str) -> str:
    return re.sub(r"[ \-]", "", text)


def _identity(found: str, _before: str, _after: str) -> bool:
    """A province, a day of birth and a right check digit; counties were renumbered too often to be asked for (GB 11643)."""
    number = _bare(found).upper()
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return (
        number[:2] in _PROVINCE_CODES
        and "1900" <= number[6:10] <= "2099"
        and ric.calc_check_digit(number[:-1]) == number[-1]
    )


def _mobile(_found: str, before: str, after: str) -> bool:
    return (
        not _MONEY_AFTER.match(after)
        and not _CODE_BEFORE.search(before)
        and before[-1:] not in ("¥", "￥", ".", ",", "〔")
    )


def _card(found: str, before: str, after: str) -> bool:
    return luhn.is_valid(_bare(found)) and not _CODE_BEFORE.search(before) and not _MONEY_AFTER.match(after)


def _no_code(_found: str, before: str, _after: str) -> bool:
    return not _CODE_BEFORE.search(before)


def _always(_found: str, _before: str, _after: str) -> bool:
    return True


_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
IDENTITY = Kind("居民身份证号码", re.compile(rf"{_ALONE}[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx]{_END}"), _identity)
MOBILE = Kind(
    "手机号码",
    re.compile(rf"(?:{_ALONE}|(?<=[Tt]el)|(?<=TEL))(?:(?:\+|00)?86{_GAP})?1[3-9](?:{_GAP}[0-9]){{9}}{_END}"),
    _mobile,
)
CARD = Kind(
    "银行卡号",
    re.compile(rf"{_ALONE}(?:62(?:{_GAP}[0-9]){{14,17}}|(?:60|4[0-9]|5[1-5]|35)(?:{_GAP}[0-9]){{14}}){_END}"),
    _card,
)
EMAIL = Kind("电子邮箱", re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"), _always)
PASSPORT = Kind(
    "护照号码", re.compile(rf"{_ALONE}(?:[DEGKPS][0-9]{{8}}|(?:E[A-HJ-NP-Z]|DE|SE|PE|MA|KJ)[0-9]{{7}}){_END}"), _no_code
)
PLATE = Kind(
    "机动车号牌",
    re.compile(
        rf"[{_PROVINCES}][A-HJ-NP-Z][·•・. ]?(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]{_END}"
    ),
    _no_code,
)
SECRET = Kind(
    "密级或内部标志",
    re.compile(
        r"(?:绝密|机密|秘密)\s*[★☆*]|(?:绝密|机密|秘密)级|绝密|机密(?!性)|内部(?:资料|文件|材料|掌握)"
        r"|(?:不得|不宜|禁止|请勿|严禁)(?:对外)?(?:公开|外传|外泄)|注意保密|会后收回"
    ),
    _always,
    _MARKS,
)
# Where one number is found, no other kind is looked for in it.
PERSONAL = (IDENTITY, CARD, MOBILE, EMAIL, PASSPORT, PLATE)


def _half_width(text: str) -> str:
    """Return the half-width form; only digits of other scripts take the slow way."""
    plain = text.translate(_NARROW)
    return half_width(plain) if _OTHER_DIGIT.search(plain) else plain


def scan(text: str, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, str]]:
    """Yield each number or word found, in the text's half-width form; spaces and hyphens may stand inside."""
    plain = _half_width(text)
    if not any(kind.hint.search(plain) for kind in kinds):
        return
    taken: list[tuple[int, int]] = []
    for kind in kinds:
        for match in kind.pattern.finditer(plain):
            start, end = match.span()
            inside = any(start < last and end > first for first, last in taken)
            if not inside and kind.is_real(match[0], plain[max(0, start - 12) : start], plain[end : end + 4]):
                taken.append((start, end))
                yield kind, match[0]


def _look(case: Case, kinds: tuple[Kind, ...], code: str) -> Iterator[Found]:
    form = case.report.form
    severity = Severity.ERROR if form.disclosure.state in (State.PUBLIC, State.PARTIAL) else Severity.REVIEW
    tree = tree_of(form)
    hidden = [path for one in form.disclosure.redactions if (path := resolve(tree, one.field)) is not None]
    for path, text in texts(tree):
        if not _is_scanned(path) or any(path[: len(one)] == one for one in hidden):
            continue
        for kind, found in scan(text, kinds):
            name = name_of(tree, path)
            mark = hashlib.sha256(f"{name}\x1f{found}".encode()).hexdigest()[:8]
            if any(answer.mark == f"{code}-{mark}" for answer in form.approvals):
                continue
            message = f"{name}里疑似有{kind.title} {masked(found)}"
            yield Found(
                path,
                message,
                f"删去，或在“敏感信息核准”里写明标记 {code}-{mark}、理由和审核人",
                masked(found),
                subject=f"{name} {mark}",
                severity=severity,
            )


def masked(text: str) -> str:
    """Return a number with its middle hidden: findings are read on screens and in comments."""
    return text if len(text) < 6 else f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"


def _is_scanned(path: TreePath) -> bool:
    """Tell whether a text may be personal; a number in a cell of money or codes is none."""
    return all(field.scanned for field in along(Form, path))


def _check(code: str, title: str, basis: str, explain: str, kinds: tuple[Kind, ...]) -> Check:
    @check(code, Severity.ERROR, title=title, basis=basis, explain=explain)
    def scanned(case: Case) -> Iterator[Found]:
        return _look(case, kinds, code)

    return scanned


personal_data = _check(
    "D201",
    "公开的文字不应含有个人信息",
    _LAWS,
    "公开前逐栏扫描居民身份证号码（校验码正确的）、手机号码、银行卡号（校验位正确的）、电子邮箱、护照号码、机动车号牌；全角数字、"
    "中间夹空格的也查。统一社会信用代码、金额、文号、项目编码不在此列。确须公开的，在“敏感信息核准”里写明理由和审核人。",
    PERSONAL,
)
secrecy_marks = _check(
    "D202",
    "公开的文字不应带密级或内部标志",
    "《政府信息公开条例》第十四条、第十七条",
    "文字里有“机密”“秘密★”“内部资料”“不得公开”等字样的，公开前须经核准。",
    (SECRET,),
)

CHECKS = (personal_data, secrecy_marks)
