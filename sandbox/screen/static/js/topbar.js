// The bar above the windows: who is looking, the sandbox's clock, and what else can be shown.

import { post } from "./api.js";
import { besideButton } from "./beside.js";
import { clockTime, dayAndTime, fromWall, isoDay, longDay, shortDay } from "./dates.js";
import { dateField, isDay } from "./datefield.js";
import { add, avatar, el, fill, icon, iconButton } from "./dom.js";
import { happenedButton, showButton } from "./happened.js";
import { openPeople } from "./people.js";
import { openPopup } from "./popup.js";
import { navigate, now, person, store } from "./store.js";
import { T } from "./texts.js";
import { themeButton } from "./theme.js";
import { toast } from "./toasts.js";
import { showTourButton, tourButton } from "./tour/panel.js";

const time = el("time", { class: "clocktime" });
const date = el("span", { class: "clockdate long" });
const shortDate = el("span", { class: "clockdate short", "aria-hidden": "true" });
const who = el("button", { type: "button", class: "who", "aria-haspopup": "dialog", data: { focus: "who" }, on: { click: choosePerson } });
const live = el("span", { class: "live" });
const next = el("button", { type: "button", class: "button small next", hidden: true, data: { focus: "next" }, on: { click: () => move({ to: store.next.at }) } });
const tour = tourButton();
const happened = happenedButton();

/** Build the bar once. */
export function buildTopbar(bar) {
  const step = (label, seconds) => el("button", { type: "button", class: "button small", text: label, on: { click: () => move({ advance_seconds: seconds }) } });
  add(bar, [
    el("h1", { class: "brand" }, icon("hash", 20), el("span", { text: T.title })),
    who,
    besideButton(),
    el("div", { class: "clock", role: "group", "aria-label": T.clock }, iconButton("clock", T.custom, openClock, { "aria-haspopup": "dialog" }),
      el("span", { class: "clockface" }, date, shortDate, " ", time), step(T.hour, 3600), step(T.day, 86_400), next),
    el("div", { class: "barend" }, live, tour, happened, themeButton()),
  ]);
  setInterval(tick, 1000);
}

async function move(order) {
  try {
    await post("/sandbox/clock", order);
  } catch (fault) {
    toast(T.failed + fault.message, "fault");
  }
}

/** The step to the next thing that happens, as whoever shows the app knows it; none when nothing is. */
function showNext() {
  next.hidden = !store.next;
  if (!store.next) return;
  const mark = JSON.stringify(store.next);
  if (next.dataset.mark === mark) return;
  next.dataset.mark = mark;
  const at = dayAndTime(new Date(store.next.at));
  const label = T.toNext(store.next.what, at);
  next.title = label;
  next.setAttribute("aria-label", label);
  fill(next, icon("forward", 16), el("span", { class: "nextat", text: at }), el("span", { class: "nextwhat", text: store.next.what }));
}

function choosePerson() {
  openPeople(who, store.route.person, (one) => navigate({ person: one.id, thread: null, event: null, channel: sameRoom(store.route.channel) }));
}

function tick() {
  const moment = now();
  time.textContent = clockTime(moment);
  time.dateTime = moment.toISOString();
  date.textContent = longDay(moment);
  shortDate.textContent = shortDay(moment);
}

/** Show the present person, time and connection. */
export function showTopbar() {
  tick();
  const one = person();
  const mark = JSON.stringify([one, T.choosePerson]);
  if (who.dataset.mark !== mark) {
    who.dataset.mark = mark;
    fill(who, one && avatar(one.id, one.real_name), el("span", { class: "whotext" }, el("span", { class: "whoname", text: one?.real_name || T.choosePerson }),
      one?.title && el("span", { class: "hint", text: one.title })), icon("down", 16));
    who.setAttribute("aria-label", `${T.person}: ${one ? `${one.real_name}${one.title ? `, ${one.title}` : ""}` : T.choosePerson}`);
  }
  showNext();
  showTourButton(tour);
  showButton(happened);
  live.className = `live ${store.online ? "on" : "off"}`;
  live.textContent = store.online ? T.live : T.offline;
}

/** A direct message is one's own: another person starts at the Home, while channels are shared. */
const sameRoom = (channel) => (/^D/.test(channel || "") ? "home" : channel);

function openClock(event) {
  let day = isoDay(now());
  const hours = el("input", { type: "text", class: "textinput timeinput", inputmode: "numeric", value: clockTime(now()), "aria-label": T.chooseTime });
  const form = el("form", { class: "clockform" }, el("div", { class: "label", text: T.moveTo }),
    el("div", { class: "datetime" }, dateField({ label: T.chooseDate, value: day, today: day, onChange: (next) => { day = next; } }), hours),
    el("button", { type: "submit", class: "button primary", text: T.move }));
  const popup = openPopup(event.currentTarget, form, { role: "dialog", label: T.custom, width: 300 });
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    if (!isDay(day || "") || !/^([01]\d|2[0-3]):[0-5]\d$/.test(hours.value)) return toast(`${T.notDate} ${T.notTime}`, "fault");
    popup.close();
    return move({ to: fromWall(day, hours.value).toISOString() });
  });
  hours.focus();
}
