"""Addresses of the follow-up: dashboards, campaigns, and the page of answers."""

from __future__ import annotations

from django.urls import path

from maillage.web.dashboard.answers import views as answers
from maillage.web.dashboard.campaigns import following, joining, preparing
from maillage.web.dashboard.follow import history
from maillage.web.dashboard.follow import views as follow

app_name = "dashboard"
HERE = "c/<int:convention_id>/suivi/"
CAMPAIGNS = f"{HERE}campagnes/"
CAMPAIGN = f"{CAMPAIGNS}<int:campaign_id>/"
PERSON = f"{CAMPAIGN}personnes/<int:recipient_id>/"
LINK = "r/<str:token>/"

urlpatterns = [
    path(HERE, follow.follow, name="follow"),
    path(f"{HERE}axes/<int:node_id>/", follow.axis, name="axis"),
    path(f"{HERE}pilotes/", follow.pilots, name="pilots"),
    path(f"{HERE}communes/", follow.communes, name="communes"),
    path(f"{HERE}sans-nouvelles/", follow.silence, name="silence"),
    path(f"{HERE}changements/", history.changes, name="changes"),
    path(f"{HERE}une-page/", follow.elected, name="elected"),
    path(CAMPAIGNS, preparing.campaigns, name="campaigns"),
    path(f"{CAMPAIGNS}nouvelle/", preparing.create, name="campaign_create"),
    path(CAMPAIGN, following.campaign, name="campaign"),
    path(f"{CAMPAIGN}personnes/", preparing.people, name="campaign_people"),
    path(f"{CAMPAIGN}personnes/ajouter/", joining.person_add, name="campaign_person_add"),
    path(f"{CAMPAIGN}courriel/", preparing.letter, name="campaign_letter"),
    path(f"{CAMPAIGN}effacer/", preparing.delete, name="campaign_delete"),
    path(f"{CAMPAIGN}relancer/", following.remind, name="campaign_remind"),
    path(f"{CAMPAIGN}clore/", following.close, name="campaign_close"),
    path(f"{CAMPAIGN}rouvrir/", following.reopen, name="campaign_reopen"),
    path(f"{CAMPAIGN}lues/", following.read, name="campaign_read"),
    path(f"{CAMPAIGN}papier/", following.paper, name="campaign_paper"),
    path(f"{PERSON}lien/", following.link, name="campaign_link"),
    path(f"{PERSON}saisir/", following.enter, name="campaign_enter"),
    path(LINK, answers.page, name="answers"),
    path(f"{LINK}couleur.css", answers.accent, name="answers_accent"),
    path(f"{LINK}brouillon/", answers.draft, name="answers_draft"),
    path(f"{LINK}vue/", answers.seen, name="answers_seen"),
    path(f"{LINK}rappels/", answers.mute, name="answers_mute"),
    path(f"{LINK}autre-personne/", answers.decline, name="answers_decline"),
]
