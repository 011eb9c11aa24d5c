"""Django settings, one module per subject. Everything that varies comes from the environment."""

from __future__ import annotations

from config.settings.accounts import *  # noqa: F403 - a settings module is its names
from config.settings.apps import *  # noqa: F403 - a settings module is its names
from config.settings.assets import *  # noqa: F403 - a settings module is its names
from config.settings.database import *  # noqa: F403 - a settings module is its names
from config.settings.files import *  # noqa: F403 - a settings module is its names
from config.settings.intake import *  # noqa: F403 - a settings module is its names
from config.settings.language import *  # noqa: F403 - a settings module is its names
from config.settings.logs import *  # noqa: F403 - a settings module is its names
from config.settings.mail import *  # noqa: F403 - a settings module is its names
from config.settings.paths import *  # noqa: F403 - a settings module is its names
from config.settings.security import *  # noqa: F403 - a settings module is its names
from config.settings.site import *  # noqa: F403 - a settings module is its names
from config.settings.tasks import *  # noqa: F403 - a settings module is its names
