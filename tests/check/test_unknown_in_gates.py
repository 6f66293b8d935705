"""RC221: a missing fact must never open a gate (language note, section 7)."""

import pytest

HELP = """define gone on Task
  means: deadline is missing
define sure on Task
  means: deadline is known
define guess on Task
  means: (deadline or else 2023-05-01)
define guessed on Task
  means: guess before as of
define twice on Task
  means: gone or priority
"""


def gate(condition):
    return HELP + f"gate G on Task.closure\n  only if all:\n    - [a] {condition}\n"


FINE = [
    "deadline is known",
    "not (deadline is missing)",
    "if deadline is missing then priority",
    "(priority or else false)",
    "not (priority or else yes)",
    "if (priority or else yes) then status is open",
    "no evidence e where e.note is missing",
    "exists evidence e where e.note is known",
    "count of (evidence e where e.note is known) at least 1",
    "count of (evidence e where e.note is missing) at most 1",
    "1 no later than 2".replace("1 no later than 2", "2 more than count of (evidence e where e.note is missing)"),
    "sure",
    "not gone",
    "all evidence e satisfy e.note is known",
]

OPENING = [
    "<<deadline is missing",
    "not (<<deadline is known)",
    "if <<deadline is known then priority",
    "<<(priority or else yes)",
    "not (<<(priority or else false))",
    "<<(priority or else sure)",
    "<<(deadline or else 2023-05-01) before as of",
    "exists evidence e where <<e.note is missing",
    "no evidence e where <<e.note is known",
    "count of (evidence e where <<e.note is missing) at least 1",
    "count of (evidence e where <<e.note is known) less than 5",
    "count of (evidence e where <<e.note is known) is 0",
    "count of (evidence e where <<(priority or else false)) at least 1",
    "count of (evidence e where <<e.note is known) + 1 at least 1",
    "(<<deadline is known) is known",
    "<<gone",
    "<<guessed",
    "<<twice",
    "<<guess before as of",
    "priority or <<gone",
]


@pytest.mark.parametrize("condition", FINE)
def test_what_can_only_keep_a_gate_shut_is_free(bench, condition):
    bench.fine(gate(condition))


@pytest.mark.parametrize("condition", OPENING)
def test_what_could_open_a_gate_is_refused(bench, condition):
    bench.found("RC221", gate(condition))


def test_a_definition_is_shown_beside_it(bench):
    found = bench.found("RC221", gate("<<twice"))
    assert ["deadline is missing"] == [span.text for span, _ in found.notes]


def test_an_exception_to_a_gate_opens_it_too(bench):
    rest = "exception E overrides G\n  applies when: <<deadline is missing\n  effect: permit [a]\n"
    bench.found("RC221", gate("priority") + rest)


def test_data_quality_rules_are_free(bench):
    bench.fine(HELP + "standing X for each Task\n  must: deadline is missing or (priority or else yes)\n")
