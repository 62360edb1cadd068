"""Buttons, links that look like buttons, and menus of them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.ui.components.html import attributes, drawn, optional_icon, register


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A 20 px heroicon. Give a label only where no words stand beside it."""
    return drawn(str(name), str(label))


@register.simple_tag
def button(
    label: str,
    kind: str = "plain",
    *,
    type: str = "submit",
    icon: str = "",
    dialog: str = "",
    blocked: str = "",
    **attrs: object,
) -> SafeString:
    """A button; with `blocked`, disabled and with the reason beside it."""
    if blocked:
        return _blocked(label, icon, blocked)
    return format_html(
        '<button class="button button-{}"{}>{}<span>{}</span></button>',
        kind,
        attributes(type=type, **_opens(dialog), **attrs),
        optional_icon(icon),
        label,
    )


@register.simple_tag
def link_button(
    label: str,
    href: str,
    kind: str = "plain",
    *,
    icon: str = "",
    dialog: str = "",
    blocked: str = "",
    **attrs: object,
) -> SafeString:
    """A link drawn as a button. `dialog` names one that a script opens instead of following the link."""
    if blocked:
        return _blocked(label, icon, blocked)
    return format_html(
        '<a class="button button-{}"{}>{}<span>{}</span></a>',
        kind,
        attributes(href=href, **_opens(dialog), **attrs),
        optional_icon(icon),
        label,
    )


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """A row of buttons."""
    return format_html('<div class="actions">{}</div>', content)


@register.simple_block_tag
def menu(content: str, label: str, *, icon: str = "", align: str = "end") -> SafeString:
    """A menu behind a button; its content is `<li>` items."""
    return format_html(
        '<details class="menu" data-menu data-align="{}">'
        '<summary class="button button-plain">{}<span>{}</span>{}</summary>'
        '<ul class="menu-items">{}</ul></details>',
        align,
        optional_icon(icon),
        label,
        drawn("chevron-down"),
        content,
    )


def _opens(dialog: str) -> dict[str, object]:
    return {"data_dialog": dialog, "aria_haspopup": "dialog"} if dialog else {}


def _blocked(label: str, icon: str, reason: str) -> SafeString:
    # A disabled button takes no focus, so its reason has to be text of the page, never a tooltip.
    return format_html(
        '<span class="blocked">'
        '<button class="button button-plain" type="button" disabled>{}<span>{}</span></button>'
        '<span class="blocked-reason">{}</span></span>',
        optional_icon(icon),
        label,
        reason,
    )
