"""Addresses of the documents of a convention."""

from __future__ import annotations

from django.urls import path

from maillage.web.intake.differences import differences
from maillage.web.intake.documents import documents, drop, recall, restart, undo
from maillage.web.intake.links import link, links
from maillage.web.intake.measures import measure, measures
from maillage.web.intake.review.acceptance import accept
from maillage.web.intake.review.batch import batch
from maillage.web.intake.review.doubts import accept_all, doubt, reopen_all
from maillage.web.intake.review.history import acts, undo_act
from maillage.web.intake.review.images import page_image
from maillage.web.intake.review.page import review
from maillage.web.intake.review.parts import branch, fiche, fiche_field
from maillage.web.intake.review.source import source
from maillage.web.intake.review.structure import add_branch, add_fiche, merge, split
from maillage.web.intake.uploading import upload
from maillage.web.intake.workbook import apply, marked, workbook
from maillage.web.intake.workbook import drop as drop_workbook

app_name = "intake"

_ONE = "c/<int:convention_id>/documents/<int:import_id>/"
_RETURNED = "c/<int:convention_id>/documents/classeurs/<int:returned_id>/"

urlpatterns = [
    path("c/<int:convention_id>/documents/", documents, name="list"),
    path("c/<int:convention_id>/documents/importer/", upload, name="upload"),
    path(_ONE, review, name="review"),
    path(f"{_ONE}source/", source, name="source"),
    path(f"{_ONE}pages/<int:image_id>.webp", page_image, name="page"),
    path(f"{_ONE}doutes/", accept_all, name="accept_doubts"),
    path(f"{_ONE}doutes/rouvrir/", reopen_all, name="reopen_doubts"),
    path(f"{_ONE}doutes/<int:number>/", doubt, name="doubt"),
    path(f"{_ONE}branches/<str:key>/", branch, name="branch"),
    path(f"{_ONE}ajouter/branche/", add_branch, name="add_branch"),
    path(f"{_ONE}ajouter/fiche/", add_fiche, name="add_fiche"),
    path(f"{_ONE}lot/", batch, name="batch"),
    path(f"{_ONE}gestes/", acts, name="acts"),
    path(f"{_ONE}gestes/annuler/", undo_act, name="undo_act"),
    path(f"{_ONE}fiches/<str:key>/", fiche, name="fiche"),
    path(f"{_ONE}fiches/<str:key>/fusionner/", merge, name="merge"),
    path(f"{_ONE}fiches/<str:key>/couper/", split, name="split"),
    path(f"{_ONE}fiches/<str:key>/<str:field>/", fiche_field, name="field"),
    path(f"{_ONE}mesurer/", measures, name="measures"),
    path(f"{_ONE}mesurer/<str:key>/", measure, name="measure"),
    path(f"{_ONE}relier/", links, name="links"),
    path(f"{_ONE}relier/<str:key>/", link, name="link"),
    path(f"{_ONE}differences/", differences, name="differences"),
    path(f"{_ONE}accepter/", accept, name="accept"),
    path(f"{_ONE}relancer/", restart, name="restart"),
    path(f"{_ONE}ecarter/", drop, name="drop"),
    path(f"{_ONE}reprendre/", recall, name="recall"),
    path(f"{_ONE}annuler/", undo, name="undo"),
    path(_RETURNED, workbook, name="workbook"),
    path(f"{_RETURNED}appliquer/", apply, name="workbook_apply"),
    path(f"{_RETURNED}ecarter/", drop_workbook, name="workbook_drop"),
    path(f"{_RETURNED}a-corriger.xlsx", marked, name="workbook_marked"),
]
