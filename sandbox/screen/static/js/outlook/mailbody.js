// A mail's HTML → safe nodes: parsed in an inert document, then only known elements are built anew, with text as text.

import { el } from "../dom.js";

const KEPT = new Set(["p", "div", "span", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "td", "th", "blockquote", "pre", "code", "hr", "a"]);
const DROPPED = new Set(["script", "style", "head", "title", "meta", "link", "iframe", "object", "embed", "svg", "form", "input", "button", "img"]);
const policy = window.trustedTypes?.createPolicy("mailbody", { createHTML: (html) => html }) || { createHTML: (html) => html };

/** The nodes of an event's or mail's body. Neither scripts, styles, pictures nor unknown addresses get through. */
export function mailBody(html) {
  const parsed = new DOMParser().parseFromString(policy.createHTML(String(html || "")), "text/html");
  return [...parsed.body.childNodes].flatMap(rebuild);
}

function rebuild(node) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const name = node.localName;
  if (DROPPED.has(name)) return [];
  const children = [...node.childNodes].flatMap(rebuild);
  if (!KEPT.has(name)) return children;
  if (name !== "a") return [el(/^h\d$/.test(name) ? "h4" : name, {}, children)];
  const address = node.getAttribute("href") || "";
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return children;
  return [el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, children)];
}
