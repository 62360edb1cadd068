"""A pool's configuration in the languages of others: what they cannot say is named."""

from collections.abc import Callable
from dataclasses import dataclass

from pools.exporting import cloudformation, shell, terraform
from pools.exporting.documents import Document, text_of
from pools.exporting.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A language, what a file in it is for, and how it is written."""

    name: str
    label: str
    ending: str
    content_type: str
    about: str
    write: Callable[[Document], Written]


def _document(document: Document) -> Written:
    return Written(text=text_of(document))


FORMATS = (
    Format(
        name="json",
        label="JSON",
        ending="json",
        content_type="application/json",
        about="Lifeguard’s own, always in the same order: to keep under version control, and for “Import” to read.",
        write=_document,
    ),
    Format(
        name="cli",
        label="AWS CLI",
        ending="sh",
        content_type="text/x-shellscript",
        about="A shell script that makes a new pool like this one.",
        write=shell.script,
    ),
    Format(
        name="terraform",
        label="Terraform",
        ending="tf",
        content_type="text/plain",
        about="Resources of the AWS provider, version 6: for a new pool, or to take this one under Terraform’s care.",
        write=terraform.configuration,
    ),
    Format(
        name="cloudformation",
        label="CloudFormation",
        ending="template.json",
        content_type="application/json",
        about="A template that makes a new pool like this one. When its stack is deleted, the pool stays.",
        write=cloudformation.template,
    ),
)


def format_called(name: str) -> Format | None:
    return next((each for each in FORMATS if each.name == name), None)
