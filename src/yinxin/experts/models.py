"""All tables of the experts, gathered for Django; each noun's own stand in its sub-package."""

from yinxin.experts.assignments.models import Assignment, Matter, Party
from yinxin.experts.pool.models import Absence, Expert, Qualification, Tie, Training

__all__ = ("Absence", "Assignment", "Expert", "Matter", "Party", "Qualification", "Tie", "Training")
