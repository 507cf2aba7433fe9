"""The side navigation and the phone's tab bar of each office, in one table."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinxin.kernel.roles import BODY_ROLES, Role
from yinxin.people.models import Office

Line = tuple[str, Promise, str]  # address name, label, icon
Group = tuple[Promise | str, tuple[Line, ...]]

_DESK: tuple[Group, ...] = (
    ("", (("desk:dashboard", _("Dashboard"), "layout-dashboard"),)),
    (
        _("Work"),
        (
            ("desk:enterprises", _("Enterprise ledger"), "building-factory"),
            ("desk:industries", _("Industry ledger"), "plant-2"),
            ("desk:applications", _("Certification cases"), "file-text"),
            ("desk:pool", _("Cultivation pool"), "seedling"),
            ("desk:proposals", _("Proposals"), "bulb"),
            ("desk:projects", _("Projects"), "timeline"),
            ("desk:standards", _("Standards"), "stack-2"),
            ("desk:certificates", _("Certificates"), "certificate"),
            ("desk:experts", _("Expert pool"), "users"),
            ("desk:draws", _("Draws by lot"), "dice-5"),
        ),
    ),
    (
        _("Supervision"),
        (
            ("field:reports", _("Reports of misuse"), "speakerphone"),
            ("field:cases", _("Cases"), "gavel"),
        ),
    ),
    (
        _("Figures and texts"),
        (
            ("desk:bulletin", _("Bulletin"), "file-type-docx"),
            ("desk:articles", _("News"), "news"),
            ("desk:register", _("Register of acts"), "history"),
        ),
    ),
)
_BANNER: tuple[Group, ...] = tuple(  # a banner draws nothing by lot
    (heading, tuple(line for line in lines if line[0] != "desk:draws")) for heading, lines in _DESK
)
_FIELD: tuple[Group, ...] = (
    (
        _("Supervision"),
        (
            ("field:reports", _("Reports of misuse"), "speakerphone"),
            ("field:cases", _("Cases"), "gavel"),
            ("desk:certificates", _("Certificates"), "certificate"),
            ("desk:enterprises", _("Enterprise ledger"), "building-factory"),
        ),
    ),
)
_ENTERPRISE: tuple[Group, ...] = (
    (
        "",
        (
            ("enterprise:home", _("My enterprise"), "building-factory"),
            ("enterprise:applications", _("My applications"), "file-text"),
            ("enterprise:certificates", _("My certificates"), "certificate"),
            ("enterprise:labels", _("Labels"), "qrcode"),
            ("enterprise:proposals", _("Proposals for standards"), "bulb"),
            ("public:guide", _("How to apply"), "book"),
        ),
    ),
)
_BODY: tuple[Group, ...] = (
    (
        "",
        (
            ("body:tasks", _("To do"), "clipboard-list"),
            ("body:applications", _("Cases"), "file-text"),
            ("body:certificates", _("Certificates"), "certificate"),
            ("body:requests", _("Requests to suspend"), "ban"),
        ),
    ),
)
_INSTITUTE: tuple[Group, ...] = (
    (
        "",
        (
            ("desk:programme", _("Programme"), "layout-dashboard"),
            ("desk:calls", _("Calls for proposals"), "mail-forward"),
            ("desk:proposals", _("Proposals"), "bulb"),
            ("desk:projects", _("Projects"), "timeline"),
            ("desk:standards", _("Standards"), "stack-2"),
            ("desk:experts", _("Expert pool"), "users"),
            ("desk:matters", _("Expert matters"), "users-group"),
            ("desk:draws", _("Draws by lot"), "dice-5"),
        ),
    ),
)

_EXPERT: tuple[Group, ...] = (
    (
        "",
        (
            ("expert:home", _("My work"), "clipboard-list"),
            ("expert:record", _("My record"), "id-badge-2"),
        ),
    ),
)
_ASSOCIATION: tuple[Group, ...] = (
    (
        "",
        (
            ("enterprise:proposals", _("Proposals for standards"), "bulb"),
            ("public:standards", _("Standards"), "stack-2"),
        ),
    ),
)

_OF_ROLE: dict[Role, tuple[Group, ...]] = {
    Role.LEAGUE_OFFICER: _DESK,
    Role.BANNER_OFFICER: _BANNER,
    Role.INSPECTOR: _FIELD,
    Role.ENTERPRISE: _ENTERPRISE,
    Role.INSTITUTE_OFFICER: _INSTITUTE,
    Role.EXPERT: _EXPERT,
    Role.ASSOCIATION: _ASSOCIATION,
    **dict.fromkeys(BODY_ROLES, _BODY),
}
TABS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the navigation."""

    url: str
    label: Promise
    icon: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Navigation:
    """What the layout renders: groups at the side, the first few items as tabs on a phone."""

    groups: list[tuple[Promise | str, list[Item]]] = field(default_factory=list)
    tabs: list[Item] = field(default_factory=list)
    search_url: str = ""


def home_of(office: Office) -> str:
    """The first address of an office's navigation."""
    return reverse(_OF_ROLE[office.as_role][0][1][0][0])


def navigation(request: HttpRequest, office: Office | None) -> Navigation:
    """The navigation of the office on this page."""
    if office is None:
        return Navigation()
    lines_of_role = _OF_ROLE[office.as_role]
    addresses = [reverse(name) for _heading, lines in lines_of_role for name, _label, _icon in lines]
    # The longest address that leads here, so that a home page is not current on all pages below it.
    here = max((url for url in addresses if request.path.startswith(url)), key=len, default="")
    groups = [(heading, [_item(here, *line) for line in lines]) for heading, lines in lines_of_role]
    items = [item for _heading, lines in groups for item in lines]
    search = reverse("desk:search") if office.is_regulator else ""
    return Navigation(groups, items[:TABS], search)


def _item(here: str, name: str, label: Promise, icon: str) -> Item:
    url = reverse(name)
    return Item(url, label, icon, current=url == here)
