// The guided tour: a strip above the windows that says what to look at and do, goes on, and does it for whoever asks. What it says
// is handed in by whoever shows an app; where one is in it stands in the address (tour=flow.step).

import { add, el, fill, icon, iconButton } from "../dom.js";
import { navigate, store } from "../store.js";
import { T } from "../texts.js";
import { Missing, perform, pointed, sees } from "./hands.js";

const LOOK = 400; // ms between two looks at the screen, for what is pointed at and what is done
const SHOWN = ["channel", "thread", "view", "event", "pane", "beside", "besidepane", "besidechannel", "besidethread", "besideview", "besideevent"];
const status = el("p", { class: "tourstatus", role: "status" });
const text = el("div", { class: "tourtext" });
const buttons = el("div", { class: "tourbuttons" });
let panel = null;
let applied = ""; // the step whose windows are shown
let brought = ""; // the step whose mark was scrolled to
let busy = false;
let fault = "";

/** Build the strip once. */
export function buildTour(node) {
  panel = node;
  add(node, [text, buttons]);
  setInterval(look, LOOK);
}

/** {flow, at, step} that the address names, or null. */
function here() {
  const [id, number] = String(store.route.tour || "").split(".");
  const flow = store.tour?.flows.find((one) => one.id === id);
  const at = Number.parseInt(number, 10) || 1;
  return flow && flow.steps[at - 1] ? { flow, at, step: flow.steps[at - 1], key: `${id}.${at}` } : null;
}

const isOff = () => !store.tour || Boolean(store.route.only) || store.route.tour === "off";

/** Show where one is, or the choice of flows, or nothing. */
export function showTour() {
  panel.hidden = isOff();
  document.body.dataset.tour = String(!isOff());
  if (isOff()) {
    unmark();
    return;
  }
  const place = here();
  if (place && applied !== place.key) {
    applied = place.key;
    fault = "";
    navigate({ ...Object.fromEntries(SHOWN.map((key) => [key, null])), ...place.step.show, happened: store.route.happened }, { replace: true });
  }
  draw(place);
}

function draw(place) {
  const mark = JSON.stringify([place?.key, busy, fault, store.tour.title]);
  if (panel.dataset.mark !== mark) {
    panel.dataset.mark = mark;
    const focus = panel.contains(document.activeElement) ? document.activeElement.dataset.focus || "tour-next" : null;
    if (place) drawStep(place);
    else drawChoice();
    if (focus) (panel.querySelector(`[data-focus="${focus}"]:not(:disabled)`) || panel.querySelector("h2")).focus();
  }
  look();
}

const head = (words) => el("h2", { tabindex: "-1", text: words });
const close = () => iconButton("close", T.tourClose, () => navigate({ tour: "off" }), { class: "iconbutton tourclose" });
const go = (id, at) => navigate({ tour: `${id}.${at}` });

function drawChoice() {
  fill(text, head(store.tour.title), el("p", { text: store.route.tour === "end" ? T.tourEnd : store.tour.text }));
  fill(buttons, el("div", { class: "tourflows" }, store.tour.flows.map((flow) => el("button", {
    type: "button", class: "button tourflow", data: { focus: `tour-${flow.id}` }, on: { click: () => go(flow.id, 1) },
  }, el("span", {}, el("span", { class: "flowtitle", text: flow.title }), el("span", { class: "hint", text: flow.text }))))), close());
}

function drawStep({ flow, at, step }) {
  const last = at === flow.steps.length;
  fill(text, el("p", { class: "hint tourplace", text: T.tourOf(flow.title, at, flow.steps.length) }), head(step.title), step.text && el("p", { text: step.text }), status);
  fill(buttons,
    el("button", { type: "button", class: "button small", data: { focus: "tour-back" }, on: { click: () => (at > 1 ? go(flow.id, at - 1) : navigate({ tour: null })) } }, at > 1 ? T.tourBack : T.tourAgain),
    step.do && el("button", { type: "button", class: "button small tourdo", disabled: busy, "aria-busy": busy ? "true" : null, data: { focus: "tour-do" }, on: { click: () => doIt({ flow, at, step }) } }, busy ? T.tourDoing : T.tourDo),
    el("button", { type: "button", class: "button small tournext", disabled: busy, data: { focus: "tour-next" }, on: { click: () => (last ? navigate({ tour: "end" }) : go(flow.id, at + 1)) } }, T.tourNext, icon("right", 16)),
    close());
}

async function doIt(place) {
  busy = true;
  fault = "";
  draw(here());
  try {
    await perform(place.step.do);
  } catch (missing) {
    if (!(missing instanceof Missing)) throw missing;
    fault = T.tourMissing(missing.message);
  } finally {
    busy = false;
    draw(here());
    panel.querySelector(".tournext")?.focus();
  }
}

/** Point at what the step is about, and tell when it is done: also when it was done by hand, or in the other window. */
function look() {
  const place = isOff() ? null : here();
  if (!place) {
    unmark();
    return;
  }
  const done = Boolean(place.step.done) && sees(place.step.done.see, place.step.done.side);
  const words = fault || (done && !busy ? T.tourDone : "");
  if (status.textContent !== words) status.textContent = words;
  panel.dataset.done = String(done);
  panel.querySelector(".tournext")?.classList.toggle("primary", done || !place.step.do);
  panel.querySelector(".tourdo")?.classList.toggle("primary", !done);
  const node = done ? null : pointed(place.step.mark);
  if (!node?.classList.contains("tourmark")) unmark();
  if (!node) return;
  node.classList.add("tourmark");
  marked = node;
  if (brought === place.key) return;
  brought = place.key;
  node.scrollIntoView({ block: "center" });
}

let marked = null;

function unmark() {
  marked?.classList.remove("tourmark");
  marked = null;
}

/** The bar's button that opens the tour again. */
export function tourButton() {
  return el("button", { type: "button", class: "button small", data: { focus: "tour" }, on: { click: () => navigate({ tour: isOff() ? null : "off" }) } }, icon("flag", 16), el("span", { class: "label-desk", text: T.tour }));
}

/** Let the bar's button be there when there is a tour, and tell whether it is open. */
export function showTourButton(button) {
  button.hidden = !store.tour;
  button.setAttribute("aria-label", T.tour);
  button.setAttribute("aria-expanded", String(!isOff()));
}
