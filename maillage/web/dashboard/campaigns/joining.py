"""One more person in a campaign, in preparation or already open."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action
from maillage.conventions.operations import recipients as asking
from maillage.conventions.operations.latecomers import add_latecomer
from maillage.conventions.permissions import can_run_campaign
from maillage.conventions.selectors.campaigns import follow_up, offered_in
from maillage.web.dashboard.campaigns.forms import NewPersonForm
from maillage.web.dashboard.campaigns.preparing import campaign_or_404, people_page
from maillage.web.dashboard.campaigns.reading import follow_context, head_of
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.models import Campaign, Convention
    from maillage.web.shell.requests import ConventionRequest


def _newcomer(request: ConventionRequest, campaign: Campaign, form: NewPersonForm) -> asking.Newcomer:
    """Who is typed in a valid ``form``, about those of the ticked actions that the person may see."""
    typed = form.cleaned_data
    here = Action.objects.visible_to(request.user).filter(convention=campaign.convention)
    actions = list(here.filter(pk__in=form.actions()))
    return asking.Newcomer(typed["new_name"], typed["new_email"], not typed["new_email"], actions)


@require_POST
@convention_page(can_run_campaign)
def person_add(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """One more person; once the campaign left, their letter leaves at once."""
    campaign = campaign_or_404(request, convention, campaign_id)
    form = NewPersonForm(offered_in(campaign, request.user), request.POST)
    if form.is_valid():
        try:
            _add(request, campaign, _newcomer(request, campaign, form))
        except InvalidValueError as error:
            form.refuse(error)
        else:
            return redirect("dashboard:campaign", convention.pk, campaign.pk)
    if campaign.state == CampaignState.DRAFT:
        return people_page(request, campaign, new=form)
    return follow_page(request, campaign, form)


def _add(request: ConventionRequest, campaign: Campaign, who: asking.Newcomer) -> None:
    if campaign.state == CampaignState.DRAFT:
        asking.add_recipient(campaign=campaign, who=who, by=request.user)
        say(request, f"{who.name} sera sollicité·e.")
        return
    row, entry = add_latecomer(campaign=campaign, who=who, head=head_of(request), by=request.user)
    words = f"Le courriel part vers {row.name}." if row.email else f"{row.name} répondra sur papier."
    say_done(request, words, entry)


def follow_page(
    request: ConventionRequest, campaign: Campaign, new: NewPersonForm | None = None
) -> HttpResponse:
    """How a campaign that left goes, with the form of one more person while it is open."""
    follow = follow_up(campaign, request.user)
    context = {
        **follow_context(request, follow),
        "convention": campaign.convention,
        "new": new or NewPersonForm(offered_in(campaign, request.user)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if new else HTTPStatus.OK
    return render(request, "dashboard/campaigns/follow.html", context, status=status)
