// A searchable choice of one or several (an ARIA combobox with a list). It knows options, not where they come from.

import { add, el, fill, icon } from "./dom.js";
import { openPopup } from "./popup.js";
import { T } from "./texts.js";

const fold = (text) => text.toLocaleLowerCase("sv");
let serial = 0;

/**
 * `options`: [{value, label, hint?, group?}]. `selected`: list of values. `onChange(values)`.
 * `free(text)` may turn typed text into a value (or null). Answers the element.
 */
export function picker({ label, placeholder = T.choose, options, multiple = false, max = Infinity, selected = [], onChange, free, focusName, describedBy, autofocus }) {
  const id = `picker${(serial += 1)}`;
  let values = [...selected];
  let popup = null;
  let active = -1;
  let shown = [];
  const labelOf = (value) => options.find((option) => option.value === value)?.label ?? value;
  const input = el("input", {
    type: "text", role: "combobox", class: "pickerinput", autocomplete: "off", spellcheck: "false", placeholder,
    "aria-label": label, "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${id}list`,
    "aria-describedby": describedBy, data: { focus: focusName || "" }, autofocus: autofocus || null,
  });
  const chips = el("span", { class: "chips" });
  const box = el("div", { class: `picker${multiple ? " multiple" : ""}` }, chips, input, icon("down", 16));
  const list = el("div", { class: "options", role: "listbox", id: `${id}list`, "aria-label": label, "aria-multiselectable": multiple ? "true" : null });

  function draw() {
    fill(chips);
    if (multiple) {
      for (const value of values) {
        add(chips, el("span", { class: "chip" }, labelOf(value), el("button", {
          type: "button", "aria-label": T.remove(labelOf(value)), on: { click: () => set(values.filter((one) => one !== value)) },
        }, icon("close", 12))));
      }
      input.placeholder = values.length ? "" : placeholder;
      input.value = "";
    } else input.value = values.length ? labelOf(values[0]) : "";
  }

  function set(next) {
    values = next;
    draw();
    onChange(values);
  }

  function choose(option) {
    if (multiple) {
      if (values.includes(option.value)) set(values.filter((one) => one !== option.value));
      else if (values.length < max) set([...values, option.value]);
      filter("");
      input.focus();
    } else {
      close();
      set([option.value]);
    }
  }

  function filter(text) {
    const wanted = fold(text.trim());
    shown = options.filter((option) => fold(`${option.label} ${option.hint || ""}`).includes(wanted));
    const typed = wanted && free?.(text.trim());
    if (typed && !shown.some((option) => option.value === typed)) shown.unshift({ value: typed, label: typed });
    fill(list);
    let group = null;
    shown.forEach((option, index) => {
      if (option.group && option.group !== group) add(list, el("div", { class: "optiongroup", role: "presentation", text: option.group }));
      group = option.group;
      const on = values.includes(option.value);
      add(list, el("div", {
        class: "option", role: "option", id: `${id}o${index}`, "aria-selected": String(on),
        on: { pointerdown: (event) => event.preventDefault(), click: () => choose(option) },
      }, el("span", { class: "tick" }, on && icon("check", 14)), el("span", {}, el("span", { text: option.label }), option.hint && el("span", { class: "hint", text: option.hint }))));
    });
    if (!shown.length) add(list, el("div", { class: "option none", text: T.noHit }));
    activate(wanted ? 0 : Math.max(0, shown.findIndex((option) => values.includes(option.value))));
    popup?.place();
  }

  function activate(index) {
    active = shown.length ? (index + shown.length) % shown.length : -1;
    list.querySelectorAll("[role=option]").forEach((node, at) => node.classList.toggle("active", at === active));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `${id}o${active}`);
      list.querySelector(`#${id}o${active}`)?.scrollIntoView({ block: "nearest" });
    }
  }

  function open(text = "") {
    if (!popup) {
      popup = openPopup(box, list, { onClose: () => { popup = null; input.setAttribute("aria-expanded", "false"); draw(); } });
      input.setAttribute("aria-expanded", "true");
    }
    filter(text);
  }

  const close = () => popup?.close();
  box.addEventListener("click", (event) => {
    if (event.target.closest(".chip")) return;
    input.focus();
    if (popup) return;
    open();
    if (!multiple) input.select();
  });
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("blur", () => {
    const typed = free?.(input.value.trim());
    close();
    if (typed && typed !== values[0]) set([typed]);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!popup) open();
      else activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (popup && shown[active]) choose(shown[active]);
      else if (!popup) open();
    } else if (event.key === "Backspace" && multiple && !input.value && values.length) set(values.slice(0, -1));
  });
  draw();
  return box;
}
