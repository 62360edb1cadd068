"""Values as people need to read, copy or keep them hidden: times, ids, ARNs, JSON and strangers' text."""

import json
from datetime import UTC, date, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from console.ui.components.html import NOTHING, attributes, deceives, drawn, hidden_words, register, visible
from console.ui.components.marks import on_off

MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DOTS = "••••••••"


@register.simple_tag
def when(moment: date | None, *, empty: str = "never", age: bool = True) -> SafeString:
    """A moment in UTC, which a script turns into the reader's zone and an age.

    Made for tables: Python's own formatting costs a fifth of the `date` filter. Naive moments count as UTC.
    """
    if moment is None:
        return nothing(empty)
    day = f"{moment.day} {MONTHS[moment.month]} {moment.year}"
    if not isinstance(moment, datetime):
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), day)
    utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return format_html(
        '<time class="when" datetime="{}Z"{}>{}</time>',
        utc.isoformat(timespec="seconds").removesuffix("+00:00"),
        NOTHING if age else attributes(data_age="off"),
        f"{utc.day} {MONTHS[utc.month]} {utc.year}, {utc.hour:02}:{utc.minute:02} UTC",
    )


@register.simple_tag
def usertext(value: object, *, empty: str = "—") -> SafeString:
    """Text written by strangers: escaped, unable to act on the page or to reorder what stands around it."""
    text = "" if value is None else visible(str(value))
    return format_html('<bdi class="usertext" hx-disable>{}</bdi>', text) if text else nothing(empty)


@register.simple_tag
def masked(*, reveal: str = "", label: str = "Value", dialog: str = "", **attrs: object) -> SafeString:
    """A value that is kept back, with the way to a page where a reason can be given."""
    link = SafeString()
    if reveal:
        opens = attributes(href=reveal, data_dialog=dialog or None, **attrs)
        link = format_html(' <a class="reveal"{}>Reveal{}</a>', opens, hidden_words(f" {label}"))
    return format_html(
        '<span class="masked"><span aria-hidden="true">{}</span>{}{}</span>',
        DOTS,
        hidden_words(f"{label} is hidden."),
        link,
    )


@register.simple_tag
def copy(value: object, *, label: str = "value", secret: bool = False) -> SafeString:
    """A value with a button that copies it; a secret shows dots until asked for."""
    if secret:
        return format_html(
            '<span class="copy"><details class="secret"><summary>'
            '<span class="secret-dots" aria-hidden="true">{}</span> Show{}</summary>'
            "<code>{}</code></details>{}</span>",
            DOTS,
            hidden_words(f" {label}"),
            value,
            _copy_button(value, label),
        )
    return format_html('<span class="copy"><code>{}</code>{}</span>', value, _copy_button(value, label))


@register.simple_tag
def arn(value: str) -> SafeString:
    """An ARN that can be read (what it names stands out) and copied."""
    segments = str(value).split(":", 5)
    prefix, resource = (":".join(segments[:5]) + ":", segments[5]) if len(segments) == 6 else ("", str(value))
    return format_html(
        '<span class="copy arn"><code>{}<b>{}</b></code>{}</span>',
        prefix,
        resource,
        _copy_button(value, "ARN"),
    )


@register.simple_tag
def api(path: str) -> SafeString:
    """The API's own name of something."""
    steps = format_html_join(".", "{}<wbr>", ((step,) for step in str(path).split(".")))
    return format_html('<code class="api">{}</code>', steps)


@register.simple_tag
def code_block(text: str, *, label: str = "Text") -> SafeString:
    """Lines to read and copy."""
    return format_html(
        '<figure class="code" data-copy-scope><figcaption><span>{}</span>{}</figcaption>'
        '<pre tabindex="0" role="group"{}><code hx-disable data-copy-source>{}</code></pre></figure>',
        label,
        _copy_button(None, str(label)),
        attributes(aria_label=label),
        text,
    )


@register.simple_tag
def json_block(value: object, *, label: str = "JSON") -> SafeString:
    """A value as indented JSON to read and copy."""
    text = json.dumps(value, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False, default=str)
    # JSON has an escape of its own for them, which can be copied without harm.
    text = "".join(json.dumps(c)[1:-1] if deceives(c) else c for c in text)
    return code_block(text, label=label)


def nothing(text: str) -> SafeString:
    return format_html('<span class="nothing">{}</span>', text)


def absent(value: object) -> bool:
    """Whether there is nothing to show; False and 0 are something."""
    return value is None or value in ("", [], (), {})


@register.simple_tag
def present(value: object) -> SafeString:
    """A setting of any type as people read it."""
    if absent(value):
        return nothing("Not set")
    match value:
        case bool():
            return on_off(value)
        case date():
            return when(value)
        case dict():
            pairs = ((key, present(item)) for key, item in value.items())
            return _plain_list("<li><code>{}</code>: {}</li>", pairs)
        case list() | tuple() | set() | frozenset():
            return _plain_list("<li>{}</li>", ((present(item),) for item in value))
        case str() if value.startswith("arn:"):
            return arn(value)
    return visible(str(value))


def _plain_list(template: str, items: object) -> SafeString:
    return format_html('<ul class="list-plain">{}</ul>', format_html_join("", template, items))  # type: ignore[arg-type]


def _copy_button(value: object, label: str) -> SafeString:
    return format_html(
        '<button class="copy-button" type="button"{}>{}{}</button>',
        attributes(data_copy="" if value is None else value),
        drawn("square-2-stack"),
        hidden_words(f"Copy {label}"),
    )
