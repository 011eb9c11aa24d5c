"""What a person takes away of what they piloted, wrote and answered."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from maillage.accounts.models import User
from maillage.conventions.operations.answers import Said, save_drafts, send_answer
from maillage.conventions.operations.comments import add_comment
from tests.cast import Cast
from tests.factories.campaigns import asked, asked_on, campaign_of


def taken_away(client: Client, user: User) -> dict[str, Any]:
    """The file, as the person downloads it."""
    client.force_login(user)
    data: dict[str, Any] = json.loads(client.get(reverse("accounts:export")).content)
    return data


def test_the_file_holds_ones_messages_and_answers(client: Client, cast: Cast) -> None:
    add_comment(action=cast.action, text="Le local est trouvé.", by=cast.pilote)
    row = asked(campaign_of(cast.convention), cast.action, cast.other_action, email=cast.pilote.email)
    line, waiting = asked_on(row, cast.action), asked_on(row, cast.other_action)
    send_answer(recipient=row, asked_id=line.pk, said=Said(status="en_cours", sentence="Deux candidates."))
    save_drafts(recipient=row, typed={waiting.pk: {"sentence": "À finir"}})
    data = taken_away(client, cast.pilote)
    assert [one["text"] for one in data["messages"]] == ["Le local est trouvé."]
    assert [one["action__title"] for one in data["fiches_pilotees"]] == ["Action 1"]
    [campaign] = data["sollicitations"]
    assert [one["action"] for one in campaign["actions"]] == ["Action 1", "Action 2"]
    assert campaign["actions"][0]["reponses"][0]["phrase"] == "Deux candidates."
    assert campaign["actions"][1]["brouillon"] == {"sentence": "À finir"}


def test_the_file_holds_nothing_of_others(client: Client, cast: Cast) -> None:
    add_comment(action=cast.action, text="Mot d’une autre.", by=cast.coordinatrice)
    asked(campaign_of(cast.convention), cast.action, name="Mme Aubin", email="aubin@exemple.fr")
    data = taken_away(client, cast.pilote)
    assert (data["messages"], data["documents"], data["sollicitations"]) == ([], [], [])
    assert "aubin" not in json.dumps(data).lower()
