// The box one writes in: messages, slash commands with their menu, and the lightning menu of global shortcuts.

import { add, el, fill, icon } from "../dom.js";
import { closePopup, openMenu, openPopup } from "../popup.js";
import { T } from "../texts.js";
import { toast } from "../toasts.js";
import { act } from "./acts.js";
import { plain } from "./mrkdwn.js";

const drafts = new Map();
let serial = 0;

/** Build the composer once in `foot`; answers show(channel, state, label, threadTs). */
export function buildComposer(foot, { inThread = false }) {
  const id = `commands${(serial += 1)}`;
  let here = { channel: null, state: {}, thread: null, key: "" };
  let menu = null;
  let active = 0;
  const field = el("textarea", { rows: "1", class: "composerfield", "aria-autocomplete": inThread ? null : "list", data: { focus: `composer-${id}` } });
  const send = el("button", { type: "submit", class: "sendbutton", "aria-label": T.send, title: T.send }, icon("send", 18));
  const shortcuts = el("button", { type: "button", class: "iconbutton", "aria-label": T.shortcuts, title: T.shortcuts, "aria-haspopup": "menu", "aria-expanded": "false" }, icon("bolt"));
  const slash = el("button", { type: "button", class: "iconbutton slash", "aria-label": T.commands, title: T.commands }, el("span", { "aria-hidden": "true", text: "/" }));
  const form = el("form", { class: "composer" }, field, el("div", { class: "composertools" }, shortcuts, !inThread && slash, el("span", { class: "grow" }), send));
  const note = el("p", { class: "readonly", hidden: true }, `${T.notMember} `, el("button", { type: "button", class: "button small", text: T.join, on: { click: () => act("join", { channel: here.channel.id }) } }));
  add(foot, [form, note]);

  const commandName = (one) => (one.command || "").replace(/^\/?/, "/");
  const matching = () => {
    const word = field.value.trimEnd();
    if (inThread || !word.startsWith("/") || /\s/.test(field.value)) return [];
    return (here.state.commands || []).filter((one) => commandName(one).startsWith(word) && commandName(one) !== word || word === "/");
  };

  function grow() {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
    send.classList.toggle("ready", Boolean(field.value.trim()));
  }

  function offer() {
    const found = matching();
    if (!found.length) {
      if (menu) closePopup();
      return;
    }
    active = Math.min(active, found.length - 1);
    const list = el("div", { class: "options", role: "listbox", id, "aria-label": T.commands }, found.map((one, index) => el("div", {
      class: `option command${index === active ? " active" : ""}`, role: "option", id: `${id}-${index}`, "aria-selected": String(index === active),
      on: { pointerdown: (event) => event.preventDefault(), click: () => take(one) },
    }, el("strong", { text: commandName(one) }), one.usage_hint && el("span", { class: "usage", text: ` ${one.usage_hint}` }), el("span", { class: "hint", text: plain(one.description) }))));
    if (menu) fill(menu.node, list);
    else menu = openPopup(form, list, { label: T.commands, onClose: () => { menu = null; field.removeAttribute("aria-activedescendant"); } });
    menu.place();
    field.setAttribute("aria-controls", id);
    field.setAttribute("aria-activedescendant", `${id}-${active}`);
  }

  function take(one) {
    field.value = `${commandName(one)} `;
    closePopup();
    changed();
    field.focus();
  }

  function changed() {
    drafts.set(here.key, field.value);
    grow();
    offer();
  }

  async function submit() {
    const text = field.value.trim();
    if (!text || !here.channel) return;
    const command = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/.exec(text);
    if (command && inThread) return void toast(T.noCommandInThread, "fault");
    const { channel, thread, key } = here;
    field.value = "";
    changed();
    const result = command
      ? await act("command", { command: command[1], text: command[2] || "", channel: channel.id })
      : await act("message", { channel: channel.id, text, ...(thread ? { thread_ts: thread } : {}) });
    if (!result && here.key === key && !field.value) {
      field.value = text;
      changed();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    const found = menu ? matching() : [];
    if (found.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      offer();
    } else if (found.length && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) {
      event.preventDefault();
      take(found[active]);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  slash.addEventListener("click", () => {
    if (!field.value) field.value = "/";
    field.focus();
    changed();
  });
  shortcuts.addEventListener("click", () => openMenu(shortcuts, [{ heading: T.shortcuts }, ...(here.state.shortcuts || []).map((one) => ({
    label: plain(one.name || one.callback_id), hint: plain(one.description), onClick: () => act("global_shortcut", { callback_id: one.callback_id }),
  }))], T.shortcuts));

  return (channel, state, label, thread = null) => {
    const key = `${channel.id}/${thread || ""}`;
    const moved = here.key !== key;
    here = { channel, state, thread, key };
    const writable = channel.is_im || channel.is_member !== false;
    form.hidden = !writable;
    note.hidden = writable;
    shortcuts.hidden = !(state.shortcuts || []).length;
    slash.hidden = !(state.commands || []).length;
    if (field.placeholder !== label) {
      field.placeholder = label;
      field.setAttribute("aria-label", label);
    }
    if (!moved) return;
    field.value = drafts.get(key) || "";
    grow();
  };
}
