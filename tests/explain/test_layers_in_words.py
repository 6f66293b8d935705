"""A layered parameter in a sentence, and in a rule."""

from __future__ import annotations

from datetime import date

import pytest

import rectcore

RULES = """# dialect: en
ruleset R "R" / "则"
  in force: from 2023-01-01
parameter p also "数": days
  may be set by: city, county, only higher
  from 2023-01-01: 5
setting p for east
  from 2023-03-01: 7
  from 2023-06-01: repealed
notice N for each Task
  when: current_deadline before as of + p
"""


@pytest.mark.parametrize(("only", "en", "zh"), [("only higher", ", only higher", "，只许提高"), ("", "", "")])
def test_a_layered_parameter_in_a_sentence(only, en, zh):
    policy = rectcore.load_text(RULES.replace(", only higher", f", {only}" if only else ""))
    assert policy.explain("p").en == (
        f"The parameter “p” is 5 days from 2023-01-01; it may be set by a unit of kind city, county{en}; "
        "for east it is 7 days from 2023-03-01, repealed from 2023-06-01."
    )
    assert policy.explain("p").zh == (
        f"参数“数”自2023-01-01起为5日；可由市、县市区设定{zh}；east自2023-03-01起为7日，自2023-06-01起废止。"
    )


def test_a_rule_shows_no_value_that_may_be_another_elsewhere():
    layered = rectcore.load_text(RULES).explain("N", date(2023, 4, 1)).en
    plain = (
        rectcore.load_text(RULES.split("setting")[0] + RULES[RULES.index("notice") :]).explain("N", date(2023, 4, 1)).en
    )
    assert "(5 days)" not in layered
    assert "(5 days)" in plain
