"""How long a text message gets on its way: its alphabet, and into how many it is cut."""

from dataclasses import dataclass

# The alphabet of GSM 03.38, of which each character takes seven bits ...
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# ... and these, which take two places of it.
EXTENDED = frozenset("^{}\\[~]|€\f")
# Characters in a message that goes alone, and in each part of a longer one, which needs room for its number.
ALONE, IN_PARTS = {"GSM-7": 160, "UCS-2": 70}, {"GSM-7": 153, "UCS-2": 67}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSize:
    """`places` is the length in the alphabet's own units; `foreign` are the characters that made it UCS-2."""

    alphabet: str
    places: int
    foreign: tuple[str, ...] = ()

    @property
    def messages(self) -> int:
        """How many messages are sent, and paid for."""
        if self.places <= ALONE[self.alphabet]:
            return 1
        return -(-self.places // IN_PARTS[self.alphabet])

    @property
    def room(self) -> int:
        """How many places a single message has in this alphabet."""
        return ALONE[self.alphabet]


def sms_size(text: str) -> SmsSize:
    """The size of a text message as it is sent, with its placeholders filled in."""
    foreign = tuple(dict.fromkeys(each for each in text if each not in BASIC | EXTENDED))
    if foreign:
        return SmsSize(alphabet="UCS-2", places=len(text.encode("utf-16-be")) // 2, foreign=foreign)
    return SmsSize(alphabet="GSM-7", places=len(text) + sum(each in EXTENDED for each in text))
