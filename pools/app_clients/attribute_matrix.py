"""What an app client may read and write as one table: an attribute a line, a box for each right."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField, BoundWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRow:
    """An attribute with its box in each field; None where the field does not offer it."""

    name: str
    boxes: list[BoundWidget | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxMatrix:
    """Fields that offer much the same names."""

    fields: list[BoundField]

    @property
    def rows(self) -> list[BoxRow]:
        """All names that a field offers, in the order of the first one that does."""
        columns = [self._boxes(field) for field in self.fields]
        names = dict.fromkeys(name for column in columns for name in column)
        return [BoxRow(name=name, boxes=[column.get(name) for column in columns]) for name in names]

    @staticmethod
    def _boxes(field: BoundField) -> dict[str, BoundWidget]:
        boxes = {}
        for box in field.subwidgets:
            name = str(box.choice_label)
            # In a table the words stand in the heads of row and column.
            box.data["attrs"]["aria-label"] = f"{field.label}: {name}"
            boxes[name] = box
        return boxes
