"""Messages beside a fiche, as people write and read them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from maillage.accounts.models import Notice
from maillage.conventions.models import Action, Comment
from maillage.conventions.operations import add_comment
from tests.cast import Cast
from tests.web.testing import PageClient, text_of


def fiche(action: Action) -> str:
    """The page of a fiche."""
    return reverse("conventions:action", args=[action.convention_id, action.pk])


def exchanges(action: Action) -> str:
    """Where one writes."""
    return f"{fiche(action)}echanges/"


def written(cast: Cast, text: str = "Le local est trouvé.") -> Comment:
    """A message of the adviser."""
    return add_comment(action=cast.action, text=text, by=cast.conseillere)


def test_a_message_sent_by_a_plain_form_stands_on_the_fiche(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.conseillere)
    answer = page.post(exchanges(cast.action), {"text": "L’aide se demande avant le 30 novembre."})
    assert answer.headers["Location"] == f"{fiche(cast.action)}#echanges"
    shown = text_of(page.get(fiche(cast.action)))
    assert "Échanges 1 NF Nadège Ferrand" in shown
    assert "L’aide se demande avant le 30 novembre." in shown
    assert "Message publié." in shown


def test_htmx_gets_the_messages_again_with_an_empty_form(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    answer = page.fragment(exchanges(cast.action), {"text": "Merci."}, post=True)
    assert answer.content.lstrip().startswith(b"<section")
    assert b"Merci.</p>" in answer.content
    assert b"Merci.</textarea>" not in answer.content
    assert b"autofocus" in answer.content


@pytest.mark.parametrize("post", [PageClient.post, lambda *a: PageClient.fragment(*a, post=True)])
def test_an_empty_message_is_refused_beside_the_field(page: PageClient, cast: Cast, post: object) -> None:
    page.force_login(cast.pilote)
    answer = post(page, exchanges(cast.action), {"text": "  "})  # type: ignore[operator]  # either way to post
    assert answer.status_code == 422
    assert "Écrivez votre message." in text_of(answer)


def test_choosing_somebody_tells_them_where_to_read(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    page.post(exchanges(cast.action), {"text": "Qu’en dites-vous ?", "tell": str(cast.elue.pk)})
    notice = Notice.objects.get(user=cast.elue)
    assert notice.path == f"{fiche(cast.action)}#echanges"


@pytest.mark.parametrize("value", ["999999", "abc", "-1", "²"])
def test_telling_nobody_known_is_refused_and_the_text_kept(page: PageClient, cast: Cast, value: str) -> None:
    page.force_login(cast.pilote)
    answer = page.post(exchanges(cast.action), {"text": "Bonjour à toutes", "tell": value})
    assert answer.status_code == 422
    assert "Bonjour à toutes" in answer.content.decode()


def test_a_mention_stands_out_and_markup_stays_text(page: PageClient, cast: Cast) -> None:
    written(cast, "<b>Attention</b> @karim belloc, voyez <script>")
    page.force_login(cast.lecteur)
    html = page.get(fiche(cast.action)).content.decode()
    assert '<span class="mention">@karim belloc</span>' in html
    assert "&lt;b&gt;Attention&lt;/b&gt;" in html


def test_whoever_only_reads_is_offered_no_form(page: PageClient, cast: Cast) -> None:
    written(cast)
    page.force_login(cast.lecteur)
    shown = page.get(fiche(cast.action))
    assert "Le local est trouvé." in text_of(shown)
    assert exchanges(cast.action) not in shown.content.decode()


def test_the_fiche_shows_the_last_messages_and_the_page_all_of_them(page: PageClient, cast: Cast) -> None:
    for number in range(9):
        written(cast, f"Message {number}.")
    page.force_login(cast.elue)
    shown = text_of(page.get(fiche(cast.action)))
    assert "Voir les 3 messages précédents" in shown
    assert "Message 2." not in shown
    assert "Message 0." in text_of(page.get(exchanges(cast.action)))


def test_ones_own_message_is_changed_on_its_page(page: PageClient, cast: Cast) -> None:
    comment = written(cast)
    page.force_login(cast.conseillere)
    url = f"{exchanges(cast.action)}{comment.pk}/"
    assert "Le local est trouvé." in page.get(url).content.decode()
    assert page.post(url, {"text": ""}).status_code == 422
    page.post(url, {"text": "Le local est signé."})
    assert "modifié Le local est signé." in text_of(page.get(fiche(cast.action)))


def test_a_removed_message_can_be_put_back_from_the_toast(page: PageClient, cast: Cast) -> None:
    comment = written(cast)
    page.force_login(cast.conseillere)
    shown = page.post(f"{exchanges(cast.action)}{comment.pk}/retirer/", follow=True)
    assert "Le local est trouvé." not in text_of(shown)
    undo = next(part for part in shown.content.decode().split('"') if part.endswith("/annuler/"))
    page.post(undo)
    assert "Le local est trouvé." in text_of(page.get(fiche(cast.action)))


def test_a_message_of_another_fiche_is_not_found_under_this_one(page: PageClient, cast: Cast) -> None:
    comment = written(cast)
    page.force_login(cast.coordinatrice)
    url = f"{exchanges(cast.other_action)}{comment.pk}/"
    assert page.get(url).status_code == 404
    assert page.post(f"{url}retirer/").status_code == 404


def test_the_history_says_that_somebody_wrote(page: PageClient, cast: Cast) -> None:
    written(cast)
    page.force_login(cast.lecteur)
    assert "Nadège Ferrand Message écrit" in text_of(page.get(f"{fiche(cast.action)}historique/"))


def test_a_message_just_sent_is_taken_back_from_its_toast(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.conseillere)
    answer = page.fragment(exchanges(cast.action), {"text": "Parti trop vite."}, post=True)
    [undo] = set(re.findall(r'action="([^"]+/annuler/)"', answer.content.decode()))
    page.post(undo)
    assert "Parti trop vite." not in text_of(page.get(fiche(cast.action)))
