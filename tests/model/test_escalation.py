"""The measures in order of severity (practice P27)."""

from __future__ import annotations

import pytest

from rectcore.model.escalation import COMMENDATION, MEASURES, severity


def test_the_measures_are_ordered_from_the_mildest_to_the_harshest():
    """Each measure is one harsher than the one before; a reminder is 0."""
    assert list(range(7)) == [severity(m) for m in MEASURES]
    assert severity("reminder") < severity("circular") < severity("referral")


@pytest.mark.parametrize("measure", [COMMENDATION, "fine"])
def test_what_stands_outside_the_order_is_below_all_of_it(measure):
    """Praise is no measure of severity, nor is what nobody declared."""
    assert -1 == severity(measure)


def test_the_measures_of_a_host_are_harsher_than_the_core_s_in_their_own_order():
    """They follow the core's, and move none of those."""
    assert (7, 8, 6) == tuple(severity(m, ("fine", "closing")) for m in ("fine", "closing", "referral"))
