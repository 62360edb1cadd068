"""What the pages about signing in need besides the shared components."""

from itertools import groupby

from allauth.mfa.utils import is_mfa_enabled
from django import template
from django.conf import settings
from qrcode.main import QRCode

from console.access.models import Operator
from console.access.sso import SingleSignOn

register = template.Library()


@register.inclusion_tag("mfa/_qr.html")
def qr(text: str, label: str) -> dict[str, object]:
    """A QR code as inline SVG, since the policy allows no data: images. One unit is one square."""
    code = QRCode(border=4)
    code.add_data(text)
    squares: list[list[bool]] = code.get_matrix()
    lines = (line for y, row in enumerate(squares) for line in _dark_lines(row, y))
    return {"size": len(squares), "path": "".join(lines), "label": label}


@register.simple_tag
def single_sign_on() -> SingleSignOn | None:
    """The provider whose button the sign-in page shows; None without one."""
    provider: SingleSignOn | None = settings.SINGLE_SIGN_ON
    return provider


@register.simple_tag
def second_factor_is_due(operator: Operator) -> bool:
    """Whether this operator can do nothing else before there is a second factor."""
    return bool(settings.REQUIRE_MFA and not operator.signs_in_elsewhere and not is_mfa_enabled(operator))


@register.filter
def on_lines(texts: list[str]) -> str:
    """One a line, to be copied together."""
    return "\n".join(texts)


def _dark_lines(row: list[bool], y: int) -> list[str]:
    """SVG path commands that fill each run of dark squares in a row."""
    lines, x = [], 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            lines.append(f"M{x},{y}h{length}v1h-{length}z")
        x += length
    return lines
