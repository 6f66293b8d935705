"""Section 20 of the language note, numbers 1 to 10: facts. Each test says the law it holds the program to."""

import json
from datetime import date
from functools import cache
from itertools import permutations

import pytest

import rectcore
from rectcore import (
    NONE,
    CallError,
    Deadline,
    Event,
    Ledger,
    LedgerError,
    Period,
    Person,
    Plan,
    Policy,
    Report,
    Subject,
    Task,
    Tenure,
    Unit,
    Verdict,
)
from rectcore.model.ledger import Feed

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day
"""

# A report for every month, due on the 5th of the next one. No day is moved for a holiday.
MONTHLY = (
    HEAD
    + """
duty MONTHLY for each Task
  while: status is open
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period
"""
)

# An event kind of the host's own, counted by the day it states.
VISITS = (
    HEAD
    + """
event visit part of Task complete through inspections counted by stated date
  has place: text
duty VISIT for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: visit
"""
)

# Some paper of a certain type once, twenty days after the task was opened.
REVIEW = (
    HEAD
    + """
event evidence
  has type: one of review, other
duty REVIEW for each Task
  due: 20 days after opened
  fulfilled by: evidence where type is review
"""
)

ACCEPTED = (
    HEAD
    + """
gate CLOSE on Task.closure
  only if all:
    - [accepted] exists acceptance a where a.result is passed
    - [quiet] no objection
"""
)

# Two kinds of duty with one due day, the fifth of March for February.
TWO_KINDS = (
    MONTHLY
    + """
duty PAPERS for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: evidence
"""
)

DEADLINES = (
    HEAD
    + """
duty FINISH for each Task
  due: deadline, next working day
  fulfilled by: completion
duty FINISH_EXTENDED for each Task
  due: current_deadline, next working day
  fulfilled by: completion
standing IN_TIME for each Task
  while: status is open
  must: not current_deadline before as of
standing IN_TIME_ORIGINALLY for each Task
  while: status is open
  must: not deadline before as of
