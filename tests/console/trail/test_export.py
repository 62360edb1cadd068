"""The trail as a file."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.http import StreamingHttpResponse
from django.utils import timezone

from console.access.models import Operator
from console.access.roles import Role
from console.audit.canonical import hash_of
from console.audit.models import Entry, Outcome
from console.ui.cells import defused
from tests.conftest import SignIn, operator_with
from tests.console.audit.conftest import entry_of

pytestmark = pytest.mark.django_db

CSV, JSONL = "/audit/export.csv", "/audit/export.jsonl"


def body_of(response: Any) -> str:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response).decode()


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(body_of(response), newline="")))


@pytest.mark.parametrize("url", [CSV, JSONL])
def test_viewers_and_help_desks_do_not_export(
    url: str, sign_in: SignIn, viewer: Operator, helpdesk: Operator
) -> None:
    for operator in (viewer, helpdesk):
        assert sign_in(operator).get(url).status_code == 403
    assert not Entry.objects.filter(action="export_audit").exists()


def test_a_csv_file_has_a_row_for_each_entry_oldest_first(sign_in: SignIn, owner: Operator) -> None:
    asked = entry_of(outcome=Outcome.ASKED, details={"before": {"enabled": True}})
    done = entry_of(attempt=asked.attempt)
    response = sign_in(owner).get(CSV)
    rows = rows_of(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"lifeguard-audit-{timezone.now():%Y-%m-%d}.csv" in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    assert [(row["number"], row["outcome"], row["hash"]) for row in rows][:2] == [
        ("1", "asked", asked.hash),
        ("2", "done", done.hash),
    ]
    assert json.loads(rows[0]["details"]) == {"before": {"enabled": True}}


def test_a_jsonl_file_can_prove_itself(sign_in: SignIn, owner: Operator) -> None:
    entry_of(details={"é": [1, 2.5, None]}, message="\N{PILE OF POO}")
    [line] = body_of(sign_in(owner).get(JSONL, {"user": "ana"})).splitlines()
    facts = json.loads(line)
    assert hash_of((name, value) for name, value in facts.items() if name != "hash") == facts["hash"]


def test_a_file_holds_what_the_filter_finds(sign_in: SignIn, owner: Operator) -> None:
    entry_of()
    entry_of(action="enable_user")
    rows = rows_of(sign_in(owner).get(CSV, {"action": "enable_user"}))
    assert [row["number"] for row in rows] == ["2"]


def test_an_export_is_itself_recorded_but_not_in_its_own_file(sign_in: SignIn, owner: Operator) -> None:
    entry_of()
    rows = rows_of(sign_in(owner).get(CSV, {"outcome": "done", "since": "2026-01-01T00:00"}))
    assert "export_audit" not in {row["action"] for row in rows}
    entry = Entry.objects.all()[0]
    assert (entry.action, entry.operator, entry.role) == ("export_audit", "owner", "Owner")
    assert entry.details["format"] == "csv"
    assert entry.details["filter"]["outcome"] == "done"


def test_cells_cannot_become_formulas(sign_in: SignIn, owner: Operator) -> None:
    for label in ("=1+1", "+cmd", "-2", "@sum", "\t=1", "  =1", "＝1"):
        entry_of(target_label=label)
    rows = rows_of(sign_in(owner).get(CSV, {"action": "disable_user"}))
    assert all(row["target_label"].startswith("'") for row in rows)


@pytest.mark.parametrize("text", ["", "Ana", "a=b", "2026-01-01", "us-east-1_staff"])
def test_harmless_cells_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


def test_a_file_is_masked_where_the_operator_is_only_a_viewer(sign_in: SignIn) -> None:
    operator = operator_with("mixed", Role.VIEWER)
    operator.grants.create(role=Role.ADMINISTRATOR, connection="embedded", pool_id="us-east-1_other")
    entry_of(details={"email": "ana@example.com"}, reason="ana@example.com called")
    entry_of(pool_id="us-east-1_other")
    masked, whole = rows_of(sign_in(operator).get(CSV, {"action": "disable_user"}))
    assert "ana@example.com" not in " ".join(masked.values())
    assert whole["target_label"] == "ana@example.com"


def test_a_file_holds_only_pools_that_the_operator_may_reach(sign_in: SignIn, stranger: Operator) -> None:
    entry_of()
    assert rows_of(sign_in(stranger).get(CSV, {"action": "disable_user"})) == []


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_the_command_writes_the_whole_trail(kind: str) -> None:
    entry_of()
    written = StringIO()
    call_command("audit", "export", format=kind, stdout=written)
    assert "ana@example.com" in written.getvalue()
    assert Entry.objects.all()[0].operator == "manage.py"
