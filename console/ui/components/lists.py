"""Lists: tables, filters, pagers, selections and navigation between views of one thing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from console.ui.components.actions import link_button
from console.ui.components.html import attributes, csrf_field, drawn, register
from console.ui.components.marks import spinner


@register.simple_block_tag
def table(
    content: str, label: str, *, id: str = "", compact: bool = False, stack: bool = False
) -> SafeString:
    """A table in a region that scrolls by keyboard too; `stack` turns rows into cards on a phone."""
    look = " ".join(["table", *(["table-compact"] if compact else []), *(["table-stack"] if stack else [])])
    return format_html(
        '<div class="table-region" role="group" tabindex="0"{}><table{}>{}</table></div>',
        attributes(aria_label=label, id=id or None),
        attributes(class_=look),
        content,
    )


@register.simple_block_tag
def filter_bar(
    content: str,
    action: str,
    *,
    target: str = "",
    label: str = "Filter",
    clear: str = "",
    trigger: str = "",
    verb: str = "Search",
) -> SafeString:
    """A GET form above a list; with a `target` htmx replaces only that region and moves the address along."""
    live = _swaps(action, target) if target else {}
    if target:
        live |= {"hx_sync": "this:replace", "hx_trigger": ", ".join(filter(None, ["submit", trigger]))}
    return format_html(
        '<form class="filter-bar" method="get" role="search" novalidate{}>{}<div class="filter-actions">'
        '<button class="button button-plain" type="submit">{}<span>{}</span></button>{}{}</div></form>',
        attributes(action=action, aria_label=label, **live),
        content,
        drawn("magnifying-glass"),
        verb,
        link_button("Clear filter", clear, "quiet") if clear else SafeString(),
        spinner() if target else SafeString(),
    )


@register.inclusion_tag("components/filter_field.html")
def filter_field(field: object) -> dict[str, object]:
    """A form field in its narrow form, for a filter bar."""
    return {"field": field}


@register.simple_tag
def pager(
    *,
    previous: str | None,
    next: str | None,
    previous_label: str = "Previous",
    next_label: str = "Next",
    summary: str = "",
    target: str = "",
) -> SafeString:
    """Previous and Next: Cognito gives tokens, so there are no page numbers and no invented total."""
    return format_html(
        '<nav class="pager" aria-label="Pages"><p data-announce>{}</p>{}{}</nav>',
        summary,
        _page_link((drawn("chevron-left"), previous_label), previous, target, rel="prev"),
        _page_link((next_label, drawn("chevron-right")), next, target, rel="next"),
    )


@register.simple_tag
def tabs(label: str, items: Iterable[Any]) -> SafeString:
    """Links between views of one thing. Items have label, href, current and, if wanted, count."""
    return format_html(
        '<nav class="tabs"{}><ul>{}</ul></nav>',
        attributes(aria_label=label),
        format_html_join(
            "",
            "<li><a{}>{}{}</a></li>",
            ((_tab_target(item), _read(item, "label"), _count(_read(item, "count"))) for item in items),
        ),
    )


@register.simple_tag
def crumb(label: str, href: str = "") -> SafeString:
    """A step of the breadcrumbs; the last one, which is this page, has no address."""
    if href:
        return format_html('<li><a href="{}">{}</a></li>', href, label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.simple_tag
def select_all(group: str, label: str = "Select all on this page") -> SafeString:
    """The box in the head of a table. It needs a script, so it shows only with one."""
    return format_html(
        '<label class="select-box js-only"><input type="checkbox" data-select-all="{}">'
        '<span class="visually-hidden">{}</span></label>',
        group,
        label,
    )


@register.simple_tag
def select_row(
    group: str, value: object, label: str, *, name: str = "sub", checked: bool = False
) -> SafeString:
    """The box of a row, which belongs to the group's `selection_bar`."""
    return format_html(
        '<label class="select-box"><input type="checkbox"{}><span class="visually-hidden">{}</span></label>',
        attributes(name=name, value=value, form=f"select-{group}", data_select=group, checked=checked),
        label,
    )


@register.simple_block_tag(takes_context=True)
def selection_bar(
    context: Context,
    content: str,
    group: str,
    *,
    action: str,
    label: str = "Selected",
    noun: str = "selected",
) -> SafeString:
    """The form of the boxes of a group: how many are selected, and what can be done with them."""
    return format_html(
        '<form class="selection-bar" method="post"{}>{}<output class="selection-count" data-selection-count>'
        'Tick rows to act on several at once</output><div class="actions">{}</div></form>',
        attributes(
            id=f"select-{group}", action=action, aria_label=label, data_selection=group, data_noun=noun
        ),
        csrf_field(context),
        content,
    )


@register.simple_block_tag
def lazy(content: str, url: str, *, id: str) -> SafeString:
    """A region that fetches itself once the page is there; what it holds meanwhile is what others see."""
    return format_html(
        '<div{} aria-busy="true">{}</div>',
        attributes(id=id, hx_get=url, hx_trigger="load", hx_swap="outerHTML", hx_target="this"),
        content,
    )


def _page_link(words: tuple[str, str], href: str | None, target: str, *, rel: str) -> SafeString:
    if not href:
        return format_html(
            '<span class="button button-plain" aria-disabled="true" role="link">{}{}</span>', *words
        )
    live = _swaps(href, target, show=True) if target else {}
    target_of_link = attributes(href=href, rel=rel, **live)
    return format_html('<a class="button button-plain"{}>{}{}</a>', target_of_link, *words)


def _swaps(url: str, target: str, *, show: bool = False) -> dict[str, object]:
    return {
        "hx_get": url,
        "hx_target": f"#{target}",
        "hx_swap": "outerHTML show:top" if show else "outerHTML",
        "hx_push_url": "true",
    }


def _tab_target(item: Any) -> SafeString:
    return attributes(href=_read(item, "href"), aria_current="page" if _read(item, "current") else None)


def _count(count: object) -> SafeString:
    return SafeString() if count is None else format_html('<span class="count">{}</span>', count)


def _read(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
