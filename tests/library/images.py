"""Images for tests, good and bad, and a host of them on this machine."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from pytest_httpserver import HTTPServer

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>Not found</title>"


def picture(
    width: int = 528, height: int = 748, color: str = "#336699", kind: str = "JPEG"
) -> bytes:
    """One color, as a file of that kind."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), color).save(written, kind)
    return written.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it has as many pixels, and has some."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@dataclass
class ImageServer:
    http: HTTPServer
    media: Path

    def gives(
        self, path: str, data: bytes, *, status: int = 200, kind: str = "image/jpeg"
    ) -> str:
        """The address at which this comes."""
        self.http.expect_request(path).respond_with_data(
            data, status=status, content_type=kind
        )
        return self.http.url_for(path)

    def redirects(self, path: str, to: str) -> str:
        self.http.expect_request(path).respond_with_data(
            b"", status=302, headers={"Location": to}
        )
        return self.http.url_for(path)

    @property
    def asked(self) -> list[str]:
        return [request.path for request, _ in self.http.log]
