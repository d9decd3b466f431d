"""Personal and secret data: every text is scanned before publication.

What is found blocks until it is removed or answered for. Source: 《政府信息公开条例》第十四条、第十五条
(state secrets, personal privacy), 《个人信息保护法》第二十八条 (sensitive information).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.check import Case, Found, check
from generator.checks.enclosed import read_attachments
from generator.checks.recognisers.looks import Kind, Sureness
from generator.checks.sensitive import PERSONAL, SECRECY, masked, may_hold, scan, without_numbers
from generator.form_tree.tree import TreePath, name_of, resolve, texts
from generator.model.attachment import Attached
from generator.model.fields import along
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.publication import Disclosure, State
from generator.model.report import Form

_LAWS = "《政府信息公开条例》第十五条、《个人信息保护法》"
_SCANS = {"D201": PERSONAL, "D202": SECRECY}
# What the site still says of a report that is taken back or withheld; all of one that is public.
_STILL_SAID = {State.WITHDRAWN: ("项目名称", "题注", "公开"), State.WITHHELD: ("实施单位", "公开")}
# Here the law's own words stand, or a person's reasons for words that were found.
_WORDS_OF_THE_LAW = ("依据", "不予公开依据", "理由")


@dataclass(frozen=True, slots=True)
class _Hit:
    """What looks personal or secret in a field of the form: by which scan, and of which kind."""

    path: TreePath
    code: str
    kind: Kind
    found: str

    @property
    def is_harmless(self) -> bool:
        """Tell whether it may stand where it stands: in a plain figure, in the law's own words."""
        keys = tuple(step for step in self.path if isinstance(step, str))
        is_of_the_law = self.kind in SECRECY and self.path[-1] in _WORDS_OF_THE_LAW
        return is_of_the_law or not _is_scanned(keys)


@lru_cache(maxsize=1)
def _hits(case: Case) -> tuple[_Hit, ...]:
    """Return all that looks personal or secret in a form, whether it is kept back or not."""
    return tuple(
        _Hit(path, code, kind, found)
        for path, text in texts(case.tree)
        if may_hold(text)
        for code, kinds in _SCANS.items()
        for kind, found in scan(text, kinds)
    )


def _look(case: Case, code: str) -> Iterator[Found]:
    form = case.report.form
    approved = {answer.mark for answer in form.approvals}
    for hit in _to_be_public(case):
        if hit.code != code or hit.is_harmless:
            continue
        path, kind, found = hit.path, hit.kind, hit.found
        name = name_of(case.tree, path)
        shown = without_numbers(name)
        mark = mark_of(code, name, found)
        if mark in approved and not kind.is_certain:
            continue
        yield Found(
            path,
            said(shown, kind, found),
            remedy(kind, mark),
            masked(found),
            subject=f"{shown} {mark.removeprefix(f'{code}-')}",
            severity=_severity(kind, form.disclosure, path),
        )
    yield from _in_attachments(case, code)


def _to_be_public(case: Case) -> Iterator[_Hit]:
    """Yield what looks personal or secret and stands in no field that is kept back."""
    redactions = case.report.form.disclosure.redactions
    ways = (resolve(case.tree, one.field) for one in redactions)
    kept_back = [path for path in ways if path is not None]
    return (hit for hit in _hits(case) if not any(hit.path[: len(one)] == one for one in kept_back))


def _in_attachments(case: Case, code: str) -> Iterator[Found]:
    """Yield what stands in the words and the properties of attachments."""
    disclosure = case.report.form.disclosure
    approved = {answer.mark for answer in case.report.form.approvals}
    for path, name, one in read_attachments(case):
        for kind, found in _each_once(one, _SCANS[code]):
            mark = mark_of(code, name, found)
            if mark in approved and not kind.is_certain:
                continue
            yield Found(
                path,
                said(name, kind, found),
                _remedy_of_file(kind, mark),
                masked(found),
                subject=f"{name} {mark.removeprefix(f'{code}-')}",
                severity=_severity(kind, disclosure, path),
            )


def _each_once(one: Attached, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, str]]:
    """Yield what is found in an attachment: its parts say much twice."""
    yield from dict.fromkeys(hit for text in one.texts for hit in scan(text, kinds))


def _remedy_of_file(kind: Kind, mark: str) -> str:
    words = "在原件里遮去再另存（遮住要真正删去文字），用 jixiao attach 重新登记"
    if kind.is_certain:
        return f"{words}；这一种不能核准"
    return f"{words}，或在“敏感信息核准”里写明标记 {mark}、理由和审核人"


