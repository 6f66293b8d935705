"""Answers kept for the days on which they are the same."""

from __future__ import annotations

from datetime import date

from rectcore.engine.reference.stretches import Stretch, Stretches

MAY = [date(2023, 5, day) for day in range(1, 32)]
FIRST, LAST = date.min, date.max


def test_what_does_not_look_at_the_day_holds_for_ever():
    """Nothing was said of any day."""
    assert Stretch("x", FIRST, LAST) == Stretches().stretch(MAY[4], lambda: "x")


def test_each_look_narrows_the_days():
    """From the last turn that has come to the day before the next."""
    kept = Stretches()

    def question() -> str:
        kept.turns(MAY[9], MAY[4])
        kept.turns_after(MAY[9], MAY[19])
        kept.turns_at_each(MAY[9], [MAY[2], MAY[6], MAY[14]])
        return "x"

    assert Stretch("x", MAY[6], MAY[13]) == kept.stretch(MAY[9], question)


def test_a_look_at_another_day_says_nothing_of_this_one():
    """What is asked of an earlier day is a question of its own, also where it is asked in between."""
    kept = Stretches()

    def earlier() -> str:
        kept.turns(MAY[2], MAY[1])
        return "earlier"

    assert Stretch("earlier", FIRST, LAST) == kept.stretch(MAY[9], lambda: kept.ask("key", MAY[2], earlier))


def test_a_kept_answer_narrows_whoever_asks_again():
    """The days of a kept answer are handed on as if it had been worked out anew."""
    kept = Stretches()
    asked = []

    def question() -> str:
        asked.append(1)
        kept.turns(MAY[9], MAY[4])
        return "x"

    assert kept.ask("key", MAY[9], question) == "x"
    assert Stretch("x", MAY[4], LAST) == kept.stretch(MAY[20], lambda: kept.ask("key", MAY[20], question))
    assert [1] == asked


def test_kept_answers_do_not_overlap():
    """Of two stretches that were found from two days, each day has one."""
    kept = Stretches()

    def asked(day: date, first: date, last: date) -> str:
        def question() -> str:
            kept.same(day, first, last)
            return "x"

        return kept.ask("key", day, question)

    asked(MAY[10], MAY[8], MAY[12])
    asked(MAY[20], MAY[11], MAY[25])
    asked(MAY[5], MAY[0], MAY[15])
    assert Stretch("x", MAY[0], MAY[7]) == kept.stretch(MAY[3], lambda: kept.ask("key", MAY[3], str))


def test_day_by_day_every_answer_is_for_its_day_only():
    """The same questions without anything kept from one day to another."""
    assert Stretch("x", MAY[4], MAY[4]) == Stretches(daily=True).stretch(MAY[4], lambda: "x")


def test_days_of_one_sort_are_found_by_halving():
    """Within the bounds, and no further than what has been said before."""
    kept = Stretches()

    def question() -> str:
        kept.alike(MAY[9], lambda day: MAY[6] <= day <= MAY[20])
        return "x"

    assert Stretch("x", MAY[6], MAY[20]) == kept.stretch(MAY[9], question)

    def bounded() -> str:
        kept.turns_after(MAY[9], MAY[17])
        kept.alike(MAY[9], lambda day: MAY[6] <= day <= MAY[20], first=MAY[8])
        return "x"

    assert Stretch("x", MAY[8], MAY[17]) == kept.stretch(MAY[9], bounded)
    kept.alike(MAY[9], lambda day: 1 / 0)  # nobody asks about that day


def test_a_comparison_speaks_for_its_own_sides_and_not_for_what_they_ask():
    """A value that moves is looked at with leave; a question asked meanwhile has no such leave."""
    kept = Stretches()

    def inner() -> str:
        kept.only(MAY[9])
        return "x"

    def question() -> str:
        with kept.moving():
            kept.only(MAY[9])
            return kept.ask("key", MAY[9], inner)

    assert Stretch("x", MAY[9], MAY[9]) == kept.stretch(MAY[9], question)

    def leave() -> str:
        with kept.moving():
            kept.only(MAY[9])
        return "x"

    assert Stretch("x", FIRST, LAST) == kept.stretch(MAY[9], leave)


def test_what_is_looked_at_aside_decides_nothing():
    """A trace shows what is inside a condition; the condition may stay while that changes."""
    kept = Stretches()

    def question() -> str:
        with kept.aside():
            kept.only(MAY[9])
        return "x"

    assert Stretch("x", FIRST, LAST) == kept.stretch(MAY[9], question)
