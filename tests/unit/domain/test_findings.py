"""Grades."""

from bot.domain.findings import Grade


def test_grades_are_ordered_by_how_soon_somebody_is_needed() -> None:
    assert max(Grade) is Grade.EMERGENCY
    assert [grade.word for grade in sorted(Grade)] == ["none", "note", "concern", "urgent", "emergency"]
