"""`yinxin draw`: recompute a draw from its public record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yinxin.draws import verification
from yinxin.register import keys, notes

SAID = {True: "OK", False: "WRONG", None: "--"}


class Command(BaseCommand):
    """Reads a file, and of this installation at most its key; the database is not asked."""

    help = "Recompute a draw from its public record (/draws/<number>.json)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word: verify."""
        words = parser.add_subparsers(dest="word", required=True)
        verify = words.add_parser("verify", help="recompute list, proof, signature, key and selection")
        verify.add_argument("file", type=Path, help="the record, as it was downloaded")
        verify.add_argument(
            "--key",
            help="the verifier key that signed the checkpoint (name+id+base64, printed by `yinxin register key`); "
            "without it, the key of this installation",
        )

    def handle(self, *_: object, **options: Any) -> None:
        """A line for each check; fails where one does not agree."""
        checks = verification.checks(_record(options["file"]), _verifier(options["key"]))
        for check in checks:
            self.stdout.write(f"{SAID[check.agrees]:<5} {check.name}: {check.found}")
        wrong = [check.name for check in checks if check.agrees is False]
        if wrong:
            message = f"the record does not hold: {', '.join(wrong)}"
            raise CommandError(message, returncode=1)


def _record(path: Path) -> verification.Record:
    try:
        return verification.read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, verification.NotARecord) as error:
        raise CommandError(str(error), returncode=1) from error


def _verifier(text: str | None) -> notes.Verifier | None:
    if text is None:
        return keys.own_verifier()
    try:
        return notes.verifier_of(text)
    except notes.BadNote as error:
        message = f"--key: {error}"
        raise CommandError(message, returncode=1) from error
