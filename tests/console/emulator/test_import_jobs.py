from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from console.emulator import world
from console.emulator.behaviour import behaviour
from tests.console.emulator.conftest import Refused

ROLE = "arn:aws:iam::123456789012:role/imports"
ENCRYPTED = {"x-amz-server-side-encryption": "aws:kms"}


@pytest.fixture
def pool_id(client: Any) -> str:
    level = {"Name": "level", "AttributeDataType": "Number", "Mutable": True}
    return world.make_pool(AutoVerifiedAttributes=["email"], Schema=[level])


def made(client: Any, pool_id: str, **more: Any) -> Any:
    answer = client.create_user_import_job(
        UserPoolId=pool_id, JobName="People", CloudWatchLogsRoleArn=ROLE, **more
    )
    return answer["UserImportJob"]


def ids(job: Any) -> dict[str, str]:
    return {"UserPoolId": job["UserPoolId"], "JobId": job["JobId"]}


def described(client: Any, job: Any) -> Any:
    return client.describe_user_import_job(**ids(job))["UserImportJob"]


def file_of(client: Any, pool_id: str, *people: dict[str, str]) -> bytes:
    """A file with the pool's own header. Everybody has a verified address unless told otherwise."""
    columns = client.get_csv_header(UserPoolId=pool_id)["CSVHeader"]
    lines = [",".join(columns)]
    for person in people:
        row = {
            "cognito:mfa_enabled": "false",
            "email": f"{person['cognito:username']}@example.com",
            "email_verified": "true",
            **person,
        }
        lines.append(",".join(row.get(name, "") for name in columns))
    return "\r\n".join(lines).encode()


