"""Following a campaign that left: who answered, whom to remind, links, paper, the end."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.enums import CampaignState, Difficulty
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations import answers as answering
from maillage.conventions.operations import campaigns as running
from maillage.conventions.operations import links, reminders
from maillage.conventions.permissions import can_run_campaign
from maillage.conventions.selectors.campaigns import asked_of, cards_by_person, cards_of
from maillage.kernel.errors import DomainError
from maillage.kernel.french import plural
from maillage.web.dashboard.answers.forms import AnswerForm
from maillage.web.dashboard.campaigns.joining import follow_page
from maillage.web.dashboard.campaigns.preparing import campaign_or_404, people_page
from maillage.web.dashboard.campaigns.reading import head_of
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.models import Campaign, Convention, Recipient
    from maillage.conventions.selectors.campaigns import Card
    from maillage.web.shell.requests import ConventionRequest

PAGE_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@convention_page(can_run_campaign)
def campaign(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """Its people while it is prepared; how it goes once it left."""
    row = campaign_or_404(request, convention, campaign_id)
    if row.state == CampaignState.DRAFT:
        return people_page(request, row)
    return follow_page(request, row)


def _back(campaign: Campaign, anchor: str = "") -> HttpResponse:
    return redirect(reverse("dashboard:campaign", args=[campaign.convention_id, campaign.pk]) + anchor)


@require_POST
@convention_page(can_run_campaign)
def remind(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """« Relancer 4 personnes »."""
    row = campaign_or_404(request, convention, campaign_id)
    count = reminders.remind(campaign=row, head=head_of(request), by=request.user)
    say(
        request,
        f"{plural(count, 'relance partie', 'relances parties')}." if count else "Personne à relancer.",
    )
    return _back(row)


@require_POST
@convention_page(can_run_campaign)
def close(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """Close the links; « Annuler » opens them again."""
    row = campaign_or_404(request, convention, campaign_id)
    entry = running.close_campaign(campaign=row, by=request.user)
    say_done(request, "La campagne est close.", entry)
    return _back(row)


@require_POST
@convention_page(can_run_campaign)
def reopen(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """Open the links again."""
    row = campaign_or_404(request, convention, campaign_id)
    entry = running.reopen_campaign(campaign=row, by=request.user)
    say_done(request, "La campagne est rouverte.", entry)
    return _back(row)


@require_POST
@convention_page(can_run_campaign)
def read(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """The answers received so far were read."""
    row = campaign_or_404(request, convention, campaign_id)
    answering.mark_answers_read(campaign_id=row.pk, convention_id=convention.pk, by=request.user)
    return _back(row, "#reponses")


def _person(campaign: Campaign, recipient_id: int) -> Recipient:
    recipient: Recipient = get_object_or_404(
        campaign.recipients.select_related("convention"), pk=recipient_id
    )
    recipient.campaign = campaign
    return recipient


@require_POST
@convention_page(can_run_campaign)
def link(
    request: ConventionRequest, convention: Convention, campaign_id: int, recipient_id: int
) -> HttpResponse:
    """Close the link of one person, give a new one, or write again, to another address if one is typed."""
    row = campaign_or_404(request, convention, campaign_id)
    recipient = _person(row, recipient_id)
    do = request.POST.get("do")
    try:
        if do == "revoke":
            links.revoke_link(recipient=recipient, by=request.user)
            say(request, f"Le lien de {recipient.name} est fermé.")
        elif do == "renew":
            links.renew_link(recipient=recipient, by=request.user)
            words = "Le précédent n’ouvre plus rien\u00a0: renvoyez le courriel."
            say(request, f"{recipient.name} a un nouveau lien. {words}")
        else:
            written = reminders.write_again(
                recipient=recipient,
                head=head_of(request),
                by=request.user,
                email=request.POST.get("email"),
                name=request.POST.get("name"),
            )
            say(request, f"Le courriel part vers {written.name}.")
    except DomainError as error:
        warn(request, str(error))
    return _back(row, f"#personne-{recipient.pk}")


@require_http_methods(PAGE_METHODS)
@convention_page(can_run_campaign)
def enter(
    request: ConventionRequest, convention: Convention, campaign_id: int, recipient_id: int
) -> HttpResponse:
    """Write down what somebody answered on paper: one action after the other."""
    row = campaign_or_404(request, convention, campaign_id)
    recipient = _person(row, recipient_id)
    cards = cards_of(recipient)
    card = _chosen(cards, whole_number(request.POST.get("asked") or request.GET.get("fiche")))
    if card is None:
        return _back(row)
    form = AnswerForm(card, request.POST if request.method == "POST" else None, drafts=False)
    if request.method == "POST":
        try:
            answering.enter_paper_answer(
                recipient=recipient, asked_id=card.asked.pk, said=form.said(), by=request.user
            )
        except InvalidValueError as error:
            form.refuse(error)
        else:
            say(request, f"Réponse notée\u00a0: {card.action}.")
            return _after(row, recipient)
    context = {
        "campaign": row,
        "convention": convention,
        "recipient": recipient,
        "cards": cards,
        "card": card,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "dashboard/campaigns/enter.html", context, status=status)


def _chosen(cards: list[Card], asked_id: int | None) -> Card | None:
    """The card asked for, else the first that waits, else the first."""
    if asked_id is not None:
        return next((one for one in cards if one.asked.pk == asked_id), None)
    waiting = [one for one in cards if one.asked.answered_at is None]
    return next(iter(waiting or cards), None)


def _after(campaign: Campaign, recipient: Recipient) -> HttpResponse:
    waiting = [one for one in cards_of(recipient) if one.asked.answered_at is None]
    if not waiting:
        return _back(campaign, f"#personne-{recipient.pk}")
    return redirect("dashboard:campaign_enter", campaign.convention_id, campaign.pk, recipient.pk)


@require_safe
@convention_page(can_run_campaign)
def paper(request: ConventionRequest, convention: Convention, campaign_id: int) -> HttpResponse:
    """Forms to print, three actions a page or so: of one person (« ?personne= »), else of those on paper."""
    row = campaign_or_404(request, convention, campaign_id)
    wanted = whole_number(request.GET.get("personne"))
    people = [one for one in asked_of(row) if one.pk == wanted or (wanted is None and one.on_paper)]
    cards = cards_by_person(people)
    forms = [
        {"recipient": one, "card": card, "form": AnswerForm(card, drafts=False)}
        for one in people
        for card in cards[one.pk]
    ]
    context = {
        "campaign": row,
        "convention": convention,
        "forms": forms,
        "difficulties": Difficulty.labels,
        "coordinator": request.user,
    }
    return render(request, "dashboard/campaigns/paper.html", context)
