from datetime import UTC, datetime, timedelta
from typing import Any

from console.emulator import outbox

NOW = datetime.now(UTC)


def letter(number: int, pool_id: str = "a", sub: str = "s") -> outbox.Message:
    return outbox.Message(
        sent_at=NOW + timedelta(seconds=number),
        pool_id=pool_id,
        medium="EMAIL",
        to=f"{number}@example.com",
        username="ann",
        sub=sub,
        kind="invitation",
        subject="",
        body="",
    )


def test_the_newest_message_comes_first_whenever_it_was_posted(client: Any) -> None:
    for number in (2, 3, 1):
        outbox.post(letter(number))
    assert [message.to for message in outbox.messages()] == [
        "3@example.com",
        "2@example.com",
        "1@example.com",
    ]


def test_messages_can_be_told_apart_by_pool_and_person(client: Any) -> None:
    outbox.post(letter(1, "a", "ann"))
    outbox.post(letter(2, "a", "bob"))
    outbox.post(letter(3, "b", "ann"))
    assert [message.sub for message in outbox.messages("a")] == ["bob", "ann"]
    assert [message.pool_id for message in outbox.messages(sub="ann")] == ["b", "a"]


def test_only_the_last_thousand_are_kept(client: Any) -> None:
    for number in range(1_005):
        outbox.post(letter(number))
    kept = outbox.messages()
    assert len(kept) == 1_000
    assert kept[-1].to == "5@example.com"
