"""Import jobs: made, given a file at an address of their own, started, stopped.

The address is the embedded service's. Results by line, which AWS writes to CloudWatch, are kept nowhere.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from console.emulator.behaviour import behaviour
from console.emulator.overlay import import_files
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import ServiceError, limit_exceeded, resource_not_found
from console.emulator.overlay.core.model import operation_model
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import LOCK, Call, all_backends, gate, operation

MAXIMUM = 1_000
EXPIRES_AFTER = timedelta(hours=24)
UPLOAD_WITHIN = timedelta(minutes=15)
UNDER_WAY = frozenset({"Pending", "InProgress", "Stopping"})


@dataclass(slots=True, kw_only=True)
class ImportJob:
    """One job. What has become of it is found out when somebody asks."""

    id: str
    pool: Pool
    name: str
    role_arn: str
    algorithm: str | None
    url: str
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: datetime | None = None
    completed: datetime | None = None
    stored_status: str = "Created"
    file: str | None = None
    outcome: import_files.ImportTally | None = None
    message: str = ""

    @property
    def status(self) -> str:
        self._settle()
        return self.stored_status

    def _settle(self) -> None:
        now = datetime.now(UTC)
        if self.stored_status == "Created" and now - self.created > EXPIRES_AFTER:
            self.stored_status = "Expired"
        if self.started is None or self.stored_status not in UNDER_WAY:
            return
        if self.stored_status == "Stopping":
            self._end("Stopped", "The user import job was stopped.")
        elif (now - self.started).total_seconds() < behaviour.import_seconds:
            self.stored_status = "InProgress"
        else:
            self._import()

    def _import(self) -> None:
        with_passwords = self.algorithm is not None
        outcome = import_files.import_users(self.pool, self.file or "", with_passwords=with_passwords)
        self.outcome = outcome or import_files.ImportTally()
        if outcome is None:
            self._end("Failed", "The header of the file does not match the user pool.")
        elif not outcome.imported and outcome.failed + outcome.skipped:
            self._end("Failed", "Too many users have failed or been skipped during the import.")
        else:
            self._end("Succeeded", "Import Job Completed Successfully.")

    def _end(self, status: str, message: str) -> None:
        self.stored_status, self.message, self.completed = status, message, datetime.now(UTC)


# What a pool answers to changes of itself while users are imported.
IMPORTING = "UserImportInProgressException"
_served_at = "http://127.0.0.1"


def serve_at(endpoint_url: str) -> str:
    """From now on files are uploaded there. Returns where they were uploaded before."""
    global _served_at
    before, _served_at = _served_at, endpoint_url
    return before


def is_under_way(pool: Pool) -> bool:
    """Whether users are being imported into the pool."""
    return any(job.status in UNDER_WAY for job in pool.stores.import_jobs.values())


@gate
def check_not_importing(operation_name: str, call: Call) -> None:
    """Raises UserImportInProgressException for changes of a pool that users are being imported into."""
    model = operation_model(operation_name)
    errors = {error.name for error in model.error_shapes} if model else set()
    if IMPORTING in errors and is_under_way(call.pool):
        raise ServiceError(IMPORTING, "A user import job is in progress in this user pool.")


def upload(target: str, headers: dict[str, str], body: bytes) -> int:
    """Take the file that was PUT to the path and query `target`. Returns the HTTP status.

    As with S3, the address is good for a quarter of an hour, the encryption header is part of what was
    signed, and a content type is not.
    """
    path = urlsplit(target).path
    with LOCK:
        job = next((each for each in _all_jobs() if urlsplit(each.url).path == path), None)
        if job is None:
            return 404
        is_signed = parse_qs(urlsplit(target).query) == parse_qs(urlsplit(job.url).query)
        names = {name.lower(): value for name, value in headers.items()}
        has_right_headers = (
            names.get("x-amz-server-side-encryption") == "aws:kms" and "content-type" not in names
        )
        if not is_signed or not has_right_headers or datetime.now(UTC) - job.created > UPLOAD_WITHIN:
            return 403
        try:
            job.file = body.decode()
        except UnicodeDecodeError:
            # S3 takes everything; that it is no text shows when the job runs.
            job.file = ""
    return 200


@operation("GetCSVHeader")
def get_csv_header(call: Call) -> dict[str, Any]:
    """The columns of a file for this pool."""
    return {"UserPoolId": call.pool.id, "CSVHeader": import_files.header(call.pool)}


@operation("CreateUserImportJob")
def create_user_import_job(call: Call) -> dict[str, Any]:
    """A job that waits for its file. Raises LimitExceededException."""
    pool = call.pool
    if len(pool.stores.import_jobs) >= MAXIMUM:
        raise limit_exceeded("The maximum number of import jobs for this user pool has been reached.")
    job_id = f"import-{identifiers.characters(10)}"
    signature = identifiers.characters(40)
    job = ImportJob(
        id=job_id,
        pool=pool,
        name=call.parameters["JobName"],
        role_arn=call.parameters["CloudWatchLogsRoleArn"],
        algorithm=call.get("PasswordHashingAlgorithm"),
        url=f"{_served_at}/imports/{pool.id}/{job_id}?X-Amz-Signature={signature}",
    )
    pool.stores.import_jobs[job.id] = job
    return {"UserImportJob": describe(job)}


@operation("DescribeUserImportJob")
def describe_user_import_job(call: Call) -> dict[str, Any]:
    """One job. Raises ResourceNotFoundException."""
    return {"UserImportJob": describe(_find(call))}


@operation("ListUserImportJobs")
def list_user_import_jobs(call: Call) -> dict[str, Any]:
    """The newest first."""
    jobs = list(reversed(call.pool.stores.import_jobs.values()))
    page, token = list_page(call.parameters, jobs, "id", member="PaginationToken")
    return {"UserImportJobs": [describe(job) for job in page], **token}


@operation("StartUserImportJob")
def start_user_import_job(call: Call) -> dict[str, Any]:
    """Raises PreconditionNotMetException without a file, for a job that is not new, while another one runs."""
    job = _find(call)
    if job.status != "Created":
        raise _precondition(f"The job cannot be started. Its status is {job.status}.")
    if job.file is None:
        raise _precondition("No csv file was uploaded for the user import job.")
    if any(other.status in UNDER_WAY for other in _all_jobs()):
        raise _precondition("There is already an active user import job in this account.")
    job.stored_status, job.started = "Pending", datetime.now(UTC)
    # The first answer tells that it has been started, however quick it is.
    return {"UserImportJob": describe(job, status="Pending")}


@operation("StopUserImportJob")
def stop_user_import_job(call: Call) -> dict[str, Any]:
    """Raises PreconditionNotMetException unless the job is running. Users who were imported stay."""
    job = _find(call)
    if job.status not in {"Pending", "InProgress"}:
        raise _precondition(f"The job cannot be stopped. Its status is {job.status}.")
    job.stored_status = "Stopping"
    return {"UserImportJob": describe(job, status="Stopping")}


def describe(job: ImportJob, *, status: str = "") -> dict[str, Any]:
    """`UserImportJobType`; what has not happened yet is absent."""
    status = status or job.status
    outcome = job.outcome or import_files.ImportTally()
    optional = {
        "StartDate": job.started,
        "CompletionDate": job.completed,
        "CompletionMessage": job.message,
        "PasswordHashingAlgorithm": job.algorithm,
    }
    return {
        "JobName": job.name,
        "JobId": job.id,
        "UserPoolId": job.pool.id,
        "PreSignedUrl": job.url,
        "CreationDate": job.created,
        "Status": status,
        "CloudWatchLogsRoleArn": job.role_arn,
        "ImportedUsers": outcome.imported,
        "SkippedUsers": outcome.skipped,
        "FailedUsers": outcome.failed,
        **{name: value for name, value in optional.items() if value},
    }


def _all_jobs() -> list[ImportJob]:
    pools = [pool for backend in all_backends() for pool in backend.user_pools.values()]
    return [job for pool in pools for job in pool.stores.import_jobs.values()]


def _find(call: Call) -> ImportJob:
    job_id = call.parameters["JobId"]
    job = call.pool.stores.import_jobs.get(job_id)
    if job is None:
        raise resource_not_found(f"User import job {job_id} does not exist.")
    found: ImportJob = job
    return found


def _precondition(message: str) -> ServiceError:
    return ServiceError("PreconditionNotMetException", message)
