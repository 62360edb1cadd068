"""What a change can do to people, said before it is made. The table of settings says the same in its forms."""

from pools.saving.risks import Risk
from pools.settings.risks import access, delivery, factors, keys, people, triggers

RISKS: tuple[Risk, ...] = (
    *access.RISKS,
    *people.RISKS,
    *factors.RISKS,
    *delivery.RISKS,
    *triggers.RISKS,
    *keys.RISKS,
)
