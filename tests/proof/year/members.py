"""What members, chairs, substitutes and coordinators do. Each rule is one thing somebody does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.usecases import agenda, meetings
from models.rules.agenda import Point
from sandbox.control import Refused as CannotBe
from tests.proof.year import rows, screen
from tests.proof.year.scene import Scene


class Members(Scene):
    """People's rules."""

    @rule(who=st.integers(0, 7), text=st.sampled_from(("Trygg utskrivning", "Rehabilitering", "Hjälpmedel")))
    def raises_a_question(self, who: int, text: str) -> None:
        """By the command and the form."""
        person, before = self._person(who), set(rows.cases(self.at))
        self.titles += 1
        self.acted = True
        self.at.hand(person).command("/samverkan fråga")
        opened = bool(self.at.slack.ws.modals.get(self.at.roster.people[person].slack_id))
        told = opened and screen.send_form(self.at, person, title=f"{text} {self.titles}", reach="several")
        new = set(rows.cases(self.at)) - before
        assert len(new) <= 1, new
        assert not told or len(new) == 1, "Slack was told that it was taken, and it is not there"

    @rule(who=st.integers(0, 11), choice=st.integers(0, 60))
    def presses_about_a_question(self, who: int, choice: int) -> None:
        """AU's answers, the raiser's and the representative's."""
        self._press(self._person(who), choice, ("question_",))

    @rule(who=st.integers(8, 11), choice=st.integers(0, 40))
    def answers_in_au(self, who: int, choice: int) -> None:
        """Approve, most of the time."""
        self._press(self._person(who), choice, ("question_approve", "question_prepare", "question_send_back"))

    @rule(who=st.integers(0, 11), which=st.integers(0, 2))
    def reports_absence(self, who: int, which: int) -> None:
        """By the command and the form, for one of the meetings that it offers."""
        person = self._person(who)
        self.acted = True
        self.at.hand(person).command("/samverkan frånvaro")
        there = [
            one.id for one in rows.meetings(self.at).values() if one.state == "planned" and one.starts > self.at.now
        ]
        if there:
            self._form(person, meeting=str(there[which % len(there)]))

    def _form(self, person: int, **values: str) -> None:
        try:
            screen.send_form(self.at, person, **values)
        except CannotBe:  # the form does not offer it
            self.at.slack.ws.modals.clear()

    @rule(who=st.integers(0, 11), choice=st.integers(0, 60))
    def presses_about_an_absence(self, who: int, choice: int) -> None:
        """A substitute's yes or no, "I can come after all", the buttons under a meeting."""
        self._press(self._person(who), choice, ("absence_",))

    @rule(who=st.sampled_from((1, 3, 5, 7)), choice=st.integers(0, 9))
    def substitutes_answer(self, who: int, choice: int) -> None:
        """One of those who are asked."""
        asked = [
            call.person
            for seat in rows.seats(self.at).values()
            for call in seat.calls
            if call.state in ("asked", "silent")
        ]
        asked = [one for one in asked if self.at.is_here(one)]
        person = asked[choice % len(asked)] if asked else self._person(who)
        self._press(person, choice, ("absence_accept", "absence_decline"))

    @rule(who=st.integers(0, 1), choice=st.integers(0, 60))
    def coordinators_press(self, who: int, choice: int) -> None:
        """What waits for a coordinator: empty seats, what somebody did in Outlook, AU that does not agree."""
        self._press(self._boss(who), choice, ("absence_", "calendar_", "question_reopen", "meeting_cancel"))

    @rule(
        who=st.integers(0, 11),
        words=st.sampled_from(("Jag är sjuk och kan inte komma på LSG", "jag kan komma ändå", "hej")),
    )
    def writes_to_the_bot(self, who: int, words: str) -> None:
        """A sentence, answered with a question."""
        self.at.hand(self._person(who)).dm(words)

    @rule(who=st.integers(0, 13))
    def opens_home(self, who: int) -> None:
        """App Home."""
        person = self._boss(who) if who > 11 else self._person(who)
        self.at.hand(person).open_home()

    @rule(
        who=st.integers(0, 1),
        which=st.integers(0, 2),
        days=st.integers(-6, 20),
        hour=st.sampled_from(("08:30", "13:00")),
    )
    def moves_a_meeting(self, who: int, which: int, days: int, hour: str) -> None:
        """To another day and hour; perhaps over a clock change."""
        meeting = self._meeting(which)
        if meeting is not None:
            day, end = meeting.day + timedelta(days=days), f"{int(hour[:2]) + 3:02d}:00"
            self._do(
                meetings.move, self._boss(who), meeting.id, meeting.version, day.isoformat(), hour, end, "Lycksele"
            )

    @rule(who=st.integers(0, 1), weeks=st.integers(1, 20), body=st.sampled_from(("lsg", "samrad")))
    def plans_a_meeting(self, who: int, weeks: int, body: str) -> None:
        """One more."""
        day = self.at.today + timedelta(weeks=weeks)
        self._do(meetings.create, self._boss(who), body, day.isoformat(), "09:00", "12:00", "Vännäs")

    @rule(who=st.integers(0, 1), which=st.integers(0, 2))
    def cancels_a_meeting(self, who: int, which: int) -> None:
        """With a reason."""
        meeting = self._meeting(which)
        if meeting is not None and len(rows.meetings(self.at)) > 3:
            self._do(meetings.cancel, self._boss(who), meeting.id, meeting.version, "För få ärenden.")

    @rule(
        which=st.integers(0, 2),
        what=st.sampled_from(("add", "fix", "call", "reopen", "carry", "treated", "shift", "edit", "remove")),
    )
    def puts_the_agenda_in_order(self, which: int, what: str) -> None:
        """Whoever leads the body, or a coordinator."""
        meeting = self._meeting(which)
        if what == "treated":
            begun = [one for one in rows.meetings(self.at).values() if one.starts <= self.at.now]
            meeting = begun[which % len(begun)] if begun else None
        if meeting is None:
            return
        points = self.at.rows(
            "SELECT id FROM agenda_item WHERE meeting_id = :m AND state = 'planned' ORDER BY id", m=meeting.id
        )
        boss, point = self._boss(which), Point("Budgetläget", "information", "20")
        if what == "add":
            self._do(agenda.add, boss, meeting.id, point)
        elif what in ("fix", "call", "reopen"):
            self._do(getattr(agenda, what), boss, meeting.id)
        elif points:
            more = {"shift": (1,), "edit": (replace(point, title="Läget"),)}.get(what, ())
            self._do(getattr(agenda, what), boss, points[which % len(points)][0], *more)
