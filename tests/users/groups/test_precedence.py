from pools.groups import Group
from users.groups.precedence import effective_role, standings, ties_of

ROLE = "arn:aws:iam::123456789012:role/"


def group(name: str, precedence: int | None = None, role: str = "") -> Group:
    return Group(name=name, precedence=precedence, role_arn=role and ROLE + role)


def test_the_lowest_number_wins_and_zero_is_the_lowest() -> None:
    effective = effective_role([group("b", 1, "b"), group("a", 0, "a"), group("c", None, "c")])
    assert (effective.role_arn, effective.tied) == (f"{ROLE}a", False)


def test_a_group_without_a_precedence_comes_last() -> None:
    assert effective_role([group("a", None, "a"), group("b", 2**31 - 1, "b")]).role_arn == f"{ROLE}b"


def test_a_group_without_a_role_gives_none_and_is_told_as_passed_over() -> None:
    effective = effective_role([group("a", 0), group("b", 1, "b"), group("c", 2)])
    assert effective.role_arn == f"{ROLE}b"
    assert [each.name for each in effective.passed_over] == ["a"]


def test_equal_precedence_with_different_roles_silences_the_claim() -> None:
    effective = effective_role([group("a", 3, "a"), group("b", 3, "b"), group("c", 4, "c")])
    assert (effective.role_arn, effective.tied) == ("", True)
    assert [each.name for each in effective.winners] == ["a", "b"]


def test_equal_precedence_with_the_same_role_is_no_tie() -> None:
    effective = effective_role([group("a", 3, "x"), group("b", 3, "x")])
    assert (effective.role_arn, effective.tied) == (f"{ROLE}x", False)


def test_two_groups_without_precedence_tie_as_well() -> None:
    assert effective_role([group("a", None, "a"), group("b", None, "b")]).tied


def test_no_role_at_all_wins_nothing() -> None:
    for groups in ([], [group("a", 1)]):
        effective = effective_role(groups)
        assert (effective.role_arn, effective.tied, effective.passed_over) == ("", False, ())


def test_ties_are_told_of_groups_with_roles_alone() -> None:
    ties = ties_of([group("a", 1, "a"), group("b", 1, "b"), group("c", 1), group("d", 2, "d")])
    assert {name: [each.name for each in others] for name, others in ties.items()} == {
        "a": ["b"],
        "b": ["a"],
        "d": [],
    }


def test_groups_of_one_precedence_share_their_place() -> None:
    listed = standings([group("a", 0), group("b", 4), group("c", 4), group("d"), group("e")])
    assert [each.place for each in listed] == [1, 2, 2, 3, 3]
