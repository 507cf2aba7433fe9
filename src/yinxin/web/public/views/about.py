"""What the portal says of itself: privacy, accessibility, and what robots may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinxin.marks.rules import SCANS_KEPT_DAYS
from yinxin.scheme.queries import rulebook_in_force
from yinxin.standards.comments.rules import CONTACT_KEPT_DAYS as COMMENT_CONTACT_KEPT_DAYS
from yinxin.supervision.rules import CONTACT_KEPT_DAYS
from yinxin.web import clock
from yinxin.web.access import open_to_all
from yinxin.web.public.sharing import card

# A robot that follows a code would count as a check of that label; the rest is for those who sign in.
NOT_FOR_ROBOTS = (
    "/v/",
    "/01/",
    "/api/v1/verify/",
    "/report/sent/",
    "/report/track/",
    "/standards/comments/sent/",
    "/standards/comments/track/",
    "/sign-in",
    "/home",
    "/desk/",
    "/field/",
    "/enterprise/",
    "/body/",
)
AN_HOUR = 3600


@open_to_all
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, why, and for how long (PIPL 17). The numbers are those by which the program acts."""
    book = rulebook_in_force(clock.today())
    context = {
        "scans_kept_days": SCANS_KEPT_DAYS,
        "contact_kept_days": CONTACT_KEPT_DAYS,
        "comment_contact_kept_days": COMMENT_CONTACT_KEPT_DAYS,
        "copied_within_hours": book.marks.alerts.copied_within_hours,
        "session_hours": settings.SESSION_COOKIE_AGE // AN_HOUR,
        "card": card(
            request, _("Privacy"), _("What this platform keeps of those who use it, why, and for how long.")
        ),
    }
    return render(request, "public/privacy.html", context)


@open_to_all
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the portal, and whom to tell where it fails."""
    context = {
        "card": card(
            request,
            _("Accessibility"),
            _("How these pages can be used, and whom to tell where they fail you."),
        )
    }
    return render(request, "public/accessibility.html", context)


@open_to_all
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """The public register may be read and found; a code is checked by people only."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
