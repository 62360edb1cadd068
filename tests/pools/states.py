"""Random valid states of a pool, built from the model: any member there or not, any value that Cognito takes."""

from typing import Any

from hypothesis import strategies as st

from console.cognito import model
from pools.saving.settings import MFA
from pools.settings.state import state_of

ACCOUNT = "123456789012"
ARNS = st.builds(
    "arn:aws:{}:eu-west-1:123456789012:{}".format,
    st.sampled_from(["lambda", "kms", "ses", "iam"]),
    st.sampled_from(["function:one", "key/1234-5678", "identity/example.com", "role/sms"]),
)
LETTERS = st.characters(categories=["L", "N", "P", "S", "M", "Zs"], include_characters="\n\t<>&'\"{}#")
WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
TEXTS = st.text(LETTERS, max_size=40)
BY_PATTERN = (
    ("arn:", ARNS),
    ("{####}", st.builds("{}{{####}}{}".format, TEXTS, TEXTS)),
    ("{##", st.builds("{}{{##{}##}}{}".format, TEXTS, WORDS, TEXTS)),
    ("]+@[", st.builds("{}@{}".format, WORDS, WORDS)),
    ("\\x21", st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20)),
    ("a-zA-Z0-9_-", st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20)),
    ("\\w\\s+=", st.text(st.sampled_from("Aé9 +=,.@-_"), min_size=1, max_size=30)),
)


def values(shape: Any) -> st.SearchStrategy[Any]:
    """Any value of a shape of the model, within its limits."""
    match shape.type_name:
        case "structure":
            return _structures(shape)
        case "list":
            most = min(shape.metadata.get("max", 3), 3)
            inner = values(shape.member)
            return st.lists(inner, min_size=shape.metadata.get("min", 0), max_size=most, unique_by=repr)
        case "map":
            return st.dictionaries(_keys(shape.key), values(shape.value), max_size=4)
        case "boolean":
            return st.booleans()
        case "integer" | "long":
            return st.integers(shape.metadata.get("min", 0), shape.metadata.get("max", 1_000))
        case "timestamp":
            return st.just(1_479_700_800)
    return _texts(shape)


def _structures(shape: Any) -> st.SearchStrategy[dict[str, Any]]:
    inner = {name: values(member) for name, member in shape.members.items()}
    needed = {name: inner.pop(name) for name in shape.required_members}
    return st.fixed_dictionaries(needed, optional=inner)


def _keys(shape: Any) -> st.SearchStrategy[str]:
    if "Level" in shape.metadata.get("pattern", ""):
        return st.sampled_from([f"Level{number}" for number in range(1, 5)])
    return st.one_of(
        WORDS, WORDS.map("aws:{}".format), st.text(st.sampled_from("ab "), min_size=1, max_size=4)
    )


def _texts(shape: Any) -> st.SearchStrategy[str]:
    limits = shape.metadata
    if "enum" in limits:
        return st.sampled_from(limits["enum"])
    pattern = limits.get("pattern", "").replace("\\{", "{").replace("\\}", "}")
    plain = st.text(LETTERS, min_size=1, max_size=30)
    strategy = next((strategy for sign, strategy in BY_PATTERN if sign in pattern), plain)
    least, most = limits.get("min", 0), limits.get("max", 1_000)
    return strategy.filter(lambda text: max(least, 1) <= len(text) <= most)


def _mechanisms() -> st.SearchStrategy[list[dict[str, Any]]]:
    names = ["verified_email", "verified_phone_number", "admin_only"]
    return st.permutations(names).flatmap(
        lambda order: st.integers(1, 2).map(
            lambda count: [{"Priority": place, "Name": name} for place, name in enumerate(order[:count], 1)]
        )
    )


@st.composite
def states(draw: st.DrawFn) -> dict[str, Any]:
    """A pool's two answers as one state."""
    settings = dict(draw(values(model.input_shape("UpdateUserPool"))))
    second = dict(draw(values(model.input_shape("SetUserPoolMfaConfig"))))
    second.pop("UserPoolId")
    name = settings.pop("PoolName", "Staff")
    if "AccountRecoverySetting" in settings:
        settings["AccountRecoverySetting"] = {"RecoveryMechanisms": draw(_mechanisms())}
    second.pop("SmsMfaConfiguration", None)
    if not second.get("EmailMfaConfiguration", True):
        # Cognito tells an empty one as such.
        second["EmailMfaConfiguration"] = {}
    pool = {
        **settings,
        "Id": "eu-west-1_abc123456",
        "Arn": f"arn:aws:cognito-idp:eu-west-1:{ACCOUNT}:userpool/eu-west-1_abc123456",
        "Name": name,
    }
    pool.pop("UserPoolId")
    return state_of(pool, second)


__all__ = ["MFA", "states", "values"]
