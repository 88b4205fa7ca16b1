// What the page knows: who is looking, what the address says, and the latest answers of the control API.

import { get } from "./api.js";

export const store = { route: {}, people: [], slack: null, calendar: [], mails: [], now: new Date(), offset: 0, online: false, ready: false };
const listeners = new Set();
let running = null;
let again = false;

/** Call `listener` after every change. */
export const subscribe = (listener) => listeners.add(listener);

/** Tell all listeners. */
export function notify() {
  for (const listener of listeners) listener(store);
}

/** The world's time now. */
export const now = () => new Date(Date.now() + store.offset);

/** The person looking, as the list of people knows them. */
export const person = () => store.people.find((one) => one.id === store.route.person) || null;

function readHash() {
  return Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
}

/** Change the address: keys set to null go away. The hash is the only memory of what is shown. */
export function navigate(changes, { replace = false } = {}) {
  const route = { ...store.route, ...changes };
  const kept = Object.entries(route).filter(([, value]) => value);
  const hash = `#${new URLSearchParams(kept)}`;
  if (hash === window.location.hash) return;
  if (replace) window.history.replaceState(null, "", hash);
  else window.history.pushState(null, "", hash);
  takeHash();
}

/** A person may be named in a link by id, e-mail address or name. */
function findPerson(wanted) {
  const text = String(wanted || "").toLocaleLowerCase("sv");
  return store.people.find((one) => one.id === wanted) || store.people.find((one) => [one.email, one.real_name, one.name].some((name) => String(name || "").toLocaleLowerCase("sv") === text));
}

function takeHash() {
  const before = store.route;
  const route = readHash();
  const found = findPerson(route.person) || (before.person && !route.person ? findPerson(before.person) : null);
  if (found) route.person = found.id;
  store.route = route;
  if (found && before.person !== found.id) {
    store.slack = null;
    store.calendar = null;
    store.mails = [];
    refresh();
  }
  notify();
}

const human = (user) => !user.is_bot && !user.deleted && user.id !== "USLACKBOT";
const byName = (a, b) => String(a.real_name || a.name).localeCompare(String(b.real_name || b.name), "sv");

async function loadPeople() {
  const answer = await get("/sandbox/slack/users");
  store.people = answer.users.filter(human).map((user) => ({
    id: user.id, name: user.name, real_name: user.real_name || user.name, email: user.email || "", title: user.title || "",
  })).sort(byName);
}

async function loadClock() {
  const clock = await get("/sandbox/clock");
  store.offset = Date.parse(clock.now) - Date.now();
}

async function loadCalendar(mailbox) {
  if (!mailbox) return { events: null, mails: [] };
  try {
    const [calendar, mails] = await Promise.all([get("/sandbox/graph/calendar", { mailbox }), get("/sandbox/graph/mails")]);
    return {
      events: calendar.events,
      mails: mails.mails.filter((mail) => mail.to.toLowerCase() === mailbox.toLowerCase()),
    };
  } catch (fault) {
    if (fault.status === 404) return { events: null, mails: [] };
    throw fault;
  }
}

async function load() {
  await Promise.all([loadPeople(), loadClock()]);
  if (!findPerson(store.route.person) && store.people.length) navigate({ person: store.people[0].id }, { replace: true });
  else if (findPerson(store.route.person)?.id !== store.route.person) store.route.person = findPerson(store.route.person)?.id;
  const who = person();
  if (who) {
    const [slack, outlook] = await Promise.all([get("/sandbox/slack/state", { user: who.id }), loadCalendar(who.email)]);
    if (store.route.person === who.id) {
      store.slack = slack;
      store.calendar = outlook.events;
      store.mails = outlook.mails;
    }
  }
  store.ready = true;
  store.online = true;
}

/** Ask for everything again; calls that come while one runs are joined into one more round. */
export function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = (async () => {
    try {
      do {
        again = false;
        await load();
      } while (again);
    } catch (fault) {
      store.online = false;
      store.fault = fault;
    } finally {
      running = null;
      notify();
    }
  })();
  return running;
}

/** Follow the live feed; each line means that something changed. The browser itself reconnects. */
export function follow() {
  store.route = readHash();
  window.addEventListener("hashchange", takeHash);
  window.addEventListener("popstate", takeHash);
  const feed = new EventSource("/sandbox/live");
  let timer = 0;
  const soon = () => {
    if (!timer) timer = setTimeout(() => { timer = 0; refresh(); }, 40);
  };
  feed.addEventListener("open", soon);
  feed.addEventListener("message", soon);
  feed.addEventListener("error", () => { store.online = false; notify(); });
}
