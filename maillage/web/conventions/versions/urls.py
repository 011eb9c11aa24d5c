"""Addresses of the versions of a plan and of the proposals to change it."""

from __future__ import annotations

from django.urls import path

from maillage.web.conventions.proposals import section
from maillage.web.conventions.proposals import views as proposals
from maillage.web.conventions.versions import views as versions

HERE = "c/<int:convention_id>/"
VERSION = f"{HERE}versions/<int:version_id>/"
PROPOSAL = f"{HERE}propositions/<int:proposal_id>/"

urlpatterns = [
    path(f"{HERE}versions/", versions.versions, name="versions"),
    path(f"{HERE}versions/figer/", versions.version_freeze, name="version_freeze"),
    path(f"{HERE}versions/comparer/", versions.version_compare, name="version_compare"),
    path(VERSION, versions.version, name="version"),
    path(f"{VERSION}actions/<int:action_id>/", versions.version_fiche, name="version_fiche"),
    path(f"{VERSION}supprimer/", versions.version_remove, name="version_remove"),
    path(f"{HERE}propositions/", proposals.proposals, name="proposals"),
    path(f"{HERE}propositions/nouvelle/<slug:kind>/", proposals.proposal_create, name="proposal_create"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}suite/", proposals.proposal_turn, name="proposal_turn"),
    path(f"{PROPOSAL}rubriques/<slug:key>/", section.proposal_section, name="proposal_section"),
]
