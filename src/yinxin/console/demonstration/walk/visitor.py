"""A browser without a screen: cookies, forms, a language. The standard library is enough."""

import re
import time
from dataclasses import dataclass
from email.message import Message
from html import unescape
from http.cookiejar import CookieJar
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

PATIENCE = 30  # seconds
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    headers: Message
    content: bytes
    seconds: float

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        """What a page says, with its entities resolved."""
        return unescape(self.content.decode("utf-8", errors="replace"))


class Browser(Protocol):
    """What the walk asks of a browser."""

    def get(self, path: str, *, language: str = "zh-hans", accept: str = "text/html") -> Answer:
        """Open an address."""

    def post(self, path: str, fields: dict[str, str], *, on: Answer) -> Answer:
        """Send the form of a page that was opened before."""


class Visitor:
    """A browser over HTTP: keeps its cookies between pages. Every answer is returned, whatever its status."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._open: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, *, language: str = "zh-hans", accept: str = "text/html") -> Answer:
        """Open an address."""
        return self._answer(self._request(path), language=language, accept=accept)

    def post(self, path: str, fields: dict[str, str], *, on: Answer) -> Answer:
        """Send the form of a page that was opened before."""
        token = _TOKEN.search(on.text)
        data = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **fields}).encode()
        request = self._request(path, data=data)
        request.add_header("Referer", request.full_url)
        return self._answer(request, language="zh-hans", accept="text/html")

    def _request(self, path: str, data: bytes | None = None) -> Request:
        return Request(self.base_url + path, data=data)  # noqa: S310 - the address of our own server

    def _answer(self, request: Request, *, language: str, accept: str) -> Answer:
        request.add_header("Accept-Language", language)
        request.add_header("Accept", accept)
        request.add_header("User-Agent", "yinxin demo check")
        begun = time.monotonic()
        try:
            response = self._open.open(request, timeout=PATIENCE)
        except HTTPError as refused:
            response = refused
        with response:
            content = response.read()
        return Answer(response.status, response.headers, content, time.monotonic() - begun)
