"""Names of persons as they stand beside a number: a surname and one or two characters more.

Source: 公安部《二〇二〇年全国姓名报告》, the hundred most frequent surnames, and double ones.
"""

import re
from functools import cache

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容"
# What begins like a name and is none: 高度, 任务, 金额, 方案, 石油, 江苏, 龙头, 白天, 万元, 常用.
_NO_NAME = (
    r"(?:高[度于级中新]|任[务何]|金[额融]|方[案面式法]|石油|江[苏西]|龙头|白[天色]|万[元亩人]|常[用年规务]|向[全社各]|"
    r"严[格重]|于[是]|程[序度]|余[额]|田间|马路|黄河|林[业木地区]|许可|何[时种]|周[期边年转]|成本|夏季|毛利|段落|顾问|叶片|"
    r"武[汉装]|雷达|钟[点]|陆[地续]|沈阳|苏州|范围|丁类|方便|贺[信]|史料|姜[片]|罗列|宋体|唐山|郑州|徐州|杨[树梅]|"
    r"总|电|传|座|手|邮|联)"
)
NAME = (
    rf"(?<![一-鿿])(?:(?:联系人|经办人|负责人|填表人|填报人|户主|收款人|责任人|审核人|姓名)[ :]{{0,2}})?"
    rf"(?!{_NO_NAME})(?:(?:{_DOUBLE})|[{_SURNAMES}])[一-鿿]{{1,2}}"
)
# What stands before and after a name without a mark: 由张三负责, 补助张三本人.
_BEFORE = "由经给向付人名户主助长任师员"
_AFTER = "负同本等先女局科处主任承经办签审签"


@cache
def standing(name: str) -> re.Pattern[str]:
    """Return a pattern of a name that stands as one: 张三 in 经办人张三, and not in 紧张三天."""
    spaced = r"\s*".join(map(re.escape, name))
    return re.compile(rf"(?:(?<![一-鿿])|(?<=[{_BEFORE}])){spaced}(?=[{_AFTER}]|(?![一-鿿]))")
