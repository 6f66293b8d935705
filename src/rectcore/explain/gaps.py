"""What a data gap says to the one who owes the missing fact."""

from __future__ import annotations

from collections.abc import Callable

from rectcore.check.rulebook import Judgement, Parameter, Rulebook
from rectcore.diagnostics import Text
from rectcore.engine.results import DataGap
from rectcore.engine.trace import Row
from rectcore.explain.facts import ENTITY_OF, Scene, missing_text, row_name
from rectcore.explain.phrases import both, named, post_name, quoted, sentence, shortened, title_of
from rectcore.model.ledger import Ledger


def gap_message(gap: DataGap, rulebook: Rulebook, ledger: Ledger) -> Text:
    """One sentence: what could not be judged or used, and what is missing for it."""
    return sentence(GAPS[gap.reason](gap, Scene(rulebook, ledger)))


def _past_watermark(gap: DataGap, _: Scene) -> Text:
    if gap.event is None or gap.event == "none":
        return Text(
            "the ledger does not say up to which day it is complete, so nothing counts as missed",
            "台账未注明数据完整至何日，故不认定任何事项未完成",
        )
    return both(
        "the ledger is complete only to {d}; what falls due later cannot be judged",
        "台账数据仅完整至{d}，此后到期的事项无法判定",
        d=gap.event,
    )


def _refused_row(gap: DataGap, scene: Scene) -> Text:
    """The row by its place in the file and its id, why it was refused, and which event is in doubt with it."""
    refusal = scene.ledger.refusal(gap.event or "")
    row = both("the row {p}", "记录{p}", p=gap.event or "")
    if refusal is not None and refusal.id is not None:
        row = both("the row {p} (`{i}`)", "记录{p}（“{i}”）", p=refusal.path, i=refusal.id)
    told = both("{r} was refused", "{r}未被接收", r=row)
    why = Text(gap.message.in_("en").rstrip("."), gap.message.in_("zh").rstrip("。"))
    if why.en:
        told = both("{t}: {w}", "{t}：{w}", t=told, w=why)
    if refusal is None or refusal.target is None or scene.ledger.event(refusal.target) is None:
        return told
    return both(
        "{t}; until it is mended, {e} counts neither as there nor as not there",
        "{t}；改正之前，{e}既不按已有、也不按没有处理",
        t=told,
        e=refusal.target,
    )


def _cut_off(_: DataGap, __: Scene) -> Text:
    return Text("the ledger file is cut off, so rows may be missing", "台账文件不完整，可能缺少记录")


def _before_opening(gap: DataGap, scene: Scene) -> Text:
    event = scene.ledger.event(gap.event or "")
    subject = gap.subject.id if gap.subject else ""
    task = scene.ledger.task(subject)
    if event is None or task is None:
        return both(
            "{e} is dated before {s} was opened; no rule sees it",
            "{e}早于{s}的立项日，不予采用",
            e=gap.event or "",
            s=subject,
        )
    return both(
        "{e} is dated {d}, before {s} was opened on {o}; no rule sees it",
        "{e}载明日期{d}，早于{s}的立项日{o}，不予采用",
        e=event.id,
        d=event.on.isoformat(),
        s=subject,
        o=task.opened.isoformat(),
    )


def _addressee(gap: DataGap, scene: Scene) -> Text:
    return both(
        "it is not known whom {r} is to be sent to: {m}",
        "{r}的主送单位不明：{m}",
        r=_about(gap, scene),
        m=_missing(gap, scene),
    )


def _undetermined(gap: DataGap, scene: Scene) -> Text:
    return both("{r} cannot be judged: {m}", "{r}无法判定：{m}", r=_about(gap, scene), m=_missing(gap, scene))


def _about(gap: DataGap, scene: Scene) -> Text:
    """The rule with what it is about: the period, the act, the event."""
    what = quoted(title_of(scene.rulebook, gap.rule or ""))
    detail = gap.period or gap.event
    subject = Text()
    if gap.subject is not None:
        entity = ENTITY_OF.get(gap.subject.kind, gap.subject.kind)
        subject = row_name(Row(entity, gap.subject.id), scene)
    if detail is not None:
        return both("{t} of {s} ({d})", "{s}的{t}（{d}）", t=what, s=subject, d=detail)
    return both("{t} of {s}", "{s}的{t}", t=what, s=subject)


def _missing(gap: DataGap, scene: Scene) -> Text:
    texts = list(dict.fromkeys(missing_text(m, scene) for m in gap.missing))
    return shortened(texts) if texts else Text("a fact is missing", "事实不明")


def _not_entitled(gap: DataGap, scene: Scene) -> Text:
    judgement = scene.rulebook.find(gap.rule or "")
    assert isinstance(judgement, Judgement)
    post = post_name(scene.rulebook, judgement.decided_by or "")
    return both(
        "the judgement {e} on {x} was not made by the {p} and is not used",
        "关于{x}的认定{e}并非由{p}作出，不予采用",
        e=gap.event or "",
        x=quoted(named(judgement.name)),
        p=post,
    )


def _past_review(gap: DataGap, scene: Scene) -> Text:
    parameter = scene.rulebook.find(gap.rule or "")
    assert isinstance(parameter, Parameter)
    return both(
        "the value of {p} was to be reviewed by {d}",
        "{p}的取值应于{d}前复核",
        p=quoted(named(parameter.name)),
        d=str(parameter.review_by),
    )


def _setting_ignored(gap: DataGap, scene: Scene) -> Text:
    parameter = scene.rulebook.find(gap.rule or "")
    return both(
        "what {u} has set for {x} has no effect: it may not set it, or it is looser than the layer above",
        "{u}对{x}的设定不生效：无权设定，或宽于上一级的规定",
        u=row_name(Row("Unit", gap.subject.id if gap.subject else ""), scene),
        x=quoted(named(parameter.name)),
    )


def _unusable_reading(gap: DataGap, scene: Scene) -> Text:
    series = scene.rulebook.find(gap.rule or "")
    return both(
        "the reading {e} of {x} is of no use, and periods it may be about are in doubt: {m}",
        "{x}的监测数据{e}不能采用，所涉周期的数值存疑：{m}",
        e=gap.event or "",
        x=quoted(named(series.name)),
        m=_missing(gap, scene),
    )


GAPS: dict[str, Callable[[DataGap, Scene], Text]] = {
    "past watermark": _past_watermark,
    "refused row": _refused_row,
    "file cut off": _cut_off,
    "before opening": _before_opening,
    "addressee unknown": _addressee,
    "undetermined": _undetermined,
    "not entitled": _not_entitled,
    "past review": _past_review,
    "setting ignored": _setting_ignored,
    "unusable reading": _unusable_reading,
}
"""How each reason for a gap is told."""
