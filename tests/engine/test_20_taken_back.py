"""Section 20, 7: what a refused row would have taken back or changed opens no gate and convicts nobody."""

import json
from datetime import date

import pytest

import rectcore
from rectcore import Ledger, LedgerError, Verdict

RULES = """# dialect: en
ruleset R "Rules"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: same day

{more}
judgement sound on Task
  valid for: 12 months

duty MONTHLY for each Task
  every: month
  due: by day 5 of the next period
  fulfilled by: report where covers is this.period

standing IN_TIME for each Task
  must: not current_deadline before as of

gate CLOSE on Task.closure
  only if all:
    - [accepted] exists acceptance

gate FILE on Task.filing
  only if all:
    - [unit] lead_unit is not none
    - [sound] sound
    - [progress] progress at least 50%
    - [stage] stage is accepted
    - [steps] no Step s where s.title is "later"
"""


def row(id_: str, kind: str, on: str = "2023-03-03", recorded: str | None = None, **more) -> dict:
    return {
        "id": id_,
        "kind": kind,
        "subject": {"kind": "task", "id": "T1"},
        "on": on,
        "recorded": recorded or on,
        **more,
    }


BROKEN = "2023-02-30"
"""A day that does not exist."""

PAPERS = (
    row("A", "acceptance", result="passed"),
    row("J", "judgement", term="sound", value=True),
    row("R", "report", covers="2023-02", progress="60%"),
    row("C", "completion"),
)


def file(*events: dict, strict: bool = False, **how) -> Ledger:
    whole = {
        "format": "rectcore.ledger/1",
        "id": "demo",
        "timezone": "Asia/Shanghai",
        "through": "2023-12-31",
        "units": [{"id": "U1"}, {"id": "U2"}],
        "tasks": [{"id": "T1", "opened": "2023-02-01", "deadline": "2023-03-31", "lead_unit": "U1", "steps": []}],
        "events": list(events),
    }
    return rectcore.read_ledger_text(json.dumps(whole, ensure_ascii=False), "ledger.json", strict=strict, **how)


def policy(more: str = "") -> rectcore.Policy:
    found = rectcore.load_text(RULES.format(more=more))
    assert found.ok, [d.line() for d in found.diagnostics if d.severity is rectcore.Severity.ERROR]
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


def may(act: str, facts: Ledger, as_of: str = "2023-03-10", more: str = "") -> tuple[Verdict, tuple[str, ...]]:
    found = policy(more).may(act, "T1", facts, day(as_of))
    return found.state, tuple(x.label for x in found.labels if x.value is not True)


def judged(facts: Ledger, as_of: str, more: str = "") -> tuple[dict[str, str], list[str]]:
    """The state of each month, and the findings."""
    found = policy(more).evaluate(facts, day(as_of))
    owed = {o.period: o.state.value for o in found.obligations if o.period is not None}
    return owed, [f.rule for f in found.findings]


def test_papers_in_order_open_the_gates():
    """Nothing refused, nothing in doubt."""
    assert (Verdict.OPEN, ()) == may("closure", file(*PAPERS))
    assert (Verdict.OPEN, ()) == may("filing", file(*PAPERS))


@pytest.mark.parametrize(
    "attempt",
    [
        row("X", "withdrawal", on=BROKEN, withdraws="A"),
        row("X", "correction", on=BROKEN, corrects="A", fields={"result": "failed"}),
        row("X", "correction", corrects="A", fields={"reslut": "failed"}),
        row("X", "withdrawal", withdraws="A", subject={"kind": "unit", "id": "U1"}),
        row("X", "withdrawal", withdraws="A", subject=None),
        row("X", "wihdrawal", withdraws="A"),
        row("X", "withdrawal", withdraws="AA"),
        row("X", "withdrawal", withdraws=7),
        row("X", "correction", corrects="X", fields={"result": "failed"}),
    ],
)
def test_a_gate_does_not_open_on_what_somebody_tried_to_take_back(attempt: dict):
    """Whether the target is read or only the subject: the acceptance is neither there nor not there."""
    assert (Verdict.BLOCKED_UNKNOWN, ("accepted",)) == may("closure", file(*PAPERS, attempt))


