"""The page of notices, and how many wait in the rail."""

from __future__ import annotations

from django.urls import reverse

from maillage.accounts.models import Notice
from maillage.accounts.operations import notify
from tests.cast import Cast
from tests.web.testing import PageClient, text_of

AVIS = "/avis/"


def told(cast: Cast, text: str = "Inès Morvan vous mentionne.", path: str = "") -> Notice:
    """Something that the pilot is told."""
    where = path or reverse("conventions:action", args=[cast.convention.pk, cast.action.pk])
    [notice] = notify(
        users=[cast.pilote], workspace_id=cast.convention.pk, kind="mention", text=text, path=where
    )
    return notice


def test_without_notices_the_page_says_what_it_will_hold(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    assert "vous mentionne dans les échanges" in text_of(page.get(AVIS))


def test_the_rail_says_in_words_how_many_wait_on_every_page(page: PageClient, cast: Cast) -> None:
    told(cast)
    told(cast, "Une autre chose.")
    page.force_login(cast.pilote)
    assert "Avis 2 non lus" in text_of(page.get(f"/c/{cast.convention.pk}/"))
    page.force_login(cast.lecteur)
    assert "non lu" not in text_of(page.get(f"/c/{cast.convention.pk}/"))


def test_following_a_notice_leads_to_its_page_and_marks_it_read(page: PageClient, cast: Cast) -> None:
    notice = told(cast)
    page.force_login(cast.pilote)
    answer = page.post(f"/avis/{notice.pk}/")
    assert answer.headers["Location"] == notice.path
    after = text_of(page.get(AVIS))
    assert "Inès Morvan vous mentionne." in after
    assert "Nouveau" not in after


def test_a_notice_never_leads_out_of_the_site(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    for number, path in enumerate(("https://ailleurs.example/", "//ailleurs.example/")):
        notice = told(cast, f"Avis {number}", path)
        assert page.post(f"/avis/{notice.pk}/").headers["Location"] == AVIS


def test_nobody_opens_the_notice_of_another(page: PageClient, cast: Cast) -> None:
    notice = told(cast)
    page.force_login(cast.coordinatrice)
    assert page.post(f"/avis/{notice.pk}/").status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_are_marked_as_read_at_once(page: PageClient, cast: Cast) -> None:
    told(cast)
    told(cast, "Une autre chose.")
    page.force_login(cast.pilote)
    after = text_of(page.post("/avis/lus/", follow=True))
    assert "2 avis marqués comme lus." in after
    assert "Nouveau" not in after
