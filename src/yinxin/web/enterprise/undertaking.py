"""What an applicant undertakes (自我承诺): the duties of a certified client (ISO/IEC 17065 4.1.2.2)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNDERTAKING: tuple[Promise, ...] = (
    _("What we state and hand in is true."),
    _(
        "The product keeps to the standard as long as it is certified, and we carry out changes when the body tells us."
    ),
    _("Auditors and inspectors may see the sites, the records and the staff, and may take samples."),
    _(
        "We use the certificate and the mark only for the certified product, within its quantity, and mislead nobody."
    ),
    _(
        "When the certificate is suspended, withdrawn, cancelled or has expired, we stop using the mark at once."
    ),
    _(
        "We keep a record of complaints about the product and of what we did about them, and show it on request."
    ),
    _(
        "We tell the body without delay of changes of the enterprise, the site, the raw material or the process."
    ),
)
