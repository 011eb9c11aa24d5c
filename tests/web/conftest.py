"""What every test of a page may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.testing import PageClient, undefined_variables_shown


@pytest.fixture
def page() -> Iterator[PageClient]:
    """A client that checks every page, with undefined variables made visible."""
    with undefined_variables_shown():
        yield PageClient()