"""
)


@cache
def policy(rules: str) -> Policy:
    return rectcore.load_text(rules)


def day(text: str) -> date:
    return date.fromisoformat(text)


def month(text: str) -> Period:
    return Period.parse(text)


def task(id_: str = "T1", opened: str = "2023-01-01", **card: object) -> Task:
    return Task(id_, day(opened), **card)


def event(id_: str, kind: str, on: str, recorded: str | None = None, about: str = "T1", **fields: object) -> Event:
    """Something that happened to a task, entered on the same day unless another is given."""
    own = {k: fields.pop(k) for k in ("unit", "person", "answers", "target", "changes", "note") if k in fields}
    return Event(id_, kind, Subject("task", about), day(on), day(recorded or on), fields=fields, **own)


def report(id_: str, on: str, recorded: str | None = None, covers: str | None = None, **fields: object) -> Event:
    named = {"covers": month(covers)} if covers else {}
    return event(id_, "report", on, recorded, **named, **fields)


def correction(id_: str, target: str, recorded: str, on: str | None = None, **changes: object) -> Event:
    return event(id_, "correction", on or recorded, recorded, target=target, changes=changes)


def withdrawal(id_: str, target: str, recorded: str, on: str | None = None) -> Event:
    return event(id_, "withdrawal", on or recorded, recorded, target=target)


def ledger(*events: Event, tasks: tuple[Task, ...] = (task(),), through: str | None = "2023-12-31", **more) -> Ledger:
    return Ledger("demo", through=day(through) if through else None, tasks=tasks, events=events, **more)


def judge(rules: str, facts: Ledger, as_of: str, known_at: str | None = None) -> Report:
    return policy(rules).evaluate(facts, day(as_of), day(known_at) if known_at else None)


def state(rules: str, facts: Ledger, rule: str, as_of: str, known_at: str | None = None, *, period=None, about="T1"):
    """The state of one obligation; `not listed` where it is not required."""
    found = [
        o.state.value
        for o in judge(rules, facts, as_of, known_at).obligations
        if (o.rule, o.period, o.subject.id) == (rule, period, about)
    ]
    assert len(found) < 2
    return found[0] if found else "not listed"


def february(facts: Ledger, as_of: str, known_at: str | None = None, about: str = "T1") -> str:
    """How February stands under the monthly duty; it is due on 5 March."""
    return state(MONTHLY, facts, "MONTHLY", as_of, known_at, period="2023-02", about=about)


def review(facts: Ledger, as_of: str, known_at: str | None = None) -> str:
    """How the review stands; it is due on 21 January."""
    return state(REVIEW, facts, "REVIEW", as_of, known_at)


def findings(rules: str, facts: Ledger, as_of: str, known_at: str | None = None) -> list[str]:
    return [f.id for f in judge(rules, facts, as_of, known_at).findings]


def gaps(rules: str, facts: Ledger, as_of: str, reason: str = "undetermined") -> list[tuple[str | None, str | None]]:
    """The rule and the subject of every data gap of that reason."""
    found = [g for g in judge(rules, facts, as_of).data_gaps if g.reason == reason]
    return [(g.rule, g.subject.id if g.subject else None) for g in found]


def may_close(facts: Ledger, as_of: str, rules: str = ACCEPTED) -> Verdict:
    return policy(rules).may("closure", "T1", facts, day(as_of)).state


def row(id_: str, kind: str = "report", on: str = "2023-03-03", recorded: str | None = None, **more) -> dict:
    """An event as a row of a ledger file."""
    return {
        "id": id_,
        "kind": kind,
        "subject": {"kind": "task", "id": "T1"},
        "on": on,
        "recorded": recorded or on,
        **more,
    }


def file(*events: object, strict: bool = False, **header: object) -> Ledger:
    """A ledger file with two tasks, read."""
    whole = {
        "format": "rectcore.ledger/1",
        "id": "demo",
        "timezone": "Asia/Shanghai",
        "through": "2023-12-31",
        "tasks": [{"id": "T1", "opened": "2023-01-01"}, {"id": "T2", "opened": "2023-01-01"}],
        "events": list(events),
        **header,
    }
    found = rectcore.read_ledger_text(json.dumps(whole, ensure_ascii=False), "ledger.json", strict=strict)
    assert found.given == found.kept + len(found.refusals)
    return found


# -- 1: days ----------------------------------------------------------------------------------------------------------


def test_20_01_a_moment_becomes_a_day_in_the_zone_of_the_ledger():
    """One in the morning of 6 March in Shanghai is still 5 March in Greenwich; the ledger says 6 March, too late."""
    five_pm = file(row("R1", on="2023-03-05T15:59:59+00:00", covers="2023-02"))
    one_am = file(row("R1", on="2023-03-05T17:00:00+00:00", covers="2023-02"))
    assert "fulfilled" == february(five_pm, "2023-03-06")
    assert "late" == february(one_am, "2023-03-06")


def test_20_01_a_moment_without_offset_is_refused_and_convicts_nobody():
    """Nobody knows which day it was: the row is refused, and the month it may have covered is undetermined."""
    facts = file(row("R1", on="2023-03-03T12:00:00", covers="2023-02"))
    assert 1 == len(facts.refusals)
    assert "undetermined" == february(facts, "2023-03-06")


def test_20_01_another_zone_than_the_rules_is_refused():
    """Where ledger and rule set name different zones, evaluation is refused, and so is a question about an act."""
    elsewhere = Ledger("demo", timezone="Asia/Urumqi", through=day("2023-12-31"), tasks=(task(),))
    with pytest.raises(CallError):
        judge(MONTHLY, elsewhere, "2023-03-06")
    with pytest.raises(CallError):
        may_close(elsewhere, "2023-03-06")


# -- 2: a row without the day of entry --------------------------------------------------------------------------------


def test_20_02_without_recorded_a_row_is_refused():
    """Nobody can say what was known when."""
    facts = file({k: v for k, v in row("R1", covers="2023-02").items() if k != "recorded"})
    assert (0, 1) == (len(facts.events), len(facts.refusals))


def test_20_02_as_stated_takes_the_day_it_happened_and_says_so_in_the_report():
    """With `"recorded": "as stated"` in the header, recorded = on, and the report lists the assumption."""
    bare = {k: v for k, v in row("R1", covers="2023-02").items() if k != "recorded"}
    facts = file(bare, row("R2", covers="2023-01"), recorded="as stated")
    found = judge(MONTHLY, facts, "2023-03-06")
    assert ("R1",) == found.assumptions
    assert "fulfilled" == february(facts, "2023-03-06")
    assert day("2023-03-03") == next(o.served_on for o in found.obligations if o.period == "2023-02")


# -- 3: when an event exists, and from when it serves -----------------------------------------------------------------


def test_20_03_an_event_after_the_as_of_day_is_not_seen():
    """An event exists when its `on` is no later than as-of, however early it was entered."""
    facts = ledger(event("E1", "evidence", "2023-01-10", "2023-01-05", type="review"))
    assert "pending" == review(facts, "2023-01-09", "2023-01-09")
    assert "fulfilled" == review(facts, "2023-01-10", "2023-01-10")


def test_20_03_an_event_entered_after_known_at_is_not_seen():
    """An event exists when it was recorded by known-at: last month's verdict can be reproduced."""
    facts = ledger(event("E1", "evidence", "2023-01-10", "2023-01-25", type="review"))
    assert "missed" == review(facts, "2023-01-24", "2023-01-24")
    assert "late" == review(facts, "2023-01-25", "2023-01-25")


def test_20_03_a_back_dated_report_does_not_help():
    """The counted day is the later of `on` and `recorded`: in time only if both are."""
    assert "fulfilled" == february(ledger(report("R1", "2023-03-05", covers="2023-02")), "2023-03-31")
    assert "late" == february(ledger(report("R1", "2023-03-05", "2023-03-06", covers="2023-02")), "2023-03-31")
    assert "late" == february(ledger(report("R1", "2023-03-06", "2023-03-05", covers="2023-02")), "2023-03-31")


def test_20_03_an_event_serves_from_its_counted_day_on():
    """Known today or not, an event entered on the 10th served nothing on the 6th, 9th or any day before the 10th."""
    facts = ledger(report("R1", "2023-03-03", "2023-03-10", covers="2023-02"))
    assert "missed" == february(facts, "2023-03-06", "2023-03-10")
    assert "missed" == february(facts, "2023-03-09", "2023-03-10")
    assert "late" == february(facts, "2023-03-10", "2023-03-10")


def test_20_03_an_event_in_time_serves_from_its_counted_day_on():
    """What happened on the 2nd and was entered on the 4th fulfilled nothing on the 3rd."""
    facts = ledger(report("R1", "2023-03-02", "2023-03-04", covers="2023-02"))
    assert "pending" == february(facts, "2023-03-03", "2023-03-31")
    assert "fulfilled" == february(facts, "2023-03-04", "2023-03-31")


