"""The programs of the benchmark agree, and its page says what was measured. Nothing is timed here."""

from __future__ import annotations

import pytest
import tuned
from by_hand import evaluate, may_close
from figures import Figure, compare_decisions, tick
from library import COMPILED, REFERENCE, policy, unindexed
from measure import Timed
from page import figure_table, page, speed_table
from peers import PEERS, Peer
from speeds import AnswersDifferError, Program, Speed, check, library_program, peer_program, tasks, tuned_program
from workload import AS_OF, RULES, items, ledger

NUMBER = 60


def test_workload_grows_by_adding_tasks_at_its_end():
    assert items(5) == items(9)[:5]
    assert items(5) != items(5, seed=1)


def test_every_rule_has_something_to_say():
    assert {rule for _, rule, _ in evaluate(items(300))} == set(RULES)
    assert {rung for _, rule, rung in evaluate(items(300)) if rule == "MONTHLY"} == {1, 2, 3}
    assert {rung for _, rule, rung in evaluate(items(300)) if rule == "OVERDUE"} == {1, 2, 3}


def test_rules_load_without_an_error():
    assert policy().ok


def test_rectcore_answers_as_the_program_written_by_hand():
    check(library_program(REFERENCE), NUMBER)
    check(library_program(COMPILED), NUMBER)


def test_tuned_program_answers_as_the_idiomatic_one():
    check(tuned_program(), 2_000)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.distribution)
def test_peer_answers_as_the_program_written_by_hand(peer: Peer):
    if peer.version is None:
        pytest.skip(f"{peer.distribution} is not installed; the extra `bench` installs it")
    check(peer_program(peer), NUMBER)


def test_programs_that_differ_are_not_timed():
    short = Program("short", lambda number: (lambda: evaluate(tasks(number))[1:], set))
    with pytest.raises(AnswersDifferError, match="short: 0 answers too many, 1 too few"):
        check(short, NUMBER)


def test_decisions_agree():
    asked = [item for item in items(NUMBER) if item.closed is None]
    compare_decisions(policy(), ledger(asked), asked)


def test_decisions_that_differ_are_not_timed():
    asked = [item for item in items(NUMBER) if item.closed is None and not may_close(item, AS_OF)]
    book = ledger(asked)
    asked[0].signoffs.clear()
    with pytest.raises(AnswersDifferError, match="may T-"):
        compare_decisions(policy(), book, asked)


def test_a_day_of_the_monitor_is_what_evaluating_afresh_gives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("figures.beside", lambda work, other, _: (work(), other(), Timed(0.5, 0.02))[-1])
    found = tick(100)
    assert found.measured == "2.00 % at 100 tasks, 0.50 s"
    assert found.outcome == "open: met with no more than 100 asked"


def test_ledger_is_asked_without_its_indexes():
    book = ledger(items(3))
    book.events_of(book.events[0].subject)
    new = unindexed(book)
    assert new == book
    assert "_by_subject" in vars(book)
    assert "_by_subject" not in vars(new)


def test_masks_hold_an_answer_for_each_rule():
    few = items(1)
    everything = sum(3 << shift for shift in tuned.SHIFT.values())
    assert {rule for _, rule, _ in tuned.answers([everything], few)} == set(RULES)


def test_page_says_what_was_missed_and_why():
    quick = Speed("quick", 100, Timed(0.001, 0.5), RULES)
    partial = Speed("partial", 100, Timed(0.01, 5.0), RULES[1:])
    absent = Speed("absent")
    met = Figure("time", "≤ 2 ×", "1.00 ×", 1.0, 2, "It is quick.")
    missed = Figure("memory", "≤ 2 ×", "6.00 ×", 6.0, 2, "It holds too much.")
    text = page([quick, partial, absent], [met, missed], {"date": "2023-09-15", "machine": {}, "versions": {}})
    assert "7, not CLOSE" in text
    assert "absent: not installed" in text
    assert "- memory: 6.00 ×, 3.00 times what the goal allows. It holds too much." in text
    assert "It is quick." not in text
    undecided = Figure("growth", "≤ 2 ×", "1.00 ×", 1.0, 2, open="open: too few")
    assert undecided.outcome == "open: too few"
    assert "missed: 3.00 times it" in figure_table([met, missed], "simple")
    assert "10.0" in speed_table([quick], "simple")
