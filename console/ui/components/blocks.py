"""Blocks of a page: cards, facts, callouts, dialogs, timelines."""

from collections.abc import Sequence

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from console.ui.components.html import attributes, csrf_field, drawn, hidden_words, register
from console.ui.components.marks import environment
from console.ui.components.values import absent, api, nothing, present, when

CALLOUT_ICONS = {
    "info": "information-circle",
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "exclamation-circle",
}


@register.simple_block_tag
def callout(content: str, tone: str = "info", title: str = "", **attrs: object) -> SafeString:
    """Something to know before going on."""
    return format_html(
        '<div class="callout" data-tone="{}"{}>{}<div class="callout-body">{}{}{}</div></div>',
        tone,
        attributes(**attrs),
        drawn(CALLOUT_ICONS.get(tone, CALLOUT_ICONS["info"])),
        hidden_words({"danger": "Problem: ", "warning": "Warning: "}.get(tone, "")),
        _wrapped('<p class="callout-title">{}</p>', title),
        content,
    )


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    *,
    id: str = "",
    description: str = "",
    level: int = 2,
    edit: str = "",
    edit_label: str = "Edit",
    flush: bool = False,
) -> SafeString:
    """A part of a page under its own heading; `edit` is the address where it can be changed."""
    heading = format_html("<h{0}>{1}</h{0}>", level, title) if title else SafeString()
    link = SafeString()
    if edit:
        about = hidden_words(f" {title}")
        link = format_html('<a class="button button-quiet" href="{}">{}{}</a>', edit, edit_label, about)
    head = format_html(
        '<div class="card-head"><div>{}{}</div>{}</div>', heading, _wrapped("<p>{}</p>", description), link
    )
    return format_html(
        '<section class="card"{}>{}<div class="card-body">{}</div></section>',
        attributes(id=id or None, data_flush=flush),
        head if title or edit else SafeString(),
        content,
    )


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A list of names and values: `fact` and `factblock` go inside."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_tag
def fact(label: str, value: object, *, path: str = "", hint: str = "", empty: str = "") -> SafeString:
    """A name, a value of any type in words, and the API path it comes from."""
    shown = nothing(empty) if empty and absent(value) else present(value)
    return factblock(shown, label, path=path, hint=hint)


@register.simple_block_tag
def factblock(content: str, label: str, *, path: str = "", hint: str = "") -> SafeString:
    """A name and any markup as its value."""
    return format_html(
        '<div class="fact"><dt>{}{}</dt><dd hx-disable>{}{}</dd></div>',
        label,
        api(path) if path else SafeString(),
        content,
        _wrapped('<p class="hint">{}</p>', hint),
    )


@register.simple_block_tag
def empty_state(content: str, title: str, *, icon: str = "inbox", level: int = 2) -> SafeString:
    """Why there is nothing to see, and what to do."""
    return format_html(
        '<div class="empty-state">{0}<h{1}>{2}</h{1}>{3}</div>', drawn(icon), level, title, content
    )


@register.simple_block_tag
def explain(content: str, summary: str) -> SafeString:
    """More words for those who ask for them."""
    return format_html(
        '<details class="explain"><summary>{}</summary><div class="explain-body">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """What happened, newest first: `event` goes inside."""
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def event(
    content: str, title: str, moment: object = None, *, actor: str = "", tone: str = "neutral", href: str = ""
) -> SafeString:
    """One thing that happened, when, and by whom."""
    heading = format_html('<a href="{}">{}</a>', href, title) if href else title
    return format_html(
        '<li class="event" data-tone="{}"><p class="event-title">{}</p><p class="event-meta">{}{}</p>'
        '<div class="event-body" hx-disable>{}</div></li>',
        tone,
        heading,
        when(moment) if moment else SafeString(),  # type: ignore[arg-type]
        _wrapped(" by {}", actor),
        content,
    )


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A dialog that a button with `data-dialog` opens."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title">{1}</dialog>',
        id,
        _dialog(id, title, content),
    )


@register.simple_block_tag
def dialog_body(content: str, title: str) -> SafeString:
    """What the page's one shared dialog shows, as an answer to htmx."""
    return _dialog("dialog", title, content)


@register.simple_block_tag(takes_context=True)
def confirm_form(
    context: Context,
    content: str,
    *,
    action: str,
    verb: str,
    kind: str = "primary",
    cancel: str = "",
    cancel_label: str = "Cancel",
    **attrs: object,
) -> SafeString:
    """A form that does one thing once it is confirmed; it says where, and marks production."""
    return format_html(
        '<form class="confirm" method="post" novalidate{}>{}{}{}<div class="actions">'
        '<button class="button button-{}" type="submit"><span>{}</span></button>'
        '<a class="button button-plain" data-dialog-close href="{}">{}</a></div></form>',
        attributes(action=action, **attrs),
        csrf_field(context),
        _place(context),
        content,
        kind,
        verb,
        cancel or "?",
        cancel_label,
    )


@register.simple_tag
def consequences(*happens: str, **words: str | Sequence[str]) -> SafeString:
    """What an action does, and (with `not=`) what people may fear or hope that it does not do."""
    other = words.get("not", ())
    stays = [other] if isinstance(other, str) else other
    groups = ((True, "What happens", happens), (False, "What does not happen", stays))
    return format_html_join(
        "",
        '<div class="consequences" data-happens="{}"><p class="consequences-title">{}</p><ul>{}</ul></div>',
        (
            (str(flag).lower(), title, format_html_join("", "<li>{}</li>", ((text,) for text in texts)))
            for flag, title, texts in groups
            if texts
        ),
    )


def _dialog(id: str, title: str, content: str) -> SafeString:
    return format_html(
        '<div class="dialog-head"><h2 id="{}-title">{}</h2><button class="button button-quiet button-icon" '
        'type="button" data-dialog-close>{}{}</button></div><div class="dialog-body">{}</div>',
        id,
        title,
        drawn("x-mark"),
        hidden_words("Close"),
        content,
    )


def _place(context: Context) -> SafeString:
    pool = getattr(context.get("request"), "pool", None)
    if pool is None or not pool.id:
        return SafeString()
    return format_html(
        '<p class="confirm-place"><span>In pool {}, {}</span> {}</p>',
        getattr(pool, "name", "") or pool.id,
        pool.connection.name,
        environment(pool.connection.environment),
    )


def _wrapped(template: str, text: object) -> SafeString:
    return format_html(template, text) if text else SafeString()
