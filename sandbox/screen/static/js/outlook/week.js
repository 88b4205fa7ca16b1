// A week of the calendar: a column for each day with its hours, the weekend only when something lies there.

import { el, icon } from "../dom.js";
import { clockTime, isoDay, longDay, monthName, weekday } from "../dates.js";
import { T } from "../texts.js";
import { bySubjectTime, daysOf, ends, kindOf, myAnswer, place, span, starts } from "./events.js";
import { stepper } from "./stepper.js";

const DAY = 86_400_000;
const HOUR = 42; // px
const SHORTEST = 26; // px: a quarter of an hour has room for its name too
const OPENS = 8;
const CLOSES = 17;
const noon = (day) => new Date(`${day}T12:00:00Z`);
const moved = (day, days) => new Date(noon(day).getTime() + days * DAY).toISOString().slice(0, 10);

/** The Monday of the week that a day lies in. */
export const mondayOf = (day) => moved(day, -((noon(day).getUTCDay() + 6) % 7));

/** The number of the week as Swedish calendars count (ISO 8601): the one that holds the year's first Thursday is the first. */
export function weekNumber(day) {
  const thursday = noon(moved(mondayOf(day), 3));
  return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * DAY));
}

/** Draw the week of ISO day `shown`. `onWeek(day)` moves, `onEvent(event)` opens. */
export function weekView(events, shown, today, onWeek, onEvent) {
  const monday = mondayOf(shown);
  const every = Array.from({ length: 7 }, (_, index) => moved(monday, index));
  const byDay = new Map(every.map((day) => [day, events.filter((event) => daysOf(event).includes(day)).sort(bySubjectTime)]));
  const days = every.filter((day, index) => index < 5 || byDay.get(day).length);
  const timed = events.filter((event) => !event.isAllDay && daysOf(event).some((day) => byDay.has(day)));
  const first = Math.min(OPENS, ...timed.map((event) => Math.floor(hourOf(starts(event)))));
  const last = Math.max(CLOSES, ...timed.map((event) => Math.ceil(hourOf(ends(event)))));
  const hours = Array.from({ length: last - first }, (_, index) => first + index);
  const axis = el("div", { class: "weekaxis", "aria-hidden": "true" }, hours.map((hour) => el("span", { text: `${String(hour).padStart(2, "0")}` })));
  return el("div", { class: "week" },
    stepper({ title: `${T.week} ${weekNumber(monday)} · ${monthName(noon(moved(monday, 3)), "UTC")}`, back: [T.previousWeek, () => onWeek(moved(monday, -7))], on: [T.nextWeek, () => onWeek(moved(monday, 7))], home: () => onWeek(today), name: "week" }),
    el("div", { class: "weekgrid" }, axis, days.map((day) => column(day, byDay.get(day), { today, first, hours: hours.length, onEvent }))));
}

/** The hour of a moment on the wall, with its minutes as a part. */
function hourOf(date) {
  const [hour, minute] = clockTime(date).split(":").map(Number);
  return hour + minute / 60;
}

function column(day, events, { today, first, hours, onEvent }) {
  const list = el("ol", { class: "weekevents" });
  list.style.height = `${hours * HOUR}px`;
  const lanes = laid(events.filter((event) => !event.isAllDay));
  for (const event of events) {
    const node = el("li", { class: event.isAllDay ? "allday" : "" }, button(event, onEvent));
    const lane = lanes.get(event);
    if (lane) {
      const from = isoDay(starts(event)) === day ? hourOf(starts(event)) : first;
      const to = isoDay(ends(event)) === day ? hourOf(ends(event)) : first + hours;
      node.style.top = `${(from - first) * HOUR}px`;
      node.style.height = `${Math.max(SHORTEST, (to - from) * HOUR - 2)}px`;
      node.style.left = `${(lane.at / lane.of) * 100}%`;
      node.style.width = `${100 / lane.of}%`;
    }
    list.append(node);
  }
  return el("section", { class: `weekday-column${day === today ? " today" : ""}`, "aria-label": longDay(noon(day), "UTC") },
    el("h3", { class: "weekhead", "aria-current": day === today ? "date" : null }, weekday(noon(day), "UTC"), " ", el("span", { class: "daynumber", text: String(Number(day.slice(8))) })), list);
}

function button(event, onEvent) {
  const kind = kindOf(event);
  const subject = String(event.subject || "").replace(/^Canceled: /, "");
  const where = place(event);
  return el("button", {
    type: "button", class: `weekevent ${kind} answer-${myAnswer(event)}`, title: `${span(event)} ${subject}`, data: { focus: `week-${event.id}` },
    "aria-label": [subject, span(event), where, T.status[kind]].filter(Boolean).join(", "), on: { click: () => onEvent(event) },
  }, el("span", { class: "weektime", text: event.isAllDay ? T.allDay : clockTime(starts(event)) }), el("span", { class: "weeksubject", text: subject }),
  where && el("span", { class: "weekplace" }, icon("pin", 12), where));
}

/** Which lane each event has beside those that overlap with it, and how many lanes there are: Map event → {at, of}. */
function laid(events) {
  const out = new Map();
  let group = [];
  let until = -Infinity;
  const close = () => {
    for (const event of group) out.get(event).of = Math.max(...group.map((one) => out.get(one).at)) + 1;
    group = [];
  };
  for (const event of events) {
    if (starts(event) >= until) close();
    const taken = group.filter((one) => ends(one) > starts(event)).map((one) => out.get(one).at);
    let at = 0;
    while (taken.includes(at)) at += 1;
    out.set(event, { at, of: 1 });
    group.push(event);
    until = Math.max(group.length > 1 ? until : -Infinity, ends(event));
  }
  close();
  return out;
}
