// The bar above both panes: who is looking, the sandbox's clock, and the requests.

import { get, post } from "./api.js";
import { clockTime, fromWall, isoDay, longDay, shortDay } from "./dates.js";
import { dateField, isDay } from "./datefield.js";
import { add, avatar, el, fill, icon, iconButton } from "./dom.js";
import { openPopup } from "./popup.js";
import { navigate, now, person, store, subscribe } from "./store.js";
import { T } from "./texts.js";
import { toast } from "./toasts.js";

const time = el("time", { class: "clocktime" });
const date = el("span", { class: "clockdate long" });
const shortDate = el("span", { class: "clockdate short", "aria-hidden": "true" });
const who = el("button", { type: "button", class: "who", "aria-haspopup": "dialog", data: { focus: "who" }, on: { click: openPeople } });
const live = el("span", { class: "live" });

/** Build the bar once. */
export function buildTopbar(bar) {
  const step = (label, seconds) => el("button", { type: "button", class: "button small", text: label, on: { click: () => move({ advance_seconds: seconds }) } });
  add(bar, [
    el("h1", { class: "brand" }, icon("hash", 20), el("span", { text: T.title })),
    who,
    el("div", { class: "clock", role: "group", "aria-label": T.clock }, icon("clock", 18),
      el("span", { class: "clockface" }, date, shortDate, " ", time), step(T.hour, 3600), step(T.day, 86_400),
      el("button", { type: "button", class: "button small", "aria-haspopup": "dialog", text: T.custom, on: { click: openClock } })),
    el("div", { class: "barend" }, live,
      el("button", { type: "button", class: "linkish", "aria-haspopup": "dialog", text: T.requests, on: { click: openRequests } })),
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
  live.className = `live ${store.online ? "on" : "off"}`;
  live.textContent = store.online ? T.live : T.offline;
}

function openPeople() {
  const search = el("input", { type: "text", class: "textinput", placeholder: T.searchPerson, "aria-label": T.searchPerson, role: "combobox", "aria-expanded": "true", "aria-controls": "people", autocomplete: "off" });
  const list = el("div", { class: "people", id: "people", role: "listbox", "aria-label": T.person });
  const popup = openPopup(who, [el("div", { class: "peoplesearch" }, icon("search", 16), search), list], { role: "dialog", label: T.choosePerson, width: 320 });
  let shown = [];
  let active = 0;
  const choose = (one) => {
    popup.close();
    who.focus();
    navigate({ person: one.id, thread: null, event: null, channel: sameRoom(store.route.channel) });
  };
  const activate = (index) => {
    active = shown.length ? (index + shown.length) % shown.length : -1;
    [...list.querySelectorAll("[role=option]")].forEach((node, at) => node.classList.toggle("active", at === active));
    if (active >= 0) {
      search.setAttribute("aria-activedescendant", `person${active}`);
      list.querySelector(`#person${active}`).scrollIntoView({ block: "nearest" });
    }
  };
  const draw = () => {
    const wanted = search.value.trim().toLocaleLowerCase("sv");
    shown = store.people.filter((one) => `${one.real_name} ${one.title} ${one.email}`.toLocaleLowerCase("sv").includes(wanted));
    fill(list, shown.map((one, index) => el("div", {
      role: "option", id: `person${index}`, class: "option person", "aria-selected": String(one.id === store.route.person),
      on: { pointerdown: (event) => event.preventDefault(), click: () => choose(one) },
    }, avatar(one.id, one.real_name), el("span", {}, el("span", { class: "whoname", text: one.real_name }), el("span", { class: "hint", text: one.title || one.email })))),
    !shown.length && el("div", { class: "option none", text: T.nobody }));
    activate(wanted ? 0 : Math.max(0, shown.findIndex((one) => one.id === store.route.person)));
  };
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && shown[active]) choose(shown[active]);
    else if (event.key === "Tab") popup.close();
  });
  draw();
  popup.place();
  search.focus();
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

async function openRequests(event) {
  const opener = event.currentTarget;
  const rows = el("tbody");
  const drawer = el("dialog", { class: "drawer", "aria-labelledby": "requeststitle" },
    el("div", { class: "drawerhead" }, el("h2", { id: "requeststitle", text: T.requests }), iconButton("close", T.close, () => drawer.close())),
    el("div", { class: "drawerbody", tabindex: "0" }, el("table", { class: "requests" }, rows)));
  document.getElementById("overlay").append(drawer);
  drawer.showModal();
  const draw = async () => {
    const latest = (await get("/sandbox/requests")).requests.slice(-80).reverse();
    if (!latest.length) return fill(rows, el("tr", {}, el("td", { text: T.requestsEmpty })));
    return fill(rows, latest.map((one) => el("tr", {},
      el("td", { class: "hint", text: clockTime(new Date(one.at)) }), el("td", {}, el("span", { class: `service of-${one.service}`, text: one.service === "slack" ? "Slack" : "Graph" })),
      el("td", { class: "path" }, el("span", { class: "verb", text: `${one.method} ` }), one.path.replace(/^\/(api|v1\.0)\//, "")),
      el("td", { class: one.status >= 400 || one.response?.ok === false ? "bad" : "", text: one.response?.ok === false ? `${one.status} ${one.response.error}` : String(one.status) }),
      el("td", { class: "number", text: `${Math.round(one.duration_ms)} ms` }))));
  };
  const stop = subscribe(draw);
  drawer.addEventListener("close", () => {
    stop();
    drawer.remove();
    opener.focus();
  });
  await draw();
}
