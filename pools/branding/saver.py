"""Saving a style of managed login: which calls lead from what is there to what is wanted."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from console.cognito.gateway import Access
from pools.branding.images import digest_in
from pools.branding.styles_gateway import COGNITOS, Style, StylesGateway
from pools.saving.calls import Step
from pools.saving.savers import SavingGateway
from pools.saving.states import NOTHING, Comparison, State

# A request has at most 2 MB; some of them are left for what stands around settings and images.
LARGEST_REQUEST = 1_900_000


class InOrder(Comparison):
    """Unlike those of other settings, lists of a style have an order: that of the ways to sign in, for instance."""

    def means_same(self, path: str, one: Any, other: Any) -> bool:
        if one in NOTHING or other in NOTHING:
            return super().means_same(path, one, other)
        return bool(one == other)


COMPARISON = InOrder(defaults={COGNITOS: False})


class StyleSaver(SavingGateway, StylesGateway):
    """One style as the safe save wants it. UpdateManagedLoginBranding lays what is sent over what there is.

    So nothing can be taken away by itself: first everything goes back to Cognito's values, then all that stays is
    sent again. `waiting` finds images that were chosen but are not in the style yet, by their digests.
    """

    comparison: Comparison = COMPARISON
    operation = "UpdateManagedLoginBranding"
    action = "edit_branding"
    kind = "managed_login"
    store = "the style"

    def __init__(self, access: Access, client_id: str, *, waiting: Callable[[str], bytes | None]) -> None:
        super().__init__(access, client_id)
        self.waiting = waiting
        # As it was read last.
        self.style: Style | None = None

    @property
    def ids(self) -> dict[str, str]:
        return {
            "UserPoolId": self.pool_id,
            "ManagedLoginBrandingId": self.style.id if self.style else "",
        }

    def read_state(self) -> State:
        """DescribeManagedLoginBrandingByClient. Raises CognitoError."""
        self.style = self.find(self.id)
        return self.style.state

    def unknown(self, state: State) -> list[str]:
        return list(self.style.unknown) if self.style else []

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """An image that is not at hand cannot be sent: what is there stays. Whatever has something of its own has not
        Cognito's values."""
        there = now.get("Assets") or {}
        kept = {
            name: facts if self._data(name, facts) is not None else there.get(name)
            for name, facts in (wanted.get("Assets") or {}).items()
        }
        at_hand = {name: facts for name, facts in kept.items() if facts}
        own = bool(wanted.get("Settings") or at_hand)
        return {**wanted, "Assets": at_hand, COGNITOS: not own and bool(wanted.get(COGNITOS))}

    def steps(self, now: State, wanted: State) -> list[Step]:
        """Settings always as a whole, images that are new; all of them where something has to go."""
        differences = self.comparison.differences(now, wanted)
        if not differences:
            return []
        if wanted.get(COGNITOS):
            return [self.step({COGNITOS: True}, brings=(COGNITOS, "Settings", "Assets"))]
        goes = any(each.after in NOTHING for each in differences if each.path != COGNITOS)
        images = wanted.get("Assets") or {}
        before = {} if goes else now.get("Assets") or {}
        new = [name for name, facts in images.items() if before.get(name) != facts]
        first = [self.step({COGNITOS: True}, brings=())] if goes else []
        settings = dict(wanted.get("Settings") or {})
        return first + [
            self.step(
                {
                    "Settings": settings,
                    **({"Assets": [_shown(name, images[name]) for name in batch]} if batch else {}),
                },
                brings=(COGNITOS, "Settings", "Assets"),
            )
            for batch in self._batches(new, images, len(json.dumps(settings).encode()))
        ]

    def label(self, parameters: Mapping[str, Any]) -> str:
        return self.id

    def filled(self, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the images themselves."""
        if "Assets" not in parameters:
            return parameters
        return {**parameters, "Assets": [self._sent(each) for each in parameters["Assets"]]}

    def _batches(self, names: Iterable[str], images: Mapping[str, str], used: int) -> list[list[str]]:
        """Names of images, as many together as fit into a request besides so many bytes of settings."""
        batches: list[list[str]] = [[]]
        size = used
        for name in names:
            length = len(self._data(name, images[name]) or b"") * 4 // 3 + 300
            if batches[-1] and size + length > LARGEST_REQUEST:
                batches.append([])
                size = used
            batches[-1].append(name)
            size += length
        return batches

    def _sent(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        name = " ".join([shown["Category"], shown["ColorMode"], *filter(None, [shown.get("ResourceId")])])
        return {**shown, "Bytes": self._data(name, shown["Bytes"])}

    def _data(self, name: str, facts: str) -> bytes | None:
        """The bytes of an image by its facts: those in the style, or those that wait."""
        there = self.style.asset(name) if self.style else None
        return there.data if there and there.facts == facts else self.waiting(digest_in(facts))


def _shown(name: str, facts: str) -> dict[str, Any]:
    """An image among the parameters of a step, which are shown: its facts stand for its bytes."""
    category, mode, *resource_id = name.split(" ", 2)
    own_id = {"ResourceId": resource_id[0]} if resource_id else {}
    extension = facts.partition(",")[0]
    return {"Category": category, "ColorMode": mode, "Extension": extension, "Bytes": facts, **own_id}
