"""`manage.py audit`: prove that nothing in the trail was changed or removed, or take it out as a file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from console.access import actions
from console.audit.models import Entry
from console.audit.recorder import TrailRecorder
from console.audit.verify import verify
from console.trail import export


class Command(BaseCommand):
    help = "Prove that the audit trail is whole and name the first row that is not, or export it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        wanted = parser.add_subparsers(dest="wanted", required=True)
        proof = wanted.add_parser(
            "verify", help="prove the chain; exit code 1 and the first broken row if it is not whole"
        )
        proof.add_argument(
            "--expect-hash", default="", metavar="HASH", help="a hash noted earlier, which must be in it"
        )
        file = wanted.add_parser("export", help="write the whole trail, unmasked, to the standard output")
        file.add_argument("--format", choices=sorted(export.FORMATS), default="jsonl")

    def handle(self, *args: Any, wanted: str, **options: Any) -> None:
        if wanted == "verify":
            self._verify(options["expect_hash"])
        else:
            self._export(options["format"])

    def _verify(self, expected_hash: str) -> None:
        verdict = verify(expected_hash=expected_hash)
        if verdict.broken_at is not None:
            raise CommandError(f"The trail is broken at entry {verdict.broken_at}: {verdict.why}.")
        self.stdout.write(f"The trail is whole: {verdict.entries} entries, each as it was written.")
        self.stdout.write(f"Hash of the last: {verdict.last_hash}")
        self.stdout.write(
            "Note it elsewhere: `audit verify --expect-hash` proves later that the trail still holds it."
        )

    def _export(self, kind: str) -> None:
        found = export.up_to_now(Entry.objects.all())
        recorder = TrailRecorder(operator_id=None, operator="manage.py")
        recorder.note(actions.EXPORT_AUDIT.name, details={"format": kind})
        for text in export.FORMATS[kind].write(export.unmasked(found)):
            self.stdout.write(text, ending="")
