"""Where values and limits stand on a strip plot."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yinxin.standards.studies.rules.statistics import Limit
from yinxin.web.desk.strip_plot import Line, strip_plot

VALUES = st.lists(
    st.decimals(min_value=-100, max_value=10000, places=2, allow_nan=False), min_size=1, max_size=60
)


def at_least(limit, *, kind="peer", label="同类标准"):
    return Line(kind, label, Limit("at_least", Decimal(limit)))


def numbers(*values):
    return [Decimal(value) for value in values]


def place(text):
    return Decimal(text.removesuffix("%"))


@given(VALUES, st.decimals(min_value=-100000, max_value=100000, places=2, allow_nan=False))
def test_everything_lies_on_the_axis_in_its_order(values, limit):
    plot = strip_plot(values, [at_least(limit)], proposed=Limit("at_least", limit))

    places = [place(dot.x) for dot in plot.dots]
    assert places == sorted(places)
    assert all(0 <= each <= 100 for each in [*places, *(place(mark.x) for mark in plot.marks)])
    assert all(plot.top <= dot.y <= plot.base <= plot.height for dot in plot.dots)
    assert sum(dot.is_failing for dot in plot.dots) == sum(value < limit for value in values)
    assert plot.ticks


def test_labels_have_lanes_of_their_own_and_a_band_has_two_ends():
    band = Line("own", "本稿", Limit("between", Decimal(2), Decimal(4)))

    plot = strip_plot(numbers("2", "3", "4"), [at_least("2.5"), band], proposed=None)

    assert [mark.label for mark in plot.marks] == ["同类标准 ≥ 2.5", "本稿 ≥ 2", "本稿 ≤ 4"]
    assert len({mark.y for mark in plot.marks}) == 3


def test_limits_far_away_share_a_label_at_the_edge_and_leave_the_values_apart():
    far = [at_least("150"), at_least("75"), at_least("0.5", kind="national", label="国家标准")]

    plot = strip_plot(numbers("2", "3", "4"), far, proposed=None)

    assert [(mark.label, mark.off) for mark in plot.marks] == [
        ("国家标准 ≥ 0.5", 0),
        ("同类标准 ×2 ≥ 75–150", 1),
    ]
    assert place(plot.dots[-1].x) - place(plot.dots[0].x) > 40
