"""What several commands ask for."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from yinxin.people.models import Division
from yinxin.scheme.queries import rulebook
from yinxin.web.area import served


def add_division_and_day(parser: ArgumentParser) -> None:
    """`--division 152900` and `--as-of 2024-12-06`; without the latter, today in Asia/Shanghai."""
    add_division(parser)
    parser.add_argument(
        "--as-of", type=a_day, metavar="DAY", help="the day, such as 2024-12-06; today if left out"
    )


def add_division(parser: ArgumentParser) -> None:
    """`--division 152900`; if left out, the division that the scheme is run for."""
    parser.add_argument("--division", type=a_division, default="", metavar="CODE", help="such as 152900")


def a_day(text: str) -> date:
    """A day in the form 2024-12-06."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"'{text}' is not a day; write it like 2024-12-06"
        raise ArgumentTypeError(message) from error


def a_division(code: str) -> Division:
    """The division of that code; of none, the one that the scheme is run for."""
    found = Division.objects.filter(pk=code).first() if code else served(rulebook())
    if found is None:
        known = (
            ", ".join(Division.objects.values_list("code", flat=True)) or "none yet; load the demonstration"
        )
        message = f"there is no division '{code}' here (known: {known})"
        raise ArgumentTypeError(message)
    return found
