"""The child process: the words of one file under limits, for the search; nothing is understood.

``python -m maillage.intake.reading.words SOURCE NAME RESULT MEMORY_BYTES CPU_SECONDS MOST_BYTES``

The result is ``{"text"}``, its lines one under another and at most MOST_BYTES long, or ``{"error"}``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from maillage.intake.readers import open_source
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.reading.__main__ import confine, storable, tell


def words_of(data: bytes, name: str, most_bytes: int) -> str:
    """The lines of ``data``, cut after ``most_bytes`` of UTF-8. Raises UnreadableFileError."""
    source = open_source(data, name, lambda done, total: tell(100 * done // total, "Page lue"))
    lines = (" ".join(line.split()) for line in source.lines)
    whole = str(storable("\n".join(line for line in lines if line)))
    return whole.encode()[:most_bytes].decode("utf-8", "ignore")


def main(argv: list[str]) -> int:
    """Read the file that ``argv`` names; 0 when a result was written, a refusal included."""
    source_path, name, result_path, memory, cpu, most = argv
    try:
        confine(int(memory), int(cpu))
        result = {"text": words_of(Path(source_path).read_bytes(), name, int(most))}
    except UnreadableFileError as refusal:
        result = {"error": str(refusal)}
    except (MemoryError, RecursionError) as failure:
        result = {"error": type(failure).__name__}
    Path(result_path).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
