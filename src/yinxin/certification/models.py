"""All tables of certification, gathered for Django; each noun's own stand in its sub-package."""

from yinxin.certification.applications.models import Application, Document, Gap
from yinxin.certification.bodies.models import Body
from yinxin.certification.certificates.models import Certificate, StateChange
from yinxin.certification.decisions.models import Decision, Review
from yinxin.certification.evaluations.models import (
    ElementReport,
    Evaluator,
    Nonconformity,
    TestReport,
    TestResult,
)

__all__ = (
    "Application",
    "Body",
    "Certificate",
    "Decision",
    "Document",
    "ElementReport",
    "Evaluator",
    "Gap",
    "Nonconformity",
    "Review",
    "StateChange",
    "TestReport",
    "TestResult",
)
