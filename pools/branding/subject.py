"""A style of managed login as the safe save's pages need it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from console.access import actions
from console.access.reach import PoolAccess
from pools.app_clients.subject import client_name
from pools.branding.pending_images import PendingImages
from pools.branding.saver import StyleSaver
from pools.branding.styles_gateway import COGNITOS
from pools.editing.subjects import Subject
from pools.saving.risks import Risk
from pools.saving.settings import Row, Section, Setting
from pools.saving.states import NOTHING, Difference, State, value_at
from pools.saving.words import Worded

SECTION = Section(
    id="style",
    title="Managed login style",
    settings=(
        Setting(
            path=COGNITOS,
            label="Cognito’s own values",
            words={True: "Used as they are", False: "Not used as they are"},
        ),
    ),
)
IMAGES = Section(id="images", title="Images")


class StyleSubject(Subject):
    """The style of one app client."""

    kind = "managed_login"
    noun = "style"
    page = "style"
    writes = ("CreateManagedLoginBranding", "UpdateManagedLoginBranding", "DeleteManagedLoginBranding")
    sections = (SECTION,)
    reads = actions.VIEW_BRANDING
    edits = actions.EDIT_BRANDING
    about_calls = (
        "Cognito lays what is sent over what there is. To take something away, everything first goes back to "
        "Cognito’s values, and what stays is sent again."
    )

    def __init__(self, pool: PoolAccess, client_id: str) -> None:
        super().__init__(pool, client_id=client_id)
        self.target = client_id

    @cached_property
    def pending(self) -> PendingImages:
        """Images that this operator has chosen for it."""
        return PendingImages(self.about)

    @cached_property
    def saver(self) -> StyleSaver:
        return self.pool.gateway(StyleSaver, self.target, waiting=self.pending.get)

    @property
    def back_url(self) -> str:
        return self.address("app_client_branding")

    def name(self, state: State) -> str:
        return f"Style of {client_name(self.pool, self.target)}"

    def changes_towards(self, now: State, wanted: State) -> dict[str, Any]:
        """Its settings; of images a state knows their digests alone, so they stay as they are."""
        differences = self.saver.comparison.differences(now, wanted)
        return {each.path: each.after for each in differences if each.path.split(".")[0] == "Settings"}

    def worded(self, differences: Sequence[Difference], before: State, after: State) -> list[Worded]:
        """Each setting by the names that lead to it, each image by what it is for."""
        return [_worded(each) for each in differences]

    def risks(self, now: State, wanted: State) -> list[Risk]:
        return [each for each in (_interruption(self.saver, now, wanted), _lost(now, wanted)) if each]


def _worded(difference: Difference) -> Worded:
    kind, _, rest = difference.path.partition(".")
    found = next((each for each in SECTION.settings if each.path == difference.path), None)
    label = f"Image {rest}" if kind == "Assets" else rest.replace(".", " › ")
    setting = found or Setting(path=difference.path, label=label)
    return Worded(
        setting=setting,
        section=IMAGES if kind == "Assets" else SECTION,
        before=Row(setting=setting, raw=difference.before),
        after=Row(setting=setting, raw=difference.after),
    )


def _interruption(saver: StyleSaver, now: State, wanted: State) -> Risk | None:
    """The warning before everything is sent anew."""
    calls = saver.steps(now, wanted)
    if len(calls) < 2 or COGNITOS not in calls[0].parameters:
        return None
    return Risk(
        applies=_always,
        title="Cognito’s own look shows for a moment",
        what="Settings and images can only be taken away all together. Lifeguard does so and sends what stays "
        "again. If that breaks off half-way, the rest has to be sent once more: export the style first, so that "
        "you have its images.",
    )


def _lost(now: State, wanted: State) -> Risk | None:
    """The warning before images go."""
    left = value_at(wanted, "Assets") or {}
    gone = [name for name in value_at(now, "Assets") or {} if left.get(name) in NOTHING]
    if not gone:
        return None
    return Risk(
        applies=_always,
        title=f"{'An image goes' if len(gone) == 1 else 'Images go'}: {', '.join(gone)}",
        what="Lifeguard keeps no images. Download what you may want again, or export the style.",
    )


def _always(now: State, wanted: State) -> bool:
    return True
