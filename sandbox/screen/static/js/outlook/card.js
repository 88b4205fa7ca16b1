// One event in the list: a line that opens to the invitation as this person sees it, with the answers to give.

import { add, el, icon } from "../dom.js";
import { clockTime, dayAndTime, longDay } from "../dates.js";
import { post } from "../api.js";
import { navigate, person, refresh } from "../store.js";
import { T } from "../texts.js";
import { toast } from "../toasts.js";
import { attendeesOf, ends, isOwn, joinUrl, kindOf, myAnswer, place, span, starts } from "./events.js";
import { mailBody } from "./mailbody.js";

const SIGN = { accepted: "check", tentativelyAccepted: "question", declined: "cross", organizer: "organiser", none: "more", notResponded: "more" };
const silent = new Set();

/** Draw one event; `open` shows its details. */
export function eventCard(event, open) {
  const kind = kindOf(event);
  const answer = isOwn(event) ? "organizer" : myAnswer(event);
  const id = `event-${String(event.id).slice(-24).replaceAll(/[^\w-]/g, "")}`;
  const toggle = () => navigate({ event: open ? null : event.id, pane: "outlook" });
  const subject = String(event.subject || "").replace(/^(Canceled|Inställt): /, "");
  return el("article", { class: `event ${kind} answer-${answer}${open ? " open" : ""}`, data: { event: event.id } },
    el("button", { type: "button", class: "eventline", "aria-expanded": String(open), "aria-controls": open ? id : null, data: { focus: `event-${event.id}` }, on: { click: toggle } },
      el("span", { class: "eventtime" }, event.isAllDay ? T.allDay : [clockTime(starts(event)), el("span", { class: "until", text: clockTime(ends(event)) })]),
      el("span", { class: "eventmain" }, el("span", { class: "subject", text: subject }),
        place(event) && el("span", { class: "eventplace" }, icon("pin", 14), place(event)),
        el("span", { class: "tags" }, el("span", { class: `tag ${kind}`, text: T.status[kind] }),
          kind !== "cancelled" && !isOwn(event) && el("span", { class: `tag answer ${answer}` }, icon(SIGN[answer] || "more", 13), T.answer[answer] || answer),
          joinUrl(event) && el("span", { class: "tag", text: T.teams }))),
      icon("down", 16)),
    open && details(event, id, kind, answer));
}

function details(event, id, kind, answer) {
  const people = attendeesOf(event);
  const start = starts(event);
  const organiser = event.organizer?.emailAddress;
  return el("div", { class: "eventdetails", id },
    kind !== "cancelled" && (isOwn(event) ? el("p", { class: "hint", text: T.youOrganise }) : answers(event, answer)),
    el("dl", {},
      row("clock", T.time, [longDay(start, event.isAllDay ? "UTC" : undefined), ", ", span(event)]),
      row("pin", T.place, place(event) || T.noPlace),
      organiser && row("organiser", T.organiser, `${T.organiser}: ${organiser.name || organiser.address}`)),
    joinUrl(event) && el("a", { class: "button small", href: joinUrl(event), target: "_blank", rel: "noopener noreferrer", text: T.joinMeeting }),
    el("div", { class: "mailbody" }, mailBody(event.body?.content ?? event.body)),
    people.length ? attendeeList(people, event) : null);
}

const row = (sign, name, value) => el("div", { class: "detail" }, el("dt", {}, icon(sign, 16), el("span", { class: "sronly", text: name })), el("dd", {}, value));

function answers(event, answer) {
  const box = el("input", { type: "checkbox", checked: silent.has(event.id), data: { focus: `silent-${event.id}` }, on: { change: (change) => (change.target.checked ? silent.add(event.id) : silent.delete(event.id)) } });
  const button = (response, label, sign) => el("button", {
    type: "button", class: "button small answerbutton", "aria-pressed": String(answer === response), data: { focus: `${response}-${event.id}` },
    on: { click: () => respond(event, response, !box.checked) },
  }, icon(sign, 15), label);
  return el("div", { class: "answers", role: "group", "aria-label": T.answer.none },
    el("div", { class: "answerrow" }, button("accepted", T.accept, "check"), button("tentativelyAccepted", T.tentative, "question"), button("declined", T.decline, "cross")),
    el("label", { class: "boxline" }, box, el("span", { text: T.noReply })));
}

async function respond(event, response, send) {
  try {
    await post("/sandbox/graph/respond", { mailbox: person().email, event_id: event.id, response, send_response: send });
    if (!send) toast(T.answerKept);
  } catch (fault) {
    toast(T.failed + fault.message, "fault");
  }
  await refresh("graph");
}

function attendeeList(people, event) {
  const tally = {};
  for (const one of people) tally[one.answer === "notResponded" ? "none" : one.answer] = (tally[one.answer === "notResponded" ? "none" : one.answer] || 0) + 1;
  const summary = ["accepted", "tentativelyAccepted", "declined", "none"].filter((key) => tally[key]).map((key) => `${T.answer[key]} ${tally[key]}`).join(" · ");
  const list = el("ul", {});
  for (const one of people) {
    add(list, el("li", {}, el("span", { class: `sign ${one.answer}` }, icon(SIGN[one.answer] || "more", 14)),
      el("span", { class: "attendeename", title: one.address, text: one.name }),
      el("span", { class: "hint", text: T.answer[one.answer] || one.answer, title: one.time ? T.answeredAt(dayAndTime(one.time)) : null })));
  }
  return el("details", { class: "attendees", open: people.length <= 8 || null },
    el("summary", {}, icon("people", 16), `${T.attendees} (${people.length})`, el("span", { class: "hint", text: summary })),
    event.hideAttendees && !event.isOrganizer && el("p", { class: "hint", text: T.hidden }), list);
}
