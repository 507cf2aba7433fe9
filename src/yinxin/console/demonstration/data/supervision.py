"""Reports, cases, and the news."""

from datetime import date

from yinxin.console.demonstration.data.told import Days, Told


class Finding(Told):
    days_ago: Days
    place: str
    text: str
    photo: bool = False


class Request(Told):
    days_ago: Days
    reason_code: str
    reason: str
    granted_days_ago: Days | None = None
    until_in_days: int = 0
    answer: str = ""


class Closed(Told):
    days_ago: Days
    answer: str


class Inquiry(Told):
    """The inspector's case on a report."""

    opened_days_ago: Days
    findings: tuple[Finding, ...] = ()
    confirmed_days_ago: Days | None = None
    dismissed_days_ago: Days | None = None
    conclusion: str = ""
    request: Request | None = None
    closed: Closed | None = None


class Report(Told):
    kind: str
    label: tuple[str, int] | None = None
    days_ago: Days
    division: str = ""
    place: str = ""
    text: str
    photo: bool = False
    contact: str = ""
    case: Inquiry | None = None
    set_aside_days_ago: Days | None = None
    answer: str = ""


class Supervision(Told):
    reports: tuple[Report, ...]


class Clipping(Told):
    file: str
    clipped_on: date


class Article(Told):
    division: str
    days_ago: Days
    title: str
    body: str


class RemovalRequest(Told):
    days_ago: Days
    reason: str
    contact: str


class Publicity(Told):
    clipping: Clipping
    articles: tuple[Article, ...]
    removal_requests: tuple[RemovalRequest, ...]
