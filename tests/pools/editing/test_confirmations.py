"""What has to be typed before something is deleted, and what is forgiven."""

import pytest

from pools.editing.fields.confirmations import ConfirmationForm, DeletionForm


def confirmation(typed: str, reason: str = "Unused") -> ConfirmationForm:
    return ConfirmationForm({"typed": typed, "reason": reason}, expected="login.example.com", what="domain")


def deletion(name: str, pool_name: str = "Staff  of  Europe") -> DeletionForm:
    return DeletionForm({"name": name, "reason": "Unused"}, pool_name=pool_name)


@pytest.mark.parametrize("typed", ["login.example.com", "  login.example.com\n"])
def test_the_very_name_is_taken(typed: str) -> None:
    assert confirmation(typed).is_valid()


@pytest.mark.parametrize(
    "typed", ["Login.example.com", "login.example", "login.example.com.", "login example com"]
)
def test_another_name_is_not(typed: str) -> None:
    assert confirmation(typed).errors == {"typed": ["This is not the domain."]}


def test_what_is_missing_is_asked_for_by_its_name() -> None:
    assert confirmation("", reason="  ").errors == {
        "typed": ["Type the domain."],
        "reason": ["Give a reason."],
    }


def test_a_reason_has_an_end() -> None:
    assert list(confirmation("login.example.com", "x" * 501).errors) == ["reason"]


@pytest.mark.parametrize("name", ["Staff  of  Europe", "Staff of Europe", " Staff of   Europe "])
def test_spaces_in_the_name_of_a_pool_are_read_as_browsers_show_them(name: str) -> None:
    assert deletion(name).is_valid()


@pytest.mark.parametrize("name", ["staff of europe", "StaffofEurope", "Staff of", "Staff of Europe 2"])
def test_a_pool_is_not_deleted_by_a_name_like_its_own(name: str) -> None:
    assert deletion(name).errors == {"name": ["This is not the name of the pool."]}
