"""The look of the classic sign-in pages: CSS and a logo."""

from typing import Any

from django import forms

from console.cognito import model
from console.ui.forms import ConsoleForm, api
from pools.branding.css import check
from pools.branding.images import format_of

SET = "SetUICustomization"
CSS = model.constraint(SET, "CSS")
LARGEST_LOGO = 100 * 1024
# The whole request, with the logo in base64.
LARGEST_REQUEST = 135_000
OVERHEAD = 2_000
AGAIN = "Cognito sets CSS and logo together and does not hand the logo out: choose its file again to keep it."


class ClassicLookForm(ConsoleForm):
    """Both are set together. `has_logo`: there is one now, which Cognito does not hand out again."""

    css = api(
        forms.CharField(
            label="CSS",
            required=False,
            strip=False,
            max_length=CSS.maximum,
            help_text="Classes of the classic pages, such as .submitButton-customizable, with their properties.",
            widget=forms.Textarea(
                attrs={"rows": 18, "spellcheck": "false", "class": "mono", "data-previews": True}
            ),
        ),
        "CSS",
    )
    logo = api(
        forms.FileField(
            label="Logo",
            required=False,
            help_text="PNG or JPEG, at most 100 KB, shown at up to 350 by 178 pixels.",
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg", "data-previews": True}),
        ),
        "ImageFile",
    )
    without_logo = forms.BooleanField(label="Save without a logo: the present one goes", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, css: str = "", seen: str, has_logo: bool
    ) -> None:
        """`seen` marks the look that is shown beside the form."""
        super().__init__(data, files, initial={"css": css, "seen": seen})
        self.has_logo = has_logo
        if has_logo:
            self.fields["logo"].help_text += f" {AGAIN}"
        else:
            del self.fields["without_logo"]

    def clean_css(self) -> str:
        # A browser sends a line's end as two characters.
        css = self.cleaned_data["css"].replace("\r\n", "\n")
        if problems := check(css).problems:
            raise forms.ValidationError(list(problems))
        return "" if not css.strip() else str(css)

    def clean_logo(self) -> bytes:
        file = self.cleaned_data["logo"]
        if file is None:
            return b""
        if file.size > LARGEST_LOGO:
            raise forms.ValidationError(
                f"This has {file.size:,} bytes; at most {LARGEST_LOGO:,} are allowed."
            )
        data: bytes = file.read()
        if format_of(data) not in {"PNG", "JPEG"}:
            raise forms.ValidationError("This is neither a PNG nor a JPEG file, whatever its name says.")
        return data

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        css, logo = data.get("css", ""), data.get("logo", b"")
        if self.errors:
            return data
        size = len(css.encode()) + len(logo) * 4 // 3 + OVERHEAD
        if size > LARGEST_REQUEST:
            self.add_error(
                "css", f"CSS and logo are too large together: about {size:,} bytes of {LARGEST_REQUEST:,}."
            )
        if self.has_logo and not logo and not data["without_logo"]:
            self.add_error("logo", "Choose the file of the logo, or tick that it goes.")
        if not css and not logo:
            self.add_error(
                "css", "There is neither CSS nor a logo. To have none, go back and remove the look."
            )
        return data


class ResetLookForm(ConsoleForm):
    """Why a look is removed."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="For the audit trail: why, and who decided it.",
        error_messages={"required": "Give a reason."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
