"""Addresses of what stands around a fiche."""

from __future__ import annotations

from django.urls import path

from maillage.web.conventions.side import comments, communes, documents

ACTION = "c/<int:convention_id>/plan/actions/<int:action_id>/"
COMMENT = f"{ACTION}echanges/<int:comment_id>/"
DOCUMENT = f"{ACTION}documents/<int:document_id>/"

urlpatterns = [
    path(f"{ACTION}echanges/", comments.exchanges, name="exchanges"),
    path(COMMENT, comments.comment, name="comment"),
    path(f"{COMMENT}retirer/", comments.comment_remove, name="comment_remove"),
    path(f"{ACTION}documents/ajouter/", documents.attach, name="attach"),
    path(DOCUMENT, documents.download, name="document"),
    path(f"{DOCUMENT}image/", documents.image, name="document_image"),
    path(f"{DOCUMENT}modifier/", documents.document_edit, name="document_edit"),
    path(f"{DOCUMENT}retirer/", documents.document_remove, name="document_remove"),
    path(f"{ACTION}communes/", communes.communes, name="communes"),
    path(f"{ACTION}communes/<slug:code>/", communes.commune, name="commune"),
]
