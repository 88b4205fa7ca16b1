// The middle of Slack: a channel's or direct message's list with day dividers, and the thread beside it.

import { add, el, fill, icon, iconButton, reconcile } from "../dom.js";
import { dividerLabel, fromTs, isoDay } from "../dates.js";
import { navigate, now } from "../store.js";
import { T } from "../texts.js";
import { buildComposer } from "./composer.js";
import { continues, drawMessage, isBroadcast, isRoot } from "./message.js";

const NEAR = 80;
const byTs = (a, b) => Number.parseFloat(a.ts) - Number.parseFloat(b.ts);

const isAtFoot = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;

/** A list of messages that keeps to its foot while the reader is there. */
function messageList(label) {
  const list = el("div", { class: "messages", role: "log", "aria-label": label, tabindex: "0" });
  let size = "";
  const measured = () => `${list.clientWidth}×${list.clientHeight}`;
  list.addEventListener("scroll", () => {
    if (size === measured()) list.atFoot = isAtFoot(list); // else the browser scrolled because the list was resized
  });
  new ResizeObserver(() => {
    size = measured();
    if (list.atFoot !== false) list.scrollTop = list.scrollHeight;
  }).observe(list);
  return list;
}

function showMessages(list, messages, ctx, place) {
  const atFoot = isAtFoot(list);
  const fresh = list.dataset.place !== place.key;
  list.dataset.place = place.key;
  const rows = [];
  let before = null;
  for (const message of joined(messages)) {
    const day = isoDay(fromTs(message.ts));
    if (!place.inThread && (!before || isoDay(fromTs(before.ts)) !== day)) rows.push({ key: `day-${day}`, day: message.ts });
    const newDay = rows.at(-1)?.day !== undefined;
    rows.push({ key: message.ts + (message.ephemeral ? "e" : ""), message, compact: !newDay && !place.inThread && continues(message, before) });
    if (place.inThread && isRoot(message) && messages.length > 1) rows.push({ key: "count", count: messages.length - 1 });
    before = message;
  }
  const today = isoDay(now());
  reconcile(list, rows.length ? rows : [{ key: "none", none: true }], {
    key: (row) => `${place.key}/${row.key}`,
    signature: (row) => JSON.stringify([row, row.day || row.message?.reply_count ? today : "", place.shortcuts?.length, place.repliers?.get(row.message?.ts)]),
    render: (row) => {
      if (row.none) return el("p", { class: "emptynote", text: T.noMessages });
      if (row.count) return el("div", { class: "replycount" }, el("span", { text: T.replies(row.count) }));
      if (row.day) return el("div", { class: "daydivider", role: "separator" }, el("span", { text: dividerLabel(fromTs(row.day), now(), T) }));
      return drawMessage(row.message, ctx, { ...place, compact: row.compact });
    },
  });
  if (fresh || atFoot) list.scrollTop = list.scrollHeight;
}

/** Consecutive lines of people who came in (or went out) on the same day become one line with all their names. */
function joined(messages) {
  const out = [];
  for (const message of messages) {
    const before = out.at(-1);
    const same = before?.subtype === message.subtype && T.system[message.subtype] && isoDay(fromTs(before.ts)) === isoDay(fromTs(message.ts));
    if (same) out[out.length - 1] = { ...before, people: [...(before.people || [before.user]), message.user] };
    else out.push(message);
  }
  return out;
}

/** Build a conversation; answers show(channel, state, ctx). */
export function buildConversation(node) {
  const list = messageList(T.messagesTab);
  const foot = el("div", { class: "foot" });
  add(node, [list, foot]);
  const composer = buildComposer(foot, {});
  return (channel, state, ctx) => {
    const messages = (channel.messages || []).filter((message) => isRoot(message) || isBroadcast(message) || (message.ephemeral && !message.thread_ts)).sort(byTs);
    const repliers = new Map();
    for (const message of channel.messages || []) {
      if (!isRoot(message) && !message.ephemeral) repliers.set(message.thread_ts, [...new Set([...(repliers.get(message.thread_ts) || []), message.user])]);
    }
    showMessages(list, messages, ctx, {
      key: channel.id, channel, repliers, shortcuts: state.message_shortcuts || [], openThread: (ts) => navigate({ thread: ts }),
    });
    composer(channel, state, T.writeTo(channel.is_im ? ctx.roomName(channel) : `#${channel.name}`));
  };
}

/** Build the thread panel; answers show(channel, root ts, state, ctx). */
export function buildThread(node) {
  const title = el("span", { class: "hint" });
  const list = messageList(T.thread);
  const foot = el("div", { class: "foot" });
  const close = () => {
    const root = node.dataset.root;
    navigate({ thread: null });
    document.querySelector(`[data-focus="thread-${CSS.escape(root || "")}"]`)?.focus();
  };
  add(node, [el("header", { class: "threadhead" }, el("h2", { text: T.thread }), title, iconButton("close", T.close, close)), list, foot]);
  const composer = buildComposer(foot, { inThread: true });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  return (channel, root, state, ctx) => {
    node.dataset.root = root;
    title.textContent = channel.is_im ? ctx.roomName(channel) : `#${channel.name}`;
    const messages = (channel.messages || []).filter((message) => message.ts === root || message.thread_ts === root).sort(byTs);
    showMessages(list, messages, ctx, { key: `${channel.id}/${root}`, channel, inThread: true, shortcuts: state.message_shortcuts || [], openThread: () => {} });
    composer(channel, state, T.writeReply, root);
  };
}

/** The line above a conversation. */
export function channelHead(channel, ctx, back) {
  return [
    iconButton("left", T.back, back, { class: "iconbutton onlynarrow" }),
    el("h2", {}, !channel.is_im && icon(channel.is_private ? "lock" : "hash", 18), channel.is_im ? ctx.roomName(channel) : channel.name),
    channel.topic ? el("span", { class: "topic", text: channel.topic }) : null,
    !channel.is_im && channel.num_members ? el("span", { class: "membercount" }, icon("people", 16), el("span", { text: T.members(channel.num_members) })) : null,
  ];
}

/** Keep `head` as drawn when nothing in it changed. */
export function showHead(head, mark, nodes) {
  if (head.dataset.mark === mark) return;
  head.dataset.mark = mark;
  fill(head, nodes());
}
