"""How long things are."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.sources import name

Sizes = dict[str, int]
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(paths: Iterable[Path]) -> Sizes:
    """The number of lines of each file."""
    return {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}


def functions(paths: Iterable[Path]) -> Sizes:
    """The number of lines of each function and method, from ``def`` to its last line."""
    return {
        f"{name(path)}::{label}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in paths
        for label, node in _walk(ast.parse(path.read_text(encoding="utf-8")), "")
    }


def _walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, _Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Function):
            yield f"{prefix}{child.name}", child
        inner = f"{prefix}{child.name}." if isinstance(child, _Function | ast.ClassDef) else prefix
        yield from _walk(child, inner)


def percentile_95(sizes: Sizes) -> int:
    """The size that 95 % of things do not pass; 0 when there is none."""
    ordered = sorted(sizes.values())
    return ordered[-1 - len(ordered) // 20] if ordered else 0
