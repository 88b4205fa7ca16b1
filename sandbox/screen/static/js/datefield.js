// A date to write (ÅÅÅÅ-MM-DD) or to pick in a month grid. Days are plain ISO strings, without any zone.

import { add, el, fill, iconButton } from "./dom.js";
import { monthName } from "./dates.js";
import { openPopup } from "./popup.js";
import { T } from "./texts.js";

const iso = (date) => date.toISOString().slice(0, 10);
const utc = (day) => new Date(`${day}T12:00:00Z`);
const WEEKDAYS = ["må", "ti", "on", "to", "fr", "lö", "sö"];

/** True for a real calendar day written as ÅÅÅÅ-MM-DD. */
export function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text).getTime()) && iso(utc(text)) === text;
}

/** The 42 days shown for the month of `day`, Monday first. */
export function monthGrid(day) {
  const first = utc(`${day.slice(0, 7)}-01`);
  const lead = (first.getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, index) => iso(new Date(first.getTime() + (index - lead) * 86_400_000)));
}

/** The field. `onChange(day | null)` on every valid change. `today` is an ISO day. */
export function dateField({ label, value, placeholder, today, onChange, focusName, describedBy }) {
  const input = el("input", {
    type: "text", class: "textinput dateinput", inputmode: "numeric", autocomplete: "off", placeholder: placeholder || "ÅÅÅÅ-MM-DD",
    "aria-label": label, "aria-describedby": describedBy, value: value || "", data: { focus: focusName || "" },
  });
  const commit = (day) => {
    if (day === (value || "")) return;
    value = day;
    input.value = day;
    onChange(day || null);
  };
  input.addEventListener("change", () => {
    if (!input.value.trim() || isDay(input.value.trim())) commit(input.value.trim());
    else onChange(input.value.trim());
  });
  const opener = iconButton("calendar", T.chooseDate, () => openGrid(), { "aria-haspopup": "dialog" });
  const box = el("div", { class: "datefield" }, input, opener);

  function openGrid() {
    const grid = el("div", { class: "monthgrid" });
    let focused = isDay(input.value) ? input.value : today;
    const popup = openPopup(box, grid, { role: "dialog", label: T.chooseDate, width: 260 });
    const shift = (days) => {
      focused = iso(new Date(utc(focused).getTime() + days * 86_400_000));
      draw();
    };
    const month = (step) => {
      const date = utc(`${focused.slice(0, 7)}-15`);
      date.setUTCMonth(date.getUTCMonth() + step);
      focused = `${iso(date).slice(0, 7)}-01`;
      draw();
    };
    function draw() {
      fill(grid);
      add(grid, el("div", { class: "monthhead" }, iconButton("left", T.previousMonth, () => month(-1)),
        el("strong", { "aria-live": "polite", text: monthName(utc(focused), "UTC") }), iconButton("right", T.nextMonth, () => month(1))));
      const days = el("div", { class: "days" }, WEEKDAYS.map((name) => el("span", { class: "weekday", text: name })));
      for (const day of monthGrid(focused)) {
        days.append(el("button", {
          type: "button", text: String(Number(day.slice(8))), tabindex: day === focused ? "0" : "-1", "aria-label": day,
          "aria-pressed": String(day === input.value), "aria-current": day === today ? "date" : null,
          class: `day${day.slice(0, 7) === focused.slice(0, 7) ? "" : " outside"}`,
          on: { click: () => { commit(day); popup.close(); input.focus(); } },
        }));
      }
      add(grid, days);
      popup.place();
      days.querySelector('[tabindex="0"]')?.focus();
    }
    grid.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
      if (!step || !event.target.classList.contains("day")) return;
      event.preventDefault();
      shift(step);
    });
    draw();
  }
  return box;
}

