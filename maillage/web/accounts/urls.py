"""Addresses of people: the account, the participants of a convention, an invitation."""

from __future__ import annotations

from django.urls import path

from maillage.web.accounts.views import digests, invitations, members, notices, profile

app_name = "accounts"
_MEMBERS = "c/<int:convention_id>/participants/"

urlpatterns = [
    path("mon-compte/", profile.profile, name="profile"),
    path("mon-compte/donnees/", profile.export, name="export"),
    path("mon-compte/resume/", digests.choose, name="digest_choose"),
    path("resume/<str:reader>/", digests.digest, name="digest"),
    path("mon-compte/fermer/", profile.close, name="close"),
    path("avis/", notices.notices, name="notices"),
    path("avis/lus/", notices.notices_read, name="notices_read"),
    path("avis/<int:notice_id>/", notices.notice_open, name="notice_open"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path(_MEMBERS, members.members, name="members"),
    path(f"{_MEMBERS}inviter/", members.invite, name="invite"),
    path(f"{_MEMBERS}quitter/", members.leave, name="leave"),
    path(f"{_MEMBERS}<int:member_id>/", members.member, name="member"),
    path(f"{_MEMBERS}<int:member_id>/retirer/", members.remove, name="remove"),
    path(f"{_MEMBERS}invitations/<int:invitation_id>/renvoyer/", members.resend, name="resend"),
    path(f"{_MEMBERS}invitations/<int:invitation_id>/retirer/", members.revoke, name="revoke"),
]
