"""What begins a report's tracking number, and how long a contact is kept."""

TRACKING_PREFIX = "JB"

# How to reach a reporter is kept until the answer has had time to arrive, then erased (PIPL 19, 47).
CONTACT_KEPT_DAYS = 90
