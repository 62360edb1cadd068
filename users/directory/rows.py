"""The rows of the list of users, written in Python: a template's loops over sixty rows cost several times more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from console.ui.components.actions import link_button
from console.ui.components.html import NOTHING, visible
from console.ui.components.lists import select_row
from console.ui.components.values import usertext
from users.directory.columns import Column
from users.gateway import INVITED, User

WHO = '<th scope="row"><div class="who"><a href="{}">{}</a>{}</div></th>'
BOX = '<td class="shrink">{}</td>'


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWriter:
    """Writes rows with the chosen columns; `resending` adds a box and a button for those who were invited.

    `box` draws a box for everybody instead.
    """

    columns: Sequence[Column]
    home: str
    resending: bool = False
    masking: Callable[[User], User] | None = None
    box: Callable[[User], SafeString] | None = None
    pattern: str = field(init=False)

    def __post_init__(self) -> None:
        cells = "".join(f'<td data-label="{_literal(column.label)}">{{}}</td>' for column in self.columns)
        box = BOX if self.resending or self.box else ""
        object.__setattr__(self, "pattern", f"<tr>{box}{WHO}{cells}</tr>")

    def row(self, user: User) -> SafeString:
        """One user, as this operator may see them."""
        shown = self.masking(user) if self.masking else user
        address = f"{self.home}{user.sub}/"
        who = [address, usertext(shown.label), self._detail(shown)]
        cells = {column.name: column.cell(shown) for column in self.columns}
        if self.box:
            return format_html(self.pattern, self.box(user), *who, *cells.values())
        if not self.resending:
            return format_html(self.pattern, *who, *cells.values())
        if user.status != INVITED:
            return format_html(self.pattern, NOTHING, *who, *cells.values())
        resend = _resend(shown, address)
        # Beside the status, where that is chosen: a column of its own would be empty for most.
        if "status" in cells:
            cells["status"] = format_html("<span>{} {}</span>", cells["status"], resend)
        else:
            who[-1] += resend
        return format_html(self.pattern, _box(shown), *who, *cells.values())

    def _detail(self, user: User) -> SafeString:
        """What tells apart people whose names are the same, or masked."""
        if self.masking:
            return format_html("<small>{}</small>", user.sub[:8])
        if user.username in {user.sub, user.label}:
            return NOTHING
        return format_html("<small>{}</small>", visible(user.username))


def _box(user: User) -> SafeString:
    return select_row("users", user.sub, f"Select {user.label}")


def _resend(user: User, address: str) -> SafeString:
    url, spoken = f"{address}resend/", f"Resend the invitation of {user.label}"
    return link_button("Resend", url, kind="quiet", aria_label=spoken, hx_get=url, hx_target="#dialog")


def _literal(text: str) -> str:
    """Text as a part of a pattern: attribute names may hold anything, braces included."""
    return escape(text).replace("{", "{{").replace("}", "}}")
