"""« Importer un document »: the form, and a limit that holds while the file is still coming in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_import_document
from maillage.intake.errors import AlreadyDepositedError, RefusedFileError
from maillage.intake.operations.deposit import too_large_sentence
from maillage.intake.tasks import deposit_and_read
from maillage.web.intake.forms import UploadForm
from maillage.web.intake.workbook import take_workbook
from maillage.web.shell.requests import ConventionRequest
from maillage.web.shell.scope import convention_page
from maillage.web.shell.uploads import QuotaUploadHandler

if TYPE_CHECKING:
    from django.http import HttpResponse

#: What the form itself weighs around the file.
_ENVELOPE = 64 * 1024
#: Above this, the rest is not even listened to.
_PATIENCE = 8


# The protection against forged requests reads the body: it comes back below, once the limit is in place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@convention_page(can_import_document)
def upload(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Take a document in, or say in a sentence why not."""
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    if announced > _PATIENCE * settings.INTAKE_MAX_BYTES + _ENVELOPE:
        return _page(request, convention, UploadForm(), refusal=too_large_sentence(), status=413)
    quota = QuotaUploadHandler(request, settings.INTAKE_MAX_BYTES)
    request.upload_handlers.insert(0, quota)
    return _take_in(request, convention, quota)


@csrf_protect
def _take_in(request: ConventionRequest, convention: Convention, quota: QuotaUploadHandler) -> HttpResponse:
    if request.method != "POST":
        return _page(request, convention, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if quota.exceeded:
        return _page(request, convention, UploadForm(), refusal=too_large_sentence(), status=413)
    if not form.is_valid():
        return _page(request, convention, form, status=422)
    document = form.cleaned_data["document"]
    try:
        if answer := take_workbook(request, convention, document):
            return answer
        import_ = deposit_and_read(
            convention=convention, data=document.read(), name=document.name, by=request.user
        )
    except AlreadyDepositedError as twin:
        existing = reverse("intake:review", args=[convention.pk, twin.existing.pk])
        return _page(request, convention, UploadForm(), refusal=str(twin), existing=existing, status=409)
    except RefusedFileError as refusal:
        return _page(request, convention, UploadForm(), refusal=str(refusal), status=422)
    return redirect("intake:review", convention.pk, import_.pk)


def _page(
    request: ConventionRequest,
    convention: Convention,
    form: UploadForm,
    *,
    refusal: str = "",
    existing: str = "",
    status: int = 200,
) -> HttpResponse:
    if refusal:
        form.refuse(refusal)
    context = {
        "convention": convention,
        "form": form,
        "existing": existing,
        "limit": settings.INTAKE_MAX_BYTES // (1024 * 1024),
    }
    return render(request, "intake/upload.html", context, status=status)