def test_20_03_a_withdrawal_counts_from_its_recording_whatever_its_day():
    """A withdrawal exists when it is recorded by known-at, even for a verdict on a day before its own."""
    facts = ledger(report("R1", "2023-03-03", covers="2023-02"), withdrawal("W1", "R1", "2023-03-08"))
    assert "fulfilled" == february(facts, "2023-03-04", "2023-03-07")
    assert "pending" == february(facts, "2023-03-04", "2023-03-08")
    assert "missed" == february(facts, "2023-03-08", "2023-03-08")


def test_20_03_a_withdrawal_dated_back_does_not_count_before_its_recording():
    """A withdrawal that says the 4th and was entered on the 8th was not there on the 7th."""
    facts = ledger(report("R1", "2023-03-03", covers="2023-02"), withdrawal("W1", "R1", "2023-03-08", on="2023-03-04"))
    assert "fulfilled" == february(facts, "2023-03-07", "2023-03-07")
    assert "missed" == february(facts, "2023-03-08", "2023-03-08")


def test_20_03_a_withdrawn_withdrawal_undoes_nothing():
    """Nothing is overwritten: a withdrawal is an event, and may be withdrawn itself."""
    facts = ledger(
        report("R1", "2023-03-03", covers="2023-02"),
        withdrawal("W1", "R1", "2023-03-04"),
        withdrawal("W2", "W1", "2023-03-05"),
    )
    assert "pending" == february(facts, "2023-03-04")
    assert "fulfilled" == february(facts, "2023-03-05")


def test_20_03_a_correction_counts_from_its_recording_whatever_its_day():
    """A correction dated after as-of but recorded by known-at is part of what is known."""
    facts = ledger(
        report("R1", "2023-03-03", covers="2023-02"), correction("C1", "R1", "2023-03-08", covers=month("2023-03"))
    )
    assert "fulfilled" == february(facts, "2023-03-04", "2023-03-07")
    assert "pending" == february(facts, "2023-03-04", "2023-03-08")


def test_20_03_under_counted_by_stated_date_the_stated_day_counts():
    """A visit on 3 March entered on the 10th is in time where its kind is counted by stated date."""
    feeds = (Feed("inspections", day("2023-12-31")),)
    visit = event("V0", "visit", "2023-01-20"), event("V1", "visit", "2023-03-03", "2023-03-10")
    facts = ledger(*visit, feeds=feeds)
    assert "missed" == state(VISITS, facts, "VISIT", "2023-03-09", "2023-03-09", period="2023-02")
    assert "fulfilled" == state(VISITS, facts, "VISIT", "2023-03-10", "2023-03-10", period="2023-02")
    assert "fulfilled" == state(VISITS, facts, "VISIT", "2023-03-04", "2023-03-10", period="2023-02")


# -- 4: corrections ---------------------------------------------------------------------------------------------------


def test_20_04_of_several_corrections_the_one_recorded_last_holds():
    """Whatever the order of ids and rows: the correction recorded on the 4th holds over that of the 3rd."""
    shell = event("E1", "evidence", "2023-01-02", type="other")
    first = correction("Z", "E1", "2023-01-03", type="review")
    second = correction("A", "E1", "2023-01-04", type="other")
    for rows in permutations((shell, first, second)):
        facts = ledger(*rows)
        assert "fulfilled" == review(facts, "2023-01-03")
        assert "pending" == review(facts, "2023-01-04")


def test_20_04_a_correction_may_name_a_correction():
    """Chains are allowed: the correction of a correction puts its fields in place."""
    facts = ledger(
        report("R1", "2023-03-01", covers="2023-01"),
        correction("C1", "R1", "2023-03-02", covers=month("2023-03")),
        correction("C2", "C1", "2023-03-03", covers=month("2023-02")),
    )
    assert "pending" == february(facts, "2023-03-02")
    assert "fulfilled" == february(facts, "2023-03-03")


def test_20_04_a_withdrawn_correction_changes_nothing():
    """A correction is an event; withdrawn, it leaves the event as it was."""
    facts = ledger(
        report("R1", "2023-03-01", covers="2023-02"),
        correction("C1", "R1", "2023-03-02", covers=month("2023-03")),
        withdrawal("W1", "C1", "2023-03-03"),
    )
    assert "pending" == february(facts, "2023-03-02")
    assert "fulfilled" == february(facts, "2023-03-03")


def test_20_04_two_corrections_of_one_day_that_differ_make_the_field_unknown():
    """Nobody can say whether the acceptance was passed: no gate opens, and the one that asks is blocked-unknown."""
    failed = event("A1", "acceptance", "2023-02-01", result="failed")
    yes, no = (correction(i, "A1", "2023-02-03", result=r) for i, r in (("C1", "passed"), ("C2", "failed")))
    assert Verdict.BLOCKED is may_close(ledger(failed), "2023-02-03")
    assert Verdict.OPEN is may_close(ledger(failed, yes), "2023-02-03")
    assert Verdict.BLOCKED_UNKNOWN is may_close(ledger(failed, yes, no), "2023-02-03")
    found = policy(ACCEPTED).may("closure", "T1", ledger(failed, yes, no), day("2023-02-03"))
    assert {"accepted": None, "quiet": True} == {x.label: x.value for x in found.labels}


def test_20_04_a_later_correction_settles_a_contradiction():
    """The one recorded last holds, over two that contradict each other too."""
    facts = ledger(
        event("A1", "acceptance", "2023-02-01", result="failed"),
        correction("C1", "A1", "2023-02-03", result="passed"),
        correction("C2", "A1", "2023-02-03", result="failed"),
        correction("C3", "A1", "2023-02-04", result="passed"),
    )
    assert Verdict.BLOCKED_UNKNOWN is may_close(facts, "2023-02-03")
    assert Verdict.OPEN is may_close(facts, "2023-02-04")


