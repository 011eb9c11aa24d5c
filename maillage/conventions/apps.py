"""Application « conventions »."""

from __future__ import annotations

from django.apps import AppConfig

from maillage.kernel.events import subscribe


class ConventionsConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.conventions"
    verbose_name = "conventions"

    def ready(self) -> None:
        """Hear of who leaves a convention: the links and calendars of it that they hold close."""
        from maillage.accounts.events import MembershipEnded
        from maillage.conventions.operations.feeds import close_feeds_of
        from maillage.conventions.operations.links import close_links_of

        subscribe(MembershipEnded, close_feeds_of)
        subscribe(MembershipEnded, close_links_of)
