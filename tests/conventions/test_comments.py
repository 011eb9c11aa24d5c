"""Messages beside a fiche."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.models import Membership, Notice, User
from maillage.conventions.errors import InvalidValueError, TreeError
from maillage.conventions.models import Comment
from maillage.conventions.operations import add_comment, delete_action, edit_comment, remove_comment, undo
from maillage.conventions.selectors.comments import comments_of, mentioned_in
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.accounts import UserFactory

LOCAL = "Le local est trouvé."


def said(cast: Cast, by: User | None = None, text: str = "Le local est trouvé.", **options: Any) -> Comment:
    """A message on the fiche of the cast, by coordination unless said."""
    return add_comment(action=cast.action, text=text, by=by or cast.coordinatrice, **options)


def told(kind: str) -> set[User]:
    """Who has a notice of this kind."""
    return {notice.user for notice in Notice.objects.filter(kind=kind).select_related("user")}


def texts(cast: Cast, user: User) -> list[str]:
    """The messages that ``user`` reads on the fiche."""
    return [comment.text for comment in comments_of(cast.action, user)]


@pytest.mark.parametrize(
    "who", ["coordinatrice", "pilote", "autre_pilote", "contributrice", "elue", "conseillere"]
)
def test_whoever_takes_part_writes(cast: Cast, who: str) -> None:
    said(cast, getattr(cast, who))
    assert texts(cast, cast.lecteur) == ["Le local est trouvé."]


@pytest.mark.parametrize("who", ["lecteur", "etrangere"])
def test_whoever_only_reads_or_comes_from_elsewhere_does_not(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        said(cast, getattr(cast, who))


def test_nobody_from_elsewhere_reads_a_message(cast: Cast) -> None:
    said(cast)
    assert texts(cast, cast.etrangere) == []


def test_a_message_keeps_its_lines_and_loses_its_blanks(cast: Cast) -> None:
    assert said(cast, text="  Bonjour,  \r\n\r\n  le   local\x00 est trouvé. \n ").text == (
        "Bonjour,\n\nle local est trouvé."
    )


@pytest.mark.parametrize(("text", "words"), [(" \n ", "Écrivez"), ("a" * 4001, "4001 caractères")])
def test_an_empty_or_endless_message_is_refused(cast: Cast, text: str, words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        said(cast, text=text)


def test_a_deleted_fiche_takes_no_message(cast: Cast) -> None:
    delete_action(action=cast.action, by=cast.coordinatrice)
    with pytest.raises(TreeError):
        said(cast)


def test_a_typed_mention_tells_the_person_and_the_pilot_hears_of_the_message(cast: Cast) -> None:
    comment = said(cast, text="Qu’en pensez-vous, @nadege ferrand ?", path="/c/1/")
    assert list(comment.mentioned.all()) == [cast.conseillere]
    assert told("mention") == {cast.conseillere}
    assert told("message") == {cast.pilote}
    notice = Notice.objects.get(kind="mention")
    assert notice.text == "Inès Morvan vous mentionne dans «\u00a0Action 1\u00a0»."
    assert notice.path == "/c/1/"


def test_a_chosen_person_is_told_too(cast: Cast) -> None:
    said(cast, tell=[cast.elue.pk])
    assert told("mention") == {cast.elue}


@pytest.mark.parametrize("who", ["etrangere", "admin"])
def test_nobody_outside_the_convention_is_told(cast: Cast, who: str) -> None:
    with pytest.raises(InvalidValueError, match="ne participe plus"):
        said(cast, tell=[getattr(cast, who).pk])
    said(cast, text=f"Bonjour @{getattr(cast, who).full_name}")
    assert told("mention") == set()


def test_those_who_wrote_before_hear_of_the_next_message_but_not_its_author(cast: Cast) -> None:
    said(cast, cast.conseillere, "Une première question.")
    Notice.objects.all().delete()
    said(cast, cast.pilote, "Une réponse.")
    assert told("message") == {cast.conseillere}


def test_whoever_left_the_convention_hears_nothing_more(cast: Cast) -> None:
    said(cast, cast.conseillere, "Une première question.")
    Membership.objects.filter(user=cast.conseillere).delete()
    said(cast, cast.pilote, "Une réponse.")
    assert told("message") == {cast.pilote}


def test_the_longest_name_wins_and_a_name_ends_where_it_ends() -> None:
    short, long = UserFactory.build(full_name="Karim"), UserFactory.build(full_name="Karim Belloc")
    assert mentioned_in("@Karim Belloc, merci", [short, long]) == [long]
    assert mentioned_in("@Karim, merci", [short, long]) == [short]
    assert mentioned_in("@Karima, merci, et karim@exemple.fr", [short, long]) == []


def test_only_its_author_changes_a_message_which_says_so(cast: Cast) -> None:
    comment = said(cast, cast.pilote)
    with pytest.raises(PermissionDenied):
        edit_comment(comment=comment, text="Autre chose.", by=cast.coordinatrice)
    edited = edit_comment(comment=comment, text="Voyez avec @Hélène Castaing.", by=cast.pilote)
    assert edited.edited_at is not None
    assert told("mention") == {cast.elue}


def test_a_chosen_person_stays_told_when_the_message_changes(cast: Cast) -> None:
    comment = said(cast, cast.pilote, "Voyez @Nadège Ferrand.", tell=[cast.elue.pk])
    edited = edit_comment(comment=comment, text="Voyez avec la CAF.", by=cast.pilote)
    assert list(edited.mentioned.all()) == [cast.elue]


def test_its_author_and_coordination_take_a_message_away_and_put_it_back(cast: Cast) -> None:
    comment = said(cast, cast.conseillere)
    with pytest.raises(PermissionDenied):
        remove_comment(comment=comment, by=cast.pilote)
    removed = remove_comment(comment=comment, by=cast.coordinatrice)
    assert texts(cast, cast.conseillere) == []
    back = undo(entry=removed, by=cast.coordinatrice)
    assert texts(cast, cast.conseillere) == ["Le local est trouvé."]
    undo(entry=back, by=cast.coordinatrice)
    assert texts(cast, cast.conseillere) == []


def test_a_removed_message_is_not_changed(cast: Cast) -> None:
    comment = said(cast, cast.pilote)
    remove_comment(comment=comment, by=cast.pilote)
    with pytest.raises(TreeError):
        edit_comment(comment=comment, text="Autre chose.", by=cast.pilote)


def test_the_journal_says_who_wrote_and_never_what(cast: Cast) -> None:
    comment = said(cast, cast.pilote, "La famille Untel a déménagé.")
    edit_comment(comment=comment, text="Une famille a déménagé.", by=cast.pilote)
    entries = Entry.objects.filter(subject_type="action", subject_id=cast.action.pk)
    assert [entry.verb for entry in entries] == ["action.comment_edited", "action.commented"]
    assert not any("famille" in str([entry.changes, entry.details]) for entry in entries)


def test_writing_is_taken_back_by_whoever_wrote(cast: Cast) -> None:
    said(cast, cast.elue)
    undo(entry=Entry.objects.latest("pk"), by=cast.elue)
    assert texts(cast, cast.elue) == []


def test_a_button_pressed_twice_writes_one_message(cast: Cast) -> None:
    assert said(cast) == said(cast)
    assert said(cast, cast.pilote) != said(cast, text="Autre chose.")
    assert len(texts(cast, cast.lecteur)) == 3
