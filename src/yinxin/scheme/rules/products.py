"""What may be certified, and the documents that an applicant hands in for it."""

from typing import Literal

from yinxin.scheme.rules.values import Code, Count, Line, Named, Sourced, Strict, Text, YesNo

StandardClass = Literal["MZB01", "MZB02", "MZB03"]


class Industry(Strict):
    """A line of business by which enterprises are counted; `is_priority` for the five that the league named."""

    code: Code
    name: Text
    is_priority: YesNo


class ProductKind(Named):
    """A kind of product that a published standard covers, certified by one mode.

    `documents` are asked for in addition to those that everyone hands in.
    """

    industry: Code
    standard_class: StandardClass
    mode: Code
    documents: tuple[Code, ...]


class Document(Named):
    """A document that an applicant hands in.

    Every one serves a clause of something that binds, since conditions unrelated to certification may not be made
    (认证认可条例 19). `condition` says when an optional document is needed after all.
    """

    why: Text
    clauses: tuple[Line, ...]
    formats: tuple[Code, ...]
    required: YesNo
    needs_expiry: YesNo
    condition: Text | None = None


class FileFormat(Strict):
    """A kind of file that may be handed in, with the media type that its content must have."""

    code: Code
    media_type: Line


class Uploads(Sourced):
    """Limits on the files that are handed in."""

    max_bytes: Count
    formats: tuple[FileFormat, ...]
