"""What a password must have, and how long temporary ones work."""

from pools.saving.settings import Section, Setting, SettingGroup

NEEDED = {True: "Required", False: "Not required"}
POLICY = "Policies.PasswordPolicy"

PASSWORDS = Section(
    id="passwords",
    title="Passwords",
    groups=(
        SettingGroup(
            title="What a password must have",
            hint="It counts for passwords that are set from now on; those that people have stay valid.",
            settings=(
                Setting(
                    path=f"{POLICY}.MinimumLength",
                    label="Shortest password, in characters",
                    default=8,
                    help="Length protects better than any of the four below.",
                ),
                Setting(
                    path=f"{POLICY}.RequireUppercase",
                    label="An upper-case letter",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="A to Z, of the basic Latin alphabet.",
                ),
                Setting(
                    path=f"{POLICY}.RequireLowercase",
                    label="A lower-case letter",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="a to z, of the basic Latin alphabet.",
                ),
                Setting(
                    path=f"{POLICY}.RequireNumbers",
                    label="A digit",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="0 to 9.",
                ),
                Setting(
                    path=f"{POLICY}.RequireSymbols",
                    label="A symbol",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="Such as ! or -; a space in the middle counts.",
                ),
                Setting(
                    path=f"{POLICY}.PasswordHistorySize",
                    label="Earlier passwords that are refused",
                    absent="None",
                    default=0,
                    plan="ESSENTIALS",
                    free=(0,),
                    help="0 lets people use an old password again.",
                ),
            ),
        ),
        SettingGroup(
            title="Temporary passwords",
            hint="What an invitation brings. Who comes later needs a new invitation.",
            settings=(
                Setting(
                    path=f"{POLICY}.TemporaryPasswordValidityDays",
                    label="A temporary password works for",
                    kind="days",
                    absent="7 days, unless the older setting says otherwise",
                    help="In days.",
                    stays="It can be changed, but never be taken away again. Cognito’s own limit is 7 days.",
                ),
                Setting(
                    path="AdminCreateUserConfig.UnusedAccountValidityDays",
                    label="A temporary password works for (older setting)",
                    kind="days",
                    quiet=True,
                    legacy=True,
                    hint="Once the newer setting has been used, this one never counts again.",
                    help="In days.",
                    stays="Use the newer setting instead: with that, this one goes by itself.",
                ),
            ),
        ),
    ),
)
