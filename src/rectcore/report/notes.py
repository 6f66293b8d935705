"""What a reader must know before trusting a page: rows that were refused, a ledger that is not complete."""

from __future__ import annotations

from rectcore.report.matter import Matter
from rectcore.report.words import say


def notes(matter: Matter) -> list[str]:
    """The warnings over a page."""
    report = matter.report
    found: list[str] = []
    outside = matter.names.not_in_force(report.as_of)
    if outside:
        found.append(outside + ("。" if matter.zh else "."))
    if any(gap.reason == "file cut off" for gap in report.data_gaps):
        found.append(say(matter, "Not complete: the file is cut off.", "数据不完整：文件中断。"))
    elif not report.complete:
        found.append(
            say(
                matter,
                "Not complete: rows were refused and nobody knows whom they are about.",
                "数据不完整：有的行无法采用，也不知其对象。",
            )
        )
    mark = next((gap.event for gap in report.data_gaps if gap.reason == "past watermark"), None)
    if mark == "none":
        found.append(say(matter, "The ledger does not say up to which day it is complete.", "台账未注明完整至何日。"))
    elif mark is not None:
        found.append(say(matter, "The ledger is complete only to {d}.", "台账数据仅完整至{d}。", d=mark))
    if report.refused:
        found.append(say(matter, "Rows refused: {n}; see data gaps.", "有{n}行未采用，见数据缺口。", n=report.refused))
    return found
