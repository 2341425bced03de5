"""Whatever happens in whatever order: no alert ends silently, and a clock runs while one rings."""

import shutil
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.alerts import AlertEventKind, AlertSource, AlertState, Disposition
from bot.domain.buttons import Action, Press, encode
from bot.domain.crisis import Danger
from bot.domain.findings import Grade
from bot.domain.outbox import Lane, OutboxState
from bot.domain.people import PersonState, Role
from bot.services import alerts as raising
from bot.services import posting, timed
from bot.services.alerts import Cause
from bot.services.commands import Tapped
from bot.services.posting import Fate, Outcome
from bot.services.unit import Unit
from bot.store import agenda, alerts, people
from bot.store.alerts import Alert
from bot.store.people import Person
from tests.unit.small import Small, small_programme

ROSA, SAM, DORA, MARIA = 11, 55, 66, 77
RINGS = (Grade.URGENT, Grade.EMERGENCY)
GRADES = st.sampled_from([Grade.CONCERN, Grade.URGENT, Grade.EMERGENCY])
SOURCES = st.sampled_from([AlertSource.DISTRESS, AlertSource.HELP_NOW, AlertSource.ADVICE])
SUPERVISORS = st.sampled_from([SAM, DORA])


class Alerts(RuleBasedStateMachine):
    """Rosa, who writes and presses; two supervisors who act, block and leave; a coordinator; and time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.context = small_programme(self.folder)
        self.small: Small = self.context.__enter__()
        self.taps = 0

    @initialize()
    def people_join(self) -> None:
        self.small.joins("Rosa", Role.MENTEE, ROSA)
        self.small.joins("Sam", Role.SUPERVISOR, SAM)
        self.small.joins("Dora", Role.SUPERVISOR, DORA)
        self.small.joins("Maria", Role.COORDINATOR, MARIA)

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    @rule(
        grade=GRADES, source=st.sampled_from([AlertSource.DISTRESS, AlertSource.HELP_NOW, AlertSource.ADVICE])
    )
    def something_is_found(self, grade: Grade, source: AlertSource) -> None:
        def find(unit: Unit) -> None:
            raising.raise_alert(
                unit, self._person(unit, ROSA), Cause(source, grade, Danger.SUICIDE, rule="x.y")
            )

        self.small.run(find)

    @precondition(lambda self: self.alerts())
    @rule(who=SUPERVISORS, data=st.data(), action=st.sampled_from(
        [Action.ACKNOWLEDGE, Action.TAKE_OVER, Action.REOPEN, Action.MESSAGE_PERSON, Action.OPEN_CONTEXT]
    ))  # fmt: skip
    def somebody_acts(self, who: int, data: st.DataObject, action: Action) -> None:
        alert = data.draw(st.sampled_from([one.id for one in self.alerts()]))
        self._press(who, Press(action, (alert,)))

    @precondition(lambda self: self.alerts())
    @rule(who=SUPERVISORS, data=st.data(), how=st.sampled_from(list(Disposition)))
    def somebody_resolves(self, who: int, data: st.DataObject, how: Disposition) -> None:
        alert = data.draw(st.sampled_from([one.id for one in self.alerts()]))
        self._press(who, Press(Action.RESOLVE_AS, (alert, how.number)))

    @precondition(lambda self: self.alerts())
    @rule(who=SUPERVISORS, data=st.data(), grade=GRADES)
    def somebody_changes_the_grade(self, who: int, data: st.DataObject, grade: Grade) -> None:
        alert = data.draw(st.sampled_from([one.id for one in self.alerts()]))
        self._press(who, Press(Action.GRADE_AS, (alert, grade.value)))

    @precondition(lambda self: self.alerts())
    @rule(data=st.data())
    def rosa_says_that_she_is_safe(self, data: st.DataObject) -> None:
        alert = data.draw(st.sampled_from([one.id for one in self.alerts()]))
        before = [(one.id, one.state, one.grade, one.clock_at) for one in self.alerts()]
        self._press(ROSA, Press(Action.SAFE_FOR_NOW, (alert,)))
        assert [(one.id, one.state, one.grade, one.clock_at) for one in self.alerts()] == before

    @rule(minutes=st.sampled_from([1, 6, 31, 61, 300]))
    def time_passes(self, minutes: int) -> None:
        self.small.clock.move(timedelta(minutes=minutes))
        for _ in range(50):
            due = self.small.run(lambda unit: list(agenda.due(unit.session, unit.programme.id, unit.now)))
            if not due:
                return
            for row_id in due:
                self.small.run(partial(timed.carry_out, row_id=row_id))
        raise AssertionError("what is due never ends")

    @rule(fate=st.sampled_from([Fate.SENT, Fate.SENT, Fate.SENT, Fate.REJECTED, Fate.BLOCKED]))
    def what_waits_is_sent(self, fate: Fate) -> None:
        ids = [row.id for row in self.small.rows(OutboxState.QUEUED) if row.lane == Lane.ALERT][:20]
        envelopes = self.small.run(partial(posting.claim, ids=ids))
        outcomes = [
            Outcome(each, fate, sent_id=each.id if fate is Fate.SENT else None, error="test")
            for each in envelopes
        ]
        self.small.run(partial(posting.settle, outcomes=outcomes))

    @rule(who=SUPERVISORS)
    def somebody_leaves_or_is_back(self, who: int) -> None:
        def turn(unit: Unit) -> None:
            person = self._person(unit, who)
            person.unreachable_since = None
            person.state = PersonState.WITHDRAWN if person.is_active else PersonState.ACTIVE

        self.small.run(turn)

    @invariant()
    def what_rings_has_a_clock_that_will_be_looked_at(self) -> None:
        def look(unit: Unit) -> None:
            for alert in alerts.unresolved(unit.session, unit.programme.id):
                if alert.state is AlertState.OPEN and alert.grade in RINGS:
                    assert alert.clock_at is not None, "an open alert that rings has a clock"
                    waits = agenda.waits_for(unit.session, alert.id)
                    assert any(due <= alert.clock_at for due in waits), "and something that looks at it"

        if hasattr(self, "small"):
            self.small.run(look)

    @invariant()
    def nobody_and_nothing_ends_one_silently(self) -> None:
        for alert in self.alerts():
            if alert.state is AlertState.RESOLVED:
                assert alert.disposition is not None
                assert alert.owner_id is not None
                kinds = self.kinds(alert)
                assert AlertEventKind.RESOLVED in kinds
            elif alert.state is AlertState.ACKNOWLEDGED:
                assert alert.owner_id is not None
            else:
                assert alert.owner_id is None, "whoever has an open alert has not taken it on"

    @invariant()
    def one_person_has_one_alert_of_a_kind_that_is_not_over(self) -> None:
        open_ = [one.source.is_distress for one in self.alerts() if one.state is not AlertState.RESOLVED]
        assert len(open_) == len(set(open_)) or self.reopened()

    def reopened(self) -> bool:
        """A supervisor may open an older alert again beside a newer one."""
        return any(AlertEventKind.REOPENED in self.kinds(alert) for alert in self.alerts())

    def alerts(self) -> list[Alert]:
        if not hasattr(self, "small"):
            return []
        return self.small.run(
            lambda unit: (
                list(alerts.of_person(unit.session, self._person(unit, ROSA).id, 100))
                if people.by_telegram_id(unit.session, unit.programme.id, ROSA)
                else []
            )
        )

    def kinds(self, alert: Alert) -> list[AlertEventKind]:
        return self.small.run(lambda unit: [event.kind for event in alerts.events_of(unit.session, alert.id)])

    def _press(self, who: int, press: Press) -> None:
        self.taps += 1
        self.small.taps(who, Tapped(f"q{self.taps}", self.taps, encode(press), press))

    @staticmethod
    def _person(unit: Unit, account: int) -> Person:
        found = people.by_telegram_id(unit.session, unit.programme.id, account)
        assert found is not None
        return found


TestAlerts = Alerts.TestCase
TestAlerts.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
