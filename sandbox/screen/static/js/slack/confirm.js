// Slack's confirm dialog before an action.

import { el } from "../dom.js";
import { T } from "../texts.js";
import { mrkdwn, plain } from "./mrkdwn.js";

const textOf = (object, ctx) => (object?.type === "mrkdwn" ? mrkdwn(object.text, ctx) : plain(object?.text));

/** Ask; answers true when the person confirms. Without a confirm object the answer is yes at once. */
export function confirmed(confirm, ctx) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const opener = document.activeElement;
    const deny = el("button", { type: "button", class: "button", text: plain(confirm.deny?.text) || T.no, on: { click: () => done(false) } });
    const agree = el("button", {
      type: "button", class: `button ${confirm.style === "danger" ? "danger" : "primary"}`,
      text: plain(confirm.confirm?.text) || T.yes, on: { click: () => done(true) },
    });
    const dialog = el("dialog", { class: "dialog confirm", role: "alertdialog", "aria-labelledby": "confirmtitle", "aria-describedby": "confirmtext" },
      el("h2", { id: "confirmtitle", text: plain(confirm.title?.text) || T.choose }),
      el("div", { id: "confirmtext", class: "confirmtext" }, textOf(confirm.text, ctx)),
      el("div", { class: "dialogfoot" }, deny, agree));
    const done = (answer) => {
      dialog.remove();
      opener?.focus?.();
      resolve(answer);
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      done(false);
    });
    (opener?.closest?.("dialog") || document.body).append(dialog);
    dialog.showModal();
    deny.focus();
  });
}
