"""What is done by the day: contacts of answered reports are erased."""

from datetime import datetime, timedelta

from yinxin.supervision import rules
from yinxin.supervision.models import Report


def forget_contacts(*, at: datetime) -> int:
    """Erase how to reach who reported, once the answer is older than the time it is kept for (PIPL 19, 47)."""
    answered = Report.objects.filter(answered_at__lt=at - timedelta(days=rules.CONTACT_KEPT_DAYS))
    return answered.exclude(contact="").update(contact="")
