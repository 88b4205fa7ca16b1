// The line over a week or a month: a step back, its name, a step on, and the way home to today.

import { el, iconButton } from "../dom.js";
import { T } from "../texts.js";

/** `back` and `on`: [label, act]; `home`: act; `name` tells this line's buttons from another's, for the focus. */
export function stepper({ title, back, on, home, name }) {
  return el("div", { class: "monthhead" }, iconButton("left", back[0], back[1], { "data-focus": `${name}-back` }),
    el("strong", { "aria-live": "polite", text: title }),
    el("span", { class: "steps" }, el("button", { type: "button", class: "linkish", text: T.today, data: { focus: `${name}-today` }, on: { click: home } }),
      iconButton("right", on[0], on[1], { "data-focus": `${name}-on` })));
}
