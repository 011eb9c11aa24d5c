"""Documents of a fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.models import Action, ActionDocument, Convention
from maillage.conventions.operations import attach_document, edit_document, remove_document
from maillage.conventions.permissions import can_attach_document, can_edit_action, can_edit_document
from maillage.conventions.selectors import action_trail
from maillage.conventions.selectors.documents import documents_of
from maillage.files.kinds import kind_of
from maillage.kernel.errors import DomainError
from maillage.web.conventions.forms.side import DocumentEditForm, DocumentForm
from maillage.web.conventions.reading.side import read_documents
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import respond, wants_fragment
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, say_done
from maillage.web.shell.uploads import QuotaUploadHandler

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

_LOST = "Ce fichier n’a pas été retrouvé. Demandez à la personne qui l’a déposé de l’ajouter de nouveau."
_WAITS = "L’antivirus n’a pas encore vérifié ce fichier. Réessayez dans quelques minutes."
_INFECTED = "L’antivirus a trouvé un virus dans ce fichier\u00a0: il n’est plus donné à personne."


def place_of(action: Action) -> str:
    """The documents on the page of the fiche."""
    return f"{reverse('conventions:action', args=[action.convention_id, action.pk])}#documents"


# The protection against forged requests reads the body: it comes back below, once the limit is in place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def attach(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Leave a document on a fiche."""
    action = load_action(request, convention, action_id)
    quota = QuotaUploadHandler(request, settings.FILES_MAX_BYTES)
    request.upload_handlers.insert(0, quota)
    return _take_in(request, action, quota)


@csrf_protect
def _take_in(request: ConventionRequest, action: Action, quota: QuotaUploadHandler) -> HttpResponse:
    if not can_attach_document(request.user, action):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, action, DocumentForm(focused=wants_fragment(request)))
    form = DocumentForm(request.POST, request.FILES)
    if quota.exceeded:
        form.refuse_size()
        return _page(request, action, form, status=413)
    if not form.is_valid():
        return _page(request, action, form, status=422)
    said = form.cleaned_data
    options = {name: said[name] for name in ("title", "visibility")}
    file = said["file"]
    try:
        attach_document(action=action, data=file.read(), name=file.name, by=request.user, **options)
    except DomainError as error:
        form.add_error("title" if getattr(error, "field", "") == "title" else "file", str(error))
        return _page(request, action, form, status=422)
    say(request, "Document ajouté.")
    return _page(request, action, None, sent=True)


def _page(
    request: ConventionRequest,
    action: Action,
    form: DocumentForm | None,
    *,
    sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    if sent and not wants_fragment(request):
        return redirect(place_of(action))
    # HTMX puts in place what a form refuses; a file too large is such a refusal.
    status = 422 if status == 413 and wants_fragment(request) else status
    context: dict[str, Any] = {
        "convention": action.convention,
        "action": action,
        "trail": action_trail(action),
        "document_form": form,
        "sent": sent,
        **read_documents(request.user, action, may_edit=can_edit_action(request.user, action)),
    }
    page, fragment = "conventions/side/attach_page.html", "conventions/side/_documents_sent.html"
    return respond(request, page, fragment, context, status=status)


def _found(
    request: ConventionRequest, convention: Convention, action_id: int, document_id: int
) -> ActionDocument:
    action = load_action(request, convention, action_id)
    rows = documents_of(action, request.user).select_related("file", "convention", "action__convention")
    return get_object_or_404(rows, pk=document_id)


def _given(document: ActionDocument, *, attached: bool) -> FileResponse:
    """The content, under the name and the type that were told from it. Raises DomainError when it cannot."""
    file = document.file
    if not file.is_readable:
        raise DomainError(_INFECTED if file.infected else _WAITS)
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise DomainError(_LOST) from error
    return FileResponse(
        content,
        as_attachment=attached,
        filename=file.name,
        content_type=kind_of(file.content_type).content_type,
    )


@require_safe
@convention_page()
def download(
    request: ConventionRequest, convention: Convention, action_id: int, document_id: int
) -> FileResponse:
    """The file, to keep: never shown inside the site."""
    return _given(_found(request, convention, action_id, document_id), attached=True)


@require_safe
@convention_page()
def image(
    request: ConventionRequest, convention: Convention, action_id: int, document_id: int
) -> FileResponse:
    """A picture, to look at. It was made anew when it came: nothing but pixels is left in it."""
    document = _found(request, convention, action_id, document_id)
    if not kind_of(document.file.content_type).is_image:
        raise Http404
    return _given(document, attached=False)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def document_edit(
    request: ConventionRequest, convention: Convention, action_id: int, document_id: int
) -> HttpResponse:
    """Rename a document, or open it to more or fewer people."""
    document = _found(request, convention, action_id, document_id)
    if not can_edit_document(request.user, document):
        raise PermissionDenied
    form = DocumentEditForm(request.POST) if request.method == "POST" else DocumentEditForm.opened(document)
    if form.is_bound and form.is_valid():
        try:
            entry = edit_document(document=document, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            say_done(request, "Document modifié.", entry)
            return redirect(place_of(document.action))
    context = {
        "convention": convention,
        "action": document.action,
        "trail": action_trail(document.action),
        "document": document,
        "form": form,
        "back": place_of(document.action),
    }
    status = 422 if form.errors else 200
    return render(request, "conventions/side/document_page.html", context, status=status)


@require_POST
@convention_page()
def document_remove(
    request: ConventionRequest, convention: Convention, action_id: int, document_id: int
) -> HttpResponse:
    """Take a document off its fiche."""
    document = _found(request, convention, action_id, document_id)
    if not can_edit_document(request.user, document):
        raise PermissionDenied
    say_done(request, "Document retiré.", remove_document(document=document, by=request.user))
    return redirect(place_of(document.action))
