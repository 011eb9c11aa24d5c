"""A form that can show what the domain refuses."""

from __future__ import annotations

from django import forms

from maillage.kernel.errors import DomainError


class DomainForm(forms.Form):
    """Shows a refusal on its field when the domain names one, else above the form."""

    use_required_attribute = False

    def refuse(self, error: DomainError) -> None:
        """Put ``error`` where it belongs."""
        field = getattr(error, "field", "")
        self.add_error(field if field in self.fields else None, str(error))
