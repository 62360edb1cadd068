"""The ways in that the pool offers, and what is in the way of everybody."""

from console.ui.words import in_line
from pools.saving.states import value_at
from pools.settings.words import label_of
from users.diagnosis.case_facts import allows_password, is_federated, is_native
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import APP_CLIENTS

# Whatever of these fails or refuses, sign-in fails with it.
AT_SIGN_IN = (
    "LambdaConfig.PreAuthentication",
    "LambdaConfig.DefineAuthChallenge",
    "LambdaConfig.PostAuthentication",
    "LambdaConfig.PreTokenGenerationConfig.LambdaArn",
)
OLDER = "LambdaConfig.PreTokenGeneration"
FOR_FEDERATED = "LambdaConfig.InboundFederation.LambdaArn"


def _no_app_client(case: Case) -> Evidence | None:
    if case.listed_app_clients or case.more_are_listed:
        return None
    return Evidence(words="The pool has no app client: there is nothing to sign in to.")


def _no_password(case: Case) -> Evidence | None:
    read = case.app_clients
    if not read or not is_native(case.user) or any(map(allows_password, read)):
        return None
    if not case.all_described:
        words = f"None of the {len(read)} app clients that were read lets people sign in with a password."
        return Evidence(words=words, certainty=Certainty.POSSIBLE)
    return Evidence(words="No app client of the pool lets people sign in with a password.")


def _triggers(case: Case) -> Evidence | None:
    asked = (*AT_SIGN_IN, *([FOR_FEDERATED] if is_federated(case.user) else ()))
    there = [path for path in asked if value_at(case.pool.raw, path)]
    if not there and value_at(case.pool.raw, OLDER):
        there = [OLDER]
    if not there:
        return None
    names = in_line([f"“{label_of(path)}”" for path in there])
    return Evidence(words=f"Functions of your own run at each sign-in: {names}.")


RULES = (
    Rule(
        name="no-app-client",
        title="There is nothing to sign in to",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="the pool has no app client",
        passes="The pool has an app client.",
        advice="Ask which application they use: it may belong to another pool.",
        finds=_no_app_client,
        needs=frozenset({Source.APP_CLIENTS}),
        helps=(APP_CLIENTS,),
    ),
    Rule(
        name="no-password-sign-in",
        title="No app client lets people sign in with a password",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="no app client lets people sign in with a password",
        passes="An app client lets them sign in with a password, if they need one.",
        advice="If that is meant so, they sign in by a code, a passkey or a provider. Otherwise allow it in the app "
        "client that they use.",
        finds=_no_password,
        needs=frozenset({Source.FLOWS}),
        helps=(APP_CLIENTS,),
    ),
    Rule(
        name="triggers",
        title="A function of your own may refuse them",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="a function of your own may refuse them",
        passes="No function of your own runs at sign-in.",
        advice="Ask whoever looks after the functions to search their logs for the user id.",
        finds=_triggers,
        needs=frozenset({Source.POOL}),
    ),
)
