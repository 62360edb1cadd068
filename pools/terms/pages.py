"""Terms documents as their pages need them: their words, and what a change does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from console.access import actions
from console.access.reach import PoolAccess
from pools.addresses import address
from pools.app_clients.subject import client_name
from pools.editing.subjects import Subject
from pools.saving.risks import Risk
from pools.saving.settings import Section, Setting
from pools.saving.states import State, value_at
from pools.terms.gateway import Terms, TermsSaver

NAMES = {"terms-of-use": "Terms of use", "privacy-policy": "Privacy policy"}
DEFAULT = "cognito:default"
# As Cognito calls the languages of managed login, in the order of a form.
LANGUAGES = {
    DEFAULT: "All other languages",
    "cognito:english": "English",
    "cognito:bahasa-indonesia": "Bahasa Indonesia",
    "cognito:chinese-simplified": "Chinese, simplified",
    "cognito:chinese-traditional": "Chinese, traditional",
    "cognito:dutch": "Dutch",
    "cognito:french": "French",
    "cognito:german": "German",
    "cognito:italian": "Italian",
    "cognito:japanese": "Japanese",
    "cognito:korean": "Korean",
    "cognito:portuguese-brazil": "Portuguese, Brazil",
    "cognito:spanish": "Spanish",
}
SECTION = Section(
    id="terms",
    title="Terms document",
    settings=(
        Setting(path="TermsName", label="Document", words=NAMES),
        Setting(path="Links", label="Links", kind="pairs", absent="None"),
        Setting(path="TermsSource", label="Source", words={"LINK": "Links to web pages"}),
        Setting(path="Enforcement", label="Enforcement", words={"NONE": "None: nobody has to agree"}),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsRow:
    """A document ready to be shown. `partner_missing` where the app client lacks the other kind, as far as is seen."""

    terms: Terms
    app_client: str
    partner_missing: bool

    @property
    def title(self) -> str:
        return NAMES.get(self.terms.name, self.terms.name)

    @property
    def partner(self) -> str:
        """What the other kind is called."""
        return next(words for name, words in NAMES.items() if name != self.terms.name)

    @property
    def links(self) -> list[tuple[str, str]]:
        """Language in words and link, in the order of the form."""
        in_order = [
            (words, self.terms.links[name]) for name, words in LANGUAGES.items() if name in self.terms.links
        ]
        return in_order + [(name, link) for name, link in self.terms.links.items() if name not in LANGUAGES]

    @property
    def lacks_default(self) -> bool:
        return DEFAULT not in self.terms.links


def rows_of(documents: Sequence[Terms], names: Mapping[str, str], *, complete: bool) -> list[TermsRow]:
    """Documents by app client; whether one lacks its partner is only known where all were read."""
    kinds = {(each.client_id, each.name) for each in documents}
    rows = [
        TermsRow(
            terms=each,
            app_client=names.get(each.client_id, ""),
            partner_missing=complete
            and not any((each.client_id, name) in kinds for name in NAMES if name != each.name),
        )
        for each in documents
    ]
    return sorted(rows, key=lambda row: (row.app_client.casefold(), row.terms.client_id, row.terms.name))


class TermsSubject(Subject):
    """One document."""

    kind = "terms"
    noun = "terms document"
    page = "terms"
    writes = ("CreateTerms", "UpdateTerms", "DeleteTerms")
    sections = (SECTION,)
    reads = actions.VIEW_TERMS
    edits = actions.EDIT_TERMS

    def __init__(self, pool: PoolAccess, terms_id: str) -> None:
        super().__init__(pool, terms_id=terms_id)
        self.target = terms_id

    @cached_property
    def saver(self) -> TermsSaver:
        return self.pool.gateway(TermsSaver, self.target)

    @property
    def back_url(self) -> str:
        return address(self.pool, "terms")

    def name(self, state: State) -> str:
        kind = str(state.get("TermsName", ""))
        whose = client_name(self.pool, str(state.get("ClientId", "")))
        return f"{NAMES.get(kind, kind)} of {whose}"

    def risks(self, now: State, wanted: State) -> list[Risk]:
        """Languages that lose their link."""
        gone = [
            name for name in value_at(now, "Links") or {} if name not in (value_at(wanted, "Links") or {})
        ]
        if not gone:
            return []
        words = ", ".join(LANGUAGES.get(each, each) for each in gone)
        what = "People with these languages get the link for all other languages, if there is one."
        return [Risk(applies=lambda now, wanted: True, title=f"Links go: {words}", what=what)]
