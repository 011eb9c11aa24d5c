"""Application « conventions »."""

from __future__ import annotations

from django.apps import AppConfig

from maillage.kernel.events import subscribe


class ConventionsConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.conventions"
    verbose_name = "conventions"

    def ready(self) -> None:
        """Hear of who leaves a convention: the links of its campaigns that they hold close."""
        from maillage.accounts.events import MembershipEnded
        from maillage.conventions.operations.links import on_membership_ended

        subscribe(MembershipEnded, on_membership_ended)
