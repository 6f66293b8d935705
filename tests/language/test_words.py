"""The nearest name, words taken apart, and files that are no text."""

from __future__ import annotations

import pytest

from rectcore.errors import LoadError
from rectcore.language.files import read_source
from rectcore.language.nearest import nearest
from rectcore.language.parser import MAX_FILE_BYTES
from rectcore.language.split import split


@pytest.mark.parametrize(
    ("word", "candidates", "wanted"),
    [
        ("dedline", ["deadline", "owner"], "deadline"),
        ("teh", ["the", "owner"], "the"),
        ("频率", ["频次", "首期"], "频次"),
        ("频", ["频次"], None),
        ("完成期限", ["完成时限", "适用条件"], "完成时限"),
        ("xyz", ["deadline"], None),
        ("due", ["due"], None),
        ("b", ["a"], "a"),
        ("", ["abc"], None),
        ("aab", ["aac", "aad"], "aac"),
    ],
)
def test_the_nearest_name(word, candidates, wanted):
    assert wanted == nearest(word, candidates)


@pytest.mark.parametrize(
    ("word", "known", "wanted"),
    [
        ("办结期限早于", (), "办结期限 早于"),
        ("早于办结期限", (), "早于 办结期限"),
        ("办结期限早于基准日", (), "办结期限 早于 基准日"),
        ("办结期限", (), None),
        ("状态为在办", (), None),
        ("状态为在办", ("状态", "在办"), "状态 为 在办"),
        ("本周期", ("周期",), "本 周期"),
        ("状态", ("状态",), None),
        ("牵头单位名称", ("牵头单位", "名称"), "牵头单位 名称"),
        ("状态为X1", ("状态",), "状态 为 X1"),
        ("abc", (), None),
        ("早于基准日", (), "早于 基准日"),
        ("甲" * 100, ("甲",), None),
    ],
)
def test_words_taken_apart(word, known, wanted):
    assert wanted == split(word, "zh", known)


def test_a_file_as_it_is(tmp_path):
    path = tmp_path / "a.rules"
    path.write_bytes("\ufeff# 方言：zh\r\n".encode())
    source = read_source(path)
    assert (str(path), "\ufeff# 方言：zh\r\n") == (source.name, source.text)


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        ("# 方言：zh\n引用 “甲”\n".encode("gb18030"), "GB18030"),
        ("# 方言：zh".encode("utf-16"), "UTF-16LE"),
        (b"\xfe\xff" + "# 方言：zh".encode("utf-16-be"), "UTF-16BE"),
        ("# dialect: en\xe9".encode("utf-16-le"), "UTF-16LE"),
        ("# dialect: en\xe9".encode("utf-16-be"), "UTF-16BE"),
        (b"caf\xe9 \xff", "Latin-1"),
    ],
)
def test_a_file_that_is_no_utf8(tmp_path, data, looks_like):
    path = tmp_path / "a.rules"
    path.write_bytes(data)
    with pytest.raises(LoadError) as caught:
        read_source(path)
    (diagnostic,) = caught.value.diagnostics
    assert "RC100" == diagnostic.code
    assert looks_like in diagnostic.message.en
    assert "UTF-8" in diagnostic.hint.zh
    assert str(path) == diagnostic.where


def test_a_file_that_is_too_large(tmp_path):
    path = tmp_path / "a.rules"
    path.write_bytes(b" " * (MAX_FILE_BYTES + 1))
    with pytest.raises(LoadError) as caught:
        read_source(path)
    assert ["RC119"] == [d.code for d in caught.value.diagnostics]
