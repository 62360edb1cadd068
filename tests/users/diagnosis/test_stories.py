"""Everybody with a story in the seeded world, and what the diagnosis says of them."""

from console.access.models import Operator
from console.access.reach import PoolAccess
from console.access.roles import Role
from console.audit.recorder import TrailRecorder
from console.cognito.connections import Connection
from console.emulator import world
from users.diagnosis.page import full_look
from users.diagnosis.recent import Read
from users.opening import read_user

CLEAR = "Nothing in the way, as far as Lifeguard can see"
INVITED = "Only with the temporary password of their invitation."
EXPIRED = "Probably not: the temporary password of their invitation has presumably expired."
TWIN = "Probably not: they may be signing in as a user whose name differs in capitals alone."
VERDICTS = {
    "invited today": INVITED,
    "expires tomorrow": INVITED,
    "expired": EXPIRED,
    "invited twice": INVITED,
    "undeliverable": INVITED,
    "administrator": CLEAR,
    "disabled": "No: the user is disabled.",
    "reset required": "No: the old password no longer works, and they have not chosen a new one.",
    "federated": "Only through Google.",
    "not verified": CLEAR,
    "disabled invitation": "No: the user is disabled.",
    "script": CLEAR,
    "quotes": CLEAR,
    "formula": CLEAR,
    "right to left": CLEAR,
    "emoji": CLEAR,
    "very long": CLEAR,
    "template": CLEAR,
    "unconfirmed": "No: they have not confirmed their sign-up.",
    "alias": CLEAR,
    "same address": "Probably not: their address signs in another user.",
    "lost phone": "Probably not: the second factor keeps failing.",
    "wrong password": "Probably not: the password was wrong 3 times.",
    "provider gone": "No: their identity provider does not exist in this pool any more.",
    "no e-mail": CLEAR,
    "nothing at all": CLEAR,
    "invited by text message": INVITED,
    "only telephone": CLEAR,
    "case twin": TWIN,
    "case twin, lower": TWIN,
    "long invitation": INVITED,
}


def test_every_story_has_the_verdict_that_it_was_made_for(connection: Connection, viewer: Operator) -> None:
    people = world.seed(users=40).people

    def verdict(person: world.Person) -> str:
        access = PoolAccess(
            connection=connection,
            id=person.pool_id,
            operator=viewer,
            role=Role.VIEWER,
            recorder=TrailRecorder(operator_id=viewer.pk, operator="viewer"),
        )
        user, pool = read_user(access, person.sub)
        card = full_look(access, Read(user=user, pool=pool))
        assert all(entry.finding.evidence.words for entry in card.deciding)
        return card.verdict.words

    assert {key: verdict(person) for key, person in people.items()} == VERDICTS
