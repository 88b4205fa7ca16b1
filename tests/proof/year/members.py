"""What members, chairs, substitutes and coordinators do. Each rule is one thing somebody does; `then` says whether what follows is
delivered at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.usecases import agenda, meetings, seminar
from models.rules.agenda import Point
from sandbox.control import Refused as CannotBe
from tests.proof.year import rows, screen
from tests.proof.year.scene import Scene

THEN = st.integers(0, 4)
CHOICE = st.integers(0, 500)
IN_AU = ("question_approve", "question_prepare", "question_send_back", "question_cosign")


class Members(Scene):
    """People's rules."""

    @rule(who=st.integers(0, 7), then=THEN)
    def raises_a_question(self, who: int, then: int) -> None:
        """By the command and the form."""
        person, before = self._person(who), set(rows.cases(self.at))
        self.titles += 1
        self.acted = True
        self.at.hand(person).command("/samverkan fråga")
        told = screen.form_open(self.at, person) and screen.send_form(
            self.at, person, title=f"Trygg utskrivning {self.titles}", reach="several"
        )
        new = set(rows.cases(self.at)) - before
        assert len(new) <= 1, new
        assert not told or len(new) == 1, "Slack was told that it was taken, and it is not there"
        self._then(then)

    @rule(choice=CHOICE, twice=st.booleans(), then=THEN)
    def presses_about_a_question(self, choice: int, twice: bool, then: int) -> None:
        """AU's answers, the raiser's and the representative's; perhaps somebody's whose turn it is not."""
        if not self._press(choice, ("question_",), twice=twice):
            self.raises_a_question(choice, 1)
        self._then(then)

    @rule(choice=CHOICE, then=THEN)
    def answers_in_au(self, choice: int, then: int) -> None:
        """Onwards."""
        if not self._press(choice, IN_AU):
            self.raises_a_question(choice, 1)
        self._then(then)

    @rule(choice=CHOICE, then=THEN)
    def goes_on_in_au(self, choice: int, then: int) -> None:
        """As above: most questions are approved."""
        self._press(choice, IN_AU)
        self._then(then)

    @rule(who=st.integers(0, 11), which=st.integers(0, 2), then=THEN)
    def reports_absence(self, who: int, which: int, then: int) -> None:
        """By the command and the form, for one of the meetings that it offers."""
        person, before = self._person(who), set(rows.seats(self.at))
        self.acted = True
        self.at.hand(person).command("/samverkan frånvaro")
        there = [one.id for one in self._ahead()]
        taken = False
        if there and screen.form_open(self.at, person):
            try:
                taken = screen.send_form(self.at, person, meeting=str(there[which % len(there)]))
            except CannotBe:  # the form does not offer it
                self.at.slack.ws.modals.clear()
        away = {one.person for number, one in rows.seats(self.at).items() if number not in before}
        gave_up = [one for one in rows.seats(self.at).values() for call in one.calls if call.person == person]
        assert away in (set(), {person}), away
        assert not taken or away or gave_up, "Slack was told that the absence is taken, and it is not there"
        self._then(then)

    @rule(choice=CHOICE, then=THEN)
    def presses_about_an_absence(self, choice: int, then: int) -> None:
        """A substitute's yes or no, "I can come after all", the buttons under a meeting, the coordinators'."""
        self._press(choice, ("absence_",))
        self._then(then)

    @rule(choice=CHOICE, twice=st.booleans(), then=THEN)
    def substitutes_answer(self, choice: int, twice: bool, then: int) -> None:
        """One of those who have been asked, in time or late."""
        asked = [
            one.person for seat in rows.seats(self.at).values() for one in seat.calls if self.at.is_here(one.person)
        ]
        if not asked or not self._press(choice, ("absence_accept", "absence_decline"), asked, twice=twice):
            self.reports_absence(choice, choice, 1)
        self._then(then)

    @rule(choice=CHOICE, then=THEN)
    def says_yes(self, choice: int, then: int) -> None:
        """Most substitutes do."""
        asked = [
            one.person for seat in rows.seats(self.at).values() for one in seat.calls if self.at.is_here(one.person)
        ]
        if asked:
            self._press(choice, ("absence_accept",), asked)
        self._then(then)

    @rule(choice=CHOICE, then=THEN)
    def coordinators_press(self, choice: int, then: int) -> None:
        """What waits for a coordinator: empty seats, what somebody did in Outlook, AU that does not agree."""
        bosses = self.at.roster.coordinators(self.at.today)
        self._press(choice, ("absence_", "calendar_", "question_reopen", "meeting_cancel"), bosses)
        self._then(then)

    @rule(
        who=st.integers(0, 13),
        words=st.sampled_from(("Jag är sjuk och kan inte komma på LSG", "jag kan komma ändå", "")),
    )
    def looks_in_or_writes(self, who: int, words: str) -> None:
        """App Home is opened; or a sentence, answered with a question."""
        person = self._boss(who) if who > 11 else self._person(who)
        if words:
            self.at.hand(person).dm(words)
        else:
            self.at.hand(person).open_home()

    @rule(
        what=st.sampled_from(("move", "move", "plan", "cancel")),
        which=st.integers(0, 2),
        days=st.integers(-6, 60),
        then=THEN,
    )
    def plans(self, what: str, which: int, days: int, then: int) -> None:
        """A coordinator plans one more meeting, moves one (perhaps over a clock change), or cancels one."""
        meeting, boss, body = self._meeting(which), self._boss(which), ("lsg", "samrad")[which % 2]
        if what == "plan" or meeting is None:
            day = self.at.today + timedelta(days=abs(days) + 3)
            self._do(meetings.create, boss, body, day.isoformat(), "09:00", "12:00", "Vännäs")
        elif what == "move":
            hours = ("08:30", "11:00") if days % 2 else ("13:00", "16:00")
            day = meeting.day + timedelta(days=days)
            self._do(meetings.move, boss, meeting.id, meeting.version, day.isoformat(), *hours, "Lycksele")
        elif len(self._ahead()) > 1:
            self._do(meetings.cancel, boss, meeting.id, meeting.version, "För få ärenden.")
        self._then(then)

    @rule(
        which=st.integers(0, 2),
        what=st.sampled_from(("add", "fix", "call", "call", "reopen", "carry", "treated", "shift", "edit", "remove")),
        then=THEN,
    )
    def puts_the_agenda_in_order(self, which: int, what: str, then: int) -> None:
        """A coordinator does; a notice needs an agenda that is set, and that needs a point."""
        meeting = self._meeting(which)
        if what == "treated":
            begun = [
                one for one in rows.meetings(self.at).values() if one.starts <= self.at.now and self._points(one, what)
            ]
            meeting = begun[which % len(begun)] if begun else None
        if meeting is None:
            return
        points = self._points(meeting, what)
        boss, point = self._boss(which), Point("Budgetläget", "information", "20")
        if what == "add" or (what in ("fix", "call") and not points):
            self._do(agenda.add, boss, meeting.id, point)
        if what == "call" and not meeting.agenda_set:
            self._do(agenda.fix, boss, meeting.id)
        if what in ("fix", "call", "reopen"):
            self._do(getattr(agenda, what), boss, meeting.id)
        elif points and what != "add":
            more = {"shift": (1,), "edit": (replace(point, title="Läget"),)}.get(what, ())
            self._do(getattr(agenda, what), boss, points[which % len(points)], *more)
        self._then(then)

    def _points(self, meeting: rows.Gathering, what: str) -> list[int]:
        """The points that stand on its agenda; a question's is not removed, it is tabled."""
        free = " AND question_id IS NULL" if what == "remove" else ""
        wanted = f"SELECT id FROM agenda_item WHERE meeting_id = :m AND state = 'planned'{free} ORDER BY id"
        return [one[0] for one in self.at.rows(wanted, m=meeting.id)]

    @rule(what=st.sampled_from(("plan", "propose", "set", "invite", "uninvite", "move", "cancel")), then=THEN)
    def has_to_do_with_the_seminar(self, what: str, then: int) -> None:
        """LSG's chair plans and proposes, Samråd's sets."""
        chair = self.at.roster.holders(self.at.today, "lsg", "chair")[0]
        there = [one for one in self._ahead() if one.kind == "seminar"]
        day = self.at.today + timedelta(days=70)
        days = f"{day}\n{day + timedelta(days=1)}"
        if not there:
            self._do(seminar.plan, chair, "Framtiden", days, "10:00", "15:00", "Umeå")
            return
        one = there[0]
        if what == "propose":
            self._do(seminar.propose, chair, one.id, "10.00 Inledning")
        elif what == "set":
            setter = self.at.roster.holders(self.at.today, "samrad", "chair")[0]
            self._do(seminar.set_programme, setter, one.id, "10.00 Inledning", self.at.today)
        elif what == "invite":
            self._do(seminar.invite, chair, one.id, "Gäst Gästsson <gast@annan.example>")
        elif what == "uninvite":
            for guest in self.at.rows("SELECT id FROM guest"):
                self._do(seminar.remove_guest, chair, guest[0])
        elif what == "move":
            self._do(seminar.move, chair, one.id, one.version, days, "09:00", "14:00", "Umeå")
        elif what == "cancel":
            self._do(seminar.cancel, chair, one.id, one.version, "Ingen lokal.")
        self._then(then)