def answered_in(case: Case) -> Iterator[str]:
    """Yield what looks personal or secret in a report and may be published all the same.

    It is approved, an amount, a code of a thing, or the law's own words.
    """
    approved = {answer.mark for answer in case.report.form.approvals}
    for hit in _hits(case):
        mark = mark_of(hit.code, name_of(case.tree, hit.path), hit.found)
        if hit.is_harmless or mark in approved:
            yield hit.found
    for _, name, one in read_attachments(case):
        for code, kinds in _SCANS.items():
            hits = (found for _, found in _each_once(one, kinds))
            yield from (found for found in hits if mark_of(code, name, found) in approved)


def mark_of(code: str, name: str, found: str) -> str:
    """Return the mark by which a person may answer for what was found in a field: D201-1a2b3c4d."""
    what = f"{name}\x1f{found}".encode()
    return f"{code}-{hashlib.sha256(what).hexdigest()[:8]}"


def said(name: str, kind: Kind, found: str) -> str:
    """Say what was found in a field, without saying it again."""
    return f"{name}里疑似有{kind.title} {masked(found)}"


def remedy(kind: Kind, mark: str, where: str = "") -> str:
    """Say how a finding is answered; `where` names the file of the approvals, if it is another one.

    What is certain is answered by no approval.
    """
    if kind.is_certain:
        return "删去，或把这一栏列入不予公开栏目；这一种不能核准"
    return f"删去，或在{where}“敏感信息核准”里写明标记 {mark}、理由和审核人"


def _severity(kind: Kind, disclosure: Disclosure, path: TreePath) -> Severity:
    """Return what is published as an error; what is doubtful or of a draft is only said."""
    if kind.sureness is Sureness.DOUBTFUL:
        return Severity.REVIEW
    public = disclosure.state in (State.PUBLIC, State.PARTIAL)
    return (
        Severity.ERROR
        if public or path[0] in _STILL_SAID.get(disclosure.state, ())
        else Severity.REVIEW
    )


@lru_cache(maxsize=2048)
def _is_scanned(keys: tuple[str, ...]) -> bool:
    """Tell whether a text may be personal; a number in a cell of money or codes is none."""
    return all(field.scanned for field in along(Form, keys))


@check(
    "D201",
    Severity.ERROR,
    title="公开的文字不应含有个人信息",
    basis=_LAWS,
    explanation="公开前逐栏扫描身份证号码（18位校验码正确的、15位的，港澳台的）、来往通行证、护照、手机号码、固定电话、银行卡号和账号、电子邮箱、微信号、QQ号、"
    "家庭住址、机动车号牌；全角数字、中文数字、中间夹空格和符号的也查。"
    "身份证号码一经查出即不能公开，不能核准；固定电话只列为核对。"
    "附件的文字和文件属性、撤回原因、其他栏的栏名、单位名录、网站信息、评价规则和手写的页面一并查。"
    "统一社会信用代码、金额、文号、项目编码不在此列。确须公开的，在“敏感信息核准”里写明理由和审核人。",
    advice="删去个人信息；确须公开的，在“敏感信息核准”里写明标记、理由和审核人。",
    bad=sample("报告: {项目概况: 联系人电话13812345678。}"),
    good=sample("报告: {项目概况: 合同金额13812345678.00元。}"),
)
def personal_data(case: Case) -> Iterator[Found]:
    """No text that is to be public holds a number of a person."""
    return _look(case, "D201")


@check(
    "D202",
    Severity.ERROR,
    title="公开的文字不应带密级或内部标志",
    basis="《政府信息公开条例》第十四条、第十七条",
    explanation="文字里有“机密”“秘密★”“密级”“涉密”“工作秘密”“商业秘密”“内部资料”“内部使用”“不得公开”等字样的，字间夹空格的也算，公开前须经核准。"
    "说明“不涉密”“非涉密”的不在此列。",
    advice="先按保密规定处理；确认可以公开的，删去标志，或在“敏感信息核准”里写明标记、理由和审核人。",
    bad=sample("报告: {项目概况: 内部资料，不得公开。}"),
    good=sample("报告: {项目概况: 保障数据机密性和完整性，严守国家保密规定。}"),
)
def secrecy_marks(case: Case) -> Iterator[Found]:
    """No text that is to be public bears a mark of secrecy."""
    return _look(case, "D202")


CHECKS = (personal_data, secrecy_marks)
