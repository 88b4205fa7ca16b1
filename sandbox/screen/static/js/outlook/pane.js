// The Outlook window: the person's calendar as a list, a week or a month, and the mails that would have come.

import { add, el, fill, icon, reconcile } from "../dom.js";
import { dividerLabel, isoDay } from "../dates.js";
import { navigate, now, person, store } from "../store.js";
import { T } from "../texts.js";
import { eventCard } from "./card.js";
import { bySubjectTime, daysOf } from "./events.js";
import { mailList, mailMark } from "./mails.js";
import { monthView } from "./month.js";
import { weekView } from "./week.js";

const owner = el("span", { class: "mailbox" });
const tabs = el("div", { class: "outlooktabs", role: "tablist", "aria-label": T.outlook });
const body = el("div", { class: "outlookbody", role: "tabpanel", "aria-label": T.outlook, tabindex: "0" });
const list = el("div", { class: "agenda" });
const other = el("div", {});
let chosen = null; // the day whose week or month is shown, when another than today
const GRIDS = { week: weekView, month: monthView };
let earlier = false;
let scrolledTo = "";

/** Build the window once. */
export function buildOutlook(node) {
  add(body, [list, other]);
  add(node, [el("header", { class: "outlookhead" }, el("span", { class: "outlookmark", "aria-hidden": "true" }, icon("calendar", 20)), el("h2", { text: "Outlook" }), owner), tabs, body]);
}

/** Show the present person's calendar and mails. */
export function showOutlook() {
  const view = ["week", "month", "mails"].includes(store.route.view) ? store.route.view : "agenda";
  const events = [...(store.calendar || [])].sort(bySubjectTime);
  owner.textContent = person()?.email || "";
  showTabs(view);
  list.hidden = view !== "agenda" || store.calendar === null;
  other.hidden = !list.hidden;
  if (store.calendar === null) return showOther("nobox", () => el("p", { class: "emptynote", text: T.noMailbox }));
  if (view === "mails") return showOther(`mails${mailMark(store.mails)}`, () => mailList(store.mails));
  if (GRIDS[view]) {
    const today = isoDay(now());
    const shown = chosen || today;
    return showOther(JSON.stringify([view, person()?.id, shown, today, events.map((event) => [event.id, event.changeKey, event.subject, event.start, event.isCancelled, event.responseStatus])]), () => GRIDS[view](events, shown, today,
      (day) => { chosen = day === today ? null : day; showOutlook(); }, (event) => navigate({ view: null, event: event.id })));
  }
  return showAgenda(events);
}

function showTabs(view) {
  const mark = JSON.stringify([view, store.mails.length]);
  if (tabs.dataset.mark === mark) return;
  const focused = tabs.contains(document.activeElement);
  tabs.dataset.mark = mark;
  const tab = (name, sign, label, count) => el("button", { type: "button", role: "tab", "aria-selected": String(view === name), on: { click: () => navigate({ view: name === "agenda" ? null : name }) } },
    icon(sign, 16), label, count ? el("span", { class: "count", text: String(count) }) : null);
  fill(tabs, tab("agenda", "list", T.agenda), tab("week", "week", T.week), tab("month", "calendar", T.month), tab("mails", "mail", T.inbox, store.mails.length));
  if (focused) tabs.querySelector('[aria-selected="true"]')?.focus();
}

function showOther(mark, draw) {
  if (other.dataset.mark === mark) return;
  const focus = other.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  other.dataset.mark = mark;
  fill(other, draw());
  if (focus) other.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
}

function showAgenda(events) {
  const today = isoDay(now());
  const open = store.route.event;
  const past = events.filter((event) => daysOf(event).at(-1) < today && event.id !== open);
  const shown = earlier ? events : events.filter((event) => !past.includes(event));
  const rows = [];
  if (past.length && !earlier) rows.push({ key: "earlier", earlier: past.length });
  let day = "";
  for (const event of shown) {
    const at = daysOf(event)[0];
    if (at !== day) rows.push({ key: `day-${at}`, day: at });
    day = at;
    rows.push({ key: event.id, event, open: event.id === open });
  }
  if (!events.length) rows.push({ key: "none", none: true });
  reconcile(list, rows, {
    key: (row) => row.key,
    signature: (row) => JSON.stringify([row, today, person()?.id]),
    render: (row) => {
      if (row.earlier) return el("button", { type: "button", class: "linkish earlier", on: { click: () => { earlier = true; showOutlook(); } } }, `${T.earlier} (${row.earlier})`);
      if (row.day) return el("h3", { class: "agendaday", text: dividerLabel(new Date(`${row.day}T12:00:00Z`), now(), T) });
      if (row.none) return el("p", { class: "emptynote", text: T.noEvents });
      return eventCard(row.event, row.open);
    },
  });
  if (open && scrolledTo !== open && shown.some((event) => event.id === open)) {
    list.querySelector(".event.open")?.scrollIntoView({ block: "nearest" });
    scrolledTo = open;
  } else if (!open) scrolledTo = "";
}
