"""All tables of standards, gathered for Django; each noun's own stand in its sub-package."""

from yinxin.standards.calls.models import Call, Proposal, Score
from yinxin.standards.comments.models import Comment
from yinxin.standards.projects.models import Drafter, Paper, Project, StageSpan
from yinxin.standards.reviews.models import Ballot, Opinion, PanelReview
from yinxin.standards.studies.models import FieldStudy, Measurement, Sample, StudyPhoto
from yinxin.standards.texts.models import Clause, Indicator, Standard, Version

__all__ = (
    "Ballot",
    "Call",
    "Clause",
    "Comment",
    "Drafter",
    "FieldStudy",
    "Indicator",
    "Measurement",
    "Opinion",
    "PanelReview",
    "Paper",
    "Project",
    "Proposal",
    "Sample",
    "Score",
    "StageSpan",
    "Standard",
    "StudyPhoto",
    "Version",
)