def test_20_04_two_corrections_of_one_day_that_agree_or_touch_other_fields_do_not_clash():
    """Only two that differ about one field make it unknown."""
    failed = event("A1", "acceptance", "2023-02-01", result="failed")
    agreeing = [correction(i, "A1", "2023-02-03", result="passed") for i in ("C1", "C2")]
    apart = [
        correction("C1", "A1", "2023-02-03", result="passed"),
        correction("C2", "A1", "2023-02-03", note="two members absent"),
    ]
    assert Verdict.OPEN is may_close(ledger(failed, *agreeing), "2023-02-03")
    assert Verdict.OPEN is may_close(ledger(failed, *apart), "2023-02-03")


def test_20_04_a_contradiction_about_what_is_covered_convicts_nobody():
    """Two corrections of one day, one says February and one says January: February is not called missed."""
    facts = ledger(
        report("R1", "2023-03-01", covers="2022-12"),
        correction("C1", "R1", "2023-03-02", covers=month("2023-02")),
        correction("C2", "R1", "2023-03-02", covers=month("2023-01")),
    )
    assert "undetermined" == february(facts, "2023-03-06")


def test_20_04_a_circle_of_corrections_is_refused():
    """Two corrections of each other: both are refused."""
    facts = file(
        row("C1", "correction", corrects="C2", fields={"note": "x"}),
        row("C2", "correction", corrects="C1", fields={"note": "y"}),
    )
    assert (0, 2) == (len(facts.events), len(facts.refusals))


@pytest.mark.parametrize(
    "bad",
    [{"kind": "correction", "corrects": "R9", "fields": {"note": "x"}}, {"kind": "withdrawal", "withdraws": "R9"}],
)
def test_20_04_a_target_that_does_not_exist_is_refused(bad: dict):
    """A correction or a withdrawal of nothing is refused; what is in order stays."""
    facts = file(row("R1", covers="2023-02"), row("C1", **bad))
    assert (["R1"], 1) == ([e.id for e in facts.events], len(facts.refusals))


# -- 5: from when a corrected event serves ----------------------------------------------------------------------------


def test_20_05_correcting_a_slip_does_not_make_a_report_late():
    """The report met the duty on 3 March; that its note was corrected on the 20th changes nothing."""
    facts = ledger(
        report("R1", "2023-03-03", covers="2023-02"), correction("C1", "R1", "2023-03-20", note="typing slip")
    )
    assert "fulfilled" == february(facts, "2023-03-31")
    found = next(o for o in judge(MONTHLY, facts, "2023-03-31").obligations if o.period == "2023-02")
    assert ("R1", day("2023-03-03")) == (found.served_by, found.served_on)


def test_20_05_filling_an_empty_shell_later_does():
    """A paper entered in time that became a review on 25 January serves from that day, four days late."""
    facts = ledger(
        event("E1", "evidence", "2023-01-10", type="other"), correction("C1", "E1", "2023-01-25", type="review")
    )
    assert "missed" == review(facts, "2023-01-24")
    assert "late" == review(facts, "2023-01-25")
    assert "missed" == review(facts, "2023-01-24", "2023-01-25")


def test_20_05_filling_the_shell_in_time_is_in_time():
    """The first version that met the condition was recorded on 20 January, before the due day."""
    facts = ledger(
        event("E1", "evidence", "2023-01-10", type="other"), correction("C1", "E1", "2023-01-20", type="review")
    )
    assert "pending" == review(facts, "2023-01-19")
    assert "fulfilled" == review(facts, "2023-01-20")
    assert "fulfilled" == review(facts, "2023-01-31")


def test_20_05_what_was_undone_since_does_not_count():
    """It met the duty, was corrected away from it, and back again on 25 January: it serves from then."""
    facts = ledger(
        event("E1", "evidence", "2023-01-10", type="review"),
        correction("C1", "E1", "2023-01-15", type="other"),
        correction("C2", "E1", "2023-01-25", type="review"),
    )
    assert "fulfilled" == review(facts, "2023-01-14")
    assert "pending" == review(facts, "2023-01-15")
    assert "missed" == review(facts, "2023-01-22")
    assert "late" == review(facts, "2023-01-25")


# -- 6: rows that come twice ------------------------------------------------------------------------------------------


def test_20_06_the_same_row_twice_is_kept_once_and_has_no_further_effect():
    """The second is refused as a duplicate; February is fulfilled, and January is still missed, not undetermined."""
    facts = file(row("R1", covers="2023-02"), row("R1", covers="2023-02"))
    assert (1, 1) == (len(facts.events), len(facts.refusals))
    assert "fulfilled" == february(facts, "2023-03-06")
    assert "missed" == state(MONTHLY, facts, "MONTHLY", "2023-03-06", period="2023-01")
    assert judge(MONTHLY, facts, "2023-03-06").complete


def test_20_06_two_rows_with_one_id_and_different_content_are_both_refused():
    """Nobody can say which is right: neither serves, and neither month is called missed."""
    facts = file(row("R1", covers="2023-02"), row("R1", covers="2023-01"))
    assert (0, 2) == (len(facts.events), len(facts.refusals))
    assert "undetermined" == february(facts, "2023-03-06")
    assert "undetermined" == state(MONTHLY, facts, "MONTHLY", "2023-03-06", period="2023-01")


