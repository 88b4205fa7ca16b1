// A floating layer beside its anchor: opened one at a time, closed by Escape, a click outside, or a scroll.

import { add, el } from "./dom.js";

let current = null;

/** Close the open popup, if any. */
export function closePopup() {
  current?.close();
}

/**
 * Show `content` under (or over) `anchor`. It is put inside the anchor's dialog, since all else is inert while one is
 * open. Answers {node, close}; `onClose` is called once.
 */
export function openPopup(anchor, content, { onClose = () => {}, width = null, label = null, role = null } = {}) {
  closePopup();
  const node = el("div", { class: "popup", popover: "manual", role, "aria-label": label });
  add(node, [content]);
  (anchor.closest("dialog") || document.body).append(node);
  node.showPopover();
  const place = () => position(node, anchor, width);
  place();
  const outside = (event) => {
    if (!node.contains(event.target) && !anchor.contains(event.target)) handle.close();
  };
  const scrolled = (event) => {
    if (!node.contains(event.target)) handle.close();
  };
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    handle.close();
    anchor.focus?.();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("scroll", scrolled, true);
  document.addEventListener("keydown", key, true);
  window.addEventListener("resize", place);
  const handle = {
    node,
    place,
    close() {
      if (current !== handle) return;
      current = null;
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("scroll", scrolled, true);
      document.removeEventListener("keydown", key, true);
      window.removeEventListener("resize", place);
      node.remove();
      onClose();
    },
  };
  current = handle;
  return handle;
}

function position(node, anchor, width) {
  const box = anchor.getBoundingClientRect();
  node.style.minWidth = `${Math.round(width ?? box.width)}px`;
  const height = node.offsetHeight;
  const below = window.innerHeight - box.bottom;
  const top = below >= height + 8 || below >= box.top ? box.bottom + 4 : box.top - height - 4;
  node.style.top = `${Math.max(8, Math.min(top, window.innerHeight - height - 8))}px`;
  node.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - node.offsetWidth - 8))}px`;
}

/**
 * A menu under `anchor`. `items`: {label, hint?, danger?, onClick} or {heading}. Arrow keys, Home and End move; Enter chooses.
 */
export function openMenu(anchor, items, label) {
  const list = el("div", { class: "menu" });
  const popup = openPopup(anchor, list, {
    label, role: "menu", width: 220, onClose: () => anchor.setAttribute("aria-expanded", "false"),
  });
  anchor.setAttribute("aria-expanded", "true");
  for (const item of items) {
    if (item.heading) {
      list.append(el("div", { class: "menuheading", role: "presentation", text: item.heading }));
      continue;
    }
    const choose = () => {
      popup.close();
      anchor.focus?.();
      item.onClick();
    };
    list.append(el("button", { type: "button", role: "menuitem", class: `menuitem${item.danger ? " danger" : ""}`, tabindex: "-1", on: { click: choose } },
      el("span", { text: item.label }), item.hint && el("span", { class: "hint", text: item.hint })));
  }
  popup.place();
  const entries = [...list.querySelectorAll("button")];
  list.addEventListener("keydown", (event) => {
    const at = entries.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (event.key === "Tab") popup.close();
    if (next === undefined) return;
    event.preventDefault();
    entries[(next + entries.length) % entries.length].focus();
  });
  entries[0]?.focus();
  return popup;
}
