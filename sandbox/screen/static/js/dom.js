// Making and keeping DOM nodes. Text always enters as text; nothing here knows Slack or Outlook.

const SVG = "http://www.w3.org/2000/svg";

/** A new element. `props`: class, text, on{event: fn}, data{name: value}, and any attribute; false/null leave it out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value") node.value = value;
    else if (name === "checked" || name === "disabled" || name === "required") node[name] = Boolean(value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return add(node, children);
}

/** Append children: nodes, strings, nested lists; null and false are left out. */
export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Let `node` hold exactly these children. */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

const ICONS = {
  hash: "M4 9h16M4 15h16M10 4 8 20M16 4l-2 16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  thread: "M5 5h14v10H11l-4 4v-4H5z",
  more: "M12 5.5v.1M12 12v.1M12 18.5v.1",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9.5l6 6 6-6",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  calendar: "M5 6h14v14H5zM5 10.5h14M9 3.5v4M15 3.5v4",
  clock: "M12 12V7.5M12 12l3.2 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17",
  pin: "M12 21c4-5 6-8 6-11a6 6 0 1 0-12 0c0 3 2 6 6 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4",
  people: "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3.5 19c.4-3 2.6-5 5.5-5s5.1 2 5.5 5M16 11.5a2.7 2.7 0 1 0 0-5.400M16.5 14c2.3.2 3.8 2 4 5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20",
  send: "M5 5l15 7-15 7 2.5-7zM7.5 12H14",
  check: "M5 12.500l4.5 4.500L19 7.5",
  question: "M9 9a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.2-1.5 2.400M12 18v.1",
  cross: "M6.5 6.500l11 11M17.5 6.500l-11 11",
  eye: "M3 12c2.5-4.5 5.5-6.5 9-6.500s6.5 2 9 6.500c-2.5 4.5-5.5 6.5-9 6.500S5.5 16.5 3 12zM12 14.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
  week: "M5 6h14v14H5zM5 10.5h14M9 3.5v4M15 3.5v4M9.700 10.500v9.500M14.300 10.500v9.500",
  moon: "M19 14.5A7.500 7.500 0 0 1 9.500 5a7.500 7.500 0 1 0 9.500 9.500z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M5.600 18.400 7 17M17 7l1.400-1.400",
  flag: "M6 21V4M6 5h11l-2 3.500 2 3.500H6",
  forward: "M5 5l7 7-7 7M13 5l7 7-7 7",
  list: "M8 6.500h12M8 12h12M8 17.500h12M4 6.500v.1M4 12v.1M4 17.500v.1",
  organiser: "M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.500L4 9.7 9.6 9z",
};

/** A line icon; decorative, so the text beside it (or an aria-label) carries the meaning. */
export function icon(name, size = 18) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor", "stroke-width": name === "more" ? 3 : 1.8,
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false", class: "icon",
  })) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon only; `label` is what a screen reader says and the tooltip shows. */
export function iconButton(name, label, onClick, extra = {}) {
  return el("button", { type: "button", class: "iconbutton", "aria-label": label, title: label, on: { click: onClick }, ...extra },
    icon(name));
}

/**
 * Make `container` show `items` in order, keeping the node of every item whose signature is unchanged, so that focus,
 * scroll and half-made choices survive a live update.
 */
export function reconcile(container, items, { key, signature, render }) {
  const known = container.kept || (container.kept = new Map());
  const seen = new Set();
  let before = container.firstChild;
  for (const item of items) {
    const id = key(item);
    const mark = signature(item);
    seen.add(id);
    let entry = known.get(id);
    if (!entry || entry.mark !== mark) {
      const node = render(item);
      if (entry) {
        keepFocus(entry.node, node);
        if (before === entry.node) before = node;
      }
      entry = { mark, node };
      known.set(id, entry);
    }
    if (entry.node !== before) container.insertBefore(entry.node, before);
    else before = before.nextSibling;
  }
  for (const [id, entry] of known) {
    if (seen.has(id)) continue;
    entry.node.remove();
    known.delete(id);
  }
  while (before) {
    const next = before.nextSibling;
    before.remove();
    before = next;
  }
}

/** Replace `old` by `fresh` and give the focus to the element with the same data-focus, if it was inside `old`. */
export function keepFocus(old, fresh) {
  const active = document.activeElement;
  const name = old.contains(active) ? active.dataset.focus : null;
  old.replaceWith(fresh);
  if (!name) return;
  const again = [fresh, ...fresh.querySelectorAll("[data-focus]")].find((node) => node.dataset?.focus === name);
  again?.focus({ preventScroll: true });
}

/** The initials of a name, at most two letters: "Anna-Karin Öberg" → "AÖ". */
export function initials(name) {
  const words = String(name || "?").trim().split(/\s+/u);
  const last = words.length > 1 ? [...words[words.length - 1]][0] : "";
  return ([...words[0]][0] + last).toLocaleUpperCase("sv");
}

/** A round-cornered square with initials; its colour class comes from the id and carries no meaning. */
export function avatar(id, name, size = "") {
  let sum = 0;
  for (const letter of String(id)) sum = (sum * 31 + letter.codePointAt(0)) % 8;
  return el("span", { class: `avatar ${/\bapp\b/.test(size) ? "" : `tint${sum} `}${size}`, "aria-hidden": "true", text: initials(name) });
}
