"""How somebody who forgot the password comes in again."""

from pools.saving.settings import Section, Setting

WAYS = {
    "verified_email": "A code to the verified e-mail address",
    "verified_phone_number": "A code to the verified phone number",
    "admin_only": "An administrator only",
}


def _ways(*names: str) -> list[dict[str, object]]:
    return [{"Priority": priority, "Name": name} for priority, name in enumerate(names, start=1)]


RECOVERY = Section(
    id="recovery",
    title="Account recovery",
    settings=(
        Setting(
            path="AccountRecoverySetting.RecoveryMechanisms",
            label="A forgotten password is replaced through, in this order",
            kind="ranked",
            words=WAYS,
            absent="Not set: Cognito tries the phone number first, then e-mail",
            options=(
                ("E-mail, else the phone number", _ways("verified_email", "verified_phone_number")),
                ("The phone number, else e-mail", _ways("verified_phone_number", "verified_email")),
                ("E-mail only", _ways("verified_email")),
                ("The phone number only", _ways("verified_phone_number")),
                ("An administrator only: nobody can do it alone", _ways("admin_only")),
                ("Not set, as in old pools: the phone number, else e-mail", None),
            ),
            help="Only verified addresses and numbers count, and never the one that is somebody’s second factor.",
        ),
    ),
)
