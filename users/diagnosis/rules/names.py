"""What they sign in with, and what the pool wants to know of them."""

from users.diagnosis.case_facts import NOUNS, is_federated, is_native, named, nouns
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import EDIT_ATTRIBUTES, VERIFY
from users.gateway import UNCONFIRMED

NEEDS = frozenset({Source.POOL})
# Aliases that have to be verified before anybody signs in with them.
VERIFIED_FIRST = ("email", "phone_number")


def _attribute_missing(case: Case) -> Evidence | None:
    required = [each.name for each in case.pool.schema if each.required and each.name != "sub"]
    missing = [name for name in required if not case.user.attributes.get(name)]
    if not missing:
        return None
    filled = (
        " At each sign-in their provider has to fill what is required." if is_federated(case.user) else ""
    )
    return Evidence(words=f"The pool requires what is not set here: {named(missing)}.{filled}")


def _no_sign_in_address(case: Case) -> Evidence | None:
    names = case.pool.username_attributes
    if is_federated(case.user) or not names or any(map(case.user.attributes.get, names)):
        return None
    return Evidence(words=f"In this pool people sign in with their {nouns(names, 'or')}, and they have none.")


def _alias_unverified(case: Case) -> Evidence | None:
    aliases = [name for name in case.pool.alias_attributes if case.user.attributes.get(name)]
    idle = [name for name in aliases if name in VERIFIED_FIRST and not case.user.has_verified(name)]
    if is_federated(case.user) or case.user.status == UNCONFIRMED or not idle:
        return None
    working = [NOUNS[name] for name in aliases if name not in idle]
    return Evidence(
        words=f"Their {nouns(idle)} would sign them in, but only once verified.",
        verdict=f"with their {' or '.join(['username', *working])}, not with their {nouns(idle, 'or')}",
    )


def _capitals_matter(case: Case) -> Evidence | None:
    typed = [case.user.username, *map(case.user.attributes.get, case.pool.username_attributes)]
    if not case.pool.case_sensitive or not is_native(case.user):
        return None
    if not any(name and name != name.lower() for name in typed):
        return None
    return Evidence(words="Capitals matter in this pool, and what they sign in with has some.")


RULES = (
    Rule(
        name="required-attribute-missing",
        title="A required attribute is missing",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="an attribute is missing that the pool requires",
        passes="Every attribute that the pool requires is set.",
        advice="Set it, or let the sign-in page ask for it: applications that do not ask fail there.",
        finds=_attribute_missing,
        needs=NEEDS,
        helps=(EDIT_ATTRIBUTES,),
    ),
    Rule(
        name="no-sign-in-address",
        title="They have nothing to sign in with",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="they lack the address that people sign in with here",
        passes="They lack no address to sign in with.",
        advice="Add the address, and make sure that it is theirs.",
        finds=_no_sign_in_address,
        needs=NEEDS,
        helps=(EDIT_ATTRIBUTES,),
    ),
    Rule(
        name="alias-unverified",
        title="An address that is not verified does not sign them in",
        effect=Effect.NARROWS,
        certainty=Certainty.KNOWN,
        verdict="with their username",
        passes="No address waits to be verified before it can sign them in.",
        advice="Ask what they type. Until the address is verified, only the username works.",
        finds=_alias_unverified,
        needs=NEEDS,
        helps=(VERIFY,),
    ),
    Rule(
        name="capitals-matter",
        title="They may be typing capitals wrongly",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="they may be typing capitals wrongly",
        passes="There are no capitals that they could mistype.",
        advice="Spell it out to them, with its capitals. Telephones like to begin with one.",
        finds=_capitals_matter,
        needs=NEEDS,
    ),
)
