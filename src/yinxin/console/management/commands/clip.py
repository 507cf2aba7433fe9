"""`yinxin clip FILE`: take an article over into the news from the text of its page."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from yinxin.console.arguments import add_division
from yinxin.kernel.refusals import Refusal
from yinxin.kernel.roles import Role
from yinxin.people.models import Division, Office, User
from yinxin.people.queries import offices_of
from yinxin.publicity import actions as publicity
from yinxin.publicity.queries import OFFICERS
from yinxin.web import clock, phrases


class Command(BaseCommand):
    """Clips and publishes, in the office of an officer."""

    help = "Publish a clipping in the news from the text of its page; - reads standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, for which division, and in whose office."""
        parser.add_argument("file", metavar="FILE")
        add_division(parser)
        parser.add_argument(
            "--as", dest="username", metavar="USERNAME", help="the officer; the league's first if left out"
        )

    def handle(self, *_: object, **options: Any) -> None:
        """Clip, publish, and say where it stands; refuse with what is missing."""
        text = _text(options["file"])
        office = _office(options["username"], options["division"])
        now = clock.now()
        try:
            with transaction.atomic():
                article = publicity.clip(text, division=options["division"], by=office, at=now)
                publicity.publish(article.slug, by=office, at=now)
        except Refusal as refusal:
            raise CommandError(phrases.sentence(refusal)) from refusal
        self.stdout.write(f"published: {article.title} (/news/{article.slug}/)")


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(str(error)) from error
    except UnicodeDecodeError as error:
        message = f"{name} is not UTF-8 text"
        raise CommandError(message) from error


def _office(username: str | None, division: Division) -> Office:
    today = clock.today()
    if username is None:
        held = Office.objects.filter(role=Role.LEAGUE_OFFICER, division=division).order_by("id")
        office = next((each for each in held if each.is_held_on(today)), None)
    else:
        user = User.objects.filter(username=username).first()
        offices = offices_of(user, on=today) if user else ()
        office = next((each for each in offices if each.as_role in OFFICERS), None)
    if office is None:
        whose = f"'{username}'" if username else f"a league officer of {division.pk}"
        message = f"{whose} holds no office in which to publish"
        raise CommandError(message)
    return office
