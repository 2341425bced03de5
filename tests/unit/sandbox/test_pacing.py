from bot.sandbox.pacing import Pacing


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_one_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    clock = Hand()
    pacing = Pacing(clock=clock)
    assert [pacing.wait("sendMessage", 1, 7) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert pacing.wait("sendMessage", 1, 8) == 0
    clock.at += 1
    assert [pacing.wait("sendMessage", 1, 7) for _ in range(2)] == [0, 1]


def test_all_chats_together_take_thirty_a_second() -> None:
    clock = Hand()
    pacing = Pacing(clock=clock)
    assert sum(pacing.wait("sendMessage", 1, chat) == 0 for chat in range(100, 140)) == 30
    clock.at += 0.5
    assert sum(pacing.wait("sendMessage", 1, chat) == 0 for chat in range(200, 240)) == 15
    assert pacing.wait("sendMessage", 2, 300) == 0


def test_a_group_takes_twenty_a_minute() -> None:
    clock = Hand()
    pacing = Pacing(clock=clock)
    assert [pacing.wait("sendMessage", 1, -5) for _ in range(21)] == [0] * 20 + [3]
    clock.at += 3
    assert pacing.wait("sendMessage", 1, -5) == 0


def test_what_is_not_a_message_is_not_counted() -> None:
    pacing = Pacing(clock=Hand())
    assert {pacing.wait("getUpdates", 1, 0) for _ in range(100)} == {0}
    assert {pacing.wait("answerCallbackQuery", 1, 7) for _ in range(100)} == {0}
