"""Words with a shape: badges and marks of state."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.ui import words
from console.ui.components.html import attributes, hidden_words, mark, register, visible

PRODUCTION = {"prod", "production", "live"}


@register.simple_tag
def badge(label: str, tone: str = "neutral") -> SafeString:
    return mark(label, tone)


@register.simple_tag
def environment(name: str) -> SafeString:
    """The environment of a connection; production is marked by word and colour."""
    if not name:
        return SafeString()
    return mark(name.capitalize(), "danger" if name.lower() in PRODUCTION else "neutral")


@register.simple_tag
def user_status(status: str) -> SafeString:
    """A Cognito user status in plain words; Cognito's own word is its title."""
    said = words.user_status(status)
    return mark(said.label, said.tone, title=status)


@register.simple_tag
def user_status_words(status: str) -> words.Words:
    """Use with `as`: label, tone, meaning and next_step of a Cognito user status."""
    return words.user_status(status)


@register.simple_tag
def enabled(flag: bool) -> SafeString:
    return mark("Enabled", "success") if flag else mark("Disabled", "danger")


@register.simple_tag
def verified(flag: bool | None) -> SafeString:
    """Whether an address or number is verified; nothing where that does not apply."""
    if flag is None:
        return SafeString()
    return mark("Verified", "success") if flag else mark("Not verified", "warning")


@register.simple_tag
def on_off(flag: bool) -> SafeString:
    return mark("On", "success") if flag else mark("Off", "neutral")


@register.simple_tag
def meter(value: float, maximum: float, *, label: str, text: str = "") -> SafeString:
    """How much of a limit is used."""
    return format_html(
        '<span class="meter"><meter{}></meter><span>{}</span></span>',
        attributes(min=0, max=maximum, value=value, high=maximum * 0.9, aria_label=label),
        text or f"{value:,} of {maximum:,}",
    )


@register.simple_tag
def progress(done: int, total: int | None, *, label: str, text: str = "") -> SafeString:
    """How far long work is; without a total, only that it goes on."""
    share = {"max": total, "value": done} if total else {}
    counted = f"{done:,} of {total:,}" if total else f"{done:,} so far"
    return format_html(
        '<div class="progress"><progress{}></progress><span>{}</span></div>',
        attributes(aria_label=label, **share),
        text or counted,
    )


@register.simple_tag
def changed(before: object, after: object) -> SafeString:
    """What something was and what it is now, for readers and for listeners."""
    return format_html(
        '<span class="changed" hx-disable>{}<del>{}</del> '
        '<span aria-hidden="true">→</span> {}<ins>{}</ins></span>',
        hidden_words("Before: "),
        _shown(before),
        hidden_words("After: "),
        _shown(after),
    )


@register.simple_tag
def spinner(label: str = "Loading") -> SafeString:
    """Turns while htmx waits: put it inside the element that hx-indicator names."""
    return format_html('<span class="spinner" role="img" aria-label="{}"></span>', label)


def _shown(value: object) -> str:
    return "not set" if value is None or value == "" else visible(str(value))
