"""The values of a parameter in words, and those that units have set in its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from rectcore.check import terms as t
from rectcore.check.rulebook import Parameter
from rectcore.check.types import Type
from rectcore.diagnostics import Text
from rectcore.explain.facts import Scene
from rectcore.explain.phrases import both, named, run
from rectcore.explain.prose import constant


def dated_texts(values: tuple[tuple[date, Any], ...], type_: Type, scene: Scene) -> list[Text]:
    """Each value with the day from which it holds."""
    texts: list[Text] = []
    for since, value in sorted(values, key=lambda pair: pair[0]):
        if value is None:
            texts.append(both("repealed from {d}", "自{d}起废止", d=since.isoformat()))
        else:
            shown = constant(t.Const(value, type_), scene)
            texts.append(both("{v} from {d}", "自{d}起为{v}", v=shown, d=since.isoformat()))
    return texts


def layers_text(rule: Parameter, scene: Scene) -> Text:
    """Who may set a parameter, and who has."""
    kinds = scene.entity("Unit").attribute("kind")
    assert kinds is not None
    names = [named(found) for level in rule.set_by if (found := kinds.type.value(level)) is not None]
    only = {
        None: Text(),
        "only higher": Text(", only higher", "，只许提高"),
        "only lower": Text(", only lower", "，只许降低"),
    }
    text = both("it may be set by a unit of kind {k}{o}", "可由{k}设定{o}", k=run(names), o=only[rule.only])
    for setting in rule.settings:
        values = run(dated_texts(setting.values, rule.type, scene), ", ", "，")
        text = both("{t}; for {u} it is {v}", "{t}；{u}{v}", t=text, u=setting.unit, v=values)
    return text
