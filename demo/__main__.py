"""``python -m demo``: load the invented territory and print its accounts."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Load, then say who can sign in; 1 with a sentence when the database serves real people."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from demo import cast
    from demo.load import RealAccountsError, load

    try:
        fresh = load(lambda line: print(f"      {line}", flush=True))
    except RealAccountsError:
        print(
            "Cette base sert déjà de vraies personnes\u00a0: la démonstration ne s’y charge pas.",
            file=sys.stderr,
        )
        return 1
    print("Territoire d’exemple prêt." if fresh else "Territoire d’exemple déjà chargé.")
    print(f"\nComptes (mot de passe de tous\u00a0: {cast.PASSWORD})")
    for person in cast.EVERYONE:
        print(f"  {person.email:<34} {person.function}")
    print(f"  {cast.ADMIN:<34} Administration de la plateforme\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
