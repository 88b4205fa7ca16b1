// What the page knows: who is looking, what the address says, and the latest answers of the control API.

import { get } from "./api.js";

export const store = {
  route: {}, people: [], slack: null, room: "", calendar: [], mails: [], offset: 0, online: false, ready: false,
  tour: null, next: null, notes: [], moreRequests: true,
};
const listeners = new Set();
let running = null;
const due = new Set();

/** Call `listener` after every change; answers how to stop that. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

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

/**
 * Change the address: keys set to null go away. The hash is the only memory of what is shown. A page that stands in another's
 * frame (`only`: which of its windows) leaves no steps in the history of the whole.
 */
export function navigate(changes, { replace = false } = {}) {
  const route = { ...store.route, ...changes };
  const kept = Object.entries(route).filter(([, value]) => value);
  const hash = `#${new URLSearchParams(kept)}`;
  if (hash === window.location.hash) return;
  if (replace || store.route.only) window.history.replaceState(null, "", hash);
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
    store.calendar = [];
    store.mails = [];
    refresh();
  } else if (before.channel !== route.channel && store.slack) refresh("slack");
  notify();
}

const human = (user) => !user.is_bot && !user.deleted && user.id !== "USLACKBOT";
const byName = (a, b) => a.real_name.localeCompare(b.real_name, "sv");

function takePeople(users) {
  store.people = users.filter(human).map((user) => ({
    id: user.id, name: user.name, real_name: user.real_name || user.name, email: user.email || "", title: user.title || "",
  })).sort(byName);
}

async function choosePerson() {
  if (!store.people.length) takePeople((await get("/sandbox/slack/users")).users);
  if (!store.ready && !store.route.only) await loadShowing();
  const found = findPerson(store.route.person);
  const first = findPerson(store.tour?.person) || store.people[0];
  if (found) store.route.person = found.id;
  else if (first) navigate({ person: first.id }, { replace: true });
  return person();
}

async function loadClock() {
  const clock = await get("/sandbox/clock");
  store.offset = Date.parse(clock.now) - Date.now();
}

/** The channel whose messages are wanted; undefined when the address names one that is not known yet. */
function wantedRoom() {
  const wanted = store.route.channel;
  if (!wanted || wanted === "home") return "none";
  return store.slack?.channels.find((channel) => channel.id === wanted || channel.name === wanted.replace(/^#/, ""))?.id;
}

async function loadSlack(who) {
  const room = wantedRoom();
  const state = await get("/sandbox/slack/state", { user: who.id, channel: room, limit: 300 });
  if (store.route.person !== who.id) return;
  takePeople(state.users);
  store.slack = state;
  store.room = room || "all";
}

async function loadOutlook(who) {
  let events = null;
  let mails = [];
  if (who.email) {
    try {
      events = (await get("/sandbox/graph/calendar", { mailbox: who.email })).events;
      mails = await loadMails();
    } catch (fault) {
      if (fault.status !== 404) throw fault;
    }
  }
  if (store.route.person !== who.id) return;
  store.calendar = events;
  store.mails = mails.filter((mail) => mail.to.toLowerCase() === who.email.toLowerCase());
}

let mailLog = [];

/** Every mail there has been; only the new ones are asked for. */
async function loadMails() {
  const answer = await get("/sandbox/graph/mails", { since: mailLog.length });
  if (answer.count < mailLog.length) mailLog = (await get("/sandbox/graph/mails")).mails;
  else mailLog = [...mailLog, ...answer.mails.filter((mail) => mail.number > mailLog.length)];
  return mailLog;
}

const MOST_NOTES = 200;

/** What whoever shows the app has handed in; of the notes only the new ones are asked for. */
async function loadShowing() {
  const known = store.notes.at(-1)?.number || 0;
  const answer = await get("/sandbox/showing", { after: known });
  if (answer.count < known) store.notes = (await get("/sandbox/showing")).notes;
  else store.notes = [...store.notes, ...answer.notes].slice(-MOST_NOTES);
  store.tour = answer.tour;
  store.next = answer.next;
}

/** Ask for the parts that changed; a new person or a reconnected feed changes all. */
async function load(parts) {
  const who = await choosePerson();
  const all = parts.has("all");
  await Promise.all([
    (all || parts.has("clock")) && loadClock(),
    !store.route.only && (all || parts.has("showing")) && loadShowing(),
    who && (all || parts.has("slack") || parts.has("clock")) && loadSlack(who),
    who && (all || parts.has("graph")) && loadOutlook(who),
  ]);
  if (all || parts.has("requests")) store.moreRequests = true;
  store.ready = true;
  store.online = true;
}

/** Ask again for what changed; calls that come while one runs are joined into one more round. */
export function refresh(...parts) {
  for (const part of parts.length ? parts : ["all"]) due.add(part);
  running ||= (async () => {
    try {
      while (due.size) {
        const round = new Set(due);
        due.clear();
        await load(round);
      }
    } catch (fault) {
      store.online = false;
      due.clear();
    } finally {
      running = null;
      notify();
    }
  })();
  return running;
}

/** Follow the live feed; each line names the parts that changed. The browser itself reconnects. */
export function follow() {
  store.route = readHash();
  window.addEventListener("hashchange", takeHash);
  window.addEventListener("popstate", takeHash);
  const feed = new EventSource("/sandbox/live");
  const parts = new Set();
  let timer = 0;
  feed.addEventListener("open", () => refresh());
  feed.addEventListener("message", (event) => {
    for (const part of JSON.parse(event.data).parts) parts.add(part);
    timer ||= setTimeout(() => {
      timer = 0;
      refresh(...parts);
      parts.clear();
    }, 40);
  });
  feed.addEventListener("error", () => { store.online = false; notify(); });
}
