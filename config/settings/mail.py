"""Mail: written on the console unless a server is named."""

from __future__ import annotations

from config import env

DEFAULT_FROM_EMAIL = env.text("MAILLAGE_MAIL_FROM", "Maillage <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[Maillage] "
EMAIL_HOST = env.text("MAILLAGE_MAIL_HOST", "")
EMAIL_PORT = env.integer("MAILLAGE_MAIL_PORT", 587, minimum=1)
EMAIL_HOST_USER = env.text("MAILLAGE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("MAILLAGE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("MAILLAGE_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
# The mailbox that refusals come back to, one address for each letter: rebonds+12.abc@example.fr.
MAIL_BOUNCES = env.text("MAILLAGE_MAIL_BOUNCES", "")
