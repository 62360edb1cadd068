"""Looks of the sign-in pages: some CSS, and logos drawn here so that no image file is needed."""

import base64
import struct
import zlib
from typing import Any

CSS = """/* The shop's colours */
.banner-customizable {
  padding: 20px 0px 20px 0px;
  background-color: #0f4c81;
}

.logo-customizable {
  max-width: 50%;
  max-height: 30%;
}

.submitButton-customizable {
  font-size: 15px;
  font-weight: bold;
  margin: 20px 0px 10px 0px;
  height: 44px;
  width: 100%;
  color: #ffffff;
  background-color: #0f4c81;
}

.submitButton-customizable:hover {
  color: #ffffff;
  background-color: #0b3a63;
}

.inputField-customizable:focus {
  border-color: #0f4c81;
  outline: 0;
}
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="#0f766e"/>'
    b'<path d="M9 17l5 5 9-11" fill="none" stroke="#ffffff" stroke-width="3"/></svg>'
)
BLUE, TEAL, WHITE = (15, 76, 129), (15, 118, 110), (255, 255, 255)


def logo(colour: tuple[int, int, int] = WHITE, on: tuple[int, int, int] = BLUE, size: int = 96) -> str:
    """A ring as a PNG file in base64, as JSON carries it."""
    middle, outer, inner = (size - 1) / 2, size * 0.46, size * 0.26
    rows = b"".join(
        b"\x00"
        + b"".join(
            bytes(colour if inner**2 <= (x - middle) ** 2 + (y - middle) ** 2 <= outer**2 else on)
            for x in range(size)
        )
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


def assets() -> list[dict[str, Any]]:
    """The images of a style: a logo for light and dark, and a favicon."""
    return [
        _asset("FORM_LOGO", "LIGHT", "PNG", logo(TEAL, WHITE)),
        _asset("FORM_LOGO", "DARK", "PNG", logo(WHITE, TEAL)),
        _asset("FAVICON_SVG", "DYNAMIC", "SVG", base64.b64encode(SVG).decode()),
    ]


def _asset(category: str, mode: str, extension: str, data: str) -> dict[str, Any]:
    return {"Category": category, "ColorMode": mode, "Extension": extension, "Bytes": data}


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
