"""CSS is checked before Cognito is asked."""

import time

import pytest

from pools.branding import css


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("body { color: red }", "Line 1: body is no class"),
        ("/* two\nlines */\n.label-customizable, .mine { }", "Line 3: .mine is no class"),
        (".logo-customizable { }\n@import url(x);", "Line 2: rules such as @import are not allowed"),
        (".logo-customizable { } /* no end", "Line 1: a rule is not complete"),
        ("@media print { .logo-customizable { } }", "rules such as @media"),
        (".label-customizable { color: red", "Line 1: a rule is not complete"),
        (".label-customizable { content: '</style><script>' }", "HTML is not allowed, such as </style"),
        (".label-customizable { background: url(javascript:x) }", "scripts are not allowed"),
    ],
)
def test_css_that_cognito_refuses_is_named_with_its_line(text: str, problem: str) -> None:
    assert problem in " ".join(css.check(text).problems)


def test_css_that_is_documented_is_fine_and_the_rest_is_noted() -> None:
    everything = "\n".join(
        f"{name} {{ {properties.split(', ')[0]}: 0 }}" for name, properties in css.documented()
    )
    assert css.check(everything) == css.Checked()
    checked = css.check(".logo-customizable { max-width: 50%; Float: left }\n.label-customizable:hover {}")
    assert checked.problems == ()
    assert checked.notes == (
        "Line 1: not documented for .logo-customizable, so Cognito may leave it out: float.",
        "Line 2: .label-customizable:hover is not documented: Cognito may leave it out.",
    )


@pytest.mark.parametrize("text", ["a" * 20_000, "/*" * 10_000, "@a " * 7_000, ".a{" * 7_000, "}" * 20_000])
def test_css_that_is_none_is_judged_at_once(text: str) -> None:
    began = time.process_time()
    assert css.check(text).problems
    assert time.process_time() - began < 1
