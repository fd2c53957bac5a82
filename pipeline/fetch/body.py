"""Response bodies: decompressed by hand, so that a small body that unpacks to a huge one is stopped in time.

An HTTP library decompresses what has arrived in one go; a bomb has then already filled the memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from email.message import Message

from pipeline.fetch.outcome import Reason, RefusedError

ACCEPT_ENCODING = "gzip, deflate"
"""What ``BodyReader`` can unpack."""

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class BodyReader:
    """Collects a body from its chunks, up to a limit."""

    def __init__(self, content_encoding: str, max_bytes: int) -> None:
        """``content_encoding`` is the response header's value; ``max_bytes`` counts after unpacking.

        Raises RefusedError (encoding) for an encoding that we did not offer.
        """
        name = content_encoding.strip().lower() or "identity"
        makers: dict[str, Callable[[], _Inflater | None]] = {
            "identity": lambda: None,
            "gzip": lambda: _Inflater(16 + zlib.MAX_WBITS),
            "x-gzip": lambda: _Inflater(16 + zlib.MAX_WBITS),
            "deflate": lambda: _Inflater(zlib.MAX_WBITS),
        }
        if name not in makers:
            raise RefusedError(Reason.ENCODING, f"content encoding {name[:40]!r} was not asked for")
        self._inflater = makers[name]()
        self._max = max_bytes
        self._body = bytearray()
        self.received = 0
        """Bytes over the wire."""

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk. Raises RefusedError (too_large or encoding)."""
        self.received += len(chunk)
        room = self._max - len(self._body) + 1
        self._body += self._inflater.inflate(chunk, room) if self._inflater else chunk
        if len(self._body) > self._max:
            raise RefusedError(Reason.TOO_LARGE, f"the body is larger than {self._max} bytes")

    def finish(self) -> bytes:
        """The whole body. Raises RefusedError (encoding) if the compressed data broke off."""
        if self._inflater and self.received and not self._inflater.complete:
            raise RefusedError(Reason.ENCODING, "the compressed body is incomplete")
        return bytes(self._body)


class _Inflater:
    """zlib with a bound on what one call may give, for gzip of several members and both kinds of deflate."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._z = zlib.decompressobj(wbits)
        self._started = False

    @property
    def complete(self) -> bool:
        return self._z.eof

    def inflate(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data and len(out) < room:
            if self._z.eof:
                if self._wbits <= zlib.MAX_WBITS or not data.startswith(b"\x1f\x8b"):
                    break  # padding after the end
                self._z = zlib.decompressobj(self._wbits)
            out += self._step(data, room - len(out))
            data = self._z.unconsumed_tail or self._z.unused_data
        return bytes(out)

    def _step(self, data: bytes, room: int) -> bytes:
        try:
            out = self._z.decompress(data, room)
        except zlib.error:
            if self._started or self._wbits != zlib.MAX_WBITS:
                raise RefusedError(Reason.ENCODING, "the compressed body is damaged") from None
            # "deflate" without the zlib wrapping, as some servers send it
            self._wbits = -zlib.MAX_WBITS
            self._z = zlib.decompressobj(self._wbits)
            self._started = True
            return self._step(data, room)
        self._started = True
        return out


def media_type(content_type: str) -> tuple[str, str | None]:
    """Type and charset of a Content-Type header, both in lower case; ("", None) for an empty header."""
    if not content_type.strip():
        return "", None
    message = Message()
    message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    charset = message.get_content_charset()
    return content_type.partition(";")[0].strip().lower(), charset


def looks_like_html(body: bytes) -> bool:
    """Whether a body without a declared type begins like an HTML page."""
    start = body[:1024].lower()
    return b"<!doctype html" in start or b"<html" in start
