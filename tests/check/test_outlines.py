"""The outline of a source, and rules that cite its clauses."""

from __future__ import annotations

import pytest

from rectcore.diagnostics import Severity, Text

OUTLINE = """outline S
  clause A1 "art 1" / "第一条"
  clause A2 "art 2" / "第二条", narrative "asks for nothing" / "没有要求"
"""
RULE = """define x on Task
  cite: {}
  means: deadline before as of
"""


def test_a_citation_by_id_shows_the_words_of_the_outline(bench) -> None:
    book = bench(OUTLINE + RULE.format('S A1, S A1 "its end" / "末句", S "annex" / "附件"')).rulebook
    cites = book.definitions[0].cites
    assert [("A1", Text("art 1", "第一条")), ("A1", Text("its end", "末句")), ("", Text("annex", "附件"))] == [
        (c.clause, c.place) for c in cites
    ]


def test_the_rulebook_keeps_the_clauses_in_the_order_of_the_outline(bench) -> None:
    clauses = bench(OUTLINE).rulebook.clauses
    assert [("S", "A1", False, Text()), ("S", "A2", True, Text("asks for nothing", "没有要求"))] == [
        (c.source, c.id, c.narrative, c.reason) for c in clauses
    ]


@pytest.mark.parametrize(
    ("text", "code", "near"),
    [
        (OUTLINE + RULE.format("S <<A9"), "RC201", "A1"),
        (OUTLINE + RULE.format("S <<A2"), "RC512", ""),
        (RULE.format("S <<A1"), "RC511", "outline S"),
        (OUTLINE + '  clause <<A1 "again" / "又"\n', "RC510", ""),
        ('outline <<T\n  clause A1 "art 1" / "第一条"\n', "RC201", "`S`"),
    ],
)
def test_one_slip_gives_one_error(bench, text: str, code: str, near: str) -> None:
    only = bench.found(code, text)
    assert near in only.hint.en + (only.fix.text if only.fix is not None else "")


def test_a_clause_that_may_stand_in_a_broken_outline_is_not_reported(bench) -> None:
    checked = bench('outline S\n  clause A1 "art 1" / "第一条"\n  clause A2 art\n' + RULE.format("S A2"))
    assert 1 == len(bench.parsed)
    assert [] == [d.line() for d in checked.diagnostics if d.severity is Severity.ERROR]
