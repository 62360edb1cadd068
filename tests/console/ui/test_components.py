"""The shelf of components: what they say to readers and listeners, and that strangers' text stays text."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.http import HttpRequest
from django.utils.safestring import SafeString

from console.ui.components.html import visible
from console.ui.words import USER_STATUSES
from tests.console.conftest import HOSTILE, Render

TAGS_WITH_STRANGERS_TEXT = [
    "{% button text %}",
    "{% button 'x' name=text value=text %}",
    "{% button text blocked=text %}",
    "{% link_button text text %}",
    "{% menu text %}{{ text }}{% endmenu %}",
    "{% icon 'users' label=text %}",
    "{% badge text text %}",
    "{% environment text %}",
    "{% user_status text %}",
    "{% meter 1 2 label=text text=text %}",
    "{% progress 1 2 label=text text=text %}",
    "{% changed text text %}",
    "{% spinner text %}",
    "{% when None empty=text %}",
    "{% usertext text %}",
    "{% masked reveal=text label=text %}",
    "{% copy text label=text %}",
    "{% copy text label=text secret=True %}",
    "{% arn text %}",
    "{% api text %}",
    "{% code_block text label=text %}",
    "{% json_block text label=text %}",
    "{% callout 'info' text %}{{ text }}{% endcallout %}",
    "{% card text id=text description=text edit=text %}{{ text }}{% endcard %}",
    "{% facts %}{% fact text text path=text hint=text %}{% endfacts %}",
    "{% facts %}{% factblock text path=text %}{{ text }}{% endfactblock %}{% endfacts %}",
    "{% empty_state text %}{{ text }}{% endempty_state %}",
    "{% explain text %}{{ text }}{% endexplain %}",
    "{% event text None actor=text href=text %}{{ text }}{% endevent %}",
    "{% dialog 'id' text %}{{ text }}{% enddialog %}",
    "{% dialog_body text %}{{ text }}{% enddialog_body %}",
    "{% confirm_form action=text verb=text cancel=text %}{{ text }}{% endconfirm_form %}",
    "{% consequences text not=text %}",
    "{% table text %}{% endtable %}",
    "{% filter_bar text target=text label=text clear=text %}{% endfilter_bar %}",
    "{% pager previous=text next=text summary=text target=text %}",
    "{% tabs text items %}",
    "{% crumb text text %}",
    "{% select_all text text %}{% select_row text text text %}",
    "{% selection_bar text action=text %}{% endselection_bar %}",
    "{% lazy text id=text %}{% endlazy %}",
    "{% fieldset text hint=text %}{% endfieldset %}",
]


@pytest.mark.parametrize("source", TAGS_WITH_STRANGERS_TEXT)
def test_strangers_text_never_becomes_markup(render: Render, source: str) -> None:
    items = [{"label": HOSTILE, "href": HOSTILE, "count": HOSTILE}]

    html = render(source, text=HOSTILE, items=items)

    assert "<script" not in html
    assert 'hx-get="/"' not in html
    assert "&lt;script&gt;" in html or "&amp;lt;script" in html


@pytest.mark.parametrize(
    "source",
    ["{% usertext text %}", "{% changed text text %}", "{% facts %}{% fact 'x' text %}{% endfacts %}"],
)
def test_text_that_claims_to_be_safe_is_escaped_before_and_after(render: Render, source: str) -> None:
    claimed = SafeString("<b>Ana</b>")

    assert "<b>Ana" not in render(source, text=claimed)
    assert "<b>Ana" not in render(source, text="<b>Ana</b>")


def test_characters_that_turn_text_around_are_shown_by_their_code() -> None:
    assert visible("exe\u202egnp\u0000") == "exe‹U+202E›gnp‹U+0000›"
    assert visible("two\nlines") == "two\nlines"


def test_usertext_cannot_act_on_the_page(render: Render) -> None:
    assert render("{% usertext 'Ana' %}") == '<bdi class="usertext" hx-disable>Ana</bdi>'
    assert "—" in render("{% usertext None %}")


def test_keywords_become_attributes_and_false_ones_disappear(render: Render) -> None:
    html = render('{% button "Save" hx_get="/x/" value=0 data_on=True data_off=False title=None %}')

    assert ' hx-get="/x/"' in html
    assert ' value="0"' in html
    assert " data-on" in html
    assert "data-off" not in html and "title" not in html


def test_a_blocked_action_is_disabled_with_its_reason_as_text(render: Render) -> None:
    html = render('{% link_button "Resend" "/resend/" blocked="Already signed in." %}')

    assert "disabled" in html and "/resend/" not in html
    assert '<span class="blocked-reason">Already signed in.</span>' in html


def test_an_opener_of_a_dialog_is_a_link_to_the_same_thing(render: Render) -> None:
    html = render('{% link_button "Disable" "/disable/" dialog="disable" %}')

    assert 'href="/disable/"' in html and 'data-dialog="disable"' in html


def test_a_confirmation_says_where_and_marks_production(
    render: Render, request_for_pool: HttpRequest
) -> None:
    source = '{% confirm_form action="/x/" verb="Disable user" cancel="/back/" %}{% endconfirm_form %}'

    html = render(source, request=request_for_pool)

    assert 'value="a-token"' in html
    assert "In pool eu-west-1_abc, Europe" in html and "Production" in html
    assert 'href="/back/"' in html


def test_consequences_tell_what_does_not_happen(render: Render) -> None:
    html = render('{% consequences "Sign-in stops." not="Tokens stay valid." %}')

    assert html.index("What happens") < html.index("Sign-in stops.") < html.index("What does not happen")


@pytest.mark.parametrize(
    ("moment", "iso", "text"),
    [
        (datetime(2026, 11, 21, 3, 7, 59, 123, tzinfo=UTC), "2026-11-21T03:07:59Z", "21 Nov 2026, 03:07 UTC"),
        (datetime(2026, 1, 1, 0, 30), "2026-01-01T00:30:00Z", "1 Jan 2026, 00:30 UTC"),
        (
            datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2))),
            "2025-12-31T22:30:00Z",
            "31 Dec 2025, 22:30 UTC",
        ),
    ],
)
def test_a_moment_is_told_in_utc(render: Render, moment: datetime, iso: str, text: str) -> None:
    assert render("{% when moment %}", moment=moment) == f'<time class="when" datetime="{iso}">{text}</time>'


def test_a_day_has_no_time_and_no_zone(render: Render) -> None:
    assert render("{% when day %}", day=date(1988, 2, 29)) == '<time datetime="1988-02-29">29 Feb 1988</time>'
    assert "never" in render("{% when None %}")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "Not set"),
        ("", "Not set"),
        ([], "Not set"),
        ({}, "Not set"),
        (0, "0"),
        (False, "Off"),
        (True, "On"),
        (["email", "phone_number"], "<li>email</li><li>phone_number</li>"),
        ({"team": "identity"}, "<code>team</code>: identity"),
        (datetime(2026, 1, 1, tzinfo=UTC), "1 Jan 2026, 00:00 UTC"),
        ("arn:aws:lambda:eu-west-1:1:function:f", "arn:aws:lambda:eu-west-1:1:<b>function:f</b>"),
    ],
)
def test_a_fact_shows_each_type_of_value_in_words(render: Render, value: object, shown: str) -> None:
    assert shown in render('{% facts %}{% fact "Setting" value path="A.B" %}{% endfacts %}', value=value)


def test_every_status_has_words_and_keeps_its_own_name(render: Render) -> None:
    for status, words in USER_STATUSES.items():
        html = render("{% user_status status %}", status=status)
        assert words.label in html and f'title="{status}"' in html


def test_a_status_that_is_new_shows_as_it_is(render: Render) -> None:
    assert "BRAND_NEW" in render("{% user_status 'BRAND_NEW' %}")
    assert "does not know this status" in render("{% user_status_words 'X' as w %}{{ w.meaning }}")


def test_production_is_marked_by_word_and_tone(render: Render) -> None:
    assert 'data-tone="danger"' in render("{% environment 'Prod' %}")
    assert 'data-tone="neutral"' in render("{% environment 'staging' %}")
    assert render("{% environment '' %}") == ""


def test_a_masked_value_shows_nothing_of_itself_and_where_to_reveal_it(render: Render) -> None:
    html = render('{% masked reveal="/reveal/" label="E-mail" %}')

    assert "E-mail is hidden." in html and 'href="/reveal/"' in html


def test_the_pager_has_no_link_where_there_is_no_page(render: Render) -> None:
    html = render('{% pager previous=None next="?after=x" target="results" summary="Users 1 to 60" %}')

    assert html.count("<a ") == 1 and 'rel="next"' in html
    assert 'href="?after=x"' in html and 'hx-get="?after=x"' in html and 'hx-target="#results"' in html
    assert 'aria-disabled="true"' in html


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name(render: Render) -> None:
    html = render('{% table "Users" stack=True %}{% endtable %}')

    assert 'role="group" tabindex="0" aria-label="Users"' in html and "table-stack" in html


def test_the_boxes_of_rows_belong_to_the_selections_form(render: Render) -> None:
    bar = render('{% selection_bar "people" action="/x/" %}{% button "Resend" %}{% endselection_bar %}')
    row = render('{% select_row "people" "some-sub" "Select Ana" %}')

    assert 'id="select-people"' in bar and 'method="post"' in bar and 'value="a-token"' in bar
    assert 'form="select-people"' in row and 'value="some-sub"' in row and "Select Ana" in row


def test_progress_of_unknown_length_shows_no_share(render: Render) -> None:
    assert "value=" not in render('{% progress 17 None label="Exporting" %}')
    assert 'max="10" value="3"' in render('{% progress 3 10 label="Inviting" %}')
