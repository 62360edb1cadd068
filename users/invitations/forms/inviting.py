"""The form that invites somebody: made from the pool's own schema and rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms.boundfield import BoundField

from console.ui.forms import ConsoleForm
from pools.gateway import Pool
from users.attributes.fields import NOT_ASKED, as_text, field_for
from users.gateway import User
from users.invitations.forms import fields as of_invitations
from users.invitations.records import Groups, Medium, NewUser
from users.passwords.forms import GENERATED, TYPED
from users.passwords.requirements import requirements

CONTACTS = ("email", "phone_number")


class InviteForm(ConsoleForm):
    """Checks by the pool's rules and yields a `NewUser`. Attributes' fields are named as the attributes."""

    # Who has what this person was to get, once Cognito has said that it is taken.
    holder: User | None = None

    def __init__(self, *args: Any, pool: Pool, groups: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pool, self.groups = pool, groups
        self.schema = {item.name: item for item in pool.schema if item.name not in NOT_ASKED}
        self.fields.update(of_invitations.identity_fields(self.schema, pool))
        self.fields.update(
            {name: field_for(item) for name, item in self.schema.items() if name not in self.fields}
        )
        self.fields.update(of_invitations.message_fields(self.schema, pool))
        self.fields.update(of_invitations.group_fields(groups))
        self.fields.update(of_invitations.advanced_fields(pool))

    # What templates lay out

    @property
    def who(self) -> list[BoundField]:
        """What must be given, and how this person signs in and can be reached."""
        required = [name for name, attribute in self.schema.items() if attribute.required]
        names = dict.fromkeys(["username", *CONTACTS, *required])
        return [self[name] for name in names if name in self.fields]

    @property
    def custom(self) -> list[BoundField]:
        """The pool's own attributes."""
        return [self[name] for name in self._optional() if self.schema[name].is_custom]

    @property
    def standard(self) -> list[BoundField]:
        """Standard attributes that may be left out."""
        return [self[name] for name in self._optional() if not self.schema[name].is_custom]

    @property
    def now_or_never(self) -> bool:
        """Whether an optional attribute cannot be set later."""
        return any(not self.schema[name].mutable for name in self._optional())

    @property
    def group_fields(self) -> list[BoundField]:
        return [self[name] for name in ("groups", "other_groups") if name in self.fields]

    @property
    def advanced(self) -> list[BoundField]:
        return [self[name] for name in of_invitations.ADVANCED if name in self.fields]

    @property
    def standard_open(self) -> bool:
        return _has_content(self.standard)

    @property
    def advanced_open(self) -> bool:
        return _has_content(self.advanced)

    # What people sign in with, and by what they are written to

    @property
    def sign_in_name(self) -> str:
        """What was typed to sign in with, checked or not: for the preview."""
        names = self.pool.username_attributes or ("username",)
        typed = (str(self[name].value() or "").strip() for name in names if name in self.fields)
        return next(filter(None, typed), "")

    @property
    def chosen_media(self) -> list[Medium]:
        """The media that were ticked, checked or not: for the preview."""
        return [medium for medium in Medium if medium.value in (self["media"].value() or ())]

    def as_draft(self) -> "InviteForm":
        """The same input in a form that has not been judged yet. Passwords are not kept."""
        typed = {name: self[name].value() for name in self.fields if name != "temporary_password"}
        return InviteForm(pool=self.pool, groups=self.groups, initial=typed)

    # Checking

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_sign_in(cleaned)
        self._check_media(cleaned)
        self._check_password(cleaned)
        self._check_alias(cleaned)
        return cleaned

    def _check_sign_in(self, cleaned: Mapping[str, Any]) -> None:
        names = [name for name in CONTACTS if name in self.pool.username_attributes]
        if names and not any(cleaned.get(name) or self.has_error(name) for name in names):
            words = " or ".join(str(self.fields[name].label).lower() for name in names)
            self.add_error(names[0], f"Give the {words}: this person signs in with it.")

    def _check_media(self, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get("invitation") != of_invitations.NOW or self.has_error("media"):
            return
        media = cleaned.get("media") or []
        if not media:
            self.add_error("media", "Choose how the message is sent, or create the user without one.")
        for medium in map(Medium, media):
            if not cleaned.get(medium.attribute) and not self.has_error(medium.attribute):
                missing = str(self.fields[medium.attribute].label).lower()
                self.add_error("media", f"There is no {missing} to send {_a(medium)} to.")

    def _check_password(self, cleaned: Mapping[str, Any]) -> None:
        password, choice = cleaned.get("temporary_password", ""), cleaned.get("password_choice")
        if self.has_error("temporary_password"):
            return
        if choice == GENERATED and password:
            message = "A password was typed, but Cognito is to generate one. Choose one of the two."
            self.add_error("password_choice", message)
        if choice == TYPED:
            checks = requirements(password, self.pool.password_policy)
            missing = [check.text for check in checks if not check.met]
            if not password:
                self.add_error("temporary_password", "Type the temporary password.")
            elif missing:
                self.add_error("temporary_password", f"The pool's policy asks for {', '.join(missing)}.")

    def _check_alias(self, cleaned: Mapping[str, Any]) -> None:
        if not cleaned.get("force_alias_creation"):
            return
        if not cleaned.get("force_alias_confirmed"):
            self.add_error("force_alias_confirmed", "Tick this too: the other person loses their sign-in.")
        if not any(cleaned.get(name) and cleaned.get(f"{name}_verified") for name in CONTACTS):
            self.add_error(
                "force_alias_creation", "This works only for an address or number that is marked as verified."
            )

    # What comes out

    def new_user(self) -> NewUser:
        """The checked input, typed. Empty values are left out."""
        cleaned = self.cleaned_data
        attributes = {name: as_text(cleaned.get(name)) for name in self.schema}
        filled = {name: text for name, text in attributes.items() if text}
        sign_in = next((name for name in CONTACTS if self._signs_in_with(name, filled)), "")
        return NewUser(
            username=filled[sign_in] if sign_in else cleaned["username"],
            sign_in_attribute=sign_in,
            attributes=filled | _verified(filled, cleaned),
            media=tuple(map(Medium, cleaned["media"])) if cleaned["invitation"] == of_invitations.NOW else (),
            temporary_password=cleaned.get("temporary_password", ""),
            groups=tuple(dict.fromkeys([*cleaned.get("groups", ()), *cleaned.get("other_groups", ())])),
            validation_data=cleaned["validation_data"],
            client_metadata=cleaned["client_metadata"],
            force_alias=cleaned.get("force_alias_creation", False),
        )

    def _signs_in_with(self, name: str, filled: Mapping[str, str]) -> bool:
        return name in self.pool.username_attributes and name in filled

    def _optional(self) -> list[str]:
        return [name for name, item in self.schema.items() if not item.required and name not in CONTACTS]


def _verified(filled: Mapping[str, str], cleaned: Mapping[str, Any]) -> dict[str, str]:
    """Always said explicitly for an address that is given: left out, it depends on the pool."""
    flags = {name: cleaned.get(f"{name}_verified") for name in CONTACTS if name in filled}
    return {f"{name}_verified": "true" if flag else "false" for name, flag in flags.items()}


def _has_content(fields: Iterable[BoundField]) -> bool:
    return any(field.errors or field.value() for field in fields)


def _a(medium: Medium) -> str:
    return {Medium.EMAIL: "an e-mail", Medium.SMS: "a text message"}[medium]
