"""An entry of the page of diagnostics."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Entry:
    """A code on the page.

    `via` says how the example is read: `en` and `zh` stand behind the rule set of that language, `file` is a whole rule
    file, `event` and `task` are rows of the ledger, `ledger` is a whole one, `command` a call of `rectcore` in a folder
    with `files`. No `wrong`: `en` says why there is no example. `why` says why it matters.
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
