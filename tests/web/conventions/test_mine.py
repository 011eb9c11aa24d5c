"""What a pilot finds on opening a convention: their own actions, and one button each."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from maillage.conventions.enums import Status
from maillage.conventions.models import Action
from tests.cast import Cast
from tests.web.testing import PageClient, text_of


def home(cast: Cast) -> str:
    return f"/c/{cast.convention.pk}/"


def own_part(page: PageClient, cast: Cast) -> str:
    """The list of one's own actions."""
    return page.get(home(cast)).content.decode().split('aria-labelledby="miennes"')[1].split("</section>")[0]


def test_a_pilot_opens_on_their_own_actions(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    assert "Vous pilotez 1 action" in text_of(page.get(home(cast)))
    own = own_part(page, cast)
    assert f"/plan/actions/{cast.action.pk}/rubriques/state/" in own
    assert f"/plan/actions/{cast.other_action.pk}/" not in own


def test_one_that_waits_for_a_word_says_so(page: PageClient, cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(days=300)
    Action.objects.filter(pk=cast.action.pk).update(status=Status.RUNNING, updated_at=long_ago)
    page.force_login(cast.pilote)
    assert "1 de vos actions attend de vos nouvelles" in text_of(page.get(home(cast)))
    assert "Sans nouvelles depuis six mois" in own_part(page, cast)


def test_noting_from_home_comes_back_home(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    address = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/rubriques/state/?next={home(cast)}"
    assert f'name="next" value="{home(cast)}"' in page.get(address).content.decode()
    typed = {"status": "en_cours", "news": "Le local est trouvé.", "next": home(cast)}
    answer = page.post(address, typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, home(cast))
    assert "Le local est trouvé." in own_part(page, cast)


def test_a_reader_pilots_nothing(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    words = text_of(page.get(home(cast)))
    assert "Vous pilotez" not in words
    assert "Noter une avancée" not in words


def test_whoever_does_not_coordinate_finds_the_page_of_the_elected_from_home(
    page: PageClient, cast: Cast
) -> None:
    for user, reads in ((cast.elue, True), (cast.lecteur, True), (cast.coordinatrice, False)):
        page.force_login(user)
        shown = page.get(home(cast)).content.decode()
        assert (f"/c/{cast.convention.pk}/suivi/une-page/" in shown) is reads