@pytest.mark.parametrize(("target", "label"), [("J", "sound"), ("R", "progress"), ("A", "stage")])
def test_nor_on_what_stood_before_it(target: str, label: str):
    """A judgement, a progress, a stage in doubt does not make way for the one before."""
    before = (
        row("J0", "judgement", on="2023-03-02", term="sound", value=True),
        row("R0", "report", on="2023-03-02", covers="2023-02", progress="90%"),
    )
    facts = file(*before, *PAPERS, row("X", "withdrawal", on=BROKEN, withdraws=target))
    state, labels = may("filing", facts)
    assert Verdict.BLOCKED_UNKNOWN is state
    assert label in labels


def test_a_stage_that_was_passed_is_not_undone_by_doubt_about_an_earlier_one():
    """The task is accepted, whether its completion was taken back or not."""
    assert (Verdict.OPEN, ()) == may("filing", file(*PAPERS, row("X", "withdrawal", on=BROKEN, withdraws="C")))


def test_a_refused_judgement_may_be_the_latest():
    """Somebody may have taken back what was found sound."""
    facts = file(*PAPERS, row("X", "judgement", on=BROKEN, term="sound", value=False))
    assert (Verdict.BLOCKED_UNKNOWN, ("sound",)) == may("filing", facts)


def test_a_reopening_in_doubt_leaves_no_paper_for_sure():
    """Withdrawn, the papers of before count again; not withdrawn, they do not."""
    closed = (row("K", "closure", on="2023-03-04"), row("O", "reopening", on="2023-03-05"))
    assert (Verdict.BLOCKED, ("accepted",)) == may("closure", file(*PAPERS, *closed))
    facts = file(*PAPERS, *closed, row("X", "withdrawal", on=BROKEN, recorded="2023-03-06", withdraws="O"))
    assert (Verdict.BLOCKED_UNKNOWN, ("accepted",)) == may("closure", facts)
    assert [] == [g for g in policy().evaluate(facts, day("2023-03-10")).findings if g.rule == "CLOSE"]


def test_an_event_in_doubt_fulfils_nothing_and_is_not_missed():
    """February was reported, and the report may have been withdrawn."""
    assert "fulfilled" == judged(file(*PAPERS), "2023-03-10")[0]["2023-02"]
    owed, found = judged(file(*PAPERS, row("X", "withdrawal", on=BROKEN, withdraws="R")), "2023-03-10")
    assert "undetermined" == owed["2023-02"]
    assert [] == found


def test_a_misspelt_report_is_no_miss():
    """It can hardly have been anything else, and whether it was in time is not known."""
    assert "undetermined" == judged(file(row("R", "reprot", covers="2023-02")), "2023-03-10")[0]["2023-02"]
    assert "missed" == judged(file(row("R", "drone_flight", covers="2023-02")), "2023-03-10")[0]["2023-02"]


# -- words that rules declare -----------------------------------------------------------------------------------------

OWN_KIND = "event reprot part of Task complete through ledger\n  has depth: integer\n"
OWN_FIELD = "entity Task\n  has deadlin: text\n"


def test_a_kind_that_the_rules_declare_is_no_slip():
    """The ledger is read without rules; those that know the kind take the row, and what hangs on it, as it stands."""
    rows = (row("R", "reprot", depth=3), row("K", "correction", corrects="R", fields={"note": "x"}))
    facts = file(*rows)
    assert ["LG210", "LG208"] == [r.diagnostic.code for r in facts.refusals]
    assert "undetermined" == judged(facts, "2023-03-10")[0]["2023-02"]
    assert "missed" == judged(facts, "2023-03-10", OWN_KIND)[0]["2023-02"]
    report = policy(OWN_KIND).evaluate(facts, day("2023-03-10"))
    assert (0, []) == (report.refused, [g.id for g in report.data_gaps if g.reason == "refused row"])


def test_with_their_vocabulary_it_is_never_refused():
    """Whoever has the rules at hand may read strictly."""
    rows = (row("R", "reprot", depth=3), row("M", "amendment", field="deadlin", value="x"))
    words = policy(OWN_KIND + OWN_FIELD).rulebook.vocabulary
    read = file(*rows, strict=True, vocabulary=words)
    assert (["R", "M"], (), ()) == ([e.id for e in read.events], read.refusals, read.diagnostics)
    with pytest.raises(LedgerError):
        file(*rows, strict=True)


def test_two_faults_are_one_too_many():
    """A row with a word that the rules declare and a day that does not exist stays refused."""
    facts = file(row("R", "reprot", on=BROKEN))
    assert 1 == policy(OWN_KIND).evaluate(facts, day("2023-03-10")).refused


# -- amendments -------------------------------------------------------------------------------------------------------


