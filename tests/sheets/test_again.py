"""The next version of a sheet adds events to the ledger of the last, and says what changed; nothing is overwritten."""

from __future__ import annotations

from datetime import date

from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger
from rectcore.model.ledger import Ledger
from rectcore.sheets.load import Imported

from .conftest import Import, codes, rows_of

HEAD = ["编号", "整改任务", "牵头单位", "整改时限", "填报月份", "进展情况", "状态"]
JUNE, JULY = date(2023, 6, 5), date(2023, 7, 5)
FIRST = [
    ["T1", "秸秆", "农业局", "2023-10", "2023-05", "打包三成", "推进中"],
    ["T2", "散煤", "生态局", "2023-12", "2023-05", "已排查", "推进中"],
]


def reread(found: Imported) -> Ledger:
    """The ledger as its file gives it again."""
    return read_ledger_text(write_ledger(found.ledger), "ledger.json", strict=True)


def changes(found: Imported) -> list[tuple[str, str, str, str, str]]:
    return [(c.change.value, c.item, c.what, c.before, c.after) for c in found.changes]


def test_the_same_sheet_again_changes_nothing(load: Import):
    """Not even on another day."""
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    again = load([HEAD, *FIRST], first, recorded=JULY)
    assert again.changes == ()
    assert write_ledger(again.ledger) == write_ledger(first)


def test_a_new_month_is_a_new_report(load: Import):
    """The old one stays."""
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    row = [*FIRST[0][:4], "2023-06", "打包五成", "推进中"]
    again = load([HEAD, row, FIRST[1]], first, recorded=JULY)
    assert changes(again) == [("recorded", "T1", "report", "", "2023-06")]
    assert again.ledger.events[:-1] == first.events
    assert (again.ledger.events[-1].recorded, again.ledger.events[-1].note) == (JULY, "打包五成")


def test_a_month_that_reads_otherwise_is_corrected(load: Import):
    """What was known before can still be asked."""
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    again = load([HEAD, [*FIRST[0][:5], "打包四成", "推进中"], FIRST[1]], first, recorded=JULY)
    assert changes(again) == [("corrected", "T1", "T1-report-2023-05 note", "打包三成", "打包四成")]
    row = rows_of(again.ledger, "events")[-1]
    assert (row["kind"], row["corrects"], row["fields"]) == ("correction", "T1-report-2023-05", {"note": "打包四成"})


def test_corrected_twice_on_one_day_the_last_holds(load: Import):
    """Of two corrections of one day neither would."""
    ledger = reread(load([HEAD, *FIRST], recorded=JUNE))
    for text in ("打包四成", "打包六成"):
        ledger = reread(load([HEAD, [*FIRST[0][:5], text, "推进中"], FIRST[1]], ledger, recorded=JULY))
    assert [e.kind for e in ledger.events[2:]] == ["correction", "withdrawal", "correction"]
    again = load([HEAD, [*FIRST[0][:5], "打包六成", "推进中"], FIRST[1]], ledger, recorded=JULY)
    assert again.changes == ()


def test_a_card_that_changed_is_amended_from_that_day(load: Import):
    """Twice on one day, the last holds."""
    ledger = reread(load([HEAD, *FIRST], recorded=JUNE, mapping=None))
    other = [FIRST[0][0], FIRST[0][1], "生态局", *FIRST[0][3:]]
    again = load([HEAD, other, FIRST[1]], ledger, recorded=JULY)
    assert changes(again) == [("amended", "T1", "lead_unit", "农业局", "生态局")]
    row = rows_of(again.ledger, "events")[-1]
    assert (row["kind"], row["field"], row["value"], row["on"]) == ("amendment", "lead_unit", "生态局", "2023-07-05")
    back = load([HEAD, *FIRST], reread(again), recorded=JULY)
    assert [e.kind for e in back.ledger.events[-2:]] == ["withdrawal", "amendment"]
    assert load([HEAD, *FIRST], reread(back), recorded=date(2023, 8, 5)).changes == ()


