"""Icons, days, tones and query strings for templates. The settings load this library everywhere."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils.dateformat import format as in_english
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from yinxin.web import once as once_only
from yinxin.web import phrases
from yinxin.web.quantities import plain
from yinxin.web.tones import TONES, Tone

register = template.Library()

SPRITE = Path(__file__).resolve().parent.parent / "static/vendor/tabler-icons/icons.svg"
SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)"[^>]*>(.*?)</symbol>')
HERE = ZoneInfo("Asia/Shanghai")  # the clock on the wall of every reader of these pages

FILES = {
    ".pdf": ("file-type-pdf", "c-red"),
    ".docx": ("file-type-docx", "c-blue"),
    ".doc": ("file-type-docx", "c-blue"),
    ".xlsx": ("file-spreadsheet", "c-green"),
    ".xls": ("file-spreadsheet", "c-green"),
    ".csv": ("file-spreadsheet", "c-green"),
    ".jpg": ("photo", "c-gold"),
    ".jpeg": ("photo", "c-gold"),
    ".png": ("photo", "c-gold"),
    ".heic": ("photo", "c-gold"),
    ".zip": ("file-zip", "c-grey"),
    ".txt": ("file-text", "c-grey"),
}


@cache
def drawings() -> dict[str, str]:
    """The shapes of every vendored icon, by name."""
    return dict(SYMBOL.findall(SPRITE.read_text()))


@register.simple_tag
def icon(name: str, **options: str) -> SafeString:
    """Draw a vendored icon: `{% icon "search" %}`, `{% icon "search" class="ic-lg" %}`.

    It is hidden from screen readers, since words stand beside it; where none do, `title=` says it. A name that
    was not vendored is a mistake of ours and fails: add it to script/vendor_frontend.
    """
    shapes = drawings().get(name)
    if shapes is None:
        message = f"no icon {name!r} is vendored; add it to script/vendor_frontend"
        raise LookupError(message)
    title = options.get("title", "")
    return format_html(
        '<svg class="{}" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" {}>{}{}</svg>',
        f"ic {options.get('class', '')}".strip(),
        mark_safe('role="img"' if title else 'aria-hidden="true"'),  # noqa: S308 - our own two literals
        format_html("<title>{}</title>", title) if title else "",
        mark_safe(shapes),  # noqa: S308 - read from the vendored sprite, whose checksum is tested
    )


def is_chinese() -> bool:
    """Whether the reader has chosen Chinese."""
    return (get_language() or "zh").startswith("zh")


def on_the_wall(value: date) -> date:
    """A moment as the wall clock here shows it; a plain day as it is."""
    return value.astimezone(HERE) if isinstance(value, datetime) and value.tzinfo else value


@register.filter
def day(value: date | None, form: str = "full") -> str:
    """2026年11月23日 or 23 Nov 2026. Forms: `full`, `short` (11月23日), `month` (2026年11月), `iso`.

    >>> from django.utils.translation import override
    >>> with override("zh-hans"):
    ...     day(date(2026, 11, 3)), day(date(2026, 11, 3), "short"), day(date(2026, 11, 3), "month")
    ('2026年11月3日', '11月3日', '2026年11月')
    """
    if value is None:
        return "—"
    here = on_the_wall(value)
    if form == "iso":
        return here.strftime("%Y-%m-%d")
    if is_chinese():
        whole = {
            "full": "{0.year}年{0.month}月{0.day}日",
            "short": "{0.month}月{0.day}日",
            "month": "{0.year}年{0.month}月",
        }
        return whole[form].format(here)
    return in_english(here, {"full": "j M Y", "short": "j M", "month": "M Y"}[form])


@register.filter
def moment(value: datetime | None, form: str = "full") -> str:
    """2026年11月23日 10:32 or 23 Nov 2026, 10:32, as the clock in Alxa shows it. Forms: `full`, `short`."""
    if value is None:
        return "—"
    return f"{day(value, form)}{' ' if is_chinese() else ', '}{on_the_wall(value):%H:%M}"


@register.filter
def mask(phone: str | None) -> str:
    """Hide the middle of a telephone number.

    >>> mask("13812340417"), mask("0483-8331234"), mask("12315"), mask("")
    ('138****0417', '0483****1234', '*****', '')
    """
    number = (phone or "").strip()
    if len(number) < 8:
        return "*" * len(number)
    head = 4 if number.startswith("0") else 3
    return f"{number[:head]}****{number[-4:]}"


@register.filter
def tone(state: str | None) -> str:
    """The colour of a state: `ok`, `info`, `warn`, `bad`, or nothing for a neutral one."""
    return TONES.get(str(state), Tone.QUIET)


@register.filter
def tone_icon(value: str | None) -> str:
    """The icon of a tone, or of the tone of a state, so that colour never speaks alone."""
    known = value if value in set(Tone) else tone(value)
    return Tone(known).icon


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    return str(phrases.ROLES[role])


@register.filter
def state_name(state: str, noun: str = "") -> str:
    """What a state is called, of its noun where nouns differ: `{{ state|state_name:"certificate" }}`."""
    return phrases.state(noun, state) if noun else str(phrases.STATES[state])


@register.filter
def verb_name(verb: str) -> str:
    """What the button of a verb says."""
    return str(phrases.VERBS[verb])


@register.filter
def act_name(kind: str) -> str:
    """What an entry of the register is called."""
    return str(phrases.ACTS[kind])


@register.filter
def named(thing: Any) -> str:
    """The name of a division, an organisation or a product in the reader's language, where it has one."""
    if thing is None:
        return "—"
    english = "" if is_chinese() else getattr(thing, "name_en", "")
    return str(english or thing.name)