def put(url: str, body: bytes, headers: dict[str, str]) -> int:
    target = urlsplit(url)
    connection = HTTPConnection(target.netloc, timeout=5)
    connection.request("PUT", f"{target.path}?{target.query}", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_header_has_every_attribute_and_ends_with_the_username(client: Any, pool_id: str) -> None:
    columns = client.get_csv_header(UserPoolId=pool_id)["CSVHeader"]
    assert columns[0] == "name" and columns[-2:] == ["cognito:mfa_enabled", "cognito:username"]
    assert "custom:level" in columns and "sub" not in columns


def test_users_are_imported_from_the_file(client: Any, pool_id: str) -> None:
    world.make_user(pool_id, "there")
    job = made(client, pool_id)
    assert job["Status"] == "Created"
    body = file_of(
        client,
        pool_id,
        {
            "cognito:username": "ann",
            "name": "Ann\\, the first",
            "birthdate": "02/29/2000",
            "custom:level": "3",
        },
        {"cognito:username": "there"},
        {"cognito:username": "bob", "email": "nowhere"},
        {"cognito:username": "cy", "email_verified": "false"},
        {"cognito:username": "di", "cognito:mfa_enabled": "perhaps"},
    )
    assert put(job["PreSignedUrl"], body, ENCRYPTED) == 200
    assert client.start_user_import_job(**ids(job))["UserImportJob"]["Status"] == "Pending"
    done = described(client, job)
    assert (done["Status"], done["ImportedUsers"], done["SkippedUsers"], done["FailedUsers"]) == (
        "Succeeded",
        1,
        1,
        3,
    )
    assert done["CreationDate"] <= done["StartDate"] <= done["CompletionDate"]
    ann = client.admin_get_user(UserPoolId=pool_id, Username="ann")
    values = {entry["Name"]: entry["Value"] for entry in ann["UserAttributes"]}
    assert ann["UserStatus"] == "RESET_REQUIRED"
    assert (values["name"], values["birthdate"], values["custom:level"]) == (
        "Ann, the first",
        "2000-02-29",
        "3",
    )


def test_people_whose_passwords_came_along_are_confirmed(client: Any, pool_id: str) -> None:
    job = made(client, pool_id, PasswordHashingAlgorithm="BCRYPT")
    put(job["PreSignedUrl"], file_of(client, pool_id, {"cognito:username": "ann"}), ENCRYPTED)
    client.start_user_import_job(**ids(job))
    assert described(client, job)["Status"] == "Succeeded"
    assert client.admin_get_user(UserPoolId=pool_id, Username="ann")["UserStatus"] == "CONFIRMED"


@pytest.mark.parametrize(
    "body", [b"\xef\xbb\xbfname,email", b"", b"\xff\xfe\x00"], ids=["BOM", "empty", "binary"]
)
def test_a_file_with_another_header_fails(client: Any, pool_id: str, body: bytes) -> None:
    job = made(client, pool_id)
    put(job["PreSignedUrl"], body, ENCRYPTED)
    client.start_user_import_job(**ids(job))
    done = described(client, job)
    assert (done["Status"], done["ImportedUsers"]) == ("Failed", 0)
    assert done["CompletionMessage"]


def test_a_file_is_taken_only_as_it_was_signed(client: Any, pool_id: str) -> None:
    job = made(client, pool_id)
    url = job["PreSignedUrl"]
    assert put(url, b"x", {}) == 403
    assert put(url, b"x", {**ENCRYPTED, "Content-Type": "text/csv"}) == 403
    assert put(url.partition("?")[0], b"x", ENCRYPTED) == 403
    assert put(url.replace("/imports/", "/others/"), b"x", ENCRYPTED) == 404
    world.find_pool(pool_id).stores.import_jobs[job["JobId"]].created -= timedelta(minutes=16)
    assert put(url, b"x", ENCRYPTED) == 403


def test_a_job_needs_a_file_and_runs_alone_and_once(client: Any, refused: Refused, pool_id: str) -> None:
    first, second = made(client, pool_id), made(client, pool_id)
    message = refused("PreconditionNotMetException", client.start_user_import_job, **ids(first))
    assert message.startswith("No csv file was uploaded")
    body = file_of(client, pool_id, {"cognito:username": "ann"})
    for job in (first, second):
        put(job["PreSignedUrl"], body, ENCRYPTED)
    behaviour.import_seconds = 60
    client.start_user_import_job(**ids(first))
    assert described(client, first)["Status"] == "InProgress"
    for job in (first, second):
        refused("PreconditionNotMetException", client.start_user_import_job, **ids(job))


def test_a_pool_does_not_change_while_users_are_imported(client: Any, refused: Refused, pool_id: str) -> None:
    job = made(client, pool_id)
    put(job["PreSignedUrl"], file_of(client, pool_id, {"cognito:username": "ann"}), ENCRYPTED)
    behaviour.import_seconds = 60
    client.start_user_import_job(**ids(job))
    refused("UserImportInProgressException", client.update_user_pool, UserPoolId=pool_id)
    refused("UserImportInProgressException", client.delete_user_pool, UserPoolId=pool_id)
    client.describe_user_pool(UserPoolId=pool_id)
    assert client.stop_user_import_job(**ids(job))["UserImportJob"]["Status"] == "Stopping"
    assert described(client, job)["Status"] == "Stopped"
    refused("PreconditionNotMetException", client.stop_user_import_job, **ids(job))
    client.update_user_pool(UserPoolId=pool_id)


def test_a_job_that_is_not_started_expires(client: Any, pool_id: str) -> None:
    job = made(client, pool_id)
    world.find_pool(pool_id).stores.import_jobs[job["JobId"]].created = datetime.now(UTC) - timedelta(days=2)
    assert described(client, job)["Status"] == "Expired"


def test_jobs_are_listed_in_pages_the_newest_first(client: Any, refused: Refused, pool_id: str) -> None:
    jobs = [made(client, pool_id)["JobId"] for _ in range(3)]
    page = client.list_user_import_jobs(UserPoolId=pool_id, MaxResults=2)
    rest = client.list_user_import_jobs(
        UserPoolId=pool_id, MaxResults=2, PaginationToken=page["PaginationToken"]
    )
    listed = [job["JobId"] for job in page["UserImportJobs"] + rest["UserImportJobs"]]
    assert listed == jobs[::-1]
    call = {"UserPoolId": pool_id, "JobId": "import-0"}
    refused("ResourceNotFoundException", client.describe_user_import_job, **call)
