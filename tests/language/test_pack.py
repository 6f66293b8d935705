"""A pack from disk: which files are read, in what order, and what is said of those that are not (section 20, 38)."""

from __future__ import annotations

import os

import pytest

from rectcore.diagnostics import Text
from rectcore.language import pack
from rectcore.language.pack import read_pack

HEAD = "# dialect: en\n"
RULESET = HEAD + 'ruleset R "Rules"\n'


def folder(at, **files):
    """A folder of `.rules` files."""
    at.mkdir(exist_ok=True)
    for name, text in files.items():
        (at / f"{name}.rules").write_text(text, encoding="utf-8")
    return at


def names(pack):
    return [os.path.basename(parsed.file.span.source.name) for parsed in pack.files]  # noqa: PTH119


def uses(*files):
    return HEAD + "".join(f'use "{name}.rules"\n' for name in files)


def only(pack):
    """The one thing that is wrong with a pack."""
    (found,) = pack.all_diagnostics
    return found


# -- folders ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_its_rule_files_by_name(tmp_path):
    """Only `.rules` files directly in the folder, sorted by name; no other ending, no folder, no subfolder."""
    folder(tmp_path, b=HEAD, a=RULESET, C=HEAD)
    (tmp_path / "notes.txt").write_text("not rules", encoding="utf-8")
    folder(tmp_path / "old.rules")
    folder(tmp_path / "sub", d=HEAD)
    found = read_pack(tmp_path)
    assert (["C.rules", "a.rules", "b.rules"], ()) == (names(found), found.all_diagnostics)


def test_use_in_a_folder_that_is_read_whole_adds_nothing(tmp_path):
    """The files of a folder are read once each, whatever they use, each other included."""
    found = read_pack(folder(tmp_path, a=uses("b"), b=uses("a", "b")))
    assert (["a.rules", "b.rules"], ()) == (names(found), found.all_diagnostics)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("rule.rules", Text("did you mean `rules.rules`?", "是否想写 `rules.rules`？")),
        ("elsewhere", Text("`use` names a file of the same folder", "引用的文件须在同一文件夹")),
    ],
)
@pytest.mark.parametrize("alone", [False, True])
def test_use_of_a_file_that_is_not_in_the_folder(tmp_path, alone, written, hint):
    """RC003 on the line that says so, whether the folder or the file is read; a near name is offered."""
    folder(tmp_path, rules=RULESET + f'use "{written}"\n')
    found = only(read_pack(tmp_path / "rules.rules" if alone else tmp_path))
    assert ("RC003", f"{tmp_path / 'rules.rules'}:3:1", hint) == (found.code, found.where, found.hint)


@pytest.mark.parametrize(
    ("files", "message"),
    [((), "this folder is empty"), (("readme.txt", "rules.rules.bak"), "no `.rules` file in this folder")],
)
def test_a_folder_without_rules(tmp_path, files, message):
    """RC002, and it says whether the folder is empty or holds other things."""
    for name in files:
        (tmp_path / name).write_text("", encoding="utf-8")
    found = only(read_pack(tmp_path))
    assert ("RC002", str(tmp_path), message) == (found.code, found.where, found.message.en)
    assert found.message.zh


# -- single files -----------------------------------------------------------------------------------------------------


def test_a_file_alone_brings_what_it_uses_however_far(tmp_path):
    """`use` is followed from file to file, in a circle too; what nobody uses stays out."""
    folder(tmp_path, d=uses("a"), a=uses("c", "d"), c=uses("a"), unused=RULESET)
    found = read_pack(tmp_path / "d.rules")
    assert (["a.rules", "c.rules", "d.rules"], ()) == (names(found), found.all_diagnostics)


def test_use_reaches_no_other_folder(tmp_path):
    """A path is not a name of a file here: neither one up nor one down is followed."""
    folder(tmp_path / "pack", a=HEAD + 'use "../other.rules"\nuse "sub/b.rules"\n')
    folder(tmp_path, other=HEAD)
    folder(tmp_path / "pack" / "sub", b=HEAD)
    found = read_pack(tmp_path / "pack" / "a.rules")
    assert ["a.rules"] == names(found)
    assert ["RC003", "RC003"] == [d.code for d in found.diagnostics]


def test_a_file_that_is_no_text_leaves_the_others(tmp_path):
    """RC100 for the file that is not UTF-8, wherever it stands; the files beside it are read."""
    folder(tmp_path, a=uses("b"))
    (tmp_path / "b.rules").write_bytes("规则集".encode("gb18030"))
    for path in (tmp_path, tmp_path / "a.rules"):
        found = read_pack(path)
        assert (["a.rules"], ["RC100"]) == (names(found), [d.code for d in found.all_diagnostics])


def test_what_is_wrong_with_the_pack_comes_before_what_is_wrong_in_files(tmp_path):
    """The order of diagnostics: the pack's own, then those of the files in the order of their names."""
    folder(tmp_path, a=HEAD + "rubbish here\n", b=HEAD + 'use "nothing.rules"\n')
    found = read_pack(tmp_path).all_diagnostics
    assert "RC003" == found[0].code
    assert [str(tmp_path / "a.rules")] == [d.span.source.name for d in found[1:]]


# -- what is not there ------------------------------------------------------------------------------------------------


def test_a_shipped_pack_is_found_by_its_name_and_a_folder_of_that_name_goes_first(tmp_path, monkeypatch):
    """A bare name that is not here names a shipped pack; one that is here is here."""
    monkeypatch.chdir(tmp_path)
    shipped = read_pack("siping-2023")
    assert () == shipped.all_diagnostics
    assert shipped.files
    folder(tmp_path / "siping-2023", mine=RULESET)
    assert ["mine.rules"] == names(read_pack("siping-2023"))


def test_a_path_where_nothing_is(tmp_path, monkeypatch):
    """RC001; a name near a shipped pack's is offered, otherwise all of them are listed."""
    monkeypatch.chdir(tmp_path)
    near, far = only(read_pack("siping-2032")), only(read_pack("somewhere/else"))
    assert ("RC001", "siping-2032", "did you mean the shipped pack `siping-2023`?") == (
        near.code,
        near.where,
        near.hint.en,
    )
    assert "RC001" == far.code
    assert {"siping-2023", "siping-2023-en"} <= set(far.hint.en.replace(",", "").split())


def test_a_path_that_no_system_takes_raises_nothing():
    """A name with a zero byte, and one too long, are answered with one diagnostic, not an exception."""
    for path in ("rules/a\0b", "rules/" + "x" * 5000):
        assert only(read_pack(path)).code in {"RC001", "RC004"}


def test_a_file_that_may_not_be_read_is_named_with_the_system_s_reason(tmp_path, monkeypatch):
    """RC004 with what the system said, in a folder and alone; the other files are read."""
    folder(tmp_path, a=uses("b"), b=HEAD)
    opened = pack.read_source

    def refuse(path):
        if path.name == "b.rules":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(pack, "read_source", refuse)
    for path in (tmp_path, tmp_path / "a.rules"):
        found = read_pack(path)
        wrong = only(found)
        assert (["a.rules"], "RC004", str(tmp_path / "b.rules")) == (names(found), wrong.code, wrong.where)
        assert ("cannot be read: Permission denied", "无法读取：Permission denied") == (
            wrong.message.en,
            wrong.message.zh,
        )
