// Slack's mrkdwn → DOM. Everything ends as a text node or a checked link; no data ever becomes markup.

import { el } from "../dom.js";
import { slackDate } from "../dates.js";
import { withEmoji } from "./emoji.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Undo Slack's three escapes. */
export const unescape = (text) => String(text ?? "").replaceAll(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

/** The text of a plain_text object. */
export const plain = (text) => withEmoji(unescape(text));

/**
 * Render mrkdwn. `ctx` gives users and channels (Map id → object), `now` and `zone`.
 * Returns a list of nodes.
 */
export function mrkdwn(text, ctx) {
  const nodes = [];
  const parts = String(text ?? "").split("```");
  parts.forEach((part, index) => {
    const isCode = index % 2 === 1 && index < parts.length - 1;
    if (isCode) nodes.push(el("pre", { class: "codeblock" }, el("code", { text: codeText(part) })));
    else if (part || parts.length === 1) nodes.push(...paragraphs(index % 2 ? "```" + part : part, ctx, index > 0, index < parts.length - 1));
  });
  return nodes;
}

const codeText = (text) => unescape(text.replace(/^\n/, "").replace(/\n$/, "").replaceAll(/<(https?:[^|>]+)(?:\|([^>]*))?>/g, (_, url, label) => label || url));

function paragraphs(text, ctx, afterCode, beforeCode) {
  let body = text;
  if (afterCode) body = body.replace(/^\n/, "");
  if (beforeCode) body = body.replace(/\n$/, "");
  if (!body && (afterCode || beforeCode)) return [];
  const nodes = [];
  const lines = body.split("\n");
  for (let i = 0; i < lines.length; ) {
    if (/^(?:&gt;|>){3}/.test(lines[i])) {
      const rest = [lines[i].replace(/^(?:&gt;|>){3} ?/, ""), ...lines.slice(i + 1)];
      nodes.push(el("blockquote", {}, withBreaks(rest, ctx)));
      break;
    }
    if (isQuote(lines[i])) {
      const quoted = [];
      while (i < lines.length && isQuote(lines[i])) quoted.push(lines[i++].replace(/^(?:&gt;|>) ?/, ""));
      nodes.push(el("blockquote", {}, withBreaks(quoted, ctx)));
      continue;
    }
    const plainLines = [];
    while (i < lines.length && !isQuote(lines[i])) plainLines.push(lines[i++]);
    nodes.push(...textLines(plainLines, ctx));
  }
  return nodes;
}

const isQuote = (line) => /^(?:&gt;|>)/.test(line) && !/^<[@#!a-z]/i.test(line);
const BULLET = /^(\s*)([•◦▪‣–-]|\d{1,2}[.)])\s+(.*)$/u;

/** Lines of text; those that begin with a bullet or a number get a hanging indent, the sign kept as written. */
function textLines(lines, ctx) {
  const nodes = [];
  let run = [];
  const flush = () => {
    if (run.length) nodes.push(el("div", { class: "line" }, withBreaks(run, ctx)));
    run = [];
  };
  for (const line of lines) {
    const bullet = BULLET.exec(line);
    if (!bullet) {
      run.push(line);
      continue;
    }
    flush();
    const depth = Math.min(2, Math.floor(bullet[1].replaceAll("\t", "    ").length / 2));
    nodes.push(el("div", { class: `bulletline depth${depth}` }, el("span", { class: "bullet" }, bullet[2], " "),
      el("span", {}, inline(bullet[3], ctx))));
  }
  flush();
  return nodes;
}

function withBreaks(lines, ctx) {
  return lines.flatMap((line, index) => (index ? [el("br"), ...inline(line, ctx)] : inline(line, ctx)));
}

const MARKS = { "*": "strong", _: "em", "~": "s" };
const isBoundary = (char) => char === undefined || /[\s\p{P}\p{S}]/u.test(char);

/** One line of mrkdwn → nodes. */
export function inline(text, ctx) {
  const nodes = [];
  let buffer = "";
  const flush = () => {
    if (buffer) nodes.push(document.createTextNode(plain(buffer)));
    buffer = "";
  };
  for (let i = 0; i < text.length; ) {
    const char = text[i];
    const end = char === "<" ? text.indexOf(">", i) : -1;
    if (end > i + 1) {
      flush();
      nodes.push(token(text.slice(i + 1, end), ctx));
      i = end + 1;
      continue;
    }
    if (char === "`") {
      const stop = text.indexOf("`", i + 1);
      if (stop > i + 1) {
        flush();
        nodes.push(el("code", { class: "inlinecode", text: codeText(text.slice(i + 1, stop)) }));
        i = stop + 1;
        continue;
      }
    }
    if (MARKS[char] && isBoundary(text[i - 1]) && text[i + 1] && !/\s/.test(text[i + 1])) {
      const stop = closing(text, i + 1, char);
      if (stop > i + 1) {
        flush();
        nodes.push(el(MARKS[char], {}, inline(text.slice(i + 1, stop), ctx)));
        i = stop + 1;
        continue;
      }
    }
    buffer += char;
    i += 1;
  }
  flush();
  return nodes;
}

/** Where a mark opened before `from` is closed, or -1; skips over tokens and code. */
function closing(text, from, mark) {
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === "<" || text[i] === "`") {
      const stop = text.indexOf(text[i] === "<" ? ">" : "`", i + 1);
      if (stop > 0) {
        i = stop;
        continue;
      }
    }
    if (text[i] === mark && !/\s/.test(text[i - 1]) && isBoundary(text[i + 1])) return i;
  }
  return -1;
}

function token(body, ctx) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : body.slice(bar + 1);
  if (target.startsWith("@")) return userMention(target.slice(1), ctx, label);
  if (target.startsWith("#")) return channelMention(target.slice(1), ctx, label);
  if (target.startsWith("!date^")) return dateToken(target, label, ctx);
  if (target.startsWith("!subteam^")) return el("span", { class: "mention", text: plain(label || "@grupp") });
  if (target.startsWith("!")) return el("span", { class: "mention strong", text: `@${plain(label.replace(/^@/, "") || target.slice(1))}` });
  return link(unescape(target), label ? inline(label, { ...ctx, inLink: true }) : null);
}

/** A link if the address is one Slack would follow; else the text alone. */
export function link(address, label) {
  const shown = label ?? [address.replace(/^mailto:/, "")];
  if (!/^(https?:\/\/|mailto:|slack:\/\/)/i.test(address)) return el("span", {}, shown);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, shown);
}

/** @Name, marked when it is oneself. */
export function userMention(id, ctx, label = "") {
  const user = ctx.users?.get(id);
  const name = user?.real_name || user?.name || label || id;
  return el("span", { class: `mention${id === ctx.me?.id ? " me" : ""}`, text: `@${plain(name)}` });
}

/** #channel as a link to it, when the person can see it. */
export function channelMention(id, ctx, label = "") {
  const channel = ctx.channels?.get(id);
  const name = channel?.name || plain(label) || "privat kanal";
  if (!channel) return el("span", { class: "mention", text: `#${name}` });
  return el("button", { type: "button", class: "mention linkish", text: `#${name}`, on: { click: () => ctx.openChannel?.(id) } });
}

function dateToken(target, label, ctx) {
  const [, seconds, pattern = "{date}", address] = target.split("^");
  const shown = Number.isFinite(Number(seconds)) ? slackDate(Number(seconds), unescape(pattern), ctx.now, ctx.zone) : unescape(label);
  const time = el("time", { datetime: new Date(Number(seconds) * 1000 || 0).toISOString(), title: unescape(label), text: shown });
  return address ? link(unescape(address), [time]) : time;
}
