"""What happens to operators and their sign-in, as the audit trail names it. Actions on pools: `actions`."""

SIGNED_IN = "signed_in"
SIGN_IN_FAILED = "sign_in_failed"
SIGN_IN_BLOCKED = "sign_in_blocked"
SIGN_IN_REFUSED = "sign_in_refused"
SIGNED_OUT = "signed_out"
OTHER_SESSIONS_ENDED = "other_sessions_ended"
IDENTITY_CONFIRMED = "identity_confirmed"
PASSWORD_CHANGED = "password_changed"  # noqa: S105
SECOND_FACTOR_ADDED = "second_factor_added"
SECOND_FACTOR_REMOVED = "second_factor_removed"
SECOND_FACTOR_FAILED = "second_factor_failed"
RECOVERY_CODES_MADE = "recovery_codes_made"

OPERATOR_ADDED = "operator_added"
OPERATOR_REMOVED = "operator_removed"
OPERATOR_DISABLED = "operator_disabled"
OPERATOR_ENABLED = "operator_enabled"
OPERATOR_SIGNED_OUT = "operator_signed_out"
OPERATOR_FACTORS_REMOVED = "operator_factors_removed"
OPERATOR_PASSWORD_SET = "operator_password_set"  # noqa: S105
ROLE_GRANTED = "role_granted"
ROLE_REVOKED = "role_revoked"

EVENTS = {
    SIGNED_IN: "Signed in",
    SIGN_IN_FAILED: "Sign-in failed",
    SIGN_IN_BLOCKED: "Sign-in blocked after too many attempts",
    SIGN_IN_REFUSED: "Single sign-on refused",
    SIGNED_OUT: "Signed out",
    OTHER_SESSIONS_ENDED: "Signed out of other sessions",
    IDENTITY_CONFIRMED: "Confirmed who they are",
    PASSWORD_CHANGED: "Changed their password",
    SECOND_FACTOR_ADDED: "Added a second factor",
    SECOND_FACTOR_REMOVED: "Removed a second factor",
    SECOND_FACTOR_FAILED: "Wrong second factor",
    RECOVERY_CODES_MADE: "Made new recovery codes",
    OPERATOR_ADDED: "Added an operator",
    OPERATOR_REMOVED: "Removed an operator",
    OPERATOR_DISABLED: "Disabled an operator",
    OPERATOR_ENABLED: "Enabled an operator",
    OPERATOR_SIGNED_OUT: "Signed an operator out everywhere",
    OPERATOR_FACTORS_REMOVED: "Removed an operator's second factors",
    OPERATOR_PASSWORD_SET: "Gave an operator a new password",
    ROLE_GRANTED: "Granted a role",
    ROLE_REVOKED: "Revoked a role",
}