# -- 7: a refused row convicts nobody ---------------------------------------------------------------------------------


def test_20_07_a_refused_row_makes_its_kind_incomplete_for_its_subject():
    """The refused report may have been February's: undetermined. Papers of that task, and other tasks, are judged."""
    facts = file(row("R1", on="2023-02-30", covers="2023-02"))
    assert "undetermined" == state(TWO_KINDS, facts, "MONTHLY", "2023-03-06", period="2023-02")
    assert "missed" == state(TWO_KINDS, facts, "PAPERS", "2023-03-06", period="2023-02")
    assert "missed" == state(TWO_KINDS, facts, "MONTHLY", "2023-03-06", period="2023-02", about="T2")


def test_20_07_a_refused_row_whose_kind_cannot_be_read_touches_every_kind():
    """It could have been a report or a paper of that task; of the other task it was neither."""
    facts = file({k: v for k, v in row("R1").items() if k != "kind"})
    assert "undetermined" == state(TWO_KINDS, facts, "MONTHLY", "2023-03-06", period="2023-02")
    assert "undetermined" == state(TWO_KINDS, facts, "PAPERS", "2023-03-06", period="2023-02")
    assert "missed" == state(TWO_KINDS, facts, "MONTHLY", "2023-03-06", period="2023-02", about="T2")
    assert "missed" == state(TWO_KINDS, facts, "PAPERS", "2023-03-06", period="2023-02", about="T2")


def test_20_07_a_refused_row_takes_nothing_from_what_is_on_record():
    """A report that did come still fulfils its month."""
    facts = file(row("R1", on="2023-02-30"), row("R2", covers="2023-02"))
    assert "fulfilled" == february(facts, "2023-03-06")


def test_20_07_beside_a_refused_row_nothing_is_called_late():
    """The refused report may have come earlier: late is a conviction as well."""
    facts = file(row("R1", on="2023-02-30"), row("R2", on="2023-03-10", covers="2023-02"))
    assert "undetermined" == february(facts, "2023-03-10")


def test_20_07_a_refused_row_whose_subject_cannot_be_read_silences_nothing():
    """Verdicts stand, and the report says of itself that it is not complete, with the row in its data gaps."""
    facts = file({k: v for k, v in row("R1", covers="2023-02").items() if k != "subject"})
    found = judge(MONTHLY, facts, "2023-03-06")
    assert "missed" == february(facts, "2023-03-06")
    assert not found.complete
    assert [("refused row", None)] == [(g.reason, g.subject) for g in found.data_gaps if g.reason == "refused row"]


def test_20_07_a_refused_row_with_a_subject_leaves_the_report_complete():
    """What is incomplete is that subject, by name, and not the whole report."""
    found = judge(MONTHLY, file(row("R1", on="2023-02-30")), "2023-03-06")
    assert found.complete
    assert [Subject("task", "T1")] == [g.subject for g in found.data_gaps if g.reason == "refused row"]


def test_20_07_strict_evaluates_nothing():
    """With `--strict` a refused row is an error of the whole ledger."""
    with pytest.raises(LedgerError):
        file(row("R1", on="2023-02-30"), strict=True)


@pytest.mark.parametrize("kind", ["closure", "reopening", "suspension"])
def test_20_07_a_refused_closure_reopening_or_suspension_makes_the_status_unknown(kind: str):
    """Nobody knows whether the task is open, so nothing is owed for sure, whatever known-at is."""
    facts = file(row("X1", kind, on="2023-02-30", recorded="2023-06-01"))
    assert "undetermined" == february(facts, "2023-03-06")
    assert "undetermined" == february(facts, "2023-03-06", "2023-03-06")
    assert "missed" == february(facts, "2023-03-06", about="T2")
    assert [] == [f for f in findings(MONTHLY, facts, "2023-03-06") if "Task:T1" in f]


def test_20_07_a_refused_extension_makes_the_current_deadline_unknown():
    """The deadline on the card stays known; the current one is not, and convicts nobody."""
    tasks = [{"id": "T1", "opened": "2023-01-01", "deadline": "2023-03-31"}]
    facts = file(row("X1", "extension", on="2023-02-30"), tasks=tasks)
    assert ["R/IN_TIME_ORIGINALLY/Task:T1"] == [f for f in findings(DEADLINES, facts, "2023-04-03") if "IN_TIME" in f]
    assert "missed" == state(DEADLINES, facts, "FINISH", "2023-04-03")
    assert "undetermined" == state(DEADLINES, facts, "FINISH_EXTENDED", "2023-04-03")
    assert ("IN_TIME", "T1") in gaps(DEADLINES, facts, "2023-04-03")


def test_20_07_a_refused_row_opens_no_gate():
    """An objection that was refused may stand against the closure: blocked-unknown, not open."""
    accepted = row("A1", "acceptance", result="passed")
    assert Verdict.OPEN is may_close(file(accepted), "2023-03-06")
    assert Verdict.BLOCKED_UNKNOWN is may_close(file(accepted, row("O1", "objection", on="x")), "2023-03-06")


# -- 8: before the opening, and order ---------------------------------------------------------------------------------


