"""A report in the form that is asked for; each form is loaded when it is first used."""

from __future__ import annotations

from rectcore.report.forms import FORMS, TABLES
from rectcore.report.matter import Matter


def show(matter: Matter, form: str = "html", table: str = "findings") -> str:
    """A report as one page of HTML, as Markdown, or as rows of one of its tables.

    Raises:
        CallError: a page without the extra `report`, or with more items than it takes.
        ValueError: no such form or table.
    """
    if form not in FORMS or table not in TABLES:
        raise ValueError(f"{form!r} is none of {FORMS}, or {table!r} none of {TABLES}")
    if form == "markdown":
        from rectcore.report.markdown import report_markdown

        return report_markdown(matter)
    if form == "csv":
        from rectcore.report.rows import report_csv

        return report_csv(matter, table)
    from rectcore.report.html import report_html

    return report_html(matter)
