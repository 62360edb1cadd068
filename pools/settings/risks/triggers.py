"""Lambda functions: rights, and what happens without them."""

import shlex

from pools.saving.risks import Change, Risk, changes, ends, replaced
from pools.saving.states import State, value_at
from pools.settings.rules.keys import FUNCTIONS
from pools.settings.rules.triggers import KEY, NEWER, OLDER
from pools.settings.sections.triggers import LAMBDA

LABELS = {each.path: each.label for each in LAMBDA.settings}
CUSTOM = tuple(
    f"LambdaConfig.{name}"
    for name in ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse")
)
SENDERS = ("LambdaConfig.CustomEmailSender.LambdaArn", "LambdaConfig.CustomSMSSender.LambdaArn")
GUARDS = ("LambdaConfig.PreSignUp", "LambdaConfig.PreAuthentication")
VERSION = "LambdaConfig.PreTokenGenerationConfig.LambdaVersion"


def _new_functions(now: State, wanted: State) -> dict[str, str]:
    """Functions that Cognito has to be allowed to call, by the trigger that begins to call them."""
    changes = ((path, value_at(now, path), value_at(wanted, path)) for path in FUNCTIONS if path != OLDER)
    return {path: str(after) for path, before, after in changes if after and after != before}


def _rights_in_words(now: State, wanted: State) -> str:
    named = ", ".join(f"“{LABELS[path]}”" for path in _new_functions(now, wanted))
    return (
        f"{named}: saving does not let Cognito call a function. Without the right, whatever the trigger is "
        "for fails while people wait. Somebody who may change the function grants it, once for each:"
    )


def _grants(now: State, wanted: State) -> list[str]:
    functions = dict.fromkeys(_new_functions(now, wanted).values())
    return [_grant(arn, wanted) for arn in functions]


def _grant(arn: str, wanted: State) -> str:
    pool_id = str(wanted.get("Id", ""))
    options = {
        "--function-name": arn,
        "--region": "".join(arn.split(":")[3:4]),
        "--statement-id": f"cognito-{pool_id}".replace("_", "-"),
        "--action": "lambda:InvokeFunction",
        "--principal": "cognito-idp.amazonaws.com",
        "--source-arn": str(wanted.get("Arn", "")),
    }
    arguments = [f"{name} {shlex.quote(value)}" for name, value in options.items() if value]
    return " \\\n  ".join(["aws lambda add-permission", *arguments])


def _any_of(*conditions: Change) -> Change:
    return lambda now, wanted: any(condition(now, wanted) for condition in conditions)


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=lambda now, wanted: bool(_new_functions(now, wanted)),
        title="Cognito has to be allowed to call the function",
        what=_rights_in_words,
        commands=_grants,
    ),
    Risk(
        applies=ends("LambdaConfig.UserMigration"),
        title="People who have not been moved yet stay out",
        what="Nobody looks them up any more: to this pool they do not exist, and they cannot recover a "
        "password either.",
        tone="danger",
    ),
    Risk(
        applies=ends(*CUSTOM),
        title="Custom sign-in stops working",
        what="It needs all three of its functions. Who signs in that way cannot any more.",
        tone="danger",
    ),
    Risk(
        applies=ends(*SENDERS),
        title="Cognito sends these messages itself from then on",
        what="With its own or the pool’s sender and texts, and within its own limits. Without any that "
        "works, people get no codes and no invitations.",
        tone="danger",
    ),
    Risk(
        applies=_any_of(
            *(
                lambda now, wanted, path=path: not value_at(now, path) and bool(value_at(wanted, path))
                for path in SENDERS
            )
        ),
        title="Cognito sends none of these messages itself any more",
        what="The function has to send every one of them, and decrypt the codes with the KMS key first.",
    ),
    Risk(
        applies=ends(*GUARDS),
        title="What the function refused is let in",
        what="Sign-ups and sign-ins that it turned away succeed from then on; what it confirmed by itself "
        "is not confirmed.",
    ),
    Risk(
        applies=_any_of(replaced(NEWER), replaced(OLDER), replaced(VERSION)),
        title="Tokens may say something else",
        what="Apps and services that rely on claims which this function adds or hides see a difference at "
        "the next token. The function must understand the version of its event.",
    ),
    Risk(
        applies=lambda now, wanted: changes(KEY)(now, wanted) and bool(value_at(wanted, KEY)),
        title="The key has to be allowed too",
        what="Cognito makes a grant on it, for which Lifeguard’s role needs kms:CreateGrant; the senders "
        "need kms:Decrypt.",
        tone="info",
    ),
)
