"""Preparing a campaign in three steps: which actions, which people, which words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Campaign
from maillage.conventions.operations import campaigns as running
from maillage.conventions.operations import recipients as asking
from maillage.conventions.operations.reminders import first_letter
from maillage.conventions.permissions import can_run_campaign
from maillage.conventions.selectors.campaigns import asked_of, campaigns_of, offered_in
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import plural
from maillage.web.dashboard.campaigns.choosing import Wanted, choice_context
from maillage.web.dashboard.campaigns.forms import LetterForm, NewPersonForm, PersonForm, TermsForm
from maillage.web.dashboard.campaigns.reading import head_of, left, score
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.models import Convention
    from maillage.web.shell.requests import ConventionRequest

PAGE_METHODS = ["GET", "HEAD", "POST"]
PLACEHOLDER = "lien-personnel"


def campaign_or_404(request: ConventionRequest, convention: Convention, campaign_id: int) -> Campaign:
    """A campaign of the convention, with the convention already loaded."""
    campaign = get_object_or_404(campaigns_of(convention, request.user), pk=campaign_id)
    campaign.convention = convention
    return campaign


@require_safe
@convention_page(can_run_campaign)
def campaigns(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Every campaign, the latest first."""
    rows = [
        {"campaign": one, "score": score(one.answered_count, one.asked_count), "left": left(one)}  # type: ignore[attr-defined]  # annotated by campaigns_of
        for one in campaigns_of(convention, request.user)
    ]
    return render(request, "dashboard/campaigns/list.html", {"rows": rows, "convention": convention})


@require_http_methods(PAGE_METHODS)
@convention_page(can_run_campaign)
def create(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The first step: which actions, until when. The list of actions posts those that are ticked there."""
    ticked = "cochees" in request.POST
    sent = request.method == "POST" and not ticked
    wanted = Wanted.ticked(request.POST) if ticked else Wanted.of(request.POST if sent else request.GET)
    form = TermsForm(request.POST if sent else None, initial=TermsForm.usual())
    problem = ""
    if sent and form.is_valid():
        try:
            campaign = running.create_campaign(
                convention=convention,
                terms=form.terms(),
                actions=wanted.actions(convention, request.user),
                by=request.user,
            )
            return redirect("dashboard:campaign", convention.pk, campaign.pk)
        except InvalidValueError as error:
            problem = str(error) if error.field == "actions" else ""
            if not problem:
                form.refuse(error)
    context = {
        **choice_context(convention, request.user, wanted),
        "form": form,
        "problem": problem,
        "convention": convention,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    return render(request, "dashboard/campaigns/create.html", context, status=status)


def people_page(
    request: ConventionRequest,
    campaign: Campaign,
    forms: list[PersonForm] | None = None,
    new: NewPersonForm | None = None,
) -> HttpResponse:
    """The second step: who is asked, how they are reached."""
    people = asked_of(campaign)
    forms = forms or [PersonForm(one) for one in people]
    by_pk = {one.pk: one for one in people}
    # Those that something must be typed for come first.
    ordered = sorted(forms, key=lambda form: not form.is_lost)
    rows = [{"form": form, "asked": by_pk[form.recipient.pk].asked.all()} for form in ordered]
    lost = sum(form.is_lost for form in forms)
    context = {
        "campaign": campaign,
        "convention": campaign.convention,
        "rows": rows,
        "lost": lost,
        "lost_words": plural(lost, "personne"),
        "new": new or NewPersonForm(offered_in(campaign, request.user)),
        "step": 2,
    }
    refused = any(form.errors for form in [*forms, *([new] if new else [])])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "dashboard/campaigns/people.html", context, status=status)


@require_POST
@convention_page(can_run_campaign)
def people(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """Keep the names and addresses, then show the letter."""
    campaign = campaign_or_404(request, convention, campaign_id)
    forms = [PersonForm(one, request.POST) for one in asked_of(campaign)]
    if any(form.errors for form in forms):
        return people_page(request, campaign, forms)
    asking.settle_recipients(campaign=campaign, lines=[form.line() for form in forms], by=request.user)
    return redirect("dashboard:campaign_letter", convention.pk, campaign.pk)


@require_http_methods(PAGE_METHODS)
@convention_page(can_run_campaign)
def letter(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """The third step: the words, the days, the letter as it will leave; « envoyer » opens the campaign."""
    campaign = campaign_or_404(request, convention, campaign_id)
    form = LetterForm(request.POST if request.method == "POST" else None, initial=LetterForm.of(campaign))
    if request.method == "POST" and form.is_valid():
        version = whole_number(request.POST.get("version"))
        try:
            return _keep(request, campaign, form, version)
        except StaleVersionError as error:
            warn(request, str(error))
            return redirect("dashboard:campaign_letter", convention.pk, campaign.pk)
        except DomainError as error:
            form.refuse(error)
    people = [one for one in asked_of(campaign) if one.asked.all()]
    shown = next((one for one in people if one.email), None)
    campaign.message = form.data.get("message", campaign.message) if form.is_bound else campaign.message
    context = {
        "campaign": campaign,
        "convention": convention,
        "form": form,
        "people": people,
        "written": sum(bool(one.email) for one in people),
        "shown": shown,
        "message": first_letter(shown, head_of(request), request.user.get_full_name(), PLACEHOLDER)
        if shown
        else None,
        "is_draft": campaign.state == CampaignState.DRAFT,
        "step": 3,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "dashboard/campaigns/letter.html", context, status=status)


def _keep(
    request: ConventionRequest, campaign: Campaign, form: LetterForm, version: int | None
) -> HttpResponse:
    if request.POST.get("do") != "send":
        running.update_campaign(campaign=campaign, terms=form.terms(), version=version, by=request.user)
        say(request, "C’est enregistré.")
        return redirect("dashboard:campaign_letter", campaign.convention_id, campaign.pk)
    running.open_campaign(
        campaign=campaign, head=head_of(request), by=request.user, terms=form.terms(), version=version
    )
    say(request, "La campagne est partie.")
    return redirect("dashboard:campaign", campaign.convention_id, campaign.pk)


@require_POST
@convention_page(can_run_campaign)
def delete(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """Forget a campaign that has not left."""
    running.delete_campaign(campaign=campaign_or_404(request, convention, campaign_id), by=request.user)
    say(request, "La campagne en préparation est effacée.")
    return redirect("dashboard:campaigns", convention.pk)