def test_a_deadline_that_moved_is_refused(load: Import):
    """The hole through which deadlines are forged stays shut."""
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    again = load([HEAD, [*FIRST[0][:3], "2023-12", *FIRST[0][4:]], FIRST[1]], first, recorded=JULY)
    assert codes(again) == [("D2", "LG432")]
    assert again.ledger.task("T1") == first.task("T1")
    assert again.changes == ()


def test_what_was_of_no_use_is_mended_on_the_card(load: Import):
    """A deadline nobody could read, or that was not given, is no deadline that moved; so with measures."""
    head = [*HEAD, "整改措施"]
    bad = [[*FIRST[0][:3], "10月底", *FIRST[0][4:], None], [*FIRST[1][:3], None, *FIRST[1][4:], None]]
    first = read_ledger_text(write_ledger(load([head, *bad], recorded=JUNE).ledger), "ledger.json")
    again = load([head, [*FIRST[0], "打包"], [*FIRST[1], None]], first, recorded=JULY)
    assert changes(again) == [
        ("mended", "T1", "deadline", "10月底", "2023-10"),
        ("mended", "T1", "steps", "", "1"),
        ("mended", "T2", "deadline", "", "2023-12"),
    ]
    assert not again.marks
    assert [row["deadline"] for row in rows_of(again.ledger, "tasks")] == ["2023-10", "2023-12"]
    assert load([head, [*FIRST[0], "打包"], [*FIRST[1], None]], reread(again), recorded=JULY).changes == ()


def test_a_deadline_that_an_extension_moved_is_as_it_should_be(load: Import):
    """The sheet may show the new one from then on."""
    head = [*HEAD, "延期批准", "延期后期限"]
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    extended = reread(load([head, [*FIRST[0], "是", "2023-12-31"]], first, recorded=JULY))
    again = load([HEAD, [*FIRST[0][:3], "2023年12月", *FIRST[0][4:]], FIRST[1]], extended, recorded=JULY)
    assert not again.marks
    assert again.changes == ()


def test_opening_and_measures_stay_as_they_were(load: Import):
    """No event changes them; the sheet is told so, and nothing is refused."""
    head, row = [*HEAD, "立项时间", "整改措施"], [*FIRST[0], "2023-04-03", "打包"]
    first = reread(load([head, row], recorded=JUNE))
    again = load([head, [*FIRST[0], "2023-05-03", "打包离田"]], first, recorded=JULY)
    assert codes(again) == [("H2", "LG432"), ("I2", "LG432")]
    assert not again.refused
    assert again.ledger.tasks == first.tasks


def test_what_is_gone_or_left_blank_is_kept_and_told(load: Import):
    """A cell emptied says nothing of what was known."""
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    again = load([HEAD, [*FIRST[0][:2], None, *FIRST[0][3:]]], first, recorded=JULY)
    assert changes(again) == [("left blank", "T1", "lead_unit", "农业局", ""), ("not in the sheet", "T2", "", "", "")]
    assert write_ledger(again.ledger) == write_ledger(first)


def test_closed_and_then_under_way_is_refused(load: Import):
    """A reopening has a day and a reason, which no state word gives."""
    done = [[*FIRST[0][:5], "全部完成", "已销号"]]
    first = reread(load([HEAD, *done], recorded=JUNE))
    again = load([HEAD, FIRST[0]], first, recorded=JULY)
    assert ("G2", "LG433") in codes(again)


def test_what_stays_closed_is_closed_once(load: Import):
    """Every month the sheet says so again."""
    done = [[*FIRST[0][:4], None, None, "已销号"]]
    first = reread(load([HEAD, *done], recorded=JUNE))
    assert [e.kind for e in first.events] == ["closure"]
    assert load([HEAD, *done], first, recorded=JULY).changes == ()


def test_a_unit_the_ledger_does_not_have_is_refused_with_the_nearest(load: Import):
    """Unless the mapping file says that names found are units."""
    first = reread(load([HEAD, *FIRST], recorded=JUNE))
    again = load([HEAD, [FIRST[0][0], FIRST[0][1], "农业厅", *FIRST[0][3:]], FIRST[1]], first, recorded=JULY)
    (mark,) = again.refused
    assert mark.diagnostic.code == "LG424"
    assert "`农业局`" in mark.diagnostic.hint.en
    assert again.ledger.units == first.units