def test_20_08_an_event_before_its_task_opened_is_kept_reported_and_seen_by_no_rule():
    """An acceptance dated the day before the opening opens no gate; the report names it among the data gaps."""
    early = ledger(event("A1", "acceptance", "2022-12-31", result="passed"))
    assert Verdict.BLOCKED is may_close(early, "2023-02-01")
    found = judge(ACCEPTED, early, "2023-02-01").data_gaps
    assert [("before opening", "A1")] == [(g.reason, g.event) for g in found if g.reason == "before opening"]
    on_the_day = ledger(event("A1", "acceptance", "2023-01-01", result="passed"))
    assert Verdict.OPEN is may_close(on_the_day, "2023-02-01")
    assert [] == gaps(ACCEPTED, on_the_day, "2023-02-01", "before opening")


def test_20_08_order_of_rows_never_matters():
    """Every order of the rows gives the same report, to the last field."""
    rows = (
        report("R1", "2023-02-03"),
        report("R2", "2023-02-04"),
        correction("C1", "R2", "2023-02-10", note="x"),
        withdrawal("W1", "R1", "2023-02-20"),
    )
    first = judge(MONTHLY, ledger(*rows), "2023-03-06")
    for other in permutations(rows):
        assert first == judge(MONTHLY, ledger(*other), "2023-03-06")


def served_by(facts: Ledger, as_of: str) -> dict[str | None, str | None]:
    return {o.period: o.served_by for o in judge(MONTHLY, facts, as_of).obligations}


def test_20_08_order_is_counted_day_then_day_it_happened_then_id():
    """The event taken first serves March, whose window is open; the other is left with February, the latest missed."""
    by_counted = ledger(report("Z", "2023-03-06"), report("A", "2023-03-05", "2023-03-07"))
    by_stated = ledger(report("Z", "2023-03-04", "2023-03-06"), report("A", "2023-03-06"))
    by_id = ledger(report("Z", "2023-03-06"), report("A", "2023-03-06"))
    assert {"2023-01": None, "2023-02": "A", "2023-03": "Z"} == served_by(by_counted, "2023-03-07")
    assert {"2023-01": None, "2023-02": "A", "2023-03": "Z"} == served_by(by_stated, "2023-03-07")
    assert {"2023-01": None, "2023-02": "Z", "2023-03": "A"} == served_by(by_id, "2023-03-07")


# -- 9: how far a ledger is complete ----------------------------------------------------------------------------------


def test_20_09_a_miss_needs_a_ledger_complete_up_to_the_due_day():
    """February is due on 5 March: complete through the 5th it is missed, through the 4th undetermined from the 6th."""
    assert "missed" == february(ledger(through="2023-03-05"), "2023-03-06")
    assert "pending" == february(ledger(through="2023-03-04"), "2023-03-05")
    assert "undetermined" == february(ledger(through="2023-03-04"), "2023-03-06")
    assert ("MONTHLY", "T1") in gaps(MONTHLY, ledger(through="2023-03-04"), "2023-03-06")
    assert "R/MONTHLY/Task:T1/2023-02" not in findings(MONTHLY, ledger(through="2023-03-04"), "2023-03-06")


def test_20_09_nobody_who_says_how_far_means_not_at_all():
    """A ledger without `through` convicts nobody of an omission."""
    assert "undetermined" == february(ledger(through=None), "2023-03-06")


def test_20_09_the_watermark_is_never_later_than_known_at():
    """What is known on the 4th says nothing about the 5th."""
    assert "undetermined" == february(ledger(), "2023-03-06", "2023-03-04")
    assert "missed" == february(ledger(), "2023-03-06", "2023-03-05")


def test_20_09_late_needs_it_as_well():
    """The report of the 10th may not have been the first: an earlier one might still come to light."""
    late = report("R1", "2023-03-10", covers="2023-02")
    assert "late" == february(ledger(late, through="2023-03-05"), "2023-03-10")
    assert "undetermined" == february(ledger(late, through="2023-03-04"), "2023-03-10")


def test_20_09_fulfilled_needs_no_watermark():
    """What is on record is on record."""
    assert "fulfilled" == february(ledger(report("R1", "2023-03-03", covers="2023-02"), through=None), "2023-03-06")


def test_20_09_a_feed_has_its_own_watermark_the_greatest_that_is_stated():
    """Visits are complete through `inspections`; how far the ledger itself goes does not matter for them."""

    def stands(*through: str) -> str:
        facts = ledger(feeds=tuple(Feed("inspections", day(d)) for d in through))
        return state(VISITS, facts, "VISIT", "2023-03-06", period="2023-02")

    assert "undetermined" == stands()
    assert "undetermined" == stands("2023-03-04")
    assert "missed" == stands("2023-03-05")
    assert "missed" == stands("2023-03-31", "2023-01-31")
    assert "missed" == stands("2023-01-31", "2023-03-31")


def test_20_09_a_window_that_ends_at_as_of_needs_a_ledger_complete_to_that_day():
    """No report in the last 45 days: violated only where the ledger reaches the day itself."""
    rules = HEAD + "standing STALE for each Task\n  must: exists report r where r.on within the last 45 days\n"
    assert ["R/STALE/Task:T1"] == findings(rules, ledger(through="2023-03-06"), "2023-03-06")
    assert [] == findings(rules, ledger(through="2023-03-05"), "2023-03-06")
    assert [("STALE", "T1")] == gaps(rules, ledger(through="2023-03-05"), "2023-03-06")
    fresh = ledger(report("R1", "2023-03-01"), through="2023-03-05")
    assert [] == findings(rules, fresh, "2023-03-06")
    assert [] == gaps(rules, fresh, "2023-03-06")


# -- 10: deadlines ----------------------------------------------------------------------------------------------------


def due_days(facts: Ledger, as_of: str, known_at: str | None = None) -> dict[str, str | None]:
    return {o.rule: o.due and o.due.isoformat() for o in judge(DEADLINES, facts, as_of, known_at).obligations}


