"""The life of a label batch."""

from enum import StrEnum

from yinxin.kernel.lifecycle import Lifecycle, Move
from yinxin.kernel.roles import Role


class BatchState(StrEnum):
    """Issued labels answer scans; voided ones say so."""

    ISSUED = "issued"
    VOIDED = "voided"


BATCH_LIFE = Lifecycle(
    "label batch",
    Move("void_range", {BatchState.ISSUED}, BatchState.ISSUED, {Role.ENTERPRISE, Role.CERTIFIER}),
    Move("void", {BatchState.ISSUED}, BatchState.VOIDED, {Role.ENTERPRISE, Role.CERTIFIER}),
)
