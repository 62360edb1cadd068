"""How it is told what came of a write that was looked after: seen to be as asked, not, or not to be seen at all."""

from django.contrib import messages
from django.http import HttpRequest

NOT_SEEN = "Cognito accepted this, but it does not read back so yet. Look again soon."


def tell(
    request: HttpRequest, as_asked: bool | None, done: str, *, unseen: str = NOT_SEEN, otherwise: str = ""
) -> None:
    """`done` where it is as asked, `unseen` where that could not be seen, `otherwise` where it reads differently."""
    if as_asked:
        messages.success(request, done)
    else:
        messages.warning(request, unseen if as_asked is None else otherwise or unseen)


def tell_created(request: HttpRequest, name: str, as_asked: bool | None, *, then: str = "") -> None:
    """Something new, and what to do next."""
    tell(
        request,
        as_asked,
        f"{name} was created. {then}".strip(),
        unseen=f"{name} was created, but could not be read again.",
        otherwise=f"{name} was created, but reads back differently. Look at it below.",
    )


def tell_deleted(request: HttpRequest, name: str, gone: bool | None, *, then: str) -> None:
    """Something that is gone, and what went with it."""
    accepted = f"Cognito accepted the deletion of {name}, but"
    tell(
        request,
        gone,
        f"{name} was deleted. {then}",
        unseen=f"{accepted} whether it is gone could not be seen.",
        otherwise=f"{accepted} it can still be read.",
    )
