// Another person's Slack or calendar to the right of this one's: the same page in a frame, so that each has a focus, dialogs and
// a place of its own, and one sees what the other's click leads to.

import { add, avatar, el, fill, icon, iconButton } from "./dom.js";
import { openPeople } from "./people.js";
import { navigate, store } from "./store.js";
import { T } from "./texts.js";

const ASIDE = { channel: "besidechannel", thread: "besidethread", view: "besideview", event: "besideevent" };
const NONE = { beside: null, besidepane: null, ...Object.fromEntries(Object.values(ASIDE).map((key) => [key, null])) };
const head = el("header", { class: "besidehead" });
let frame = null;
let window_ = null;

/** Build the window once. */
export function buildBeside(node) {
  window_ = node;
  add(node, head);
}

/** Who is beside, as the list of people knows them: named by id, address or name. */
export function besidePerson() {
  const wanted = String(store.route.beside || "").toLocaleLowerCase("sv");
  return (wanted && store.people.find((one) => [one.id, one.email, one.real_name].some((name) => name.toLocaleLowerCase("sv") === wanted))) || null;
}

/** The frame's document, when there is one. */
export const besideDocument = () => frame?.contentDocument || null;

/** Show another person at the right, or nobody. */
export function showBeside() {
  const one = besidePerson();
  document.body.dataset.beside = String(Boolean(one));
  window_.hidden = !one;
  if (!one) {
    frame?.remove();
    frame = null;
    return;
  }
  const pane = store.route.besidepane === "outlook" ? "outlook" : "slack";
  showHead(one, pane);
  const inside = { person: one.id, only: pane };
  for (const [key, from] of Object.entries(ASIDE)) if (store.route[from]) inside[key] = store.route[from];
  const hash = `#${new URLSearchParams(inside)}`;
  if (!frame) {
    frame = el("iframe", { class: "besideframe", src: `/${hash}`, data: { hash } });
    add(window_, frame);
  } else if (frame.dataset.hash !== hash) {
    frame.dataset.hash = hash;
    frame.contentWindow.location.replace(`/${hash}`); // no step of its own in the browser's history
  }
  frame.title = T.besideOf(one.real_name);
}

function showHead(one, pane) {
  const mark = JSON.stringify([one, pane]);
  if (head.dataset.mark === mark) return;
  const focus = head.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  head.dataset.mark = mark;
  const who = el("button", { type: "button", class: "who", "aria-haspopup": "dialog", "aria-label": `${T.besidePerson}: ${[one.real_name, one.title].filter(Boolean).join(", ")}`, data: { focus: "beside-who" } },
    avatar(one.id, one.real_name), el("span", { class: "whotext" }, el("span", { class: "whoname", text: one.real_name }), one.title && el("span", { class: "hint", text: one.title })), icon("down", 16));
  who.addEventListener("click", () => openPeople(who, one.id, (next) => navigate({ ...NONE, beside: next.id, besidepane: pane })));
  const tab = (name, sign, label) => el("button", { type: "button", "aria-pressed": String(pane === name), data: { focus: `beside-${name}` }, on: { click: () => navigate({ ...NONE, beside: one.id, besidepane: name }) } }, icon(sign, 16), label);
  fill(head, who, el("div", { class: "switch", role: "group", "aria-label": T.panes }, tab("slack", "hash", T.slack), tab("outlook", "calendar", T.outlook)),
    iconButton("close", T.besideClose, () => navigate(NONE)));
  if (focus) head.querySelector(`[data-focus="${focus}"]`)?.focus();
}

/** The button of the bar that asks who is to be shown beside. */
export function besideButton() {
  const button = el("button", { type: "button", class: "button small onlyalone", "aria-haspopup": "dialog", title: T.besideHint, "aria-label": T.besideOpen }, icon("people", 17), el("span", { class: "label-wide", text: T.besideOpen }));
  button.addEventListener("click", () => openPeople(button, null, (one) => navigate({ ...NONE, beside: one.id, pane: "beside" })));
  return button;
}
