"""A mapping to which single entries are added again and again, each time giving a new one, none of them gone through.

The many old entries are shared, the few new ones copied; once these are no longer few, all are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isqrt
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Grown(Mapping[Key, Value]):
    def __init__(self, old: Mapping[Key, Value], new: dict[Key, Value]) -> None:
        self.old, self.new = old, new

    def __getitem__(self, key: Key) -> Value:
        return self.new[key] if key in self.new else self.old[key]

    def __iter__(self) -> Iterator[Key]:
        return iter({**self.old, **self.new})

    def __len__(self) -> int:
        return len({**self.old, **self.new})


def grown(mapping: Mapping[Key, Value], more: Mapping[Key, Value]) -> Mapping[Key, Value]:
    """A mapping with entries added or put in the place of others; the old one stays as it is."""
    old, new = (mapping.old, mapping.new) if isinstance(mapping, _Grown) else (mapping, {})
    if len(new) + len(more) > isqrt(len(old)):
        return {**old, **new, **more}
    return _Grown(old, {**new, **more})
