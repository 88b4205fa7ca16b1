// rich_text blocks → DOM.

import { el } from "../dom.js";
import { slackDate } from "../dates.js";
import { EMOJI } from "./emoji.js";
import { channelMention, link, userMention } from "./mrkdwn.js";

/** The nodes of a rich_text block. */
export function richText(block, ctx) {
  return el("div", { class: "richtext" }, lists(block.elements || [], ctx));
}

/** Consecutive rich_text_list elements of deeper indent belong to one list in the eye; each is drawn with its indent. */
function lists(elements, ctx) {
  return elements.map((item) => {
    switch (item.type) {
      case "rich_text_section": return el("div", { class: "line" }, pieces(item.elements, ctx));
      case "rich_text_preformatted": return el("pre", { class: "codeblock" }, el("code", {}, pieces(item.elements, ctx)));
      case "rich_text_quote": return el("blockquote", {}, pieces(item.elements, ctx));
      case "rich_text_list": return el(item.style === "ordered" ? "ol" : "ul", { class: `indent${Math.min(item.indent || 0, 8)}`, start: item.offset ? item.offset + 1 : null },
        (item.elements || []).map((entry) => el("li", {}, pieces(entry.elements, ctx))));
      default: return null;
    }
  });
}

function pieces(elements = [], ctx) {
  return elements.flatMap((piece) => styled(piece, ctx));
}

function styled(piece, ctx) {
  let node = one(piece, ctx);
  const style = piece.style || {};
  for (const [name, tag] of [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]]) {
    if (style[name]) node = [el(tag, tag === "code" ? { class: "inlinecode" } : {}, node)];
  }
  return node;
}

function one(piece, ctx) {
  switch (piece.type) {
    case "text": return String(piece.text ?? "").split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
    case "link": return [link(piece.url || "", [piece.text || piece.url])];
    case "user": return [userMention(piece.user_id, ctx)];
    case "channel": return [channelMention(piece.channel_id, ctx)];
    case "usergroup": return [el("span", { class: "mention", text: "@grupp" })];
    case "broadcast": return [el("span", { class: "mention strong", text: `@${piece.range}` })];
    case "emoji": return [EMOJI[piece.name] || `:${piece.name}:`];
    case "date": return [el("time", { text: slackDate(piece.timestamp, piece.format || "{date}", ctx.now, ctx.zone) })];
    case "color": return [piece.value];
    default: return [];
  }
}
