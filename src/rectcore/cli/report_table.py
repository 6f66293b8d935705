"""A report as a person reads it: totals, what to send today, obligations, targets, the other findings, data gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from rectcore.cli.tables import table, wrap
from rectcore.diagnostics import Text, harmless
from rectcore.engine.results import DataGap, Finding, Report, State
from rectcore.explain.names import ITEM_KINDS, REASONS, Names, state_word
from rectcore.model.escalation import severity

_SHOWN_GAPS: Final = 5

_HEADS: Final = {
    "kind": Text("kind", "种类"),
    "all": Text("all", "总数"),
    "closed": Text("closed", "已销号"),
    "open": Text("open", "在办"),
    "suspended": Text("suspended", "中止"),
    "undetermined": Text("undetermined", "待核实"),
    "measure": Text("measure", "措施"),
    "subject": Text("subject", "对象"),
    "to": Text("to", "主送"),
    "due": Text("due", "期限"),
    "since": Text("since", "起始日"),
    "message": Text("message / finding", "说明／编号"),
    "rule": Text("rule", "规则"),
    "state": Text("state", "状态"),
    "data of": Text("data of", "数据所属周期"),
    "acted on": Text("acted on", "已处置"),
}


def report_text(report: Report, names: Names, width: int) -> str:
    """The whole report as text of that many columns, in the language of `names`."""
    return "\n\n".join(part for part in _parts(report, names, width) if part) + "\n"


def _parts(report: Report, names: Names, width: int) -> Iterator[str]:
    zh = names.language == "zh"
    yield _header(report, names, zh=zh)
    yield _totals(report, names, width)
    to_send = sorted(report.to_send, key=lambda f: (-_weight(f, names), f.since, f.id))
    yield _section("今日应发" if zh else "What to send today", len(to_send), zh=zh)
    if to_send:
        yield _send(to_send, report.as_of, names, width)
    yield _section("应办事项" if zh else "Obligations", len(report.obligations), zh=zh)
    if report.obligations:
        yield _obligations(report, names, width)
    if report.targets:
        yield _section("目标值" if zh else "Targets", len(report.targets), zh=zh)
        yield _targets(report, names, width)
    sending = {id(f) for f in to_send}
    others = [f for f in report.findings if id(f) not in sending]
    yield _section("其他判定结果" if zh else "Other findings", len(others), zh=zh)
    if others:
        yield _others(others, names, width)
    yield _section("数据缺口" if zh else "Data gaps", len(report.data_gaps), zh=zh)
    for reason, gaps in _by_reason(report.data_gaps):
        yield _gaps(reason, gaps, names, width)
    if report.assumptions:
        n = len(report.assumptions)
        yield (
            f"假定：{n} 行未写录入日，按发生当日录入计"
            if zh
            else f"Assumed: {n} rows without a day of entry were entered on the day they happened"
        )
    if report.assumed_constant:
        fields = ("、" if zh else ", ").join(names.field(name) for name in report.assumed_constant)
        yield f"假定：立项以来未变：{fields}" if zh else f"Assumed to have been always as it is today: {fields}"


def _header(report: Report, names: Names, *, zh: bool) -> str:
    ledger = f"{harmless(report.ledger)} {(report.ledger_sha256 or '')[:12]}".rstrip()
    whole = _whole(report).in_("zh" if zh else "en")
    outside = names.not_in_force(report.as_of)
    outside = outside and ("，" if zh else ", ") + outside
    if zh:
        return "\n".join(
            [
                f"规则 {harmless(report.policy)} {report.policy_sha256[:12]}{outside}",
                f"台账 {ledger}，采用 {report.kept} 行，未采用 {report.refused} 行",
                f"基准日 {report.as_of}，以 {report.known_at} 所知为准，日历 {report.calendar}，{whole}",
            ]
        )
    return "\n".join(
        [
            f"policy {harmless(report.policy)} {report.policy_sha256[:12]}{outside}",
            f"ledger {ledger}, {report.kept} rows kept, {report.refused} refused",
            f"as of {report.as_of}, as known on {report.known_at}, calendar {report.calendar}, {whole}",
        ]
    )


def _whole(report: Report) -> Text:
    """Whether the ledger says all there is to say up to that day, and if not, why not."""
    if any(gap.reason == "file cut off" for gap in report.data_gaps):
        return Text("NOT complete: the file is cut off", "数据不完整：文件中断")
    if not report.complete:
        return Text(
            "NOT complete: rows were refused and nobody knows whom they are about",
            "数据不完整：有的行无法采用，也不知其对象",
        )
    short = next((gap for gap in report.data_gaps if gap.reason == "past watermark"), None)
    if short is None:
        return Text("complete", "数据完整")
    if short.event in (None, "none"):
        return Text("NOT complete: it does not say up to which day", "数据不完整：未注明完整至何日")
    return Text(f"complete only to {short.event}", f"数据仅完整至 {short.event}")


def _section(title: str, number: int, *, zh: bool) -> str:
    return f"== {title}（{number}）==" if zh else f"== {title} ({number}) =="


def _heads(names: Names, *keys: str) -> list[str]:
    return [_HEADS[key].in_(names.language) for key in keys]


def _totals(report: Report, names: Names, width: int) -> str:
    rows = [
        [
            ITEM_KINDS[kind].in_(names.language) if kind in ITEM_KINDS else kind,
            *(str(n) for n in (found.all, found.closed, found.open, found.suspended, found.undetermined)),
        ]
        for kind, found in report.totals.items()
    ]
    return table(_heads(names, "kind", "all", "closed", "open", "suspended", "undetermined"), rows, width)


def _weight(finding: Finding, names: Names) -> int:
    return severity(finding.measure or "", names.further_measures)


def _message(finding: Finding, names: Names) -> str:
    said = harmless(finding.message.in_(names.language)) or names.rule(finding.rule)
    return f"{said}\n{finding.id}"


def _due(finding: Finding, as_of: date, names: Names) -> str:
    if finding.due is None:
        return "-"
    if finding.due_provisional:
        return f"{finding.due}\n" + ("暂定" if names.language == "zh" else "provisional")
    overdue = ("已超期" if names.language == "zh" else "overdue") if finding.overdue(as_of) else ""
    return f"{finding.due}\n{overdue}".rstrip()


def _send(findings: Iterable[Finding], as_of: date, names: Names, width: int) -> str:
    rows = [
        [
            names.measure(f.measure),
            names.subject(f.subject),
            _whom(f, names),
            _due(f, as_of, names),
            f.since.isoformat(),
            _message(f, names),
        ]
        for f in findings
    ]
    return table(_heads(names, "measure", "subject", "to", "due", "since", "message"), rows, width)


def _whom(finding: Finding, names: Names) -> str:
    zh = names.language == "zh"
    lines = [names.units(finding.addressees) or "?"]
    if finding.copied_to:
        lines.append(("抄送：" if zh else "copy: ") + names.units(finding.copied_to))
    if finding.proposed_by:
        lines.append(("提请：" if zh else "proposed: ") + names.post(finding.proposed_by))
    if finding.approved_by:
        lines.append(("批准：" if zh else "approved: ") + names.post(finding.approved_by))
    if finding.by:
        lines.append(("由：" if zh else "by: ") + names.post(finding.by))
    return "\n".join(lines)


def _obligations(report: Report, names: Names, width: int) -> str:
    counts = Counter((o.rule, o.state) for o in report.obligations)
    states = [s for s in State if any(state is s for _, state in counts)]
    rows = [
        [names.rule(rule), *(str(counts[rule, s] or "-") for s in states)] for rule in sorted({r for r, _ in counts})
    ]
    return table([*_heads(names, "rule"), *(state_word(s.value, names.language) for s in states)], rows, width)


def _targets(report: Report, names: Names, width: int) -> str:
    rows = [
        [
            names.rule(t.rule),
            names.subject(t.subject),
            t.due.isoformat() if t.due is not None else "-",
            state_word(t.state.value, names.language),
            t.judged_by or "-",
        ]
        for t in report.targets
    ]
    return table(_heads(names, "rule", "subject", "due", "state", "data of"), rows, width)


def _others(findings: Iterable[Finding], names: Names, width: int) -> str:
    rows = [
        [
            names.measure(f.measure) or "-",
            names.subject(f.subject),
            f.since.isoformat(),
            f.acted_on or "-",
            _message(f, names),
        ]
        for f in findings
    ]
    return table(_heads(names, "measure", "subject", "since", "acted on", "message"), rows, width)


def _by_reason(gaps: Iterable[DataGap]) -> list[tuple[str, list[DataGap]]]:
    found: dict[str, list[DataGap]] = {}
    for gap in gaps:
        found.setdefault(gap.reason, []).append(gap)
    return sorted(found.items(), key=lambda pair: (list(REASONS).index(pair[0]) if pair[0] in REASONS else 99, pair[0]))


def _gaps(reason: str, gaps: Sequence[DataGap], names: Names, width: int) -> str:
    zh = names.language == "zh"
    title = REASONS[reason].in_(names.language) if reason in REASONS else harmless(reason)
    lines = [f"{title}（{len(gaps)}）" if zh else f"{title} ({len(gaps)})"]
    for gap in gaps[:_SHOWN_GAPS]:
        lines.append(_indented(_gap(gap, names), width))
    more = len(gaps) - _SHOWN_GAPS
    if more > 0:
        lines.append(f"  另有 {more} 项，见 --format json" if zh else f"  and {more} more; --format json has all")
    return "\n".join(lines)


def _gap(gap: DataGap, names: Names) -> str:
    said = harmless(gap.message.in_(names.language))
    event = harmless(gap.event or "")
    told = gap.reason == "past watermark" or event in said
    parts = (names.subject(gap.subject), gap.rule, gap.period, "" if told else event)
    comma, colon = ("，", "：") if names.language == "zh" else (", ", ": ")
    about = comma.join(part for part in parts if part)
    return colon.join(part for part in (about, said) if part) or gap.id


def _indented(text: str, width: int) -> str:
    return "  " + wrap(text, width - 4).replace("\n", "\n    ")
