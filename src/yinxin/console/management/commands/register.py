"""`yinxin register`: check the register, show the acts on a subject, print the key that checks its checkpoints."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yinxin.register import keys, queries


class Command(BaseCommand):
    """Reads the register; nothing here writes."""

    help = "Check the register, or read from it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word: verify, key or show."""
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("verify", help="recompute the tree and compare it with every entry and checkpoint")
        words.add_parser("key", help="print the verifier key, in the form of C2SP signed notes")
        show = words.add_parser(
            "show", help="print the acts on a subject, oldest first, one JSON object a line"
        )
        show.add_argument("--subject", required=True, help="such as certificate/MZB-2024-0001")

    def handle(self, *_: object, **options: Any) -> None:
        """Do it."""
        {"verify": self._verify, "key": self._key, "show": self._show}[options["word"]](**options)

    def _verify(self, **_: Any) -> None:
        fault = next(queries.faults(keys.verifier()), None)
        if fault is not None:
            message = f"broken: {fault.where} {fault.number}: {fault.what}"
            raise CommandError(message, returncode=1)
        checkpoint = queries.latest_checkpoint()
        size = queries.size()
        self.stdout.write(f"unbroken: {size} entries")
        if checkpoint is not None:
            self.stdout.write(f"root {bytes(checkpoint.root).hex()} signed for {checkpoint.size} entries")
            if checkpoint.size < size:
                self.stdout.write(f"{size - checkpoint.size} entries are not signed for yet")

    def _key(self, **_: Any) -> None:
        self.stdout.write(keys.verifier().text)

    def _show(self, *, subject: str, **_: Any) -> None:
        acts = queries.acts(subjects=[subject])
        if not acts:
            message = f"the register holds nothing on '{subject}'"
            raise CommandError(message)
        for act in acts:
            at = timezone.localtime(act.at).isoformat(timespec="seconds")
            stated = {
                "seq": act.seq,
                "at": at,
                "type": act.kind,
                "office": {"role": act.role, "unit": act.unit},
                "person": act.person,
                "facts": act.facts,
            }
            self.stdout.write(json.dumps(stated, ensure_ascii=False))
