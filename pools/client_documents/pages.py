"""Policies for client metadata documents as their pages need them: their words, and what a change does."""

from functools import cached_property

from console.access import actions
from console.access.reach import PoolAccess
from pools.addresses import address
from pools.client_documents.gateway import KIND, DocumentPolicySaver
from pools.editing.subjects import Subject
from pools.saving.risks import Risk, removed
from pools.saving.settings import Section, Setting
from pools.saving.states import State

NAME, CLIENT, PATTERNS, CACHE = "PolicyName", "ClientId", "URLPatterns", "CacheDuration"
DAY = 86_400
SECTION = Section(
    id="policy",
    title="Policy for client metadata documents",
    about="Which addresses an app may name as its client id, and whose rights it then has.",
    settings=(
        Setting(path=NAME, label="Name", stays="A policy needs a name."),
        Setting(
            path=CLIENT,
            label="Client id of the app client",
            stays="A policy stands for one app client.",
            help="Apps get its scopes, addresses and flows, as far as their own document names them too.",
            caution="With another app client, apps that use this policy have its rights from their next sign-in on.",
        ),
        Setting(
            path=PATTERNS,
            label="Addresses",
            stays="A policy needs one address at least.",
            help="One a line, beginning with https://. * stands for anything: whoever can put a file there is let in.",
            caution="Apps whose address fits none any more cannot sign anybody in.",
        ),
        Setting(
            path=CACHE,
            label="Seconds to keep a document",
            absent="One day",
            default=DAY,
            help="Where the document’s own Cache-Control says nothing between a day and a year.",
        ),
    ),
)
RISKS = (
    Risk(
        applies=lambda now, wanted: bool(removed(PATTERNS, now, wanted)),
        title="Addresses are taken away",
        what=lambda now, wanted: (
            "Apps that name them cannot sign anybody in: "
            f"{', '.join(sorted(removed(PATTERNS, now, wanted)))}."
        ),
    ),
    Risk(
        applies=lambda now, wanted: (
            any(_is_wide(each) for each in wanted.get(PATTERNS) or ())
            and wanted.get(PATTERNS) != now.get(PATTERNS)
        ),
        title="An address leaves its host open",
        what="Anybody on the Internet can make an app that this policy takes.",
    ),
    Risk(
        applies=lambda now, wanted: now.get(CLIENT) != wanted.get(CLIENT),
        title="Another app client stands behind the policy",
        what="Apps have its scopes, addresses and flows from now on.",
    ),
)


class DocumentPolicySubject(Subject):
    """One policy."""

    kind = KIND
    noun = "policy"
    page = "document_policy"
    writes = ("CreateCIMDPolicy", "UpdateCIMDPolicy", "DeleteCIMDPolicy")
    sections = (SECTION,)
    reads = actions.VIEW_DOCUMENTS
    edits = actions.EDIT_DOCUMENT_POLICY
    hazards = RISKS

    def __init__(self, pool: PoolAccess, policy_id: str) -> None:
        super().__init__(pool, policy_id=policy_id)
        self.target = policy_id

    @cached_property
    def saver(self) -> DocumentPolicySaver:
        return self.pool.gateway(DocumentPolicySaver, self.target)

    @property
    def back_url(self) -> str:
        return address(self.pool, "document_policy", policy_id=self.target)

    def name(self, state: State) -> str:
        return str(state.get(NAME, ""))


def _is_wide(pattern: str) -> bool:
    """Whether the host itself has a star in it."""
    return "*" in pattern.removeprefix("https://").partition("/")[0]