def overdue(facts: Ledger, as_of: str, known_at: str | None = None) -> bool:
    """Whether the task is past its current deadline."""
    return "R/IN_TIME/Task:T1" in findings(DEADLINES, facts, as_of, known_at)


def with_deadline(*events: Event, deadline: object = Deadline(date(2023, 3, 31))) -> Ledger:
    return ledger(*events, tasks=(task(deadline=deadline),))


def extension(id_: str, on: str, new: str, granted: bool | None = True, recorded: str | None = None) -> Event:
    return event(id_, "extension", on, recorded, granted=granted, new_deadline=day(new))


def test_20_10_an_extension_moves_the_current_deadline_and_never_the_deadline():
    """Extended on 10 March to 31 May: `deadline` stays 31 March, `current_deadline` is 31 May from 10 March on."""
    facts = with_deadline(extension("X1", "2023-03-10", "2023-05-31"))
    assert {"FINISH": "2023-03-31", "FINISH_EXTENDED": "2023-03-31"} == due_days(facts, "2023-03-09")
    assert {"FINISH": "2023-03-31", "FINISH_EXTENDED": "2023-05-31"} == due_days(facts, "2023-03-10")


def test_20_10_the_last_extension_granted_holds():
    """The later one holds, even if it shortens; one that was refused changes nothing."""
    facts = with_deadline(
        extension("X1", "2023-03-10", "2023-05-31"),
        extension("X2", "2023-03-20", "2023-04-28"),
        extension("X3", "2023-03-25", "2023-12-29", granted=False),
    )
    assert "2023-05-31" == due_days(facts, "2023-03-19")["FINISH_EXTENDED"]
    assert "2023-04-28" == due_days(facts, "2023-03-31")["FINISH_EXTENDED"]


def test_20_10_an_extension_after_the_deadline_changes_nothing_before_its_own_day():
    """Granted on 10 April, the task was overdue from 1 to 9 April, as known then and as known now."""
    facts = with_deadline(extension("X1", "2023-04-10", "2023-05-31"))
    assert not overdue(facts, "2023-03-31")
    assert overdue(facts, "2023-04-01")
    assert overdue(facts, "2023-04-09")
    assert overdue(facts, "2023-04-09", "2023-04-30")
    assert not overdue(facts, "2023-04-10")
    assert not overdue(facts, "2023-05-31")
    assert overdue(facts, "2023-06-01")


def test_20_10_an_extension_entered_late_holds_from_its_day_once_it_is_known():
    """Granted on 20 March and entered on 10 April: overdue as known on the 5th, not overdue as known on the 10th."""
    facts = with_deadline(extension("X1", "2023-03-20", "2023-05-31", recorded="2023-04-10"))
    assert overdue(facts, "2023-04-05", "2023-04-05")
    assert not overdue(facts, "2023-04-05", "2023-04-10")


def test_20_10_an_extension_of_which_nobody_knows_whether_it_was_granted_convicts_nobody():
    """Whether 31 March still holds is not known."""
    facts = with_deadline(extension("X1", "2023-03-20", "2023-05-31", granted=None))
    assert not overdue(facts, "2023-04-05")
    assert ("IN_TIME", "T1") in gaps(DEADLINES, facts, "2023-04-05")


def test_20_10_a_deadline_written_as_a_month_is_its_last_day():
    """The end of February 2023 is the 28th, included; a month may be written in an extension too."""
    facts = with_deadline(deadline=Deadline.month(2023, 2))
    assert "2023-02-28" == due_days(facts, "2023-02-01")["FINISH"]
    assert not overdue(facts, "2023-02-28")
    assert overdue(facts, "2023-03-01")
    tasks = [{"id": "T1", "opened": "2023-01-01", "deadline": "2023-02"}]
    extended = row("X1", "extension", on="2023-02-10", granted=True, new_deadline="2023-04")
    assert "2023-04-30" == due_days(file(extended, tasks=tasks), "2023-02-10")["FINISH_EXTENDED"]


def test_20_10_a_deadline_on_a_card_is_never_rolled():
    """15 April 2023 is a Saturday. It stays the deadline though the duty asks for the next working day."""
    facts = with_deadline(deadline=Deadline(date(2023, 4, 15)))
    assert "2023-04-15" == due_days(facts, "2023-04-01")["FINISH"]
    assert "2023-04-15" == due_days(facts, "2023-04-01")["FINISH_EXTENDED"]
    assert "missed" == state(DEADLINES, facts, "FINISH", "2023-04-16")


def test_20_10_a_deadline_that_is_none_is_knowledge_and_one_left_out_is_not():
    """`none` owes nothing and is never past; not given is unknown, and convicts nobody either."""
    never, nobody_knows = with_deadline(deadline=NONE), with_deadline(deadline=None)
    assert {} == due_days(never, "2023-12-31")
    assert [] == gaps(DEADLINES, never, "2023-12-31")
    assert not overdue(never, "2023-12-31")
    assert not overdue(nobody_knows, "2023-12-31")
    assert ("IN_TIME", "T1") in gaps(DEADLINES, nobody_knows, "2023-12-31")


def test_20_facts_a_ledger_may_be_built_in_code():
    """Units, posts, persons, plan and tasks as plain classes make the same ledger as a file."""
    facts = Ledger(
        "demo",
        through=day("2023-12-31"),
        plan=Plan("P", unit="city", issued=day("2023-01-01")),
        units=(Unit("city", posts=(Tenure("party_secretary", "p1"),)),),
        persons=(Person("p1"),),
        tasks=(task(territory="city"),),
    )
    assert "missed" == february(facts, "2023-03-06")


