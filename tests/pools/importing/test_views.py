"""A file that somebody brings, as pages show it: read, compared, made into a pool; for whom."""

import json
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from console.access.models import Operator
from console.access.roles import Role
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from console.emulator.factories import find_pool
from pools.creation.drafts import PoolDraft
from pools.exporting.documents import text_of
from pools.importing.reading import LARGEST
from pools.settings.state import COMPARISON
from tests.conftest import SignIn, operator_with
from tests.pages import hidden
from tests.pools.importing.conftest import changed, document_now, is_only_spelled_out
from tests.service import state_now

IMPORT = "/pools/import/"


@pytest.fixture
def text(pool_id: str) -> str:
    world.make_group(pool_id, "Readers")
    return text_of(document_now(pool_id))


def test_a_viewer_reads_a_file_and_is_offered_pools_to_compare_it_with(
    viewer: Operator, sign_in: SignIn, text: str, pool_id: str
) -> None:
    client = sign_in(viewer)
    assert client.get(IMPORT).status_code == 200
    with budget.counted() as calls:
        page = client.post(IMPORT, {"file": SimpleUploadedFile("pool.json", b"\xef\xbb\xbf" + text.encode())})
    assert calls == ["ListUserPools"]
    content = page.content.decode()
    assert page.status_code == 200
    assert f'formaction="/pools/embedded/{pool_id}/compare/file/"' in content
    assert "Make a new pool" not in content
    found = client.post(IMPORT, {"document": hidden(page, "document"), "q": "nothing like this"})
    assert "No pool matches" in found.content.decode()


