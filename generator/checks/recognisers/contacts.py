"""How a person is reached and paid: telephones, cards and accounts, mail, WeChat, QQ, homes."""

import re

from stdnum import luhn

from generator.checks.recognisers.looks import (
    ALONE,
    END,
    Around,
    Kind,
    Sureness,
    after_words,
    always,
    bare,
    digits,
    no_amount,
)
from generator.checks.recognisers.names import NAME

_GAP = r"[\s\-]{0,2}"
_DOTS = r"[.·•/_]"
_CALLED = r"电话|座机|传真|手机|联系方式|致电|tel|phone|☎"
_AREA = r"(?:010|02[0-57-9]|0[3-9][0-9]{2})"
_ACCOUNT = r"账号|帐号|账户|帐户|卡号|银行卡|开户行"


def _card(found: str, around: Around) -> bool:
    return luhn.is_valid(bare(found)) and no_amount(found, around)


def _local(found: str, around: Around) -> bool:
    """Seven or eight digits are a telephone only by the words before them, and no day."""
    is_day = re.fullmatch(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])", bare(found))
    return not is_day and no_amount(found, around)


MOBILE = Kind(
    "手机号码",
    re.compile(
        rf"(?:{ALONE}|(?<=[Tt]el)|(?<=TEL))(?:(?:\+|00)?86{_GAP})?"
        rf"(?:1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}|1[3-9][0-9]{_DOTS}[0-9]{{4}}{_DOTS}[0-9]{{4}}){END}"
    ),
    no_amount,
    digits(11),
)
CARD = Kind(
    "银行卡号",
    re.compile(
        rf"{ALONE}(?:62(?:{_GAP}[0-9]){{14,17}}|(?:60|4[0-9]|5[1-5]|35)(?:{_GAP}[0-9]){{14}}){END}"
    ),
    _card,
    digits(11),
)
ACCOUNT = Kind(
    "银行账号",
    re.compile(rf"{ALONE}[0-9](?:[ \-]?[0-9]){{11,22}}{END}"),
    after_words(_ACCOUNT, 4),
    digits(11),
)
EMAIL = Kind(
    "电子邮箱",
    re.compile(
        r"(?<![A-Za-z0-9._%+\-])"
        r"[A-Za-z0-9._%+\-]+[ ]?(?:@|\(at\)|\[at\])[ ]?[A-Za-z0-9\-]+(?:[ ]?\.[A-Za-z0-9\-]+)+"
    ),
    always,
    re.compile(r"@|\(at\)|\[at\]"),
)
NAMED_LANDLINE = Kind(
    "姓名和电话",
    re.compile(
        rf"{NAME}[ ,:;、(]{{0,3}}(?:(?:联系|办公室?)?(?:{_CALLED})[ :]{{0,2}})?"
        rf"(?:{_AREA}[ \-)]{{0,2}})?[2-9][0-9]{{6,7}}{END}"
    ),
    lambda found, around: _local(re.sub(r"[^0-9]", "", found), around),
    # What may stand between the last word and the number: marks, spaces, the number of an area.
    re.compile(r"(?:[一-鿿☎]|tel|phone)[ ,:;、(\-)0-9]{0,12}[2-9][0-9]{6}"),
)
LANDLINE = Kind(
    "固定电话",
    re.compile(
        rf"{ALONE}\(?(?:{_AREA}|(?:\+|00)86[ \-]?0?[1-9][0-9]{{1,2}})(?:\)[ ]?|[ \-]{{1,3}})"
        rf"[2-9][0-9]{{2,3}}[ \-]?[0-9]{{4}}{END}"
    ),
    no_amount,
    digits(7),
    Sureness.DOUBTFUL,
)
LOCAL = Kind(
    "固定电话",
    re.compile(
        rf"(?:(?<=[电话机真式])|(?<=[TtEe]el)|(?<=TEL))[ :]{{0,3}}(?:{_AREA})?"
        rf"[2-9][0-9]{{2,3}}[ \-]?[0-9]{{4}}{END}"
    ),
    lambda found, around: (
        after_words(_CALLED, 2)(bare(found), around) and _local(found.strip(" :"), around)
    ),
    digits(7),
    Sureness.DOUBTFUL,
)
WECHAT = Kind(
    "微信号",
    re.compile(
        r"(?:微信|[Ww]e[Cc]hat|(?<![A-Za-z])(?:VX|vx|Vx|V信|WX|wx))(?:"
        r"(?:号码?|ID|id)[ :]{0,3}(?:是|为)?[ :]{0,2}[A-Za-z0-9_][A-Za-z0-9_\-]{5,19}"
        r"|[ ]?:[ ]?[A-Za-z0-9_][A-Za-z0-9_\-]{5,19}"
        r"|[ ]?\(?(?!(?:wechat))(?:[a-z][a-z_\-]*[0-9][A-Za-z0-9_\-]{3,18}"
        r"|[a-z][a-z_\-]{3,}[0-9]{2,}))",
    ),
    always,
    re.compile(r"微信|[Cc][Hh][Aa][Tt]|[Vv](?:信|[Xx])|[Ww][Xx]"),
)
QQ = Kind(
    "QQ号",
    re.compile(r"(?:[Qq][ ]?[Qq]|扣扣)(?:号码?)?[ :]{0,3}(?:是|为)?[1-9][0-9]{4,10}(?![0-9])"),
    no_amount,
    re.compile(r"[Qq][ ]?[Qq]|扣扣"),
)
HOME = Kind(
    "家庭住址",
    re.compile(
        r"(?:家庭住址|家庭地址|现住址|住址|现?居住地址?|户籍地址?|家住|现住)[ :]{0,2}(?:在|为)?"
        r"[一-鿿0-9A-Za-z\-]{2,24}?(?:[0-9一二三四五六七八九十]+(?:号楼?|室|栋|幢|单元|组|户)|村|小区|社区)"
    ),
    always,
    re.compile(r"住|户籍|家庭地址"),
)
KINDS = (CARD, MOBILE, EMAIL, NAMED_LANDLINE, LANDLINE, LOCAL, ACCOUNT, WECHAT, QQ, HOME)
