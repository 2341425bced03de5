from bot.sandbox.recording import Recording
from bot.sandbox.uploads import Upload


def with_file(size: int) -> dict[str, Upload]:
    return {"document": Upload("document", "a.txt", "text/plain", bytes(size))}


def test_where_there_is_no_room_for_files_the_oldest_calls_go_and_that_is_told() -> None:
    recording = Recording(room=100)
    for _ in range(3):
        recording.add("sendDocument", with_file(40), 1)
    assert (len(list(recording.all())), recording.dropped) == (2, 1)
    recording.add("sendDocument", with_file(400), 1)
    assert (len(list(recording.all())), recording.dropped) == (1, 3)
    recording.clear()
    for _ in range(2):
        recording.add("sendDocument", with_file(40), 1)
    assert len(list(recording.all())) == 2


def test_only_so_many_calls_are_kept() -> None:
    recording = Recording(limit=2)
    for name in ("a", "b", "c"):
        recording.add(name, {}, 1)
    assert [request.method for request in recording.all()] == ["b", "c"]
    assert recording.dropped == 1
