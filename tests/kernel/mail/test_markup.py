"""The HTML twin of a letter: the words of its text, and nothing else."""

from __future__ import annotations

import email
from email import policy

import pytest

from maillage.kernel.mail import deliver, queue
from maillage.kernel.mail.markup import html_of
from tests.kernel.mail.server import Answers

TEXT = """\
Bonjour,

Des nouvelles de\u00a0:

  - 1.A Ouvrir un guichet
  - 1.B Écrire un livret
    https://plan.example/c/1/plan/actions/2/

Voir le dossier\u00a0:
https://ailleurs.example/dossier

Répondre, sans compte\u00a0:
https://plan.example/r/12-ab/

Merci,
à bientôt.

--\x20
Ne plus recevoir de rappel\u00a0:
https://plan.example/r/12-ab/rappels/
"""


def test_what_to_do_is_a_button_and_what_comes_after_the_signature_is_small() -> None:
    page = html_of("Vos actions", TEXT)
    main, _, foot = page.partition('<div style="margin-top')
    buttons = [part for part in main.split("<a ")[1:] if "background" in part.partition(">")[0]]
    assert [one.partition(">")[2].partition("<")[0] for one in buttons] == ["Répondre, sans compte"]
    assert 'href="https://plan.example/r/12-ab/"' in buttons[0]
    assert ">Voir le dossier</a>" in main
    assert ">Ne plus recevoir de rappel</a>" in foot
    assert "background" not in foot


def test_items_are_a_list_and_lines_stay_lines() -> None:
    page = html_of("Vos actions", TEXT)
    assert page.count("<li ") == 2
    assert ">1.B Écrire un livret</a></li>" in page
    assert "Merci,<br>à bientôt." in page
    assert page.count("https://plan.example/c/1/plan/actions/2/") == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="https://espion.example/x.png">',
        '"><b>',
        'https://x.example/"onmouseover="alert(1)',
        "javascript:alert(1)",
        "Cliquez\u00a0:\njavascript:alert(1)",
    ],
)
def test_a_hostile_text_stays_words(hostile: str) -> None:
    page = html_of(hostile.replace("\n", " "), f"Bonjour,\n\n{hostile}\n\n  - {hostile}")
    assert not any(tag in page for tag in ("<script", "<img", "<b>", 'href="javascript', '"onmouseover'))


def test_nothing_in_it_is_fetched() -> None:
    page = html_of("Vos actions", TEXT)
    assert not any(word in page for word in ("src=", "url(", "<link", "@import"))


@pytest.mark.django_db
def test_a_letter_leaves_in_text_and_in_html(answers: Answers) -> None:
    queue(to="ana@plan.example", subject="Où en êtes-vous ?", body=TEXT)
    deliver()
    message = email.message_from_bytes(answers.received[0][2].encode(), policy=policy.default)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n").rstrip() == TEXT.rstrip()
    assert "Répondre, sans compte</a>" in html.get_content()
