"""Asking, acting once, looking again: the one road for what is done to a user and to what is theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, UnknownOutcome
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from console.ui.problems import Problem
from users.addresses import address
from users.asking.deeds import Deed, Subject
from users.asking.forms import ConfirmForm
from users.gateway import User, UserGateway
from users.opening import read_user
from users.rules import reason_against

S = TypeVar("S", bound=Subject)
Find = Callable[[User], S | None]
Do = Callable[[User, S, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[S]):
    """Whether a deed is wanted; `find` reads its subject of a user, None when there is none."""

    request: HttpRequest
    pool: PoolAccess
    user: User
    deed: Deed
    find: Find[S]

    @property
    def back(self) -> str:
        return address(self.pool, self.deed.back, sub=self.user.sub)

    def named(self, words: str, subject: Subject | None = None) -> SafeString:
        """The deed's words with the names of the user and the subject in them."""
        about = visible(subject.label) if subject else ""
        return format_html(words, name=visible(self.user.label), subject=about)

    def leave(self) -> HttpResponseRedirect:
        return redirect(self.back)

    def ask(self, subject: S, form: ConfirmForm, obstacle: str, *, status: int | None = None) -> HttpResponse:
        """The question as a page or in its dialog; with an `obstacle` why it cannot be asked now."""
        context = {
            "pool": self.pool,
            "user": self.user,
            "deed": self.deed,
            "form": form,
            "obstacle": obstacle,
            "question": self.named(self.deed.question, subject),
            "back": self.back,
        }
        regions = {"dialog": "users/asking/_dialog.html"}
        return render_page(self.request, "users/asking/confirm.html", context, regions=regions, status=status)

    def act(self, subject: S, do: Callable[[], None], then: Callable[[], None] | None = None) -> HttpResponse:
        """Do it once and say what came of it; what comes `then` is left where that is not known.

        Raises CognitoError.
        """
        try:
            do()
        except UnknownOutcome as problem:
            return self._look(problem)
        messages.success(self.request, self.named(self.deed.done, subject))
        if then:
            then()
        return self.leave()

    def _look(self, problem: UnknownOutcome) -> HttpResponse:
        """Say what can be seen now; whether to try again is for the operator to decide."""
        now, seems_done = None, None
        try:
            user = self.pool.gateway(UserGateway).find(self.user.sub)
            seems_done = self.deed.shows(self.find(user)) if self.deed.shows else None
            now = user
        except CognitoError as error:
            problem.message = f"{problem.message} {error.what}".strip()
        context = {
            "pool": self.pool,
            "user": self.user,
            "now": now,
            "deed": self.deed,
            "problem": Problem.of(problem),
            "seems_done": seems_done,
            "back": self.back,
        }
        return render_page(self.request, "users/asking/unknown.html", context, status=problem.status)


def confirmed(
    request: HttpRequest,
    pool: PoolAccess,
    sub: str,
    deed: Deed,
    *,
    find: Find[S],
    do: Do[S],
    form_class: type[ConfirmForm] = ConfirmForm,
    obstacle: Callable[[User, S], str] = lambda user, subject: "",
    fresh: bool = False,
) -> HttpResponse:
    """Ask on GET; on POST read the user and the subject again, see that nothing has changed, and act once.

    With `fresh` the pool's settings are read again for that too.
    """
    posted = request.method == "POST"
    user, described = read_user(pool, sub, fresh=fresh and posted)
    call_pool(request, described.name if described else "")
    question = Question(request=request, pool=pool, user=user, deed=deed, find=find)
    subject = find(user)
    if subject is None:
        messages.warning(request, question.named(deed.gone))
        return question.leave()
    refusal = reason_against(deed.action, user, described)
    if posted and refusal:
        messages.warning(request, format_html("Nothing was done for {}. {}", visible(user.label), refusal))
        return question.leave()
    form = form_class(request.POST if posted else None, seen=subject.appearance, subject=subject)
    refusal = refusal or obstacle(user, subject)
    if form.is_valid() and not refusal:
        with refusals(form):
            return question.act(subject, lambda: do(user, subject, form.cleaned_data))
    return question.ask(subject, form, refusal)
