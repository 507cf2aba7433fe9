"""Lets a server of the journeys live some days ahead: Python reads this file when it starts, in each of its processes.

Time limits of thirty days and values that are known on a later day are then walked as they are, in one afternoon.
"""

import os
from datetime import timedelta

ahead = timedelta(days=float(os.environ.get("DAYS_AHEAD", "0")))
if ahead:
    from django.utils import timezone

    now = timezone.now
    timezone.now = lambda: now() + ahead
