// The modals on the screen: the top view of the person's stack as a dialog, with inputs kept and errors at their fields.

import { el, fill, iconButton } from "../dom.js";
import { isDay } from "../datefield.js";
import { T } from "../texts.js";
import { act, useElement } from "./acts.js";
import { dropErrorMark, showBlocks } from "./blocks.js";
import { dropForm, formOf } from "./form.js";
import { plain } from "./mrkdwn.js";
import { fieldFault } from "./textfield.js";

const body = el("div", { class: "modalbody blocks", tabindex: "-1" });
const head = el("div", { class: "modalhead" });
const foot = el("div", { class: "dialogfoot" });
const form = el("form", { class: "modalform", novalidate: true }, head, body, foot);
const dialog = el("dialog", { class: "dialog modal", "aria-labelledby": "modaltitle" }, form);
// It covers the Slack window only: the calendar beside it can be looked at while a form is open.
const layer = el("div", { class: "modallayer", hidden: true }, dialog);

let top = null;
let errors = {};
let errorsFrom = "";
let busy = false;
let opener = null;
let latest = { ctx: null, depth: 0 };
const known = new Set();

dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  close();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});

/** Close the view on top; with `clear` (the cross) all that lie under it, too. */
async function close(clear = false) {
  if (!top || busy) return;
  await act("view_close", { view_id: top.id, clear });
}

/** Show the stack (the last view is on top), or no dialog at all when it is empty. */
export function showModals(views, ctx) {
  if (!layer.isConnected) document.getElementById("slack").append(layer);
  const stack = views || [];
  for (const id of known) {
    if (stack.some((view) => view.id === id)) continue;
    known.delete(id);
    dropForm(id);
  }
  stack.forEach((view) => known.add(view.id));
  const view = stack.at(-1) || null;
  if (!view) return hide();
  const other = top?.id !== view.id;
  const fresh = JSON.stringify([view.id, view.hash, view.errors || null]);
  if (fresh !== errorsFrom) {
    errorsFrom = fresh;
    errors = { ...(view.errors || {}) };
  }
  top = view;
  latest = { ctx, depth: stack.length };
  draw();
  if (!dialog.open) {
    opener = document.activeElement;
    cover(true);
    dialog.show();
  }
  if (other) focusFirst();
  return undefined;
}

function hide() {
  top = null;
  errors = {};
  errorsFrom = "";
  if (!dialog.open) return;
  dialog.close();
  cover(false);
  fill(body);
  body.kept?.clear();
  if (opener?.isConnected) opener.focus();
}

/** What lies under the open modal can neither be clicked nor reached by keyboard. */
function cover(on) {
  layer.hidden = !on;
  for (const node of layer.parentElement.children) if (node !== layer) node.inert = on;
}

function draw() {
  const mark = JSON.stringify([top.id, top.title, top.submit, top.close, latest.depth, busy]);
  if (foot.dataset.mark !== mark) {
    const inside = foot.contains(document.activeElement);
    foot.dataset.mark = mark;
    fill(head,
      latest.depth > 1 && iconButton("left", T.cancel, () => close()),
      el("h2", { id: "modaltitle", text: plain(top.title?.text) }), iconButton("close", T.close, () => close(true)));
    fill(foot,
      el("button", { type: "button", class: "button", text: plain(top.close?.text) || (top.submit ? T.cancel : T.close), disabled: busy, on: { click: () => close() } }),
      top.submit && el("button", { type: "submit", class: "button primary", "aria-busy": busy ? "true" : null, text: busy ? T.working : plain(top.submit.text) }));
    if (inside) foot.querySelector("[type=submit]")?.focus();
  }
  const viewForm = formOf(top.id).seed(top.state?.values);
  if (body.dataset.view !== top.id) {
    body.dataset.view = top.id;
    body.kept?.clear();
    fill(body);
    body.scrollTop = 0;
  }
  const id = top.id;
  showBlocks(body, top.blocks, {
    ...latest.ctx, key: `v${id}`, form: viewForm, errors,
    touched: (blockId) => {
      if (!errors[blockId]) return;
      delete errors[blockId];
      dropErrorMark(body, blockId);
    },
    act: (action) => useElement({ type: "view", view_id: id }, action, present(top)),
  });
}

/** The values of the inputs and choices that are in this view now. */
export function present(view) {
  const form = formOf(view.id);
  const out = {};
  for (const [block, item] of elementsOf(view)) {
    const value = form.value(block, item);
    const unfit = value === "" || (item.type === "datepicker" && value && !isDay(value));
    if (value !== undefined) (out[block.block_id] ||= {})[item.action_id] = unfit ? null : value;
  }
  return out;
}

/** [block, element] for every element with a state of its own. */
function* elementsOf(view) {
  for (const block of view.blocks || []) {
    for (const item of [block.element, block.accessory, ...(block.type === "actions" ? block.elements || [] : [])]) {
      if (item?.action_id) yield [block, item];
    }
  }
}

async function submit() {
  if (busy || !top?.submit) return;
  const view = top;
  const found = {};
  for (const [block, item] of elementsOf(view)) {
    if (block.type !== "input") continue;
    const words = fieldFault(item, block, formOf(view.id).value(block, item));
    if (words) found[block.block_id] = words;
  }
  if (Object.keys(found).length) return showErrors(found);
  busy = true;
  draw();
  const result = await act("view_submit", { view_id: view.id, values: present(view) });
  busy = false;
  if (top) draw();
  const said = result?.errors;
  if (said && Object.keys(said).length && top?.id === view.id) showErrors(said);
}

function showErrors(found) {
  errors = { ...found };
  draw();
  const first = [...body.children].find((node) => errors[node.dataset.block]);
  first?.scrollIntoView({ block: "nearest" });
  first?.querySelector("input, textarea, button")?.focus();
}

function focusFirst() {
  const wanted = body.querySelector("[autofocus]") || body.querySelector("input, textarea, select, button") || foot.querySelector("button");
  wanted?.focus({ preventScroll: true });
}
