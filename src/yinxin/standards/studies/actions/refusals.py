"""What is refused of a field study."""

from yinxin.kernel.refusals import NotAcceptable, WrongState


class StudyProjectOver(WrongState):
    """The project was published, lapsed or stopped: nobody travels for it any more."""

    code = "study_project_over"


class StudyUnsaid(NotAcceptable):
    """A purpose, a place, what a sample is of, or a reason was left empty."""

    code = "study_unsaid"


class StudyMisplaced(NotAcceptable):
    """A place has both coordinates or neither, and lies on earth."""

    code = "study_misplaced"


class StudyDaysOutOfOrder(NotAcceptable):
    """The last day lies before the first, or the first after something that was already sampled or measured."""

    code = "study_days_out_of_order"


class StudyNotBegun(NotAcceptable):
    """What has not begun cannot be finished."""

    code = "study_not_begun"


class StudyEmpty(NotAcceptable):
    """A study is finished with what it found: findings, or at least one measurement."""

    code = "study_empty"


class SampleCodeTaken(NotAcceptable):
    """The study has a sample of that code."""

    code = "sample_code_taken"


class SampleDayUnfit(NotAcceptable):
    """A sample is taken from the first day of the study on, and not on a day to come."""

    code = "sample_day_unfit"


class SampleMeasured(WrongState):
    """Measurements name the sample; they would be lost with it."""

    code = "sample_measured"


class MeasurementsUnfit(NotAcceptable):
    """Some of the measurements cannot be taken; none was. `problems` says which: (line, cell, code, facts)."""

    code = "measurements_unfit"


class TooManyMeasurements(NotAcceptable):
    """More lines than are taken at once."""

    code = "measurements_too_many"


class NothingMeasured(NotAcceptable):
    """A limit is taken over from measurements, and there are none of this item in this unit."""

    code = "limit_nothing_measured"


class TextSettled(WrongState):
    """What was approved is published as it was: no limit is added to it."""

    code = "study_text_settled"


class NothingToReport(NotAcceptable):
    """The project has no study that was not dropped."""

    code = "study_nothing_to_report"
