"""What the program says when it will not do something.

A refusal is expected: it is shown, never logged as an error. Its four kinds tell what the person can do next,
and the web and the API each turn a kind into a status in one place. The sentence belongs to
`yinxin.web.phrases`.
"""

from typing import ClassVar


class Refusal(Exception):
    """Base of the four kinds. `code` is stable and public; `facts` fill the sentence."""

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class NotFound(Refusal):
    """There is no such thing, or none that this viewer may know of. 404."""

    code = "not_found"


class NotYours(Refusal):
    """It exists, and this office may not do this to it. 403."""

    code = "not_yours"


class WrongState(Refusal):
    """It may be done, but not now. 409."""

    code = "wrong_state"


class NotAcceptable(Refusal):
    """It may be done now, but not with these facts. 422."""

    code = "not_acceptable"


class ChangedMeanwhile(WrongState):
    """Somebody else acted since the page was opened: look again, then decide."""

    code = "changed_meanwhile"
