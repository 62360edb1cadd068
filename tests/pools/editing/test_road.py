"""The one road with a noun that Cognito has never heard of: form, review, clash, refusal, save, and what is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.cognito.errors import Refused, UnknownOutcome, Unreachable
from pools.saving.models import Look, Revision
from tests.conftest import SignIn
from tests.pages import filled, hidden, text_of
from tests.pages import told as messages_of
from tests.pools.editing.shelf_views import KEYS, SHELVES
from tests.pools.saving.shelves import BOOKS, NAME, Shelf

pytestmark = pytest.mark.urls("tests.pools.editing.shelf_urls")


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    SHELVES["maths"] = shelf = Shelf()
    yield shelf
    SHELVES.clear()
    KEYS.clear()


@pytest.fixture
def url(pool_url: str, shelf: Shelf) -> str:
    return f"{pool_url}shelves/maths/"


class Road:
    """The steps of the road as a browser takes them."""

    def __init__(self, console: Client, url: str) -> None:
        self.console, self.url = console, url

    def form(self) -> Any:
        return self.console.get(f"{self.url}edit/")

    def review(self, form: Any = None, **typed: Any) -> Any:
        return self.console.post(f"{self.url}edit/", filled(form or self.form(), typed))

    def save(self, review: Any, **more: str) -> Any:
        return self.console.post(f"{self.url}save/", {"proposal": hidden(review), **more}, follow=True)

    def go_on(self, review: Any) -> Any:
        page = review.context["page"]
        return self.console.post(
            page.edit_url, {"edit": "1", "proposal": page.token, "refusal": page.refusal}
        )

    def decide(self, clash: Any, *theirs: str) -> Any:
        return self.console.post(
            f"{self.url}review/", {"proposal": hidden(clash), "decided": "1", "theirs": theirs}
        )


@pytest.fixture
def road(console: Client, url: str) -> Road:
    return Road(console, url)


# The way it should go


def test_the_form_shows_what_is_there_and_keeps_what_was_seen(road: Road) -> None:
    form = road.form()
    assert form.context["form"][BOOKS].value() == 4
    assert [(each.kind, each.target, each.source) for each in Revision.objects.all()] == [
        ("shelf", "maths", "seen")
    ]
    assert form.context["request"].pool.name == "Staff"


def test_a_change_is_reviewed_saved_read_back_told_and_kept(road: Road, shelf: Shelf) -> None:
    review = road.review(Books="9")
    assert review.status_code == 200
    assert "Save these changes?" in text_of(review)
    assert shelf.written == []
    saved = road.save(review)
    assert saved.redirect_chain == [(road.url, 302)]
    assert messages_of(saved) == "The shelf was saved, and read back from Cognito afterwards."
    assert shelf.state[BOOKS] == 9
    kept = Revision.objects.get(source="saved")
    assert (kept.origin, kept.outcome, kept.changed) == ("shelf", "saved", {BOOKS: [4, 9]})
    assert Look.objects.get(kind="shelf").at is not None


def test_what_is_wrong_stands_beside_its_field(road: Road, shelf: Shelf) -> None:
    wrong = road.review(Books="many", Name="")
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {BOOKS, NAME}
    broken = road.review(Books="100")
    assert broken.status_code == 422
    assert broken.context["form"].errors[BOOKS] == ["It breaks."]


def test_nothing_changed_is_nothing_to_save(road: Road) -> None:
    answer = road.review()
    assert "Nothing was changed" in text_of(answer)
    assert answer.context["form"][BOOKS].value() == "4"


def test_one_can_go_on_editing_with_what_was_typed(road: Road) -> None:
    form = road.go_on(road.review(Books="9"))
    assert form.context["form"][BOOKS].value() == 9
    again = road.review(form, Name="Physics")
    assert [each.path for each in again.context["page"].changes] == [NAME, BOOKS]


# Somebody else


def test_what_two_changed_is_decided_by_the_second(road: Road, shelf: Shelf) -> None:
    form = road.form()
    shelf.state = {**shelf.state, BOOKS: 5}
    clash = road.review(form, Books="9", Name="Physics")
    assert clash.status_code == 409
    assert "Somebody else changed this meanwhile" in text_of(clash)
    theirs = road.decide(clash, BOOKS)
    assert [each.path for each in theirs.context["page"].changes] == [NAME]
    road.save(theirs)
    assert (shelf.state[NAME], shelf.state[BOOKS]) == ("Physics", 5)


def test_a_clash_after_the_review_stops_the_save(road: Road, shelf: Shelf) -> None:
    review = road.review(Books="9")
    shelf.state = {**shelf.state, BOOKS: 5}
    assert road.save(review).status_code == 409
    assert shelf.written == []


def test_settings_newer_than_the_console_stop_the_save_and_are_named(road: Road, shelf: Shelf) -> None:
    shelf.newer = ["Glass"]
    assert "Glass" in text_of(road.form())
    review = road.review(Books="9")
    assert (review.status_code, "Glass" in text_of(review)) == (409, True)
    assert road.save(review).status_code == 409
    assert shelf.written == []


# What the service says


def test_a_refusal_is_told_kept_out_of_the_history_and_stands_beside_its_field(
    road: Road, shelf: Shelf
) -> None:
    shelf.refuses, shelf.lazy = Refused(operation="Put", message="There is no such room."), True
    refused = road.save(road.review(**{"Place-Room": "99"}))
    assert refused.status_code == 422
    assert "There is no such room." in text_of(refused)
    assert refused.context["request"].pool.name == "Staff"
    assert not Revision.objects.filter(source="saved").exists()
    form = road.go_on(refused).context["form"]
    assert "There is no such room." in form.errors["Place-Room"][0]
    assert form["Place-Room"].value() == "99"


def test_a_refusal_that_blames_no_field_stands_above_them(road: Road, shelf: Shelf) -> None:
    shelf.refuses, shelf.lazy = Refused(operation="Put", message="Never on Sundays."), True
    form = road.go_on(road.save(road.review(Books="9")))
    assert "Never on Sundays." in form.context["form"].non_field_errors()[0]
    assert "Never on Sundays." in text_of(form)


def test_another_things_refusal_is_not_told(road: Road) -> None:
    page = road.review(Books="9").context["page"]
    back = {"edit": "1", "proposal": page.token, "refusal": "made:up:text"}
    assert not road.console.post(page.edit_url, back).context["form"].errors


def test_what_is_only_partly_as_asked_has_a_report(road: Road, shelf: Shelf) -> None:
    shelf.rounding = True
    saved = road.console.post(f"{road.url}save/", {"proposal": hidden(road.review(Books="9"))})
    kept = Revision.objects.get(source="saved")
    assert saved["Location"].endswith(f"/{kept.pk}/")
    assert kept.report["different"] == [{"path": BOOKS, "before": 9, "after": 8}]


def test_a_save_that_nobody_can_read_back_says_so(road: Road, shelf: Shelf) -> None:
    shelf.refuses, shelf.fades = UnknownOutcome(operation="Put"), Unreachable(operation="Get")
    answer = road.save(road.review(Books="9"))
    assert answer.status_code == 504
    assert "It is not known what was saved" in text_of(answer)
    assert answer.context["request"].pool.name == "Staff"


# What is asked along with the save


def test_what_is_kept_nowhere_is_asked_for_with_the_save(road: Road, shelf: Shelf) -> None:
    review = road.review(Locked="on")
    assert "The key is kept nowhere." in text_of(review)
    assert 'name="key"' in review.content.decode()
    forgotten = road.save(review)
    assert (forgotten.status_code, shelf.written, KEYS) == (422, [], [])
    road.save(forgotten, key="1234")
    assert (shelf.state["Locked"], KEYS) == (True, ["1234"])


# Who may


def test_readers_are_refused_and_forged_proposals_do_not_exist(
    sign_in: SignIn, viewer: Operator, console: Client, url: str
) -> None:
    reader = sign_in(viewer)
    assert reader.get(url).status_code == 200
    assert reader.get(f"{url}edit/").status_code == 403
    for page in ("edit", "review", "save"):
        assert reader.post(f"{url}{page}/").status_code == 403
        assert console.post(f"{url}{page}/", {"proposal": "forged"}).status_code == 404
    assert console.get(f"{url}save/").status_code == 405
