"""A reading that has not begun: calm at first, then what to do."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from maillage.intake.models import Import
from tests.cast import Cast
from tests.factories.intake import waiting_import
from tests.web.testing import PageClient, text_of


def test_a_reading_just_asked_for_only_waits(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    import_ = waiting_import(cast.convention, cast.coordinatrice)
    shown = text_of(page.get(reverse("intake:review", args=[import_.convention_id, import_.pk])))
    assert "En attente de lecture" in shown
    assert "Relancer la lecture" not in shown


def test_a_reading_that_is_late_to_begin_can_be_started_again(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    import_ = waiting_import(cast.convention, cast.coordinatrice)
    Import.objects.filter(pk=import_.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    address = reverse("intake:review", args=[import_.convention_id, import_.pk])
    hx = {"HX-Request": "true", "HX-Target": "lecture"}
    late = page.get(f"{address}?vu=0", headers=hx)
    assert late.status_code == 200
    assert "Relancer la lecture" in text_of(late)
