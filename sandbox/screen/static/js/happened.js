// What just happened: what the app did and by which rule, as whoever shows it has told, and under it each request that the app
// made of Slack and Graph meanwhile, with what it cost. Newest first.

import { get } from "./api.js";
import { clockTime } from "./dates.js";
import { add, el, icon, iconButton, reconcile } from "./dom.js";
import { navigate, store } from "./store.js";
import { T } from "./texts.js";

const FIRST = 120; // requests shown when the column is opened
const MOST = 400;
const list = el("ol", { class: "happenings" });
const empty = el("p", { class: "emptynote", text: T.happenedEmpty });
const body = el("div", { class: "happenedbody", tabindex: "0", role: "region", "aria-label": T.happenedList }, empty, list);
let requests = [];
let count = null;
let busy = false;

/** Build the column once. */
export function buildHappened(node) {
  add(node, [el("header", { class: "happenedhead" }, el("h2", { text: T.happened }), iconButton("close", T.happenedClose, () => navigate({ happened: null, pane: null }))), body]);
}

/** Whether the column is on the screen. */
export const isOpen = () => Boolean(store.route.happened) && !store.route.only;

/** Show the column, or not. */
export function showHappened() {
  document.body.dataset.happened = String(isOpen());
  document.getElementById("happened").hidden = !isOpen();
  if (!isOpen()) return;
  draw();
  askMore();
}

async function askMore() {
  if (busy || (count !== null && !store.moreRequests)) return;
  busy = true;
  store.moreRequests = false;
  try {
    if (count === null) count = Math.max(0, (await get("/sandbox/requests", { after: 1e9 })).count - FIRST);
    const answer = await get("/sandbox/requests", { after: count });
    if (answer.count < count) requests = [];
    count = answer.count;
    requests = [...requests, ...answer.requests.filter((one) => !isIdle(one)).map(brief)].slice(-MOST);
  } finally {
    busy = false;
  }
  draw();
}

/** A look at the calendar that found nothing new is no news. */
const isIdle = (one) => one.method === "GET" && /delta/.test(one.path) && one.response?.value?.length === 0;

const brief = (one) => ({
  key: `r${one.number}`, at: Date.parse(one.at) / 1000, service: one.service, verb: one.method, path: one.path.replace(/^\/(api|v1\.0)\//, ""),
  status: one.status, error: one.response?.ok === false ? one.response.error : one.status >= 400 ? String(one.status) : "", ms: one.duration_ms,
});

/** [{note, requests}], newest first: a request belongs to the latest note before it. */
function groups() {
  const lines = [...store.notes.map((note) => ({ note, at: note.happened })), ...requests].sort((a, b) => a.at - b.at);
  const out = [];
  const first = store.notes.length ? store.notes[0].happened : -Infinity; // what led up to the first note is nobody's news
  for (const line of lines) {
    if (line.at < first) continue;
    if (line.note) out.push({ note: line.note, requests: [] });
    else if (out.length) out.at(-1).requests.push(line);
    else out.push({ note: null, requests: [line] });
  }
  return out.reverse();
}

function draw() {
  const shown = groups();
  empty.hidden = shown.length > 0;
  reconcile(list, shown, {
    key: (group) => (group.note ? `n${group.note.number}` : "before"),
    signature: (group) => JSON.stringify(group),
    render: (group) => el("li", { class: "happening" }, group.note && noteCard(group.note), group.requests.length > 0 && requestList(group.requests)),
  });
}

function noteCard(note) {
  return el("div", { class: "note" },
    el("div", { class: "notetop" }, el("strong", { text: note.who }), el("time", { class: "hint", datetime: note.at, text: clockTime(new Date(note.at)) })),
    el("p", { class: "notedid", text: note.did }),
    note.about && el("p", { class: "hint", text: note.about }),
    note.rule && el("p", { class: "noterule" }, el("span", { class: "tag rule", text: `${T.rule} ${note.rule}` }), note.why && ` ${note.why}`));
}

function requestList(made) {
  const cost = Math.round(made.reduce((sum, one) => sum + one.ms, 0));
  return el("details", { class: "calls", open: made.length <= 6 },
    el("summary", {}, T.calls(made.length), el("span", { class: "hint", text: ` ${T.cost(cost)}` })),
    el("ul", {}, made.map((one) => el("li", { class: "call" },
      el("span", { class: `service of-${one.service}`, text: one.service === "slack" ? T.slack : T.graph }),
      el("span", { class: "callwhat" }, el("span", { text: meaning(one) }), el("code", { text: short(one) })),
      one.error && el("span", { class: "bad", text: one.error }),
      el("span", { class: "number", text: T.ms(one.ms) })))));
}

const short = (one) => (one.service === "slack" ? one.path : `${one.verb} ${one.path.replace(/^users\/[^/]+\//, "").replaceAll(/[\w=-]{24,}/g, "…")}`);
const meaning = (one) => T.request[one.service === "slack" ? one.path : `${one.verb} ${/events?\b/.test(one.path) ? "events" : one.path.split("/").at(-1)}`] || T.request.other;

/** The bar's button that opens and closes the column. */
export function happenedButton() {
  return el("button", { type: "button", class: "button small", "aria-expanded": "false", "aria-controls": "happened", "aria-label": T.happened, data: { focus: "happened" }, on: { click: () => navigate(isOpen() ? { happened: null, pane: null } : { happened: "1", pane: "happened" }) } }, icon("list", 16), el("span", { class: "label-desk", text: T.happened }));
}

/** Let the button tell whether it is open. */
export function showButton(button) {
  button.setAttribute("aria-expanded", String(isOpen()));
}
