"""Conditions at random that speak of few things, and the rule set they stand in."""

from __future__ import annotations

import random
from datetime import date

RULES = """# dialect: en
ruleset LAW "Laws" / "法则"
  in force: from 2023-01-01
  calendar: cn_public
entity Task
  has n: integer
  has share: percent
  has risk: optional one of low, high
  has flag: optional yes/no
event work part of Task may be incomplete
  has amount: integer
parameter p: integer
  from 2022-01-01: 2
parameter near: days
  from 2022-01-01: 30
define overdue on Task
  means: deadline before as of
define big on work
  means: amount at least p
"""
DAYS = ("2023-03-31", "2023-05-01", "2023-06-30")
AS_OF = (date(2023, 3, 31), date(2023, 5, 1), date(2023, 6, 30), date(2024, 2, 1))


class Writer:
    """Conditions that speak of few things, so that they often have to do with one another."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def pick(self, *options: str) -> str:
        return self.dice.choice(options)

    def number(self) -> str:
        return self.pick("0", "1", "2", "3")

    def order(self) -> str:
        return self.pick("at least", "at most", "more than", "less than", "is", "is not")

    def day(self) -> str:
        return self.pick(*DAYS, "as of", "as of + 30 days", "as of - near", "opened", "(opened + 1 months)")

    def condition(self, depth: int = 2) -> str:
        how = self.pick("and", "or", "not", "plain", "plain") if depth else "plain"
        if how == "plain":
            return self.plain()
        if how == "not":
            return f"(not {self.condition(depth - 1)})"
        return f"({self.condition(depth - 1)} {how} {self.condition(depth - 1)})"

    def plain(self) -> str:
        kind = self.dice.randrange(17)
        dates = self.pick("before", "after", "not before", "no later than", "is", "is not")
        work = self.pick("w.amount at least 1", "w.amount at least p", "w.amount at least 3", "w.big", "w.amount is 1")
        match kind:
            case 0 | 1 | 2:
                return f"({self.pick('deadline', 'current_deadline')} {dates} {self.day()})"
            case 3 | 4:
                return f"(n {self.order()} {self.pick(self.number(), 'p', '(n + 1)', '(2 * p)')})"
            case 5:
                return f"(risk {self.pick('is', 'is not')} {self.pick('low', 'high', 'none')})"
            case 6:
                return f"(status {self.pick('is', 'is not')} {self.pick('open', 'closed', 'suspended')})"
            case 7:
                return self.pick("flag", "(flag is yes)", "(flag is no)", "(flag is none)", "(flag is known)")
            case 8:
                return self.pick("overdue", "(deadline is none)", "(deadline is not none)", "(deadline is missing)")
            case 9:
                return f"(count of work {self.order()} {self.number()})"
            case 10 | 11:
                return f"({self.pick('exists', 'no')} work w where {work})"
            case 12:
                return self.pick("(exists work)", f"(all work w satisfy {work})", "(exists report)")
            case 13:
                return f"(share {self.pick('at least', 'less than')} {self.pick('0%', '35%', '50%')})"
            case 14:
                empty = self.pick("w.amount is 1 and w.amount is 2", "w.amount at least 2 and not w.big", work)
                return f"(count of (work w where {empty}) {self.order()} {self.number()})"
            case 15:
                return self.pick("(lead_unit is none)", "(lead_unit is supervising_unit)", '(category is "x")')
            case _:
                last, other = self.pick("10", "30", "near"), self.pick("2023-05", "2023-Q2")
                span = last if last == "near" else f"{last} days"
                return self.pick(
                    f"(opened within {other})",
                    f"(deadline within the last {span})",
                    f"(deadline - opened at least {self.pick('10', '30')} days)",
                    "((deadline or else 2023-05-01) before 2023-06-30)",
                )
