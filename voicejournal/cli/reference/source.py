"""What the source says of a public name: its signature, its fields, and the words below each."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A field, a property or a method."""

    name: str
    kind: str
    default: str = ""
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One public name as its source describes it."""

    name: str
    value: Any
    doc: str
    signature: str = ""
    """Of a function."""
    written: str = ""
    """What stands on the right of an assignment."""
    members: tuple[Member, ...] = ()


def described(module: ModuleType, name: str) -> Described:
    """Read the source of a name that `module` exports."""
    value = getattr(module, name)
    body = _body(_home(module, name))
    for at, node in enumerate(body):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return _of_definition(name, value, node)
        if isinstance(node, ast.Assign | ast.AnnAssign) and name in _assigned(node):
            written = ast.unparse(node.value) if node.value else ""
            return Described(name=name, value=value, doc=_words_below(body, at), written=written)
    msg = f"{name} has no source of its own"
    raise LookupError(msg)


def _home(module: ModuleType, name: str) -> ModuleType:
    """Return the module in which a name is defined, imports followed."""
    for node in _body(module):
        if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
            return _home(import_module(str(node.module)), name)
    return module


@cache
def _body(module: ModuleType) -> list[ast.stmt]:
    return ast.parse(inspect.getsource(module)).body


def _of_definition(name: str, value: Any, node: ast.ClassDef | ast.FunctionDef) -> Described:
    doc = ast.get_docstring(node) or ""
    if isinstance(node, ast.FunctionDef):
        return Described(name=name, value=value, doc=doc, signature=_signature(node))
    return Described(name=name, value=value, doc=doc, members=tuple(_members(node)))


def _members(node: ast.ClassDef) -> Iterator[Member]:
    for at, one in enumerate(node.body):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            default = ast.unparse(one.value) if one.value else ""
            kind = ast.unparse(one.annotation)
            doc = _words_below(node.body, at)
            yield Member(name=one.target.id, kind=kind, default=default, doc=doc)
        elif isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            yield _callable(one)


def _callable(node: ast.FunctionDef) -> Member:
    doc = ast.get_docstring(node) or ""
    returned = ast.unparse(node.returns) if node.returns else ""
    if any(ast.unparse(one).endswith("property") for one in node.decorator_list):
        return Member(name=node.name, kind=returned, doc=doc)
    return Member(name=f"{node.name}({_arguments(node)})", kind=returned, doc=doc)


def _signature(node: ast.FunctionDef) -> str:
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({_arguments(node)}){returned}"


def _arguments(node: ast.FunctionDef) -> str:
    written = ast.unparse(node.args)
    return (
        written.removeprefix("self, ")
        .removeprefix("cls, ")
        .removeprefix("self")
        .removeprefix("cls")
    )


def _assigned(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {one.id for one in targets if isinstance(one, ast.Name)}


def _words_below(body: list[ast.stmt], at: int) -> str:
    """Return the string that stands below a statement, which documents it."""
    after = body[at + 1] if at + 1 < len(body) else None
    if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
        return inspect.cleandoc(str(after.value.value))
    return ""
