"""The diagnosis as text for a ticket: statuses, findings and evidence, and nobody's name or address."""

from collections.abc import Iterator

from django.utils import timezone

from console.access.reach import PoolAccess
from users.diagnosis.case_facts import day, last_success, minute
from users.diagnosis.cases import Source
from users.diagnosis.examination import Diagnosis, Finding
from users.gateway import User

CONTACTS = {"email": "E-mail address", "phone_number": "Phone number"}


def ticket(access: PoolAccess, diagnosis: Diagnosis) -> str:
    """A summary to copy. What Cognito said of a failure is left out, since strangers may have written it."""
    return "\n".join(_lines(access, diagnosis))


def _lines(access: PoolAccess, diagnosis: Diagnosis) -> Iterator[str]:
    case, user = diagnosis.case, diagnosis.case.user
    yield f"Can they sign in? {diagnosis.verdict.words.rstrip('.')}."
    yield ""
    name = f"{case.pool.name} " if case.knows(Source.POOL) else ""
    yield f"Pool: {name}({access.id}), connection {access.connection.slug}"
    yield f"User id: {user.sub}"
    yield f"Status: {user.status}, {'enabled' if user.enabled else 'disabled'}"
    yield f"Created {day(user.created_at)}, changed {day(user.modified_at)}"
    if last := last_success(case):
        yield f"Last sign-in that Cognito noted: {minute(last)}"
    for attribute, label in CONTACTS.items():
        yield f"{label}: {_contact(user, attribute)}"
    yield ""
    for number, finding in enumerate(diagnosis.findings, start=1):
        yield _finding(number, finding)
    yield f"{len(diagnosis.passed)} {'other ' if diagnosis.findings else ''}checks found nothing."
    unread = [source.value for source in Source if source in diagnosis.missing]
    if unread:
        yield f"Not read: {'; '.join(unread)}."
    yield ""
    yield (
        f"Looked at by {access.operator.get_username()} ({access.role.label}), {minute(timezone.now())}, "
        "with Lifeguard."
    )


def _contact(user: User, attribute: str) -> str:
    if not user.attributes.get(attribute):
        return "none"
    return "verified" if user.has_verified(attribute) else "not verified"


def _finding(number: int, finding: Finding) -> str:
    others = ", ".join(each.sub for each in finding.evidence.others)
    about = f" Other users: {others}." if others else ""
    return (
        f"{number}. {finding.rule.title} ({finding.certainty.value.lower()}). {finding.evidence.words}{about}"
    )
