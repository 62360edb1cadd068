"""What changes of threat protection can do to people."""

import ipaddress
from collections.abc import Iterable, Iterator

from pools.protection.sections import ACTION, BLOCKED, LEVELS, SKIPPED
from pools.saving.risks import Risk, becomes
from pools.saving.states import State, value_at

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# Ranges of more addresses than these are seldom meant.
WIDE = {4: 8, 6: 19}
TITLES = dict(zip(LEVELS, ("low", "medium", "high"), strict=True))


def networks(state: State, path: str) -> list[Network]:
    """The ranges of a list, without what is none."""
    return list(_networks(value_at(state, path) or ()))


def overlaps(state: State) -> list[tuple[str, str]]:
    """Ranges of the two lists that share addresses: always refused, never judged."""
    skipped = networks(state, SKIPPED)
    return [
        (str(one), str(other)) for one in networks(state, BLOCKED) for other in skipped if _share(one, other)
    ]


def _networks(texts: Iterable[str]) -> Iterator[Network]:
    for text in texts:
        try:
            yield ipaddress.ip_network(text, strict=False)
        except ValueError:
            continue


def _share(one: Network, other: Network) -> bool:
    return one.version == other.version and one.overlaps(other)


def _wide(state: State) -> list[str]:
    return [str(each) for each in networks(state, BLOCKED) if each.prefixlen <= WIDE[each.version]]


def _added(path: str, now: State, wanted: State) -> list[str]:
    return sorted(set(value_at(wanted, path) or ()) - set(value_at(now, path) or ()))


def _pairs(now: State, wanted: State) -> str:
    pairs = "; ".join(f"{one} and {other}" for one, other in overlaps(wanted))
    return f"AWS does not say which of the two lists counts then: {pairs}."


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=lambda now, wanted: bool(set(_wide(wanted)) - set(_wide(now))),
        title="A very large part of the internet is shut out",
        what=lambda now, wanted: f"Nobody can sign in from there: {', '.join(_wide(wanted))}.",
        tone="danger",
    ),
    Risk(
        applies=lambda now, wanted: overlaps(now) != overlaps(wanted) and bool(overlaps(wanted)),
        title="Some addresses are in both lists",
        what=_pairs,
    ),
    Risk(
        applies=lambda now, wanted: bool(_added(BLOCKED, now, wanted)),
        title="Nobody can sign in from these networks any more",
        what=lambda now, wanted: (
            f"{', '.join(_added(BLOCKED, now, wanted))}: whoever they are, and however safe."
        ),
    ),
    Risk(
        applies=lambda now, wanted: bool(_added(SKIPPED, now, wanted)),
        title="Sign-ins from these networks are taken for safe",
        what=lambda now, wanted: (
            f"{', '.join(_added(SKIPPED, now, wanted))}: no risk is looked for, stolen passwords included."
        ),
    ),
    *(
        Risk(
            applies=becomes(f"{level}.EventAction", "BLOCK"),
            title=f"Sign-ins of {title} risk are refused",
            what="Honest people travel and buy new devices: they are refused too, until they sign in as they used to.",
        )
        for level, title in TITLES.items()
    ),
    *(
        Risk(
            applies=becomes(f"{level}.EventAction", "MFA_REQUIRED"),
            title=f"At {title} risk, users without a second factor cannot sign in",
            what="They cannot set one up at that moment either. “If the user has one” lets them in.",
        )
        for level, title in TITLES.items()
    ),
    Risk(
        applies=becomes(ACTION, "BLOCK"),
        title="Users with leaked passwords are refused",
        what="They have to reset the password, which takes a verified e-mail address or telephone number.",
    ),
)
