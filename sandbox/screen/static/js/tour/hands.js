// The hands of the guided tour: they find what a person would see on the screen, and use it as a person would. Nothing here knows
// what a tour is about.

import { besideDocument } from "../beside.js";

const PATIENCE = 12_000; // ms until something that is to be seen is given up
const PACE = 550; // ms between two of the hands' acts, so that the eye can follow
const LOOK = 80;
const USABLE = "button, summary, a.button, [role=option], [role=menuitem]";

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** Something that was to be on the screen and is not; `message` is what it was called. */
export class Missing extends Error {}

/** The windows of one side: not the bar, and not the tour itself. */
function roots(side) {
  const page = side === "beside" ? besideDocument() : document;
  return page ? [...page.querySelectorAll("#slack, #outlook, #overlay, body > .popup")].filter((node) => node.checkVisibility()) : [];
}

const name = (node) => (node.getAttribute("aria-label") || node.textContent).replaceAll(/\s+/g, " ").trim();
const free = (node) => node.checkVisibility() && !node.closest("[inert]") && !node.disabled;

/** Whether a text is on that side of the screen. */
export const sees = (text, side) => roots(side).some((root) => root.innerText.replaceAll(/\s+/g, " ").includes(text));

/** The innermost elements that hold a text, the last on the screen first. */
function holding(root, text) {
  const found = [...root.querySelectorAll("*")].filter((node) => node.checkVisibility() && node.textContent.replaceAll(/\s+/g, " ").includes(text));
  return found.filter((node) => !found.some((other) => other !== node && node.contains(other))).reverse();
}

/** How well an element's name fits: it is the label, begins with it, or holds it; 0 for not at all. */
function fits(node, label) {
  const found = name(node);
  if (found === label) return 3;
  if (found.startsWith(label)) return 2;
  return label.length > 8 && found.includes(label) ? 1 : 0;
}

/** The usable element of that name; with `near`, in the message or after the heading that holds that text. */
function usable(label, { near, side }) {
  for (const root of roots(side).reverse()) {
    const named = [...root.querySelectorAll(USABLE)].filter((node) => free(node) && fits(node, label));
    named.sort((a, b) => fits(b, label) - fits(a, label));
    if (!near && named.length) return named[0];
    for (const place of near ? holding(root, near) : []) {
      const message = place.closest(".message");
      const there = named.find((node) => (message ? message.contains(node) : place.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING));
      if (there) return there;
    }
  }
  return null;
}

/** What a field is called: what stands over it, or what a screen reader says. */
function called(node) {
  const by = node.getAttribute("aria-labelledby");
  const over = by ? node.ownerDocument.getElementById(by) : node.labels?.[0];
  return (node.getAttribute("aria-label") || over?.textContent || "").replaceAll(/\s+/g, " ").trim();
}

/** The field of that name; of several, the one that is called exactly so. */
function field(label, { side }, kind = "input:not([type=radio], [type=checkbox]), textarea") {
  for (const root of roots(side).reverse()) {
    const found = [...root.querySelectorAll(kind)].filter((node) => free(node) && called(node).startsWith(label));
    if (found.length) return found.find((node) => called(node) === label) || found[0];
  }
  return null;
}

/** What a step points at, if it is on the screen. */
export const pointed = (mark) => (mark ? usable(mark.press, mark) || field(mark.press, mark) : null);

async function until(look, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Missing(what);
    await pause(LOOK);
  }
}

function bring(node) {
  node.scrollIntoView({ block: "center", behavior: "instant" });
  node.classList.add("tourtouch");
  setTimeout(() => node.classList.remove("tourtouch"), PACE * 1.5);
}

async function press(label, hand) {
  const node = await until(() => usable(label, hand), label);
  bring(node);
  await pause(PACE);
  (await until(() => usable(label, hand), label)).click(); // looked for again: it may have been drawn anew meanwhile
}

async function write(label, hand) {
  const node = await until(() => field(label, hand), label);
  bring(node);
  node.focus();
  node.value = hand.text;
  for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true }));
  await pause(PACE / 2);
}

async function choose(label, hand) {
  const node = await until(() => field(label, hand), label);
  bring(node);
  node.focus();
  node.click();
  await pause(PACE / 2);
  await press(hand.option, { side: hand.side });
}

async function tick(label, hand) {
  const node = await until(() => field(label, hand, "input[type=radio], input[type=checkbox]"), label);
  bring(node);
  if (!node.checked) node.click();
  await pause(PACE / 2);
}

/** Do a step's acts, one after the other. Raises Missing. */
export async function perform(hands) {
  for (const hand of hands) {
    if (hand.press) await press(hand.press, hand);
    else if (hand.write) await write(hand.write, hand);
    else if (hand.tick) await tick(hand.tick, hand);
    else if (hand.choose) await choose(hand.choose, hand);
    else if (hand.see) await until(() => sees(hand.see, hand.side), hand.see);
    await pause(PACE / 2);
  }
}
