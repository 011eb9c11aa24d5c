"""Every address of the site, and what each person gets there.

A line is ``Row(name, method, letters)``: the name of the address as ``reverse`` takes it, ``GET`` or
``POST``, and one letter for each of these people, in this order (spaces do not count):

    anonymous, etrangere, lecteur, elue, conseillere, contributrice, autre_pilote, pilote,
    coordinatrice, admin

    L sent to sign in    N not found      F forbidden    O answered (200, 204)   R sent elsewhere
    E form refused       B bad request    C conflict     G gone                  M not this method

The letters are those of one's own convention (that of the cast, see tests/cast.py). From them follow,
without a line: in ``elsewhere`` everyone of the cast gets N and ``etrangere`` gets the letter of
``coordinatrice``; with an object of ``elsewhere`` under the address of one's own convention, nobody
gets more than N or F. A method without a line must answer 405.

To add an address: its lines here and, for a parameter that is new, its values in
stage.py. ``data`` is what a POST sends. The test fails on an address without a line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

PEOPLE = (
    "anonymous",
    "etrangere",
    "lecteur",
    "elue",
    "conseillere",
    "contributrice",
    "autre_pilote",
    "pilote",
    "coordinatrice",
    "admin",
)

EVERYONE = "O O OOOOO O O O"
SIGNED_IN = "L O OOOOO O O O"
MEMBERS = "L N OOOOO O O O"
COORDINATION = "L N FFFFF F O O"
COORDINATION_THEN = "L N FFFFF F R R"
COORDINATION_REFUSED = "L N FFFFF F E E"
PILOT = "L N FFFFF O O O"
PILOT_THEN = "L N FFFFF R R R"
PILOT_REFUSED = "L N FFFFF E E E"
STRANGERS_ONLY = "O R RRRRR R R R"
NOBODY = "N N NNNNN N N N"


@dataclass(frozen=True, slots=True)
class Row:
    """One line; see the module."""

    name: str
    method: str
    letters: str
    data: dict[str, str] = field(default_factory=dict)

    def expected(self) -> dict[str, str]:
        """The letter of each person."""
        return dict(zip(PEOPLE, self.letters.replace(" ", ""), strict=True))


TABLE = [
    # The site
    Row("health", "GET", EVERYONE),
    Row("gallery", "GET", "L F FFFFF F F O"),
    Row("territories:search", "GET", SIGNED_IN),
    # One's own account
    Row("accounts:profile", "GET", SIGNED_IN),
    Row("accounts:profile", "POST", "L E EEEEE E E E"),
    Row("accounts:export", "GET", SIGNED_IN),
    Row("accounts:close", "GET", SIGNED_IN),
    # Who closes an account is sent to sign in; whoever alone coordinates is sent back.
    Row("accounts:close", "POST", "L R LLLLL L R L"),
    Row("accounts:digest_choose", "POST", "L R RRRRR R R R"),
    # The link of a digest, for the pilot of the cast: whoever holds it
    Row("accounts:digest", "GET", EVERYONE),
    Row("accounts:digest", "POST", "E E EEEEE E E E"),
    Row("accounts:digest", "POST", EVERYONE, {"List-Unsubscribe": "One-Click"}),
    # Notices; the one of the address is the coordination's
    Row("accounts:notices", "GET", SIGNED_IN),
    Row("accounts:notices_read", "POST", "L R RRRRR R R R"),
    Row("accounts:notice_open", "POST", "L N NNNNN N R N"),
    # Participants
    Row("accounts:members", "GET", MEMBERS),
    Row("accounts:invite", "POST", COORDINATION_REFUSED),
    Row("accounts:invite", "POST", COORDINATION_THEN, {"email": "venue@exemple.fr", "role": "lecture"}),
    Row("accounts:leave", "POST", "L N RRRRR R R N"),
    Row("accounts:member", "GET", COORDINATION),
    Row("accounts:member", "POST", COORDINATION_REFUSED),
    Row("accounts:member", "POST", COORDINATION_THEN, {"role": "coordination"}),
    Row("accounts:remove", "POST", COORDINATION_THEN),
    Row("accounts:resend", "POST", COORDINATION_THEN),
    Row("accounts:revoke", "POST", COORDINATION_THEN),
    # The link of an invitation, to an address that nobody of the cast has
    Row("accounts:invitation", "GET", EVERYONE),
    Row("accounts:invitation", "POST", "E G GGGGG G G G"),
    # Signing in
    Row("account_login", "GET", STRANGERS_ONLY),
    Row("account_login", "POST", STRANGERS_ONLY),
    Row("account_logout", "GET", "R O OOOOO O O O"),
    Row("account_logout", "POST", "R R RRRRR R R R"),
    Row("account_inactive", "GET", EVERYONE),
    Row("account_signup", "GET", STRANGERS_ONLY),
    Row("account_signup", "POST", STRANGERS_ONLY),
    Row("account_reauthenticate", "GET", SIGNED_IN),
    Row("account_reauthenticate", "POST", SIGNED_IN),
    Row("account_request_login_code", "GET", STRANGERS_ONLY),
    Row("account_request_login_code", "POST", STRANGERS_ONLY),
    Row("account_confirm_login_code", "GET", "R R RRRRR R R R"),
    Row("account_confirm_login_code", "POST", "R R RRRRR R R R"),
    Row("account_email", "GET", SIGNED_IN),
    Row("account_email", "POST", "L R RRRRR R R R"),
    Row("account_email_verification_sent", "GET", EVERYONE),
    Row("account_confirm_email", "GET", EVERYONE),
    Row("account_confirm_email", "POST", "L L RLLLL L L L"),
    Row("account_change_password", "GET", SIGNED_IN),
    Row("account_change_password", "POST", SIGNED_IN),
    Row("account_set_password", "GET", "L R RRRRR R R R"),
    Row("account_set_password", "POST", "L R RRRRR R R R"),
    Row("account_reset_password", "GET", EVERYONE),
    Row("account_reset_password", "POST", EVERYONE),
    Row("account_reset_password_done", "GET", EVERYONE),
    Row("account_reset_password_from_key", "GET", EVERYONE),
    Row("account_reset_password_from_key", "POST", EVERYONE),
    Row("account_reset_password_from_key_done", "GET", EVERYONE),
    # Second factor and keys; the key of the address is the coordination's
    Row("mfa_index", "GET", SIGNED_IN),
    Row("mfa_authenticate", "GET", "L R RRRRR R R R"),
    Row("mfa_authenticate", "POST", "L R RRRRR R R R"),
    Row("mfa_reauthenticate", "GET", "L R RRRRR R R R"),
    Row("mfa_reauthenticate", "POST", "L R RRRRR R R R"),
    Row("mfa_activate_totp", "GET", SIGNED_IN),
    Row("mfa_activate_totp", "POST", SIGNED_IN),
    Row("mfa_deactivate_totp", "GET", "L N NNNNN N N N"),
    Row("mfa_deactivate_totp", "POST", "L N NNNNN N N N"),
    Row("mfa_view_recovery_codes", "GET", "L N NNNNN N N N"),
    Row("mfa_generate_recovery_codes", "GET", SIGNED_IN),
    Row("mfa_generate_recovery_codes", "POST", SIGNED_IN),
    Row("mfa_download_recovery_codes", "GET", "L N NNNNN N N N"),
    Row("mfa_download_recovery_codes", "POST", "L N NNNNN N N N"),
    Row("mfa_list_webauthn", "GET", SIGNED_IN),
    Row("mfa_add_webauthn", "GET", SIGNED_IN),
    Row("mfa_add_webauthn", "POST", SIGNED_IN),
    Row("mfa_login_webauthn", "GET", "L R RRRRR R R R"),
    Row("mfa_login_webauthn", "POST", "L R RRRRR R R R"),
    Row("mfa_reauthenticate_webauthn", "GET", "L R RRRRR R R R"),
    Row("mfa_reauthenticate_webauthn", "POST", "L R RRRRR R R R"),
    Row("mfa_edit_webauthn", "GET", "L N NNNNN N O N"),
    Row("mfa_edit_webauthn", "POST", "L N NNNNN N O N"),
    Row("mfa_remove_webauthn", "GET", "L N NNNNN N O N"),
    Row("mfa_remove_webauthn", "POST", "L N NNNNN N R N"),
    # Identity provider: none is configured here
    Row("socialaccount_login_cancelled", "GET", EVERYONE),
    Row("openid_connect_login", "GET", NOBODY),
    Row("openid_connect_login", "POST", NOBODY),
    Row("openid_connect_callback", "GET", NOBODY),
    Row("openid_connect_callback", "POST", NOBODY),
    # Conventions
    Row("conventions:list", "GET", SIGNED_IN),
    Row("conventions:create", "GET", "L O FFFFF F O O"),
    Row("conventions:create", "POST", "L E FFFFF F E E"),
    Row("conventions:home", "GET", MEMBERS),
    Row("conventions:accent", "GET", MEMBERS),
    Row("conventions:history", "GET", MEMBERS),
    Row("conventions:undo", "POST", PILOT_THEN),
    Row("conventions:search", "GET", MEMBERS),
    # The plan; the action of the address is piloted by ``pilote``, who wrote what the undo takes back
    Row("conventions:plan", "GET", MEMBERS),
    # The list; its view is the coordination's own, and the view that is shared stands in other tests
    Row("conventions:actions", "GET", MEMBERS),
    Row("conventions:actions_panel", "GET", MEMBERS),
    Row("conventions:actions_missing", "GET", MEMBERS),
    Row("conventions:actions_csv", "GET", MEMBERS),
    Row("conventions:actions_xlsx", "GET", MEMBERS),
    Row("conventions:everything_csv", "GET", SIGNED_IN),
    Row("conventions:actions_change", "POST", COORDINATION_THEN),
    Row("conventions:actions_change", "POST", COORDINATION, {"tout": "1", "changement": "etat"}),
    Row("conventions:actions_cell", "GET", PILOT),
    Row("conventions:actions_cell", "POST", PILOT_THEN),
    Row("conventions:view_save", "POST", "L N RRRRR R R R"),
    Row("conventions:view", "GET", "L N NNNNN N O N"),
    Row("conventions:view", "POST", "L N NNNNN N E N"),
    Row("conventions:view_delete", "POST", "L N NNNNN N R N"),
    Row("conventions:node_create", "GET", COORDINATION),
    Row("conventions:node_create", "POST", COORDINATION_REFUSED),
    Row("conventions:node", "GET", COORDINATION),
    Row("conventions:node", "POST", COORDINATION_REFUSED),
    Row("conventions:node_move", "POST", COORDINATION_THEN, {"to": "up"}),
    Row("conventions:node_delete", "POST", COORDINATION_THEN),
    Row("conventions:action", "GET", MEMBERS),
    Row("conventions:action_create", "GET", COORDINATION),
    Row("conventions:action_create", "POST", COORDINATION_REFUSED),
    Row("conventions:paste", "GET", COORDINATION),
    Row("conventions:paste", "POST", COORDINATION),
    Row("conventions:paste_into", "GET", PILOT),
    Row("conventions:paste_into", "POST", PILOT),
    Row("conventions:action_move", "GET", COORDINATION),
    Row("conventions:action_move", "POST", COORDINATION_THEN),
    Row("conventions:action_delete", "POST", COORDINATION_THEN),
    Row("conventions:action_history", "GET", MEMBERS),
    Row("conventions:fiche_compare", "GET", MEMBERS),
    Row("conventions:fiche_state", "GET", MEMBERS),
    Row("conventions:fiche_restore", "POST", PILOT_THEN),
    Row("conventions:step", "POST", PILOT_THEN, {"status": "realisee"}),
    Row("conventions:section", "GET", PILOT),
    Row("conventions:section", "POST", PILOT_THEN),
    Row("conventions:action_themes", "POST", PILOT_THEN),
    # Campaigns of news; the one of the address is open, and asks one person about the action of ``pilote``
    Row("dashboard:follow", "GET", MEMBERS),
    Row("dashboard:axis", "GET", MEMBERS),
    Row("dashboard:pilots", "GET", MEMBERS),
    Row("dashboard:communes", "GET", MEMBERS),
    Row("dashboard:silence", "GET", MEMBERS),
    Row("dashboard:changes", "GET", MEMBERS),
    Row("dashboard:elected", "GET", MEMBERS),
    Row("dashboard:campaigns", "GET", COORDINATION),
    Row("dashboard:campaign_create", "GET", COORDINATION),
    Row("dashboard:campaign_create", "POST", COORDINATION_REFUSED),
    Row("dashboard:campaign", "GET", COORDINATION),
    Row("dashboard:campaign_people", "POST", COORDINATION_REFUSED),
    Row("dashboard:campaign_person_add", "POST", COORDINATION_REFUSED),
    Row("dashboard:campaign_letter", "GET", COORDINATION),
    Row("dashboard:campaign_letter", "POST", COORDINATION_REFUSED),
    Row("dashboard:campaign_delete", "POST", COORDINATION_THEN),
    Row("dashboard:campaign_remind", "POST", COORDINATION_THEN),
    Row("dashboard:campaign_close", "POST", COORDINATION_THEN),
    Row("dashboard:campaign_reopen", "POST", COORDINATION_THEN),
    Row("dashboard:campaign_read", "POST", COORDINATION_THEN),
    Row("dashboard:campaign_paper", "GET", COORDINATION),
    Row("dashboard:campaign_link", "POST", COORDINATION_THEN, {"do": "renew"}),
    Row("dashboard:campaign_enter", "GET", COORDINATION),
    Row("dashboard:campaign_enter", "POST", COORDINATION_THEN),
    # The page of that person: the link is the whole right
    Row("dashboard:answers", "GET", EVERYONE),
    Row("dashboard:answers", "POST", "R R RRRRR R R R"),
    Row("dashboard:answers_accent", "GET", EVERYONE),
    Row("dashboard:answers_draft", "POST", EVERYONE),
    Row("dashboard:answers_seen", "POST", EVERYONE),
    Row("dashboard:answers_mute", "GET", EVERYONE),
    Row("dashboard:answers_mute", "POST", EVERYONE),
    Row("dashboard:answers_decline", "GET", EVERYONE),
    Row("dashboard:answers_decline", "POST", EVERYONE),
    # Around the fiche; the message and the picture of the address were left by ``contributrice``
    Row("conventions:exchanges", "GET", MEMBERS),
    Row("conventions:exchanges", "POST", "L N FEEEE E E E"),
    Row("conventions:comment", "GET", "L N FFFOF F F F"),
    Row("conventions:comment", "POST", "L N FFFEF F F F"),
    Row("conventions:comment_remove", "POST", "L N FFFRF F R R"),
    Row("conventions:attach", "GET", "L N FOOOO O O O"),
    Row("conventions:attach", "POST", "L N FEEEE E E E"),
    Row("conventions:document", "GET", MEMBERS),
    Row("conventions:document_image", "GET", MEMBERS),
    Row("conventions:document_edit", "GET", "L N FFFOF O O O"),
    Row("conventions:document_edit", "POST", "L N FFFEF E E E"),
    Row("conventions:document_remove", "POST", "L N FFFRF R R R"),
    Row("conventions:communes", "GET", MEMBERS),
    Row("conventions:commune", "GET", PILOT),
    Row("conventions:commune", "POST", "L N FFFFF E E E"),
    # The diagnosis: read by all, written by coordination
    Row("diagnosis:list", "GET", MEMBERS),
    Row("diagnosis:create", "GET", COORDINATION),
    Row("diagnosis:create", "POST", COORDINATION_REFUSED),
    Row("diagnosis:create", "POST", COORDINATION_THEN, {"kind": "force", "text": "Un relais connu"}),
    Row("diagnosis:finding", "GET", COORDINATION),
    Row("diagnosis:finding", "POST", COORDINATION_REFUSED),
    Row("diagnosis:finding", "POST", COORDINATION_THEN, {"kind": "force", "text": "Un relais connu"}),
    Row("diagnosis:delete", "POST", COORDINATION_THEN),
    # Settings
    # Versions and proposals: whoever takes part proposes, coordination notes what is decided
    Row("conventions:versions", "GET", MEMBERS),
    Row("conventions:version", "GET", MEMBERS),
    Row("conventions:version_fiche", "GET", MEMBERS),
    Row("conventions:version_compare", "GET", MEMBERS),
    Row("conventions:version_freeze", "GET", COORDINATION),
    Row("conventions:version_freeze", "POST", COORDINATION_REFUSED),
    Row("conventions:version_remove", "POST", COORDINATION_THEN),
    Row("publishing:amendment", "GET", MEMBERS),
    Row("conventions:proposals", "GET", MEMBERS),
    Row("conventions:proposal", "GET", MEMBERS),
    Row("conventions:proposal_create", "GET", "L N FOOOO O O O"),
    Row("conventions:proposal_create", "POST", "L N FEEEE E E E"),
    Row("conventions:proposal_section", "GET", PILOT),
    Row("conventions:proposal_section", "POST", PILOT_THEN),
    Row("conventions:proposal_turn", "POST", "L N NNNNN N N N"),
    Row("conventions:proposal_turn", "POST", PILOT_THEN, {"do": "withdraw"}),
    Row("conventions:proposal_turn", "POST", COORDINATION_REFUSED, {"do": "decide"}),
    Row("conventions:settings", "GET", COORDINATION),
    Row("conventions:fiche_template", "GET", COORDINATION),
    Row("conventions:fiche_template", "POST", COORDINATION_THEN),
    Row("conventions:settings_part", "POST", COORDINATION_REFUSED),
    Row("conventions:settings_part", "POST", COORDINATION_THEN, {"couleur-accent": "#0b5a63"}),
    Row("conventions:settings_territories", "POST", COORDINATION_THEN),
    Row("conventions:signatory_save", "POST", COORDINATION_REFUSED),
    Row("conventions:signatory_remove", "POST", COORDINATION_THEN),
    # The échéancier
    Row("schedule:several", "GET", SIGNED_IN),
    Row("schedule:chart", "GET", MEMBERS),
    Row("schedule:sheet", "GET", MEMBERS),
    Row("schedule:feeds", "GET", MEMBERS),
    Row("schedule:feeds", "POST", "L N RRRRR R R R", {"quoi": "plan"}),
    # The calendar of the address is the coordination's own; the address alone opens it
    Row("schedule:feed_renew", "POST", "L N NNNNN N R N"),
    Row("schedule:feed_close", "POST", "L N NNNNN N R N"),
    Row("schedule:ics", "GET", EVERYONE),
    Row("schedule:move", "GET", PILOT),
    Row("schedule:move", "POST", PILOT_REFUSED),
    Row("schedule:move", "POST", PILOT_THEN, {"start": "2026", "end": "2027"}),
    Row("schedule:follow", "GET", COORDINATION),
    Row("schedule:follow", "POST", COORDINATION_REFUSED),
    # Documents; the one of the address waits to be reviewed
    Row("intake:list", "GET", COORDINATION),
    Row("intake:upload", "GET", COORDINATION),
    Row("intake:upload", "POST", COORDINATION_REFUSED),
    Row("intake:review", "GET", COORDINATION),
    Row("intake:page", "GET", COORDINATION),
    # A document still to review is shown on its bench.
    Row("intake:source", "GET", COORDINATION_THEN),
    Row("intake:doubt", "GET", COORDINATION),
    Row("intake:doubt", "POST", COORDINATION_REFUSED),
    Row("intake:accept_doubts", "POST", COORDINATION_THEN),
    Row("intake:reopen_doubts", "POST", COORDINATION_THEN),
    Row("intake:branch", "GET", COORDINATION),
    Row("intake:branch", "POST", COORDINATION_REFUSED),
    Row("intake:fiche", "GET", COORDINATION),
    Row("intake:fiche", "POST", COORDINATION_REFUSED),
    Row("intake:field", "GET", COORDINATION),
    Row("intake:field", "POST", COORDINATION_REFUSED),
    Row("intake:measures", "GET", COORDINATION),
    Row("intake:measures", "POST", COORDINATION_THEN),
    Row("intake:measure", "GET", COORDINATION),
    Row("intake:measure", "POST", COORDINATION_REFUSED),
    Row("intake:links", "GET", COORDINATION),
    Row("intake:links", "POST", COORDINATION_THEN),
    Row("intake:link", "POST", COORDINATION_THEN),
    Row("intake:differences", "GET", COORDINATION),
    Row("intake:differences", "POST", "L N FFFFF F C C"),
    Row("intake:add_branch", "GET", COORDINATION),
    Row("intake:add_branch", "POST", COORDINATION_REFUSED),
    Row("intake:add_fiche", "GET", COORDINATION),
    Row("intake:add_fiche", "POST", COORDINATION_REFUSED),
    Row("intake:merge", "GET", COORDINATION),
    Row("intake:merge", "POST", COORDINATION_REFUSED),
    Row("intake:split", "GET", COORDINATION),
    Row("intake:split", "POST", COORDINATION_REFUSED),
    Row("intake:batch", "POST", COORDINATION_THEN, {"do": "accept", "doubt": "1"}),
    Row("intake:acts", "GET", COORDINATION),
    Row("intake:undo_act", "POST", COORDINATION_THEN),
    Row("intake:accept", "GET", COORDINATION),
    Row("intake:accept", "POST", COORDINATION_REFUSED),
    Row("intake:restart", "POST", COORDINATION_THEN),
    Row("intake:drop", "POST", COORDINATION_THEN),
    Row("intake:recall", "POST", COORDINATION_THEN),
    Row("intake:undo", "POST", COORDINATION_THEN),
    # Indicators: entering, measuring, adding one of the library
    Row("indicators:grid", "GET", MEMBERS),
    Row("indicators:grid", "POST", "L N FFFRR R R R"),
    Row("indicators:measuring", "GET", MEMBERS),
    Row("indicators:measuring", "POST", COORDINATION_THEN),
    Row("indicators:measure", "GET", PILOT),
    Row("indicators:measure", "POST", "L N FFFFF E E E"),
    Row("indicators:measure", "POST", PILOT_THEN, {"state": "wish"}),
    Row("indicators:library", "GET", MEMBERS),
    Row("indicators:library", "POST", "L N NNNNN N N N"),
    Row("indicators:breakdowns", "GET", COORDINATION),
    Row("indicators:breakdowns", "POST", COORDINATION_REFUSED),
    Row("indicators:breakdown", "GET", COORDINATION),
    Row("indicators:breakdown", "POST", COORDINATION_REFUSED),
    # Indicators as they are read
    Row("indicators:board", "GET", MEMBERS),
    Row("indicators:one", "GET", MEMBERS),
    Row("indicators:together", "GET", SIGNED_IN),
    Row("indicators:together_one", "GET", SIGNED_IN),
    # Means: the line of the address is a budget line of the action that ``pilote`` answers for
    Row("means:ledger", "GET", MEMBERS),
    Row("means:action", "GET", MEMBERS),
    Row("means:workbook", "GET", MEMBERS),
    Row("means:csv", "GET", MEMBERS),
    Row("means:add", "GET", "L N FFFF OO O O"),
    Row("means:add", "POST", "L N FFFF EE E E"),
    Row("means:paste", "GET", "L N FFFF OO O O"),
    Row("means:paste", "POST", "L N FFFF EE E E"),
    Row("means:edit", "GET", PILOT),
    Row("means:edit", "POST", "L N FFFFF E E E"),
    Row("means:remove", "POST", PILOT_THEN),
    # Workbooks; the one of the address waits to be applied
    Row("publishing:workbook", "GET", MEMBERS),
    Row("intake:workbook", "GET", COORDINATION),
    Row("intake:workbook_marked", "GET", COORDINATION),
    Row("intake:workbook_apply", "POST", "L N FFFFF F C C"),
    Row("intake:workbook_drop", "POST", COORDINATION_THEN),
]
