"""What a button carries."""

import pytest

from bot.domain.buttons import MOST_BYTES, Action, Press, decode, encode


@pytest.mark.parametrize(
    ("press", "data"),
    [
        (Press(Action.AGREE, (1,)), "agree:1"),
        (Press(Action.NOT_NOW), "notnow"),
        (Press(Action.SEND_TO, (12, 3)), "sendto:12:3"),
        (Press(Action.LEAVE_FOR_SURE), "leave!"),
    ],
)
def test_a_press_is_written_shortly(press: Press, data: str) -> None:
    assert encode(press) == data
    assert decode(data) == press


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "agree:",
        "agree:one",
        "agree:1:",
        "agree:1.5",
        "agree: 1",
        "agree:+1",
        "agree:-1",
        "agree:01",
        "agree:1_0",
        "agree:\u0661",
        "AGREE:1",
        "from_last_month:7",
        "Action.AGREE",
        "accept:" + "9" * 20,
        "accept:" + str(2**63),
        "sendto:1\n",
        "x" * 5000,
        "accept:" + "9" * 5000,
    ],
)
def test_what_we_never_wrote_is_not_a_button_of_ours(data: str) -> None:
    assert decode(data) is None


def test_64_bytes_fit_and_65_do_not() -> None:
    full = Press(Action.AGREE, (10**57,))
    assert len(encode(full).encode()) == MOST_BYTES == 64
    with pytest.raises(ValueError, match="64 bytes"):
        encode(Press(Action.AGREE, (10**58,)))


def test_the_largest_ids_fit_into_every_button() -> None:
    largest = 2**63 - 1
    for action in Action:
        assert decode(encode(Press(action, (largest, largest)))) == Press(action, (largest, largest))


def test_no_action_is_written_with_the_mark_between_ids() -> None:
    assert not any(":" in action.value for action in Action)
