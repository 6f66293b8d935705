"""What is asked of things, in words: comparisons, definitions, judgements, where they hold and where they do not."""

from __future__ import annotations

from rectcore.diagnostics import Text
from rectcore.explain.phrases import both

COMPARISONS = {
    "is": (Text("is {r}", "为{r}"), Text("is not {r}", "不为{r}")),
    "is not": (Text("is not {r}", "不为{r}"), Text("is {r}", "为{r}")),
    "at least": (Text("is at least {r}", "不少于{r}"), Text("is less than {r}", "少于{r}")),
    "at most": (Text("is at most {r}", "不超过{r}"), Text("is more than {r}", "超过{r}")),
    "more than": (Text("is more than {r}", "超过{r}"), Text("is not more than {r}", "未超过{r}")),
    "less than": (Text("is less than {r}", "少于{r}"), Text("is not less than {r}", "不少于{r}")),
    "before": (Text("is before {r}", "早于{r}"), Text("is not before {r}", "不早于{r}")),
    "after": (Text("is after {r}", "晚于{r}"), Text("is not after {r}", "不晚于{r}")),
    "not before": (Text("is not before {r}", "不早于{r}"), Text("is before {r}", "早于{r}")),
    "no later than": (Text("is no later than {r}", "不晚于{r}"), Text("is later than {r}", "晚于{r}")),
}
"""Each comparison as it is said where it holds, and where it does not."""

NUMBERS = {
    "is": (Text("exactly {r} {x}", "为{r}{m}"), Text("any number of {x} but {r}", "不为{r}{m}")),
    "is not": (Text("any number of {x} but {r}", "不为{r}{m}"), Text("exactly {r} {x}", "为{r}{m}")),
    "at least": (Text("at least {r} {x}", "不少于{r}{m}"), Text("fewer than {r} {x}", "少于{r}{m}")),
    "at most": (Text("at most {r} {x}", "不超过{r}{m}"), Text("more than {r} {x}", "超过{r}{m}")),
    "more than": (Text("more than {r} {x}", "超过{r}{m}"), Text("at most {r} {x}", "不超过{r}{m}")),
    "less than": (Text("fewer than {r} {x}", "少于{r}{m}"), Text("at least {r} {x}", "不少于{r}{m}")),
}
"""How many rows of a kind there are to be, and the opposite."""


def counts_as(who: Text, name: Text, *, holds: bool) -> Text:
    """Something falls under a definition, or does not."""
    if holds:
        return both("{who} counts as “{x}”", "{who}属于“{x}”", who=who, x=name)
    return both("{who} does not count as “{x}”", "{who}不属于“{x}”", who=who, x=name)


def judged_as(name: Text, *, holds: bool) -> Text:
    """What a judgement says."""
    if holds:
        return both("{x} has been judged to hold", "{x}已认定", x=name)
    return both("{x} has been judged not to hold", "{x}已认定为“否”", x=name)


def known_as(what: Text, *, known: bool, many: bool = False) -> Text:
    """A value is known, or missing."""
    verb = "are" if many else "is"
    if known:
        return both("{x} " + verb + " known", "{x}已知", x=what)
    return both("{x} " + verb + " missing", "{x}缺失", x=what)
