// Light or dark: as the system says, until somebody chooses. Kept in this browser, and shared with the frame beside.

import { el, fill, icon } from "./dom.js";
import { T } from "./texts.js";

const KEY = "sandbox-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const chosen = () => window.localStorage.getItem(KEY);
const isDark = () => (chosen() || (system.matches ? "dark" : "light")) === "dark";
const button = el("button", { type: "button", class: "iconbutton", data: { focus: "theme" }, on: { click: change } });

function show() {
  if (chosen()) document.documentElement.dataset.theme = chosen();
  const label = isDark() ? T.toLight : T.toDark;
  button.title = label;
  button.setAttribute("aria-label", label);
  fill(button, icon(isDark() ? "sun" : "moon"));
}

function change() {
  window.localStorage.setItem(KEY, isDark() ? "light" : "dark");
  show();
}

/** The button of the bar; what was chosen holds from now on. */
export function themeButton() {
  show();
  system.addEventListener("change", show);
  window.addEventListener("storage", show);
  return button;
}
