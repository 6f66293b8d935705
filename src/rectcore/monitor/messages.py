"""What is said to somebody who asks of a monitor what it cannot do (CL121 to CL127), in both languages."""

from __future__ import annotations

from datetime import date

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.model.events import CORRECTION, Event


def _error(code: str, place: str, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, place=place, hint=hint)


def goes_back(to: date, day: date) -> Diagnostic:
    """CL121: a monitor only goes on."""
    return _error(
        "CL121",
        str(to),
        Text(f"{to} lies before {day}, the day of the monitor", f"{to} 早于监测所在日 {day}"),
        Text(
            "for an earlier day begin another one with its ledger, or ask the policy: `evaluate(ledger, day)`",
            "如需更早的日期，请以其台账另建一个，或直接评估：`evaluate(ledger, day)`",
        ),
    )


def there_already(event: Event) -> Diagnostic:
    """CL122: two events with one id."""
    return _error(
        "CL122",
        event.id,
        Text(f"the ledger has an event `{event.id}` already", f"台账中已有编号为 `{event.id}` 的记录"),
        Text(
            "give it another id; to change what is recorded, record a correction or a withdrawal",
            "请另用编号；如需更改已有记录，请录入更正或撤回",
        ),
    )


def no_target(event: Event) -> Diagnostic:
    """CL123: nothing is there to be corrected or withdrawn."""
    correction = event.kind == CORRECTION
    en, zh = ("corrects", "更正") if correction else ("withdraws", "撤回")
    named = f"`{event.target}`" if event.target is not None else "nothing"
    of = f" `{event.target}`" if event.target is not None else ""
    return _error(
        "CL123",
        event.id,
        Text(
            f"`{event.id}` {en} {named}, and {event.subject} has no such event",
            f"`{event.id}` 所{zh}的记录{of}不在 {event.subject} 名下",
        ),
        Text("`target` is the id of an event of the same subject", "`target` 应为同一对象的记录编号"),
    )


def less_complete(through: date, stated: date, feed: str) -> Diagnostic:
    """CL124: what was said to be complete up to a day is said to be so up to an earlier one."""
    return _error(
        "CL124",
        str(through),
        Text(
            f"`{feed}` is complete up to {stated} already, and {through} lies before that",
            f"`{feed}` 已完整至 {stated}，{through} 早于该日",
        ),
        Text("name a later day", "请改用较晚的日期"),
    )


def no_state(name: str, wanted: str) -> Diagnostic:
    """CL125: not the state of a monitor, or of another format."""
    return _error(
        "CL125",
        name,
        Text(f"this is no state of a monitor in the format `{wanted}`", f"这不是 `{wanted}` 格式的监测状态"),
        Text("give it the text that `Monitor.save()` returned", "请使用 `Monitor.save()` 得到的文本"),
    )


def damaged(name: str, line: int) -> Diagnostic:
    """CL126: it ends before it should, or is not what was written."""
    return _error(
        "CL126",
        f"{name}:{line}",
        Text(
            "the state is cut or was changed: it does not end with the digest of what stands before",
            "监测状态已截断或被改动：末行并非前文的摘要",
        ),
        Text("restore an earlier copy, or begin anew from the ledger", "请改用先前的副本，或由台账重新开始"),
    )


def other_policy(name: str, state: tuple[str, str], policy: tuple[str, str]) -> Diagnostic:
    """CL127: the state of another rule set, or of another version of it."""
    was, now = (f"`{id_}` {digest[:12]}" for id_, digest in (state, policy))
    return _error(
        "CL127",
        name,
        Text(
            f"the state is of the policy {was}, and this one is {now}",
            f"该状态属于规则集 {was}，当前规则集为 {now}",
        ),
        Text(
            "restore it with the rules it was saved with; for other rules begin anew: `Monitor(policy, ledger, day)`",
            "请以保存时的规则恢复；规则更换后请重新开始：`Monitor(policy, ledger, day)`",
        ),
    )
