"""The rule sets of the language note, in both dialects: they parse, mean the same, and survive printing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from rectcore.language import tree
from rectcore.language.parser import parse
from rectcore.language.printer import print_file
from rectcore.model.duration import SpanUnit
from rectcore.source import Source

SAMPLES = Path(__file__).parent / "samples"

# What the schema would know: the names of the Chinese files by their identifiers.
NAMES = {
    "事项": "Task", "状态": "status", "在办": "open", "办结期限": "deadline", "销号": "closure", "签字": "signature",
    "甲": "a", "乙": "b", "党委书记": "party_secretary", "政府主要负责人": "government_head", "签字人": "person",
    "佐证材料": "evidence", "风险等级": "risk", "低": "low", "材": "e", "类别": "type", "核查报告": "review",
    "填报截止日": "report_day", "进展填报": "report", "预警": "warning", "督办": "supervision", "约谈": "interview",
    "不可抗力": "force_majeure", "报": "u", "发生日": "on", "立项日": "opened", "所属周期": "covers",
    "逾期未完成": "missed", "不予办理": "blocked", "方案": "Plan", "整改办": "rectification_office",
    "阶段性成果": "interim_done", "通报": "circular", "逾期": "overdue", "牵头单位": "lead_unit", "提醒": "reminder",
    "回复": "reply", "周期": "period",
}  # fmt: skip


def load(name):
    parsed = parse(Source(name, (SAMPLES / f"{name}.rules").read_text(encoding="utf-8")))
    assert not parsed.diagnostics
    return parsed.file


def renamed(node):
    """The tree with its names in English and its texts for people taken out."""
    if isinstance(node, tuple):
        return tuple(map(renamed, node))
    if isinstance(node, tree.Word):
        return tree.Word(NAMES.get(node.text, node.text))
    if isinstance(node, tree.Bilingual):
        return tree.Bilingual()
    if isinstance(node, tree.Node):
        fields = [f.name for f in attrs.fields(type(node)) if f.name != "span"]
        return attrs.evolve(node, **{f: renamed(getattr(node, f)) for f in fields})
    return node


@pytest.mark.parametrize("name", ["sample", "further"])
def test_both_dialects_say_the_same(name):
    """The two files give one tree, but for the spelling of names and the texts for people."""
    assert renamed(load(f"{name}-en")) == renamed(load(f"{name}-zh"))


@pytest.mark.parametrize("name", ["sample-en", "sample-zh", "further-en", "further-zh", "schema"])
@pytest.mark.parametrize("dialect", ["en", "zh"])
def test_printing_keeps_the_meaning(name, dialect):
    file = load(name)
    text = print_file(file, dialect)
    again = parse(Source("t", text))
    assert not again.diagnostics
    assert file == again.file
    assert text == print_file(again.file)


@pytest.mark.parametrize("name", ["sample-en", "sample-zh", "further-en", "further-zh", "schema"])
def test_the_samples_are_laid_out_as_the_printer_does_it(name):
    """But for line breaks, quotes and other choices the sample makes on purpose."""
    text = (SAMPLES / f"{name}.rules").read_text(encoding="utf-8")
    printed = print_file(load(name)).split()
    same = sum(a in printed for a in text.split())
    assert same >= 0.8 * len(text.split())


def form(name, id_):
    return next(f for f in load(name).forms if f.id is not None and f.id.text == id_)


def test_the_gate():
    gate = form("sample-zh", "CLOSE")
    assert ["事项", "销号"] == [w.text for w in gate.on.words]
    dual, proof = gate.get("only if all").value
    assert ["甲", "乙"] == [b.name.text for b in dual.condition.binders]
    assert isinstance(dual.condition.condition.operands[0], tree.By)
    assert (
        tree.Compare("at least", tree.Count(tree.Binder(tree.Word("佐证材料"))), tree.Number(Decimal(1)))
        == proof.condition
    )
    assert "block" == gate.get("when unknown").value


def test_the_duty():
    duty = form("sample-en", "MONTHLY")
    assert "month" == duty.get("every").value
    assert tree.Due(tree.ByDay(tree.Path((tree.Word("report_day"),)), "next")) == duty.get("due").value
    assert "full periods only" == duty.get("first period").value
    assert tree.Word("PROGRESS") == duty.get("breach goes to").value


def test_the_parameter():
    parameter = form("sample-zh", "report_day")
    assert ("填报截止日",) == parameter.also
    assert [date(2025, 1, 1), date(2026, 1, 1)] == [c.value.since for c in parameter.all("from")]


def test_the_ladder():
    third = form("sample-zh", "PROGRESS").all("rung")[2].value
    assert tree.Number(Decimal(3)) == third.count
    assert tree.Duration(tree.Number(Decimal(10)), SpanUnit.WORKING_DAYS) == third.act.due_in


def test_rungs_after_a_time():
    first, second = (c.value for c in form("further-zh", "OVERDUE").all("rung"))
    assert tree.Duration(tree.Number(Decimal(1)), SpanUnit.DAYS) == first.after
    assert "整改办" == second.act.by.text


def test_the_scenario():
    scenario = load("sample-en").forms[-1]
    assert scenario.title.en == "third miss means interview"
    *_, labelled, change = (c.value for c in scenario.all("expect"))
    assert ["dual", "proof"] == [w.text for w in labelled.labels]
    assert change.rule is None
    assert tree.Day(date(2026, 6, 23)) == change.result
