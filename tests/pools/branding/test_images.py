"""Images are what their content says."""

import pytest

from pools.branding.images import digest_in, digest_of, facts_of, format_of
from tests.pools.branding.conftest import PNG, SVG


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (PNG, "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x01\x00\x01", "ICO"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><!DOCTYPE svg>\n<!-- <svg> --> <SVG>", "SVG"),
        (b"<!-- <svg> ", ""),
        (b"<!---->" * 500, ""),
        (b"<html><svg></svg>", ""),
        (b"GIF89a", ""),
        (b"", ""),
    ],
)
def test_an_image_is_what_its_content_says(data: bytes, extension: str) -> None:
    assert format_of(data) == extension
    assert digest_in(facts_of(data, extension)) == digest_of(data)