def test_pasted_text_is_read_as_well(viewer: Operator, sign_in: SignIn, text: str) -> None:
    page = sign_in(viewer).post(IMPORT, {"text": f"\n {text}"})
    assert page.status_code == 200
    assert "The file was understood" in page.content.decode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Choose a file, or paste its text, but not both."),
        ({"text": "{}"}, "format: this is not a pool’s configuration"),
        ({"text": " " * (LARGEST + 1)}, "This is larger than 1,000,000 bytes."),
        ({"file": b"\xff\xfe\x00"}, "This is not a text in UTF-8."),
        ({"file": b" " * (LARGEST + 1)}, "This is larger than 1,000,000 bytes."),
        ({"file": b"{}", "text": "{}"}, "not both"),
        ({"text": "\ud800"}, "Line 1, column 1"),
        ({"text": '{"format": "\\ud800"}'}, "half of a character"),
        ({"text": '{"version": %s}' % ("9" * 5_000)}, "5,000 digits"),
    ],
    ids=[
        *("nothing", "no file of ours", "long text", "no text", "large file", "both", "a broken character"),
        *("half of a character", "many digits"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    data: dict[str, Any], told: str, viewer: Operator, sign_in: SignIn, connection: Connection
) -> None:
    if "file" in data:
        data = {**data, "file": SimpleUploadedFile("pool.json", data["file"])}
    if "text" in data:
        data = {**data, "text": data["text"].encode("utf-8", "replace").decode()}
    page = sign_in(viewer).post(IMPORT, data)
    assert page.status_code == 422
    assert told in unescape(page.content.decode())


def test_a_file_is_compared_with_a_pool_and_taken_over(
    administrator: Operator, sign_in: SignIn, pool_url: str, pool_id: str, text: str
) -> None:
    content = json.loads(text)
    content["settings"]["Policies"]["PasswordPolicy"]["MinimumLength"] = 16
    content["groups"].append({"GroupName": "Writers", "Precedence": 3})
    client = sign_in(administrator)
    read_page = client.post(IMPORT, {"text": json.dumps(content)})
    document = hidden(read_page, "document")
    with budget.counted() as calls:
        page = client.post(f"{pool_url}compare/file/", {"document": document})
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig", "ListGroups"]
    assert "Different: 1 setting, 1 group." in page.content.decode()
    everything = client.post(f"{pool_url}compare/file/", {"document": document, "all": "1"})
    assert "Only differences" in everything.content.decode()
    review = client.post(
        f"{pool_url}compare/take-over/",
        {"comparison": hidden(page, "comparison"), "path": "Policies.PasswordPolicy.MinimumLength"},
    )
    assert review.status_code == 200
    saved = client.post(f"{pool_url}settings/save/", {"proposal": hidden(review, "proposal")})
    assert saved.status_code == 302
    policy = find_pool(pool_id).extended_config["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == 16
    made = client.post(
        f"{pool_url}compare/groups/",
        {"comparison": hidden(page, "comparison"), "group": "Writers", "confirmed": "1"},
    )
    assert made["Location"] == pool_url
    assert find_pool(pool_id).groups["Writers"].precedence == 3


def test_an_owner_goes_on_to_a_draft_of_a_new_pool(
    owner: Operator, sign_in: SignIn, text: str, pool_id: str
) -> None:
    client = sign_in(owner)
    page = client.post(IMPORT, {"text": text})
    document = hidden(page, "document")
    wrong = client.post(f"{IMPORT}create/", {"document": document, "connection": "nowhere", "name": ""})
    assert wrong.status_code == 422
    draft = client.post(f"{IMPORT}create/", {"document": document, "connection": "embedded", "name": "Twin"})
    assert draft.status_code == 200
    begun = PoolDraft.from_token(hidden(draft, "draft"), str(owner.pk))
    assert (begun.name, begun.origin) == ("Twin", "Import of Staff")
    review = client.post("/pools/create/draft/", {"draft": hidden(draft, "draft"), "go": "review"})
    made = client.post("/pools/create/make/", {"draft": hidden(review, "draft")})
    assert made.status_code == 302
    twin = made["Location"].rstrip("/").split("/")[-1]
    assert sorted(find_pool(twin).groups) == ["Readers"]
    kept = {**state_now(pool_id), "Name": "Twin"}
    apart = COMPARISON.differences(kept, state_now(twin))
    assert {each.path for each in apart if not is_only_spelled_out(each)} <= {"Id", "Arn"}


def test_only_owners_of_a_whole_connection_make_pools_of_files(
    administrator: Operator, sign_in: SignIn, text: str
) -> None:
    client = sign_in(administrator)
    document = hidden(client.post(IMPORT, {"text": text}), "document")
    data = {"document": document, "connection": "embedded", "name": "Twin"}
    assert client.post(f"{IMPORT}create/", data).status_code == 403
    narrow = operator_with("narrow", Role.OWNER, connection="embedded", pool_id="us-east-1_elsewhere")
    assert sign_in(narrow).post(f"{IMPORT}create/", data).status_code in {403, 404}


def test_a_file_belongs_to_the_operator_who_brought_it(
    viewer: Operator, administrator: Operator, sign_in: SignIn, text: str, pool_url: str
) -> None:
    document = hidden(sign_in(viewer).post(IMPORT, {"text": text}), "document")
    assert sign_in(administrator).post(IMPORT, {"document": document}).status_code == 404
    for forged in (document, "x", ""):
        answer = sign_in(administrator).post(f"{pool_url}compare/file/", {"document": forged})
        assert answer.status_code == 404


def test_who_may_and_how(
    client: Client, viewer: Operator, stranger: Operator, sign_in: SignIn, pool_url: str, text: str
) -> None:
    assert client.get(IMPORT)["Location"].startswith("/accounts/login/")
    assert sign_in(viewer).delete(IMPORT).status_code == 405
    assert sign_in(viewer).get(f"{pool_url}compare/file/").status_code == 405
    document = hidden(sign_in(stranger).post(IMPORT, {"text": text}), "document")
    assert sign_in(stranger).post(f"{pool_url}compare/file/", {"document": document}).status_code == 404


def test_hostile_text_in_a_file_is_shown_as_text(
    viewer: Operator, sign_in: SignIn, connection: Connection
) -> None:
    hostile = changed(source={"id": "<img src=x onerror=alert(1)>", "region": "\u202e"})
    page = sign_in(viewer).post(IMPORT, {"text": json.dumps(hostile)}).content.decode()
    assert "<img src=x" not in page
    assert "\u202e" not in page


def test_what_is_missing_in_a_file_is_said(viewer: Operator, sign_in: SignIn, connection: Connection) -> None:
    partial = changed(source={"id": "us-east-1_abc", "note": "These are the first groups."})
    page = sign_in(viewer).post(IMPORT, {"text": json.dumps(partial)}).content.decode()
    assert "These are the first groups." in page
    assert "us-east-1_abc" in page


def test_a_list_that_cannot_be_read_is_explained(viewer: Operator, sign_in: SignIn, text: str) -> None:
    faults.fail_next("ListUserPools", count=2, error="AccessDeniedException")
    page = sign_in(viewer).post(IMPORT, {"text": text})
    assert page.status_code == 200
    assert "AWS role may not do this" in unescape(page.content.decode())


def test_the_list_of_pools_leads_here(viewer: Operator, sign_in: SignIn, connection: Connection) -> None:
    assert f'href="{IMPORT}"' in sign_in(viewer).get("/pools/").content.decode()
