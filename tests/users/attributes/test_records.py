import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.ui.masking import DOTS
from pools.gateway import Pool
from users.attributes.records import identities_of, label_of, rows_of
from users.gateway import User
from users.masking import masked_user

SCHEMA = [
    {"Name": "sub", "AttributeDataType": "String", "Mutable": False, "Required": True},
    {"Name": "nickname", "AttributeDataType": "String", "Mutable": True},
    {"Name": "custom:level", "AttributeDataType": "Number", "Mutable": False},
]
POOL = Pool(id="us-east-1_x", name="Staff", raw={"SchemaAttributes": SCHEMA})


def user(**attributes: str) -> User:
    return User(
        sub="5b2c",
        username=attributes.pop("username", "5b2c"),
        status="CONFIRMED",
        enabled=True,
        attributes={"sub": "5b2c"} | attributes,
        created_at=None,
        modified_at=None,
        raw={"Username": "5b2c"},
    )


def test_attributes_come_in_a_known_order_with_their_type_and_custom_ones_last() -> None:
    there, missing = rows_of(user(**{"custom:level": "3", "email": "a@b.c", "name": "Ana"}), POOL)
    assert [row.name for row in there] == ["name", "email", "custom:level"]
    assert (there[-1].type, there[-1].mutable, there[-1].is_custom) == ("Number", False, True)
    assert (there[0].kind, there[-1].kind) == ("", "Number, never changes")
    assert [row.name for row in missing] == ["nickname"]


def test_verified_marks_stand_beside_what_they_mark() -> None:
    there, _ = rows_of(user(email="a@b.c", email_verified="true", phone_number="+1"), None)
    marks = {row.name: row.verified for row in there}
    assert marks == {"email": True, "phone_number": False}


def test_updated_at_is_a_moment_unless_it_is_nonsense() -> None:
    for value, moment in (("0", datetime(1970, 1, 1, tzinfo=UTC)), ("soon", None), ("9" * 40, None)):
        there, _ = rows_of(user(updated_at=value), None)
        assert there[-1].moment == moment


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("email", "E-mail"),
        ("custom:cost_center", "Cost center"),
        ("dev:custom:teamName", "Team Name"),
        ("custom:", "custom:"),
    ],
)
def test_names_are_put_in_words(name: str, label: str) -> None:
    assert label_of(name) == label


def test_identities_are_read_from_their_json() -> None:
    listed = [{"providerName": "Google", "userId": "7", "primary": "true", "dateCreated": "1000"}]
    (identity,) = identities_of(user(identities=json.dumps(listed)))
    assert (identity.provider, identity.user_id, identity.primary) == ("Google", "7", True)
    assert identity.linked_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
@example("[" * 2_048)
@example("[" + "9" * 2_000 + "]")
def test_identities_of_any_text_do_no_harm(text: str) -> None:
    assert isinstance(identities_of(user(identities=text)), list)


def test_a_masked_user_holds_nothing_personal() -> None:
    shown = masked_user(
        user(
            username="ana.lopez",
            name="Ana López",
            email="ana@example.com",
            phone_number="+447700900112",
            birthdate="1980-01-02",
            locale="de",
            **{"custom:level": "3"},
        )
    )
    everything = f"{shown.username} {shown.label} {shown.attributes} {shown.raw}"
    assert not any(text in everything for text in ("López", "ana@", "lopez", "7700", "1980", "'3'"))
    assert shown.attributes["custom:level"] == DOTS
    assert (shown.attributes["locale"], shown.raw) == ("de", {})


def test_a_generated_username_is_no_personal_data() -> None:
    assert masked_user(user()).username == "5b2c"
