"""Addresses of the échéancier."""

from __future__ import annotations

from django.urls import path

from maillage.web.schedule.views import chart, feeds, moves, several, sheets

app_name = "schedule"
HERE = "c/<int:convention_id>/echeancier/"

urlpatterns = [
    path("echeancier/", several.several, name="several"),
    path(HERE, chart.chart, name="chart"),
    path(f"{HERE}echeancier.csv", sheets.sheet, name="sheet"),
    path(f"{HERE}agendas/", feeds.feeds, name="feeds"),
    path(f"{HERE}agendas/<int:feed_id>/changer/", feeds.renew, name="feed_renew"),
    path(f"{HERE}agendas/<int:feed_id>/retirer/", feeds.close, name="feed_close"),
    path("agenda/<int:feed_id>-<slug:signature>.ics", feeds.ics, name="ics"),
    path(f"{HERE}actions/<int:action_id>/deplacer/", moves.move, name="move"),
    path(f"{HERE}actions/<int:action_id>/suites/", moves.follow, name="follow"),
]
