"""Page tags after 《政府网站发展指引》（国办发〔2017〕47号）, annex on page design.

They are what a report page tells machines. Tags of the site and of columns are written by the theme
for every page; here are those of a content page.
"""

from generator.catalogue import Catalogue, Entry
from generator.model.publication import State
from generator.presentation.addresses import site_url

COLUMN_TYPE = "信息公开"


def report_tags(catalogue: Catalogue, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return names and contents; a tag whose content the form does not state is left out."""
    report, form, department = entry.report, entry.report.form, entry.department
    column = f"{department.name}{report.identity.year}年度项目支出绩效自评"
    tags = {
        "ColumnName": column,
        "ColumnDescription": f"{department.name}在{report.identity.year}年度公开的项目支出绩效自评",
        "ColumnKeywords": f"{department.name},{report.identity.year}年度,绩效自评",
        "ColumnType": COLUMN_TYPE,
        "ArticleTitle": report.title,
        "PubDate": form.disclosure.moment,
        "ContentSource": form.unit or department.name,
        "Keywords": ",".join(
            dict.fromkeys((report.title, department.name, "项目支出", "绩效自评"))
        ),
        "Author": form.department or "",
        "Description": f"{department.name}{report.identity.year}年度“{report.title}”项目支出绩效自评结果",
        "Url": site_url(catalogue, entry.url) if catalogue.site.address else "",
    }
    return tuple((name, content) for name, content in tags.items() if content)


def report_header(catalogue: Catalogue, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the information header of a report; the theme adds the data version."""
    form = entry.report.form
    state = (
        "已更正"
        if form.corrections and form.disclosure.state is State.PUBLIC
        else form.disclosure.state.value
    )
    return (
        ("索引号", entry.report.id),
        ("发布机构", catalogue.site.publisher),
        ("发布日期", form.disclosure.moment or "未填报"),
        ("状态", state),
    )
