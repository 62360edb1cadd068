"""How many input leaves of the operations that make and change pools have a field, or a reason to have none."""

from tests.benchmarks.figures import Row
from tests.pools import coverage


def measure_coverage() -> list[Row]:
    """One line; a leaf of a newer model that nobody has looked at is missing in it."""
    leaves = coverage.leaves()
    done = [leaf for leaf in leaves if leaf.is_covered]
    left_out = sum(not leaf.fields for leaf in done)
    return [
        Row(
            what="leaves edited or justified",
            value=f"{len(done)} of {len(leaves)}",
            aim="all",
            met=len(done) == len(leaves),
            note=f"{left_out} left out for a reason, {len(coverage.OPERATIONS)} operations",
        )
    ]
