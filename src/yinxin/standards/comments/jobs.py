"""What is done by the day: contacts of answered comments are erased."""

from datetime import datetime, timedelta

from django.db.models import Q

from yinxin.standards.comments import rules
from yinxin.standards.comments.lifecycle import CommentState
from yinxin.standards.comments.models import Comment


def forget_contacts(*, at: datetime) -> int:
    """Erase how to reach who commented, once the answer is older than the time it is kept for (PIPL 19, 47).

    What was set aside is never answered: there the time runs from the day on which it came.
    """
    before = at - timedelta(days=rules.CONTACT_KEPT_DAYS)
    over = Comment.objects.filter(
        Q(answered_at__lt=before) | Q(state=CommentState.SET_ASIDE, received_at__lt=before)
    )
    return over.exclude(contact="").update(contact="")
