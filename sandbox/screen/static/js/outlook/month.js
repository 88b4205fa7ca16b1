// A month of the calendar as a grid, with the events' names in their days.

import { el } from "../dom.js";
import { clockTime, longDay, monthName, weekday } from "../dates.js";
import { monthGrid } from "../datefield.js";
import { T } from "../texts.js";
import { daysOf, kindOf, myAnswer, starts } from "./events.js";
import { stepper } from "./stepper.js";

const noon = (day) => new Date(`${day}T12:00:00Z`);

/** Draw the month of ISO day `shown`. `onMonth(day)` moves, `onEvent(event)` opens. */
export function monthView(events, shown, today, onMonth, onEvent) {
  const step = (months) => {
    const date = noon(`${shown.slice(0, 7)}-15`);
    date.setUTCMonth(date.getUTCMonth() + months);
    onMonth(`${date.toISOString().slice(0, 7)}-01`);
  };
  const byDay = new Map();
  for (const event of events) for (const day of daysOf(event)) byDay.set(day, [...(byDay.get(day) || []), event]);
  const days = monthGrid(shown);
  const weeks = [0, 7, 14, 21, 28, 35].filter((at) => days.slice(at, at + 7).some((day) => day.slice(0, 7) === shown.slice(0, 7)));
  return el("div", { class: "month" },
    stepper({ title: monthName(noon(`${shown.slice(0, 7)}-01`)), back: [T.previousMonth, () => step(-1)], on: [T.nextMonth, () => step(1)], home: () => onMonth(today), name: "month" }),
    el("table", { class: "monthtable" },
      el("thead", {}, el("tr", {}, days.slice(0, 7).map((day) => el("th", { scope: "col", text: weekday(noon(day)) })))),
      el("tbody", {}, weeks.map((at) => el("tr", {}, days.slice(at, at + 7).map((day) => cell(day, byDay.get(day) || [], shown, today, onEvent)))))));
}

function cell(day, events, shown, today, onEvent) {
  return el("td", { class: `${day.slice(0, 7) === shown.slice(0, 7) ? "" : "outside"}${day === today ? " today" : ""}`, "aria-current": day === today ? "date" : null },
    el("span", { class: "daynumber", text: String(Number(day.slice(8))) }),
    events.map((event) => {
      const kind = kindOf(event);
      const subject = String(event.subject || "").replace(/^Canceled: /, "");
      const at = event.isAllDay ? "" : `${clockTime(starts(event))} `;
      return el("button", {
        type: "button", class: `monthevent ${kind} answer-${myAnswer(event)}`, title: `${at}${subject}`,
        "aria-label": `${longDay(noon(day))}: ${at}${subject}, ${T.status[kind]}`, on: { click: () => onEvent(event) },
      }, at, subject);
    }));
}