# -- 40: status -------------------------------------------------------------------------------------------------------


def status(facts: Ledger, as_of: str, known_at: str | None = None) -> str:
    """The status of the one task, as the totals of the report count it."""
    totals = judge(MONTHLY, facts, as_of, known_at).totals["task"]
    counted = {"closed": totals.closed, "open": totals.open, "suspended": totals.suspended, "?": totals.undetermined}
    (found,) = [word for word, number in counted.items() if number]
    return found


def test_20_40_closed_after_a_closure_with_no_later_reopening():
    """Open, closed from 1 March, open again from the 10th, closed again from the 20th."""
    facts = ledger(
        event("C1", "closure", "2023-03-01"),
        event("O", "reopening", "2023-03-10"),
        event("C2", "closure", "2023-03-20"),
    )
    stands = [status(facts, d) for d in ("2023-02-28", "2023-03-01", "2023-03-09", "2023-03-10", "2023-03-20")]
    assert ["open", "closed", "closed", "open", "closed"] == stands


def test_20_40_a_withdrawn_closure_closes_nothing():
    """Withdrawn on 5 March, the closure of the 1st is gone from what is known then."""
    facts = ledger(event("C", "closure", "2023-03-01"), withdrawal("W", "C", "2023-03-05"))
    assert "closed" == status(facts, "2023-03-04")
    assert "open" == status(facts, "2023-03-05")


def test_20_40_suspended_through_its_last_day():
    """From 1 March through 10 March, that day included."""
    facts = ledger(event("S", "suspension", "2023-03-01", until=day("2023-03-10")))
    stands = [status(facts, d) for d in ("2023-02-28", "2023-03-01", "2023-03-10", "2023-03-11")]
    assert ["open", "suspended", "suspended", "open"] == stands


def test_20_40_suspended_until_it_is_withdrawn():
    """A suspension without a last day holds until somebody withdraws it."""
    facts = ledger(event("S", "suspension", "2023-03-01", until=NONE), withdrawal("W", "S", "2023-06-01"))
    assert "suspended" == status(facts, "2023-05-31")
    assert "open" == status(facts, "2023-06-01")


def test_20_40_of_a_closure_and_a_reopening_on_one_day_the_one_recorded_last_holds():
    """And if both were entered on the same day: open."""
    day_one = "2023-03-01"
    closed_last = ledger(event("C", "closure", day_one, "2023-03-03"), event("O", "reopening", day_one, "2023-03-02"))
    opened_last = ledger(event("C", "closure", day_one, "2023-03-02"), event("O", "reopening", day_one, "2023-03-03"))
    equal = ledger(event("C", "closure", day_one), event("O", "reopening", day_one))
    assert ["closed", "open", "open"] == [status(f, "2023-03-06") for f in (closed_last, opened_last, equal)]


def test_20_40_past_the_watermark_status_is_as_known_and_a_gap_says_so():
    """Complete through 1 March, the task is open on the 6th as far as anybody knows."""
    facts = ledger(through="2023-03-01")
    assert "open" == status(facts, "2023-03-06")
    assert ["past watermark"] == [
        g.reason for g in judge(MONTHLY, facts, "2023-03-06").data_gaps if g.reason == "past watermark"
    ]
    assert [] == gaps(MONTHLY, ledger(through="2023-03-06"), "2023-03-06", "past watermark")


# -- 43 and 44: rows --------------------------------------------------------------------------------------------------


def test_20_43_left_out_null_and_none():
    """A deadline left out or null is not given, and nobody knows; the text `none` says that there is none."""
    tasks = [
        {"id": "T1", "opened": "2023-01-01"},
        {"id": "T2", "opened": "2023-01-01", "deadline": None},
        {"id": "T3", "opened": "2023-01-01", "deadline": "none"},
    ]
    facts = file(tasks=tasks)
    assert ["T1", "T2"] == [who for rule, who in gaps(DEADLINES, facts, "2023-06-30") if rule == "IN_TIME"]
    assert [] == findings(DEADLINES, facts, "2023-06-30")


def test_20_43_corrections_and_withdrawals_as_rows():
    """`corrects` with `fields`, and `withdraws`: read from a file they do what they do in code."""
    facts = file(
        row("R1", on="2023-03-01", covers="2023-03"),
        row("C1", "correction", on="2023-03-02", corrects="R1", fields={"covers": "2023-02"}),
        row("W1", "withdrawal", on="2023-03-05", withdraws="C1"),
    )
    assert ["pending", "fulfilled", "fulfilled", "pending"] == [
        february(facts, d) for d in ("2023-03-01", "2023-03-02", "2023-03-04", "2023-03-05")
    ]


def test_20_44_a_petition_is_a_task_by_name():
    """Findings on petitions are named Task, as their subject is; `kind` tells the two apart in a rule."""
    rules = HEAD + "standing PAPER for each Task\n  while: kind is petition\n  must: exists evidence\n"
    tasks = [{"id": "X-01", "kind": "petition", "opened": "2023-01-01"}, {"id": "T-01", "opened": "2023-01-01"}]
    found = judge(rules, file(tasks=tasks), "2023-03-06")
    assert [("R/PAPER/Task:X-01", Subject("task", "X-01"))] == [(f.id, f.subject) for f in found.findings]
    assert (1, 1) == (found.totals["petition"].all, found.totals["task"].all)
