"""A pool's configuration from outside: a file, or text that was pasted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from console.cognito import model
from console.ui.forms import ConsoleForm, api, offer
from pools.editing.fields.by_model import TextField
from pools.exporting.documents import Document
from pools.importing.reading import LARGEST, UnreadableDocument, read

TOO_LARGE = f"This is larger than {LARGEST:,} bytes. A pool’s configuration is much smaller."


class ImportForm(ConsoleForm):
    """One of the two; what is in it is checked strictly."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text="As “Export” writes it, in the JSON format.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    document: Document

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError("This is not a text in UTF-8.") from error

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode(errors="surrogatepass")) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return text.strip()

    def clean(self) -> dict[str, Any]:
        filled = {name: self.cleaned_data[name] for name in ("file", "text") if self.cleaned_data.get(name)}
        if len(filled) != 1:
            if not self.errors:
                self.add_error("file", "Choose a file, or paste its text, but not both.")
            return self.cleaned_data
        ((name, text),) = filled.items()
        try:
            self.document = read(text)
        except UnreadableDocument as error:
            self.add_error(name, [forms.ValidationError(problem) for problem in error.problems])
        return self.cleaned_data


class NewPoolForm(ConsoleForm):
    """Where a pool like the one in the file is to be, and what it is called."""

    connection = forms.ChoiceField(
        label="Connection", help_text="The AWS account and region that the pool is made in."
    )
    name = api(TextField(limits=model.constraint("CreateUserPool", "PoolName"), label="Name"), "PoolName")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        places: Sequence[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        offer(self, "connection", places)
