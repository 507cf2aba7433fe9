"""What rulebook values are made of: texts in two languages, and values that say where they come from."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PLACEHOLDER = "placeholder"

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Count = Annotated[int, Field(strict=True, ge=1)]
CountOrNone = Annotated[int, Field(strict=True, ge=0)]
YesNo = Annotated[bool, Field(strict=True)]

T = TypeVar("T")


class UnknownName(KeyError):
    """The rulebook holds nothing under that name. A mistake of the program or of the file, not of a person."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(what, name)
        self.what = what
        self.name = name

    def __str__(self) -> str:
        return f"unknown {self.what} '{self.name}'"


class Strict(BaseModel):
    """A part of the rulebook: unchangeable, and without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """One text in Chinese and in English."""

    zh: Line
    en: Line

    def in_language(self, code: str) -> str:
        """The text for a language code such as `zh-hans` or `en-gb`; Chinese for any language but English."""
        return self.en if code.lower().startswith("en") else self.zh


class Sourced(Strict):
    """A rule that says where it comes from: an article, a standard, or `placeholder` where it is not public.

    `basis` says what a placeholder was modelled on.
    """

    source: Line
    basis: Line | None = None

    @property
    def is_placeholder(self) -> bool:
        """Whether the true value is not known and this one stands in for it."""
        return self.source == PLACEHOLDER


class Value(Sourced, Generic[T]):
    """A single value with its source: `{ value = 3, source = "placeholder" }`."""

    value: T


class Named(Sourced):
    """A rule with a code that the program and the stored cases use, and a name that people read."""

    code: Code
    name: Text
