// Graph's events as the calendar shows them: instants, words for status, who answered what. No drawing here.

import { clockTime, fromWall, isoDay, shortDay } from "../dates.js";
import { T } from "../texts.js";

/** The instant of a Graph dateTimeTimeZone, in UTC or in Swedish time. An all-day edge floats: it is read as UTC. */
export function instant(edge, allDay = false) {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(edge?.dateTime || "") || [];
  if (!day) return new Date(NaN);
  const local = !allDay && edge.timeZone !== "UTC";
  return local ? fromWall(day, time) : new Date(`${day}T${time}:00Z`);
}

export const starts = (event) => instant(event.start, event.isAllDay);
export const ends = (event) => instant(event.end, event.isAllDay);

/** "09:00–12:00", with the days when it runs over several. */
export function span(event) {
  const [start, end] = [starts(event), ends(event)];
  if (event.isAllDay) {
    const last = new Date(end.getTime() - 1);
    const days = [shortDay(start, "UTC"), shortDay(last, "UTC")];
    return days[0] === days[1] ? T.allDay : `${T.allDay} ${days[0]} – ${days[1]}`;
  }
  if (isoDay(start) === isoDay(end)) return `${clockTime(start)}–${clockTime(end)}`;
  return `${shortDay(start)} ${clockTime(start)} – ${shortDay(end)} ${clockTime(end)}`;
}

/** The ISO days on which an event lies. */
export function daysOf(event) {
  const zone = event.isAllDay ? "UTC" : undefined;
  const last = isoDay(new Date(Math.max(starts(event), ends(event) - 1)), zone);
  const days = [isoDay(starts(event), zone)];
  while (days.at(-1) < last && days.length < 60) days.push(new Date(Date.parse(days.at(-1)) + 86_400_000).toISOString().slice(0, 10));
  return days;
}

export const place = (event) => event.location?.displayName || (typeof event.location === "string" ? event.location : "");
export const isOwn = (event) => Boolean(event.isOrganizer);
export const myAnswer = (event) => event.responseStatus?.response || event.response || "none";
/** A hold: time kept free, before the real invitation. */
export const isHold = (event) => Boolean(event.isHold) || (event.responseRequested === false && event.showAs === "tentative") || /^(håll tiden|hold)\b/i.test(event.subject || "");

/** One word for what this is: cancelled, hold, invitation or the person's own meeting. */
export function kindOf(event) {
  if (event.isCancelled) return "cancelled";
  if (isHold(event)) return "hold";
  return isOwn(event) ? "own" : "invitation";
}

/** {name, address, answer, time} of everybody invited. */
export function attendeesOf(event) {
  return (event.attendees || []).map((one) => ({
    name: one.emailAddress?.name || one.name || one.address, address: one.emailAddress?.address || one.address || "",
    answer: one.status?.response || one.response || "none", time: one.status?.time && !one.status.time.startsWith("0001") ? new Date(one.status.time) : null,
    type: one.type || "required",
  }));
}

export const joinUrl = (event) => event.onlineMeeting?.joinUrl || null;
export const bySubjectTime = (a, b) => starts(a) - starts(b) || String(a.subject).localeCompare(String(b.subject), "sv");
