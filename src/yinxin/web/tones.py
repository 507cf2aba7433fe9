"""Which colour a state has on a page: one table, so that “suspended” looks the same everywhere.

The words are those of the lifecycle tables. A state that is not here is neutral.
"""

from enum import StrEnum


class Tone(StrEnum):
    """The classes that theme.css knows, and the icon that goes with each."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    QUIET = ""

    @property
    def icon(self) -> str:
        return _ICONS[self]


_ICONS = {
    Tone.OK: "circle-check",
    Tone.INFO: "clock",
    Tone.WARN: "alert-triangle",
    Tone.BAD: "ban",
    Tone.QUIET: "circle-dashed",
}

_WORDS = {
    Tone.OK: """
        accepted active admitted agreed answered applied approved certified closed completed confirmed conforming
        effective granted issued ok paid passed printed published qualified resolved settled signed upheld valid
        verified case.closed drawn study.done
    """,
    Tone.INFO: """
        accepting assigned checked decided deciding drafting evaluated evaluating in_progress info investigating
        notified open planned proposed reviewed reviewing running sampled scheduled sent submitted testing
        under_evaluation under_review upcoming
        case.open in_case received committed approval comment numbered review study.planned
    """,
    Tone.WARN: """
        awaiting awaiting_supplement due expiring expiring_soon incomplete late minor nearing nominated overdrawn
        paused pending provisional reduced returned superseded supplement_requested suspended unverified warn
        asked
        abandoned
    """,
    Tone.BAD: """
        annulled bad cancelled declined expired failed forged invalidated major nonconforming overdue rejected
        refused revoked severe unknown voided withdrawn
        case.confirmed lapsed stopped
    """,
}

TONES: dict[str, Tone] = {word: tone for tone, words in _WORDS.items() for word in words.split()}
