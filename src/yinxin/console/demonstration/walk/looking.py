"""Going from stop to stop, and saying of each what was seen."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from yinxin.console.demonstration.people import PASSWORD
from yinxin.console.demonstration.walk.checks import Fault
from yinxin.console.demonstration.walk.stops import CHINESE, NOBODY, Stop
from yinxin.console.demonstration.walk.visitor import Answer, Browser

LANG = {CHINESE: 'lang="zh', "en": 'lang="en'}
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
# Script or style that the policy would refuse; JSON in a script element is data.
_INLINE = re.compile(r"<script(?![^>]*(\bsrc=|type=\"application/json\"))|\sstyle=\"|\son[a-z]+=\"")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at a stop; `fault` is empty where all is well."""

    stop: Stop
    answer: Answer | None
    what: str
    fault: Fault


def line_of(seen: Seen) -> str:
    """A stop and what was seen there, as a line of the table."""
    stop, answer = seen.stop, seen.answer
    status = f"{answer.status} {answer.seconds * 1000:5.0f} ms" if answer else " " * 12
    who = stop.user or "nobody"
    said = f"FAULT: {seen.fault}" if seen.fault else seen.what
    return f"{'NO' if seen.fault else 'ok'}  {status}  {who:<14} {stop.language[:2]}  {stop.path:<58} {said}"


class CannotSignIn(Exception):
    """An account that was printed does not open."""


def walk(stops: Iterable[Stop], *, enter: Callable[[], Browser]) -> Iterator[Seen]:
    """Every stop in turn. `enter` gives a browser without cookies; each user signs in once."""
    browsers = {NOBODY: enter()}
    for stop in stops:
        try:
            if stop.user not in browsers:
                browsers[stop.user] = signed_in(enter(), stop.user)
            path = quote(stop.path, safe="/?=&%:-.~")
            answer = browsers[stop.user].get(path, language=stop.language, accept=stop.accept)
        except (OSError, CannotSignIn) as error:
            yield Seen(stop, None, "", f"{type(error).__name__}: {error}")
        else:
            yield Seen(stop, answer, _what(answer), _fault(stop, answer))


def signed_in(browser: Browser, username: str) -> Browser:
    """The browser of a user who went through the form."""
    path = reverse("login")
    form = browser.get(path)
    fields = {"username": username, "password": PASSWORD, "next": ""}
    landed = browser.post(path, fields, on=form)
    if landed.status != 200 or 'name="password"' in landed.text:
        raise CannotSignIn(f"{username}: {landed.status}")
    return browser


def _what(answer: Answer) -> str:
    """The heading of a page, or the kind and size of anything else."""
    heading = _HEADING.search(answer.text) if answer.kind == "text/html" else None
    if heading:
        return " ".join(_TAG.sub(" ", heading[1]).split())
    return f"{answer.kind.rpartition('.')[2]}, {len(answer.content):,} bytes"


def _fault(stop: Stop, answer: Answer) -> Fault:
    if answer.status != stop.status:
        return f"answers {answer.status}, not {stop.status}"
    if stop.check:
        return stop.check(answer)
    return next(_faults_of_page(stop, answer), "")


def _faults_of_page(stop: Stop, answer: Answer) -> Iterator[Fault]:
    if answer.kind != "text/html":
        yield f"is {answer.kind}, not a page"
    text = answer.text
    if LANG[stop.language] not in text:
        yield "is in another language"
    if not _HEADING.search(text):
        yield "has no heading"
    if _INLINE.search(text):
        yield "has inline script or style"
    if "unsafe" in answer.headers.get("Content-Security-Policy", "unsafe"):
        yield "has no strict Content-Security-Policy"
    yield from (f"does not say “{words}”" for words in stop.says if words not in text)
    yield from (f"shows “{words}”" for words in stop.hides if words in text)
