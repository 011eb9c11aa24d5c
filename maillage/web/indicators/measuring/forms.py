"""Another measure than the one proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.conventions.operations.measures import Choice
from maillage.web.components.measures import MeasureFields, as_typed

if TYPE_CHECKING:
    from django.http import QueryDict


class MeasureForm(MeasureFields):
    """How an indicator is measured; its target."""

    use_required_attribute = False

    def __init__(self, pk: int, shown: dict[str, Any], data: QueryDict | None = None) -> None:
        said = {"measure": shown["measure"], "frequency": shown["frequency"], "unit": shown["unit"]}
        super().__init__(data, initial=said | as_typed(shown["target"]), prefix=f"m-{pk}")

    def choice(self) -> Choice:
        """What was typed."""
        typed = self.cleaned_data
        alone = {"target": None, "unit": typed["unit"], "baseline": typed["baseline"]}
        target = self.typed_target
        return Choice(typed["measure"], typed["frequency"], details={"target": target} if target else alone)
