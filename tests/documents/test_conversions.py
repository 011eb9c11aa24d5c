"""A document saved in another format by LibreOffice is read as well as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.builders import Plan, small_plan
from tests.documents.builders.headings_docx import build_headings_docx
from tests.documents.builders.outline_docx import build_outline_docx
from tests.documents.builders.sheets import build_one_sheet
from tests.documents.builders.slides_pptx import build_columns_pptx, build_labels_pptx
from tests.programs import Convert

_POINT = 0.01
#: Parted by semicolons, in the code page of Windows.
_WINDOWS_CSV = "csv:Text - txt - csv (StarCalc):59,34,ANSI,1"


def _figures(data: bytes, name: str) -> dict[str, float]:
    return agreement(small_plan(), as_json(recognise(open_source(data, name))))


@pytest.mark.parametrize(
    ("build", "start", "others"),
    [
        (build_headings_docx, "docx", ("odt", "html")),
        (build_outline_docx, "docx", ("odt", "html")),
        (build_one_sheet, "xlsx", ("ods", _WINDOWS_CSV)),
        (build_columns_pptx, "pptx", ("odp", "pptx")),
        (build_labels_pptx, "pptx", ("odp",)),
    ],
    ids=["headings", "tables", "sheet", "columns and back", "labels"],
)
def test_a_converted_document_is_read_as_the_original(
    build: Callable[[Plan], bytes], start: str, others: tuple[str, ...], tmp_path: Path, soffice: Convert
) -> None:
    file = tmp_path / f"plan.{start}"
    file.write_bytes(build(small_plan()))
    written = _figures(file.read_bytes(), file.name)
    for other in others:
        file = soffice(file, other)
        if file.suffix in {".html", ".csv"}:
            assert open_source(file.read_bytes(), "plan").format == file.suffix[1:]
        read = _figures(file.read_bytes(), file.name)
        lost = {name: figure for name, figure in read.items() if figure < written[name] - _POINT}
        assert (other, lost) == (other, {})