def lead(facts: Ledger, as_of: str, known_at: str | None = None) -> bool:
    """Whether it is known who leads."""
    found = policy().may("filing", "T1", facts, day(as_of), day(known_at or as_of))
    return next(x.value for x in found.labels if x.label == "unit") is True


@pytest.mark.parametrize(
    "change",
    [
        row("M", "amendment", "2023-03-05", "2023-03-07", field="lead_unit", value="nowhere"),
        row("M", "amendment", "2023-03-05", "2023-03-07", field="lead_unti", value="U2"),
        row("M", "amendment", "2023-03-05", "2023-03-07", field="???", value="U2"),
        row("M", "amendment", "2023-03-05", "2023-03-07", value="U2"),
        row("M", "amendmnet", "2023-03-05", "2023-03-07", field="lead_unit", value="U2"),
    ],
)
def test_a_refused_amendment_makes_its_field_unknown_from_its_day(change: dict):
    """From its `on`, as known from its `recorded`; a later amendment settles it."""
    facts = file(change)
    assert lead(facts, "2023-03-04", "2023-03-31")
    assert not lead(facts, "2023-03-05", "2023-03-31")
    assert lead(facts, "2023-03-05", "2023-03-06")
    assert not lead(facts, "2023-03-10")
    assert lead(file(change, row("N", "amendment", "2023-03-08", field="lead_unit", value="U2")), "2023-03-10")


@pytest.mark.parametrize("more", [{"on": BROKEN}, {"recorded": BROKEN}])
def test_where_its_days_cannot_be_read_it_holds_always(more: dict):
    """A day that nobody can read could be any."""
    facts = file({**row("M", "amendment", field="lead_unit", value="U2"), **more})
    assert not lead(facts, "2023-03-03", "2023-03-03" if "recorded" in more else "2023-03-31")
    assert not lead(facts, "2023-12-01")


def test_it_touches_no_other_field():
    """What it would have set is told, so the rest stands."""
    assert lead(file(row("M", "amendment", on=BROKEN, field="territory", value="U2")), "2023-03-10")
    assert lead(file(row("M", "amendment", field="status", value=7)), "2023-03-10")


def test_an_amendment_that_somebody_tried_to_take_back_leaves_its_field_unknown():
    """U2, or U1 again."""
    amended = row("M", "amendment", "2023-03-05", field="lead_unit", value="U2")
    facts = file(amended, row("X", "withdrawal", on=BROKEN, recorded="2023-03-09", withdraws="M"))
    assert lead(facts, "2023-03-04")
    assert not lead(facts, "2023-03-10")


@pytest.mark.parametrize("word", ["deadline", "deadlin", "办结期限", "current_deadline"])
def test_a_deadline_that_somebody_wanted_to_amend_convicts_nobody(word: str):
    """It does not change by an amendment; but somebody says that it has changed."""
    assert ["IN_TIME"] == judged(file(row("R", "report")), "2023-04-01")[1][:1]
    assert "IN_TIME" not in judged(file(row("M", "amendment", field=word, value="2023-12")), "2023-04-01")[1]


def test_steps_that_somebody_wanted_to_amend_are_not_all_known():
    """There may be a step more."""
    state, labels = may("filing", file(*PAPERS, row("M", "amendment", field="steps", value="later")))
    assert (Verdict.BLOCKED_UNKNOWN, ("steps",)) == (state, labels)


# -- the report -------------------------------------------------------------------------------------------------------


def test_a_gap_names_the_row_and_what_is_in_doubt():
    """By its place in the file and its id, as a person finds it; the id of the gap stays when another row is mended."""
    good, bad = row("A", "acceptance"), row("X", "withdrawal", on=BROKEN, withdraws="A")
    gaps = policy().evaluate(file(row("B", "report", on=BROKEN), good, bad), day("2023-03-10")).data_gaps
    found = {g.id: g.message for g in gaps if g.reason == "refused row"}
    assert ["gap:refused row:R/events[0]", "gap:refused row:R/events[2]"] == sorted(found)
    assert (
        "The row events[2] (`X`) was refused: `2023-02-30` is not a day that `on` can hold; "
        "until it is mended, A counts neither as there nor as not there."
    ) == found["gap:refused row:R/events[2]"].en
    assert (
        "记录events[2]（“X”）未被接收：`2023-02-30` 不是 `on` 可用的日期；改正之前，A既不按已有、也不按没有处理。"
    ) == found["gap:refused row:R/events[2]"].zh
