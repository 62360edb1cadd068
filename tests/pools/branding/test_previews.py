"""The preview of what is written can do nothing."""

import base64

from pools.branding import css
from pools.branding.previews import page_of
from tests.pools.branding.conftest import PNG, SVG


def test_a_preview_cannot_leave_its_style() -> None:
    page = page_of("</style><script>alert(1)</script>", PNG, css.Checked(notes=("<b>",)))
    assert "<script>" not in page and "&lt;b&gt;" in page
    assert f"data:image/png;base64,{base64.b64encode(PNG).decode()}" in page
    assert "<img" not in page_of("", SVG, css.Checked(), has_logo=True)
