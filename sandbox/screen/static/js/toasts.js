// Short notes at the foot of the page, read out by screen readers.

import { el, icon } from "./dom.js";
import { T } from "./texts.js";

const LONGEST = 9_000;

/** Show a note; it goes away by itself or when closed. `kind`: "note" or "fault". */
export function toast(text, kind = "note") {
  const close = () => node.remove();
  const node = el("div", { class: `toast ${kind}` }, el("span", { text }),
    el("button", { type: "button", class: "iconbutton", "aria-label": T.close, on: { click: close } }, icon("close", 16)));
  document.getElementById("toasts").append(node);
  setTimeout(close, LONGEST);
}
