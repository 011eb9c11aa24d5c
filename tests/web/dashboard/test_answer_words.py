"""What people type as they say it, and what the page promises: percentages, the size of a document."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from maillage.conventions.models import Recipient
from tests.cast import Cast
from tests.factories.campaigns import answer_data, asked, asked_on, campaign_of, page_of
from tests.web.testing import PageClient, text_of


@pytest.fixture
def recipient(cast: Cast) -> Recipient:
    """Somebody asked about one action."""
    return asked(campaign_of(cast.convention), cast.action)


@pytest.mark.parametrize("typed", ["12", "12%", "12 %", "12\u00a0%", "12\u202f% "])
def test_a_percentage_may_carry_its_sign(
    page: PageClient, cast: Cast, recipient: Recipient, typed: str
) -> None:
    data = answer_data(asked_on(recipient, cast.action), progress=typed)
    assert page.post(page_of(recipient), data).status_code == 302
    cast.action.refresh_from_db()
    assert cast.action.progress == 12


@pytest.mark.parametrize("typed", ["12,5", "1 200", "-3", "douze", "%", "1e1", "150 %"])
def test_what_is_no_whole_percentage_is_refused_and_says_so(
    page: PageClient, cast: Cast, recipient: Recipient, typed: str
) -> None:
    answer = page.post(page_of(recipient), answer_data(asked_on(recipient, cast.action), progress=typed))
    assert answer.status_code == 422
    assert "n’est pas un pourcentage entier. Écrivez un nombre de 0 à 100." in text_of(answer)
    assert f'value="{typed}"' in answer.content.decode()


def test_the_page_says_the_size_that_is_really_taken(
    page: PageClient, recipient: Recipient, settings: Settings
) -> None:
    settings.FILES_MAX_BYTES = 7 * 1024 * 1024
    assert "7\u00a0Mo au plus." in page.get(page_of(recipient)).content.decode()
