"""The classic sign-in box with somebody's CSS and logo, as a page of its own that can run and load nothing."""

import base64
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pools.branding.css import Checked
from pools.branding.images import CONTENT_TYPES, format_of

# What its answer may do: look as its own styles say, and show the image that is part of it.
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
    "sandbox": [True],
}
# About how the classic pages look where nothing is customised.
BASE = """
html{color-scheme:light}
body{margin:0;padding:1rem;background:#f2f2f2;color:#1a1a1a;font:14px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
.box{max-width:22rem;margin:0 auto;border:1px solid #ccc;border-radius:4px;overflow:hidden;background:#fff}
.inner{padding:1rem 1.5rem 1.5rem}
.banner-customizable{padding:25px 0;background-color:lightgray;text-align:center;min-height:1.5rem}
.logo-customizable{max-width:60%;max-height:30%}
.nologo{padding:.2rem .6rem;border-radius:1rem;background:#fff;color:#333;font-size:12px}
.fields span{display:block}
label,.textDescription-customizable,.idpDescription-customizable{display:block}
.label-customizable{font-weight:400}
.textDescription-customizable,.idpDescription-customizable{padding-top:10px;padding-bottom:10px;font-size:16px}
.inputField-customizable{box-sizing:border-box;width:100%;height:34px;color:#555}
.inputField-customizable{background-color:#fff;border:1px solid #ccc}
.fields>*{margin-bottom:8px}
.submitButton-customizable{font-size:14px;font-weight:bold;margin:20px 0 10px;height:40px;width:100%}
.submitButton-customizable{color:#fff;background-color:#337ab7;border:0}
.idpButton-customizable{height:40px;width:100%;text-align:center;margin-bottom:15px}
.idpButton-customizable{color:#fff;background-color:#5bc0de;border:1px solid #46b8da}
.socialButton-customizable{height:40px;width:100%;text-align:left;margin-bottom:15px}
.socialButton-customizable{border:1px solid #ccc;background:#fff}
.legalText-customizable{color:#747474;font-size:11px}
.errorMessage-customizable{box-sizing:border-box;padding:5px;font-size:14px;width:100%}
.errorMessage-customizable{background:#f5f5f5;border:2px solid #d64958;color:#d64958}
.passwordCheck-valid-customizable{color:#19bf00}
.passwordCheck-notValid-customizable{color:#df3312}
.said{color:#1a1a1a;max-width:44rem;margin:1rem auto 0;padding:.6rem;border-left:4px solid #b45309;background:#fff}
.said ul{margin:.3rem 0 0;padding-left:1.2rem}
"""
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title><style>{}</style>'
    "<style>{}</style></head><body>{}"
    '<div class="box background-customizable"><div class="banner-customizable">{}</div><div class="inner">'
    '<p class="errorMessage-customizable">Incorrect username or password.</p>'
    '<button class="idpButton-customizable" type="button">Head office</button>'
    '<button class="socialButton-customizable" type="button">Continue with Google</button>'
    '<p class="legalText-customizable">We won’t post to any of your accounts without asking first</p>'
    '<span class="idpDescription-customizable">Sign in with your corporate ID</span>'
    '<span class="textDescription-customizable">Sign in with your username and password</span>'
    '<div class="fields"><label class="label-customizable" for="u">Username</label>'
    '<input class="inputField-customizable" id="u" value="ana@example.com">'
    '<label class="label-customizable" for="p">Password</label>'
    '<input class="inputField-customizable" id="p" type="password" value="password">'
    '<span class="passwordCheck-valid-customizable">✓ A lower-case letter</span> '
    '<span class="passwordCheck-notValid-customizable">✖ At least 8 characters</span></div>'
    '<button class="submitButton-customizable" type="button">Sign in</button>'
    "</div></div></body></html>"
)


def page_of(css: str, logo: bytes, checked: Checked, *, has_logo: bool = False) -> str:
    """The page; only ever answer it under `POLICY`. `has_logo` where there is one that cannot be shown here."""
    # An escape of CSS itself, so that nothing can end the style and begin an element.
    inert = css.replace("<", r"\3c ")
    said = _said("Cognito is going to refuse this", checked.problems) + _said("To know", checked.notes)
    return PAGE.format(BASE, inert, said, _logo(logo, has_logo))


def _logo(logo: bytes, has_logo: bool) -> SafeString:
    extension = format_of(logo)
    if extension not in {"PNG", "JPEG"}:
        words = "The logo that is there now" if has_logo else "No logo"
        return format_html('<span class="nologo">{}</span>', words)
    address = f"data:{CONTENT_TYPES[extension]};base64,{base64.b64encode(logo).decode()}"
    return format_html('<img class="logo-customizable" src="{}" alt="The logo">', address)


def _said(title: str, lines: Iterable[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return (
        format_html('<div class="said"><strong>{}</strong><ul>{}</ul></div>', title, items)
        if items
        else SafeString()
    )
