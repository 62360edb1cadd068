"""The register that every component is on, and the pieces of markup that components share."""

import unicodedata
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from heroicons.templatetags.heroicons import heroicon_mini

register = template.Library()

# Unicode categories of characters that show nothing or turn the direction of text.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Markup that is empty.
NOTHING = format_html("{}", "")


def attributes(**values: object) -> SafeString:
    """Keywords as HTML attributes: `hx_get` is `hx-get`, None and False are left out, True stands alone.

    Values are escaped whatever they are: text that is safe between tags need not be safe between quotes.
    """
    shown = [(name, value) for name, value in values.items() if value is not None and value is not False]
    if not shown:
        return NOTHING
    # One pattern instead of a join: tables have hundreds of these. The names are our own.
    pattern = "".join(
        _attribute(name) if value is not True else f" {_named(name)}{{}}" for name, value in shown
    )
    return format_html(pattern, *(NOTHING if value is True else escape(value) for _, value in shown))


@lru_cache(maxsize=256)
def _attribute(name: str) -> str:
    return f' {_named(name)}="{{}}"'


def _named(name: str) -> str:
    return name.strip("_").replace("_", "-")


@lru_cache(maxsize=256)
def drawn(name: str, label: str = "") -> SafeString:
    """A 20 px icon, hidden from assistive technology, and the words for those who do not see it."""
    look: dict[str, Any] = {"class": "icon", "aria_hidden": "true"}
    return format_html("{}{}", heroicon_mini(name, **look), hidden_words(label))


def optional_icon(name: str) -> SafeString:
    return drawn(str(name)) if name else SafeString()


def hidden_words(text: str) -> SafeString:
    """Words for those who hear the page."""
    return format_html('<span class="visually-hidden">{}</span>', escape(text)) if text else SafeString()


def visible(text: str) -> SafeString:
    """Text of strangers, escaped even if it claims to be safe.

    Characters that show nothing or turn the direction of text are replaced by their code, such as ‹U+202E›.
    """
    if text.isprintable():
        return escape(text)
    return escape("".join(f"‹U+{ord(c):04X}›" if deceives(c) else c for c in text))


def deceives(character: str) -> bool:
    """Whether a character shows nothing, or turns the direction of what follows."""
    return character not in "\n\t" and unicodedata.category(character) in HIDDEN_CATEGORIES


@lru_cache(maxsize=256)
def mark(label: str, tone: str = "neutral", title: str = "") -> SafeString:
    """A badge: its shape and colour come from the tone, its meaning from the words."""
    return format_html(
        '<span class="badge" data-tone="{}"{}>{}</span>', tone, attributes(title=title or None), label
    )


def csrf_field(context: template.Context) -> SafeString:
    """The hidden field that Django's {% csrf_token %} would give."""
    token = context.get("csrf_token", "")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