@register.simple_tag
def once() -> SafeString:
    """The hidden field by which a form sent twice acts once: see `yinxin.web.once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', once_only.FIELD, once_only.token())


@register.filter
def filesize(size: int | None) -> str:
    """312 KB; a dash where there is no file."""
    return "—" if size is None else filesizeformat(size)


@register.filter
def quantity(number: Decimal | int | None) -> str:
    """12,000; a dash where nothing was stated."""
    return "—" if number is None else plain(Decimal(number))


@register.simple_tag(takes_context=True)
def query(context: template.RequestContext, **changes: Any) -> str:
    """The query string of this page with `changes`: `{% query sort="name" %}`, `{% query banner=None %}`.

    Any change but one of `page` itself goes back to the first page, since the rows are others.
    """
    parameters = context.request.GET.copy()
    parameters.pop("page", None)
    for key, value in changes.items():
        if value is None or value == "":
            parameters.pop(key, None)
        elif isinstance(value, Iterable) and not isinstance(value, str):
            parameters.setlist(key, [str(one) for one in value])
        else:
            parameters[key] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def menu_link(context: template.RequestContext, view: str, label: str) -> SafeString:
    """A line of the portal's menu, marked when the reader is there."""
    try:
        address = reverse(view)
    except NoReverseMatch:
        return SafeString("")
    here = context.request.resolver_match
    is_current = here is not None and here.view_name == view
    return format_html(
        '<li><a href="{}"{}>{}</a></li>',
        address,
        mark_safe(' aria-current="page"') if is_current else "",
        label,
    )


@register.filter
def pages(page: Page[Any]) -> Iterator[int | str]:
    """The numbers that a pager shows: the ends, the neighbours, and dots between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def absolute(number: int) -> int:
    """A number without its sign, for "3 days late"."""
    return abs(number)


@register.filter
def file_icon(name: str) -> str:
    """The icon of a kind of file."""
    return FILES.get(PurePath(name).suffix.lower(), ("file", "c-grey"))[0]


@register.filter
def file_colour(name: str) -> str:
    """The colour of a kind of file."""
    return FILES.get(PurePath(name).suffix.lower(), ("file", "c-grey"))[1]


@register.filter
def share(part: float, whole: float) -> int:
    """What `part` is of `whole`, in per cent between 0 and 100, for a bar.

    >>> share(5, 8), share(1, 0), share(9, 8)
    (62, 0, 100)
    """
    return max(0, min(100, round(100 * part / whole))) if whole else 0
