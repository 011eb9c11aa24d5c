"""The child process: read one file under limits, write one JSON file, tell how far it is.

``python -m maillage.intake.reading SOURCE NAME RESULT MEMORY_BYTES CPU_SECONDS``

On standard output, one line for each stage: a percentage, a space, French words. The
result is ``{"document", "lines", "leaves"}``, or ``{"error"}`` with a French sentence.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from maillage.intake.readers import open_source
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.reading.leaves import cut_leaves
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json

_TOO_MUCH_MEMORY = (
    "Ce document demande trop de mémoire pour être lu. "
    "Allégez ses images ou n’en gardez que le plan d’action, puis réessayez."
)
_TOO_DEEP = (
    "Ce document emboîte trop d’éléments les uns dans les autres pour être lu. "
    "Enregistrez-le en PDF, puis réessayez."
)
_SET_PARENT_DEATH_SIGNAL = 1
_OPENING, _OPENED = 10, 45
_RESULT_BYTES = 256 * 1024 * 1024


def confine(memory_bytes: int, cpu_seconds: int) -> None:
    """Limit this process, for good, before it looks at the file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_RESULT_BYTES, _RESULT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A worker that is killed must not leave its reader behind.
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def tell(percent: int, stage: str) -> None:
    """Say how far the reading is."""
    sys.stdout.write(f"{percent} {stage}\n")
    sys.stdout.flush()


def _tell_recognised(done: int, total: int) -> None:
    tell(_OPENING + (_OPENED - _OPENING) * done // total, f"Page {done} sur {total} reconnue")


def read(data: bytes, name: str) -> dict[str, Any]:
    """The reading of ``data`` as plain values. Raises UnreadableFileError."""
    tell(_OPENING, "Le fichier s’ouvre")
    source = open_source(data, name, _tell_recognised)
    tell(_OPENED, "Le plan se dessine")
    plan = recognise(source)
    tell(90, "Les doutes se comptent")
    result = {"document": as_json(plan), "lines": list(source.lines), "leaves": cut_leaves(source)}
    return {name: storable(part) for name, part in result.items()}


def storable(value: Any) -> Any:
    """``value`` without what no database keeps in a text: null characters, halves of a character."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {name: storable(part) for name, part in value.items()}
    return [storable(part) for part in value] if isinstance(value, list) else value


def main(argv: list[str]) -> int:
    """Read the file that ``argv`` names; 0 when a result was written, a refusal included."""
    source_path, name, result_path, memory, cpu = argv
    result: dict[str, Any]
    try:
        confine(int(memory), int(cpu))
        result = read(Path(source_path).read_bytes(), name)
    except UnreadableFileError as refusal:
        result = {"error": str(refusal)}
    except MemoryError:
        result = {"error": _TOO_MUCH_MEMORY}
    except RecursionError:
        result = {"error": _TOO_DEEP}
    with Path(result_path).open("w", encoding="utf-8") as out:
        json.dump(result, out, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
