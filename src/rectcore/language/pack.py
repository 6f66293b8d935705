"""A pack from disk: the rule files of a folder, a single file with what it uses, or a shipped pack by its name.

A pack is the `.rules` files directly in a folder; subfolders are not read (section 20, 38). `use` matters when a file
is loaded alone: it brings in files of the same folder, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve, frozen

from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.errors import LoadError
from rectcore.language.files import read_source
from rectcore.language.nearest import nearest
from rectcore.language.parser import Parsed, parse
from rectcore.source import Span, shipped_rules

ENDING = ".rules"


@frozen
class Pack:
    """The files of a pack, parsed, in the order of their names, and what is wrong with the pack itself."""

    files: tuple[Parsed, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the pack, and then with each file."""
        return (*self.diagnostics, *(d for parsed in self.files for d in parsed.diagnostics))


def read_pack(path: str | Path) -> Pack:
    """The files behind a path. Whatever is there, nothing is raised: what is wrong stands in `diagnostics`."""
    at = Path(path)
    try:
        if not at.exists() and len(at.parts) == 1 and (shipped_rules() / at).is_dir():
            at = shipped_rules() / at
        if at.is_dir():
            return _folder(at)
        if at.is_file():
            return _with_used(at)
    except (OSError, ValueError) as error:
        return Pack((), (_unreadable(at, error),))
    return Pack((), (_nowhere(at),))


def _folder(folder: Path) -> Pack:
    paths = sorted(p for p in folder.iterdir() if _is_rules(p))
    if not paths:
        return Pack((), (_no_rules(folder),))
    files, problems = _read(paths)
    if problems:
        files = _parts(files)
    known = {p.name for p in paths}
    for parsed in files:
        problems += [
            _not_here(span, name, known, parsed.file.dialect) for name, span in _uses(parsed) if name not in known
        ]
    return Pack(tuple(files), tuple(problems))


def _with_used(path: Path) -> Pack:
    folder = path.parent
    known = {p.name for p in folder.iterdir() if _is_rules(p)}
    files: dict[str, Parsed] = {}
    problems: list[Diagnostic] = []
    waiting = [path.name]
    seen = {path.name}
    while waiting:
        name = waiting.pop(0)
        read, wrong = _read([folder / name])
        problems += wrong
        for parsed in read:
            files[name] = parsed
            for used, span in _uses(parsed):
                if used not in known:
                    problems.append(_not_here(span, used, known, parsed.file.dialect))
                elif used not in seen:
                    seen.add(used)
                    waiting.append(used)
    found = [files[name] for name in sorted(files)]
    return Pack(tuple(_parts(found) if problems else found), tuple(problems))


def _is_rules(path: Path) -> bool:
    """Whether it is a rule file; a link that leads nowhere is one too, which cannot be read."""
    return path.suffix == ENDING and (path.is_file() or (path.is_symlink() and not path.is_dir()))


def _parts(files: Iterable[Parsed]) -> list[Parsed]:
    """The files with a note that there is more, which could not be read."""
    return [evolve(parsed, file=evolve(parsed.file, whole=False)) for parsed in files]


def _read(paths: Iterable[Path]) -> tuple[list[Parsed], list[Diagnostic]]:
    files: list[Parsed] = []
    problems: list[Diagnostic] = []
    for path in paths:
        try:
            files.append(parse(read_source(path)))
        except LoadError as error:
            problems += error.diagnostics
        except OSError as error:
            problems.append(_unreadable(path, error))
    return files, problems


def _uses(parsed: Parsed) -> list[tuple[str, Span]]:
    return [
        (form.title.en or form.title.zh, form.span)
        for form in parsed.file.forms
        if form.kind == "use" and form.title is not None and form.span is not None
    ]


def _nowhere(path: Path) -> Diagnostic:
    shipped = sorted(p.name for p in shipped_rules().iterdir() if any(p.glob(f"*{ENDING}")))
    near = nearest(path.name, shipped)
    listed = ", ".join(shipped)
    hint = Text(
        f"did you mean the shipped pack `{near}`?" if near else f"give a folder or a file; shipped packs: {listed}",
        f"是否想写随库提供的规则包 `{near}`？" if near else f"请给出文件夹或文件；随库提供的规则包：{listed}",
    )
    message = Text(f"there is nothing at `{path}`", f"`{path}` 不存在")
    return Diagnostic("RC001", Severity.ERROR, message, place=str(path), hint=hint)


def _no_rules(folder: Path) -> Diagnostic:
    inside = any(True for _ in folder.iterdir())
    message = Text(
        f"no `{ENDING}` file in this folder" if inside else "this folder is empty",
        f"文件夹中没有 `{ENDING}` 文件" if inside else "文件夹是空的",
    )
    hint = Text(
        "rules are read from the folder itself, not from folders in it", "只读取文件夹本身的规则，不读取子文件夹"
    )
    return Diagnostic("RC002", Severity.ERROR, message, place=str(folder), hint=hint)


def _not_here(span: Span, name: str, known: Iterable[str], language: str) -> Diagnostic:
    near = nearest(name, sorted(known))
    message = Text(f"no file `{name}` in the folder of this file", f"本文件所在的文件夹中没有 `{name}`")
    hint = Text(
        f"did you mean `{near}`?" if near else "`use` names a file of the same folder",
        f"是否想写 `{near}`？" if near else "引用的文件须在同一文件夹",
    )
    return Diagnostic("RC003", Severity.ERROR, message, span=span, hint=hint, language=language)


def _unreadable(path: Path, error: Exception) -> Diagnostic:
    reason = getattr(error, "strerror", None) or str(error)
    message = Text(f"cannot be read: {reason}", f"无法读取：{reason}")
    hint = Text("check that it exists and may be read", "请检查文件是否存在、是否有读取权限")
    return Diagnostic("RC004", Severity.ERROR, message, place=str(path), hint=hint)
