"""`manage.py purge_snapshots`: forgets deleted users whose 30 days are over. For a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand

from users.deletion.models import UserSnapshot


class Command(BaseCommand):
    help = "Forget deleted users whose 30 days are over. Reading them does so too; this needs no reader."

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = UserSnapshot.objects.purge()
        self.stdout.write(f"{forgotten} forgotten.")
