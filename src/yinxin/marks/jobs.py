"""What is done by the day: scans lose what they say of who asked."""

from datetime import datetime, timedelta

from yinxin.marks import rules
from yinxin.marks.models import Scan


def forget_scans(*, at: datetime) -> int:
    """Drop place and device of scans older than the time they are kept for; how many were dropped (PIPL 19, 47)."""
    old = Scan.objects.filter(at__lt=at - timedelta(days=rules.SCANS_KEPT_DAYS))
    return old.exclude(place="", device="").update(place="", device="")
