"""Choosing several people whose invitations are to be sent again."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.gateway import Pool, PoolGateway
from users.addresses import address
from users.gateway import Person, User
from users.invitations import resending
from users.invitations.forms.resending import ResendEachForm, SelectionForm, state_of
from users.invitations.gateway import InvitationGateway
from users.invitations.records import Invitation, Medium

CONFIRM = "users/invitations/resend_selected.html"
NOTHING = "users/invitations/nothing_selected.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One of the selected people: `skipped` is why nothing will be sent to them, or empty."""

    sub: str
    user: User | None
    invitation: Invitation | None
    medium: Medium | None
    skipped: str
    only_by_text: bool

    @property
    def state(self) -> str:
        """What the confirmation brings back, to see whether this user has changed meanwhile."""
        return f"{self.sub} {state_of(self.user)}" if self.user else ""

    @property
    def person(self) -> Person:
        """Who it is; of those who are gone only the id is known."""
        gone = Person(sub=self.sub, username=self.sub, label=self.sub)
        return Person.of(self.user) if self.user else gone


@require_POST
@never_cache
@requires(actions.RESEND_INVITATION)
def resend_selected(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """First shows who will get what; once that is confirmed, the sending begins."""
    selection = SelectionForm(request.POST)
    if not selection.is_valid():
        return render_page(request, NOTHING, {"pool": pool, "form": selection})
    described, read_at = pool.gateway(PoolGateway).describe(), timezone.now()
    call_pool(request, described.name)
    people = pool.gateway(InvitationGateway).find_several(selection.cleaned_data["sub"])
    form = ResendEachForm(request.POST)
    confirmed = form.is_valid()
    plan = [
        _planned(sub, people.get(sub), described, form if confirmed else None)
        for sub in selection.cleaned_data["sub"]
    ]
    if confirmed and not all(each.skipped for each in plan):
        return _begin(pool, plan, read_at)
    return render_page(request, CONFIRM, {"pool": pool, **_context(plan, described)})


def _planned(sub: str, user: User | None, pool: Pool, form: ResendEachForm | None) -> Planned:
    if user is None:
        return Planned(sub=sub, user=None, invitation=None, medium=None, skipped=GONE, only_by_text=False)
    invitation = Invitation.of(user, pool)
    medium = invitation.default_medium
    only_by_text = medium is Medium.SMS and not invitation.obstacle
    skipped = invitation.obstacle
    if form and not skipped and form.has_moved(user):
        skipped = MOVED
    if form and not skipped and only_by_text and not form.cleaned_data["text_too"]:
        skipped = NO_EMAIL
    return Planned(
        sub=sub, user=user, invitation=invitation, medium=medium, skipped=skipped, only_by_text=only_by_text
    )


GONE = "This user does not exist any more."
MOVED = "They have changed since the list was shown; perhaps the invitation was sent again already."
NO_EMAIL = "They have no e-mail address, and text messages were not chosen."


def _context(plan: list[Planned], described: Pool) -> dict[str, object]:
    willing = [each for each in plan if not each.skipped]
    return {
        "form": ResendEachForm(),
        "plan": plan,
        "willing": willing,
        "by_email": sum(not each.only_by_text for each in willing),
        "by_text": sum(each.only_by_text for each in willing),
        "new_deadline": next((each.invitation.new_deadline for each in willing if each.invitation), None),
    }


def _begin(pool: PoolAccess, plan: list[Planned], read_at: datetime) -> HttpResponse:
    """Keep who is to get one, and who is not; the sending goes on at a page of its own."""
    chosen = [(each.user, each.medium) for each in plan if each.user and each.medium and not each.skipped]
    left_out = [(each.person, each.skipped) for each in plan if each.skipped]
    job = resending.begin(pool, chosen, left_out, read_at)
    return redirect(address(pool, "resending", resending=job.pk))
