"""A page opened before somebody else wrote: what one left alone is not written over what they said."""

from __future__ import annotations

import re
from html import unescape

import pytest

from maillage.conventions.models import Action, Answer, Asked, Recipient
from maillage.conventions.operations.answers import Said, send_answer, send_unchanged
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.campaigns import asked, asked_on, campaign_of, page_of
from tests.factories.figures import counted, value_of
from tests.web.testing import PageClient


@pytest.fixture
def recipient(cast: Cast) -> Recipient:
    """Somebody asked about the two actions of the cast, « en cours »."""
    for action in (cast.action, cast.other_action):
        action.status = "en_cours"
        action.save()
    return asked(campaign_of(cast.convention, period="2026"), cast.action, cast.other_action)


def form_of(page: PageClient, recipient: Recipient) -> dict[str, str]:
    """What the browser would send of the page as it stands, whichever button is pressed."""
    html = page.get(page_of(recipient)).content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("radio" not in tag or "checked" in tag) and "file" not in tag:
            sent[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL):
        sent[name] = unescape(text)
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def test_a_state_that_a_colleague_gave_meanwhile_stays(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line, colleague = asked_on(recipient, cast.action), asked(recipient.campaign, cast.action)
    stale = form_of(page, recipient)
    blocked = Said(status="bloquee", difficulty="locaux", difficulty_note="Le bail.", progress="40")
    send_answer(recipient=colleague, asked_id=asked_on(colleague, cast.action).pk, said=blocked)
    stale[f"{line.pk}-sentence"] = "Deux candidates."
    assert page.post(page_of(recipient), {**stale, "send": str(line.pk)}).status_code == 302
    cast.action.refresh_from_db()
    said = (cast.action.status, cast.action.difficulty, cast.action.difficulty_note, cast.action.progress)
    assert said == ("bloquee", "locaux", "Le bail.", 40)
    assert cast.action.news == "Deux candidates."


def test_a_figure_that_was_given_meanwhile_stays(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    indicator = counted(cast.action, "Places")
    value_of(indicator, "2026", "12")
    line = asked_on(recipient, cast.action)
    stale = form_of(page, recipient)
    indicator.values.all().delete()
    value_of(indicator, "2026", "15")
    page.post(page_of(recipient), {**stale, "send": str(line.pk)})
    assert [one.number for one in indicator.values.all()] == [15]


def test_a_second_tab_makes_no_draft_of_what_it_did_not_touch(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    first, second = asked_on(recipient, cast.action), asked_on(recipient, cast.other_action)
    other_tab = form_of(page, recipient)
    send_answer(recipient=recipient, asked_id=first.pk, said=Said(status="bloquee", sentence="Le bail."))
    page.post(page_of(recipient), {**other_tab, "unchanged": str(second.pk)})
    assert [one.draft for one in Asked.objects.filter(recipient=recipient)] == [{}, {}]
    assert Answer.objects.count() == 2


def test_what_is_changed_on_purpose_is_written_even_after_a_refusal(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line = asked_on(recipient, cast.action)
    form = {**form_of(page, recipient), f"{line.pk}-status": "realisee", f"{line.pk}-progress": "tout"}
    refused = page.post(page_of(recipient), {**form, "send": str(line.pk)})
    assert refused.status_code == 422
    page.post(page_of(recipient), {**form, f"{line.pk}-progress": "100", "send": str(line.pk)})
    cast.action.refresh_from_db()
    assert (cast.action.status, cast.action.progress) == ("realisee", 100)


@pytest.mark.parametrize("shown", ["", "[]", "{", '{"status": 3}', '"x"', "[" * 5000, "null"])
def test_whatever_is_sent_back_as_shown_is_read_without_a_failure(
    page: PageClient, cast: Cast, recipient: Recipient, shown: str
) -> None:
    line = asked_on(recipient, cast.action)
    sent = {f"{line.pk}-shown": shown, f"{line.pk}-status": "bloquee", "send": str(line.pk)}
    assert page.post(page_of(recipient), sent).status_code == 302
    cast.action.refresh_from_db()
    assert cast.action.status == "bloquee"


def test_nothing_new_taken_back_makes_the_news_as_old_as_before(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line = asked_on(recipient, cast.action)
    page.post(page_of(recipient), {"unchanged": str(line.pk)})
    assert Action.objects.filter(pk=cast.action.pk, told_at__isnull=False).exists()
    page.post(page_of(recipient), {"take_back": str(line.pk)})
    assert Action.objects.filter(pk=cast.action.pk, told_at=None).exists()
    assert Entry.objects.filter(verb="action.confirmed", undone_by=None, undoes=None).count() == 0


def test_it_leaves_what_a_colleague_said_since(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    line, colleague = asked_on(recipient, cast.action), asked(recipient.campaign, cast.action)
    page.post(page_of(recipient), {"unchanged": str(line.pk)})
    send_unchanged(recipient=colleague, asked_id=asked_on(colleague, cast.action).pk)
    cast.action.refresh_from_db()
    told = cast.action.told_at
    page.post(page_of(recipient), {"take_back": str(line.pk)})
    cast.action.refresh_from_db()
    assert cast.action.told_at == told
