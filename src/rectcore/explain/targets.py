"""Targets in words: what is to be reached by when, and where it stands."""

from __future__ import annotations

from rectcore.check.rulebook import Target
from rectcore.diagnostics import Text
from rectcore.engine.results import Course, Finding
from rectcore.explain.acts import act_text, due_text
from rectcore.explain.facts import Scene
from rectcore.explain.phrases import PERIODS, both
from rectcore.explain.prose import said


def target_sentence(rule: Target, each: Text, during: Text, ladder: Text, scene: Scene) -> Text:
    """What a target asks for; `each`, `during` and `ladder` as in every other rule."""
    heading = Text()
    if rule.off_course is not None:
        heading = both(
            "; while off course, {a} is called for", "；进展偏离的，应予{a}", a=act_text(rule.off_course, scene)
        )
    return both(
        "{each}{during}, {due}, it must hold that {must}, "
        "judged by readings made after the end of the {p} that this day closes{h}{l}",
        "{each}{during}，截至{due}，须{must}，以该日届满的周期（{p}）终了后录得的监测数据为准{h}{l}",
        each=each,
        during=during,
        due=due_text(rule.due, None, scene),
        must=said(rule.must, scene),
        p=PERIODS[rule.each][0],
        h=heading,
        l=ladder,
    )


def course_text(finding: Finding) -> Text:
    """What a finding says of a target: not reached, or off course."""
    period, since = finding.period or "", finding.episode.isoformat()
    if finding.id.endswith("/" + Course.OFF_COURSE.value):
        return both("off course for {p} since {d}", "{p}进展自{d}起偏离目标", p=period, d=since)
    return both("not met for {p}, as known since {d}", "{p}未达标（自{d}起可以认定）", p=period, d=since)
