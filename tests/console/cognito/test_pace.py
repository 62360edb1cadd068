import time

from console.cognito.pace import Pace


def test_the_first_may_begin_at_once_and_the_others_wait_their_turn() -> None:
    pace, begun = Pace(per_second=20), time.monotonic()
    pace.wait()
    assert time.monotonic() - begun < 0.04
    for _ in range(4):
        pace.wait()
    assert time.monotonic() - begun >= 0.19


def test_a_pause_is_not_made_up_for_by_a_burst() -> None:
    pace = Pace(per_second=20)
    pace.wait()
    time.sleep(0.2)
    begun = time.monotonic()
    pace.wait()
    pace.wait()
    assert time.monotonic() - begun >= 0.045
