"""How the embedded service behaves where AWS is reported to behave in two ways."""

from dataclasses import dataclass


@dataclass(slots=True)
class Behaviour:
    """`keep_omitted`: UpdateUserPool keeps what is left out, as has been measured on some settings.

    Otherwise it resets them to their defaults, as documented. Lifeguard must be right under both.
    """

    keep_omitted: bool = False


behaviour = Behaviour()


def reset() -> None:
    """Back to what is documented."""
    behaviour.keep_omitted = False
