"""An entry of the page of diagnostics."""

from __future__ import annotations

from attrs import field, frozen

HEAD = {
    "en": """# dialect: en
ruleset DEMO "Demo" / "示例"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Measures" / "办法"
  if due on a holiday: next working day
""",
    "zh": """# 方言：zh
规则集 DEMO “示例” / "Demo"
  施行：自2023-01-01
  日历：cn_public
  时区：“Asia/Shanghai”
  依据文件 S：“办法” / "Measures"
  届满逢休息日：顺延至下一工作日
""",
}
"""The rule set that an example stands in."""


@frozen
class Entry:
    """A code on the page.

    `via` says how the example is read: `en` and `zh` stand behind the rule set of that language, `file` is a whole rule
    file, `event` and `task` are rows of the ledger, `ledger` is a whole one, `command` a call of `rectcore` in a folder
    with `files`, `call` one in Python to a monitor. No `wrong`: `en` says why there is no example. `why` says why it
    matters.
    """

    code: str
    en: str
    zh: str
    wrong: str = ""
    right: str = ""
    via: str = "en"
    files: dict[str, str | bytes] = field(factory=dict, hash=False)
    why: str = ""
    why_zh: str = ""
