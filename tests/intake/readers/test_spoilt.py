"""Spoilt files: read as far as they go or refused with a sentence, never anything else."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from maillage.intake.readers import open_source
from maillage.intake.readers.errors import UnreadableFileError
from tests.documents.builders import Plan, small_plan
from tests.documents.builders.fiches_pdf import build_fiches_pdf
from tests.documents.builders.headings_docx import build_headings_docx
from tests.documents.builders.sheets import build_one_sheet

_BUILDERS = {"pdf": build_fiches_pdf, "docx": build_headings_docx, "xlsx": build_one_sheet}


def _is_read_or_refused(data: bytes) -> bool:
    try:
        return bool(open_source(data, "plan").lines)
    except UnreadableFileError as error:
        return str(error).endswith(".")


@pytest.mark.parametrize("build", _BUILDERS.values(), ids=_BUILDERS.keys())
def test_a_file_cut_anywhere_is_never_a_crash(build: Callable[[Plan], bytes]) -> None:
    data = build(small_plan())
    cuts = [len(data) * share // 12 for share in range(1, 12)]
    assert all(_is_read_or_refused(data[:cut]) for cut in cuts)


@pytest.mark.parametrize("build", _BUILDERS.values(), ids=_BUILDERS.keys())
def test_a_file_with_wrong_bytes_is_never_a_crash(build: Callable[[Plan], bytes]) -> None:
    data = build(small_plan())
    chance = random.Random(7)
    for _ in range(12):
        spoilt = bytearray(data)
        for position in chance.sample(range(len(data)), 15):
            spoilt[position] = chance.randrange(256)
        assert _is_read_or_refused(bytes(spoilt))
