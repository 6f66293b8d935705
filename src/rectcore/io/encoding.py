"""Bytes in, text out; and where they are not UTF-8, what they look like."""

from __future__ import annotations

from typing import Final

from attrs import frozen

_FREQUENT: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "整改任务信访办结期限单位责任督办约谈验收销号报告日月市县区环境保护污染问题进展完成"
    "這個國時來們發動說產種務訪辦結單責任督約談驗銷號報縣區環護題進"
)
"""Characters that any Chinese ledger has: the more of them a decoding gives, the more likely it is the right one."""


@frozen
class NotUtf8Error(Exception):
    """The bytes are not UTF-8. `looks_like` None: they mostly are, and the one at `offset` is damaged."""

    looks_like: str | None
    offset: int


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, without a byte order mark; the half character at the end of a cut file is dropped.

    Raises:
        NotUtf8Error: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start, reason = error.start, error.reason
    if reason == "unexpected end of data":
        return data[:start].decode("utf-8-sig")
    raise NotUtf8Error(_looks_like(data, start), start)


def _looks_like(data: bytes, bad: int) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:4000]
    if sample.count(0) > len(sample) // 8:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    if not data[:bad].isascii():
        return None
    best: tuple[int, str] | None = None
    for name in ("gb18030", "big5"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = sum(char in _FREQUENT for char in text)
        if best is None or score > best[0]:
            best = (score, name)
    return best[1] if best else None
