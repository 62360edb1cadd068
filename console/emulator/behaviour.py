"""How the embedded service behaves where AWS is reported to behave in two ways."""

from dataclasses import dataclass


@dataclass(slots=True)
class Behaviour:
    """`keep_omitted`: UpdateUserPool and UpdateUserPoolClient keep what is left out, as has been measured on
    some settings.

    Otherwise they reset it to its default, as documented. Lifeguard must be right under both.

    `domain_delay_seconds`: how long a custom domain takes to be created, updated and deleted. AWS takes
    minutes.

    `import_seconds`: how long an import job runs.

    `empty_pages`: so many empty pages with a token come before every page of a list.
    """

    keep_omitted: bool = False
    domain_delay_seconds: float = 0.0
    import_seconds: float = 0.0
    empty_pages: int = 0


behaviour = Behaviour()


def reset() -> None:
    """Back to what is documented."""
    behaviour.keep_omitted = False
    behaviour.domain_delay_seconds = 0.0
    behaviour.import_seconds = 0.0
    behaviour.empty_pages = 0
