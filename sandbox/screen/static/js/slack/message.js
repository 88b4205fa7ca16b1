// One message as Slack shows it: sender, time, text or blocks, thread line, and the menu that appears over it.

import { avatar, el, icon, iconButton } from "../dom.js";
import { clockTime, dayAndTime, fromTs, longDay, relative } from "../dates.js";
import { openMenu } from "../popup.js";
import { T } from "../texts.js";
import { act, useElement } from "./acts.js";
import { showBlocks } from "./blocks.js";
import { formOf } from "./form.js";
import { mrkdwn, plain, userMention } from "./mrkdwn.js";

/** The sender of a message as a user-like object. */
export function senderOf(message, ctx) {
  const user = ctx.users.get(message.user);
  if (message.username) return { id: message.user || "app", real_name: message.username, is_bot: true };
  return user || { id: message.user || "app", real_name: message.user || T.app, is_bot: Boolean(message.bot) };
}

export const isRoot = (message) => !message.thread_ts || message.thread_ts === message.ts;
export const isBroadcast = (message) => message.subtype === "thread_broadcast" || Boolean(message.broadcast);

/** True when `message` continues what the same sender wrote just before. */
export function continues(message, before) {
  if (!before || before.ephemeral || message.ephemeral || before.user !== message.user || before.username !== message.username) return false;
  if (message.subtype || before.subtype || before.reply_count || isBroadcast(message)) return false;
  return fromTs(message.ts) - fromTs(before.ts) < 300_000 && longDay(fromTs(message.ts)) === longDay(fromTs(before.ts));
}

/** Draw. `place`: {channel, inThread, compact, openThread(ts), shortcuts}. */
export function drawMessage(message, ctx, place) {
  const sender = senderOf(message, ctx);
  const at = fromTs(message.ts);
  if (message.subtype && /^channel_|^group_/.test(message.subtype)) return systemLine(message, ctx, at);
  const time = el("time", { datetime: at.toISOString(), title: dayAndTime(at), text: clockTime(at) });
  const body = el("div", { class: "blocks" });
  showBody(body, message, ctx, place);
  const node = el("article", {
    class: `message${place.compact ? " compact" : ""}${message.ephemeral ? " ephemeral" : ""}${message.unread ? " isnew" : ""}`,
    "aria-label": `${sender.real_name} ${dayAndTime(at)}`, data: { ts: message.ts },
  },
  el("div", { class: "gutter" }, place.compact ? time : avatar(sender.id, sender.real_name, sender.is_bot ? "app" : "")),
  el("div", { class: "messagebody" },
    message.ephemeral && el("div", { class: "onlyyou" }, icon("eye", 14), T.onlyYou),
    isBroadcast(message) && !place.inThread && el("button", { type: "button", class: "linkish broadcast", on: { click: () => place.openThread(message.thread_ts) } }, icon("thread", 14), T.alsoInChannel),
    !place.compact && el("div", { class: "sender" }, el("span", { class: "name", text: sender.real_name }), sender.is_bot && el("span", { class: "appbadge", text: T.appBadge }), time, message.edited && el("span", { class: "edited", text: T.edited })),
    body,
    threadLine(message, ctx, place)),
  toolbar(message, place));
  return node;
}

function showBody(body, message, ctx, place) {
  const key = `message:${place.channel.id}:${message.ts}`;
  if (message.blocks?.length) {
    showBlocks(body, message.blocks, {
      ...ctx, key: `${place.inThread ? "t" : "m"}${message.ts}`, form: formOf(key),
      act: (action) => useElement({ type: "message", channel: place.channel.id, ts: message.ts }, action),
    });
  } else body.append(el("div", { class: "text" }, mrkdwn(message.text, ctx)));
  for (const attachment of message.attachments || []) {
    const inside = el("div", { class: "blocks" });
    if (attachment.blocks) showBlocks(inside, attachment.blocks, { ...ctx, key: `a${message.ts}`, form: formOf(key), act: () => {} });
    else inside.append(el("div", { class: "text" }, mrkdwn(attachment.text || attachment.fallback || "", ctx)));
    body.append(el("div", { class: "attachment" }, inside));
  }
  if (message.edited && place.compact) body.append(el("span", { class: "edited", text: T.edited }));
}

function systemLine(message, ctx, at) {
  return el("article", { class: "message systemline", data: { ts: message.ts } }, el("div", { class: "gutter" }, el("time", { datetime: at.toISOString(), text: clockTime(at) })),
    el("div", { class: "messagebody text" }, systemText(message, ctx)));
}

/** Slack's own lines come in English from the API; the client shows them in the person's language. */
function systemText(message, ctx) {
  const said = T.system[message.subtype];
  if (!said || !message.user) return mrkdwn(message.text, ctx);
  const people = message.people || [message.user];
  return [people.map((id, index) => [index > 0 && (index === people.length - 1 ? " och " : ", "), userMention(id, ctx)]), ` ${said}`];
}

function threadLine(message, ctx, place) {
  if (place.inThread || !message.reply_count) return null;
  const repliers = (place.repliers?.get(message.ts) || []).slice(0, 4).map((id) => avatar(id, ctx.users.get(id)?.real_name || id, ctx.users.get(id)?.is_bot ? "tiny app" : "tiny"));
  return el("button", { type: "button", class: "threadline", data: { focus: `thread-${message.ts}` }, on: { click: () => place.openThread(message.ts) } }, repliers,
    el("strong", { text: T.replies(message.reply_count) }), message.latest_reply && el("span", { class: "hint", text: T.lastReply(relative(fromTs(message.latest_reply), ctx.now)) }));
}

function toolbar(message, place) {
  if (message.ephemeral) return null;
  const items = (place.shortcuts || []).map((shortcut) => ({
    label: plain(shortcut.name || shortcut.callback_id), hint: shortcut.app || "",
    onClick: () => act("message_shortcut", { callback_id: shortcut.callback_id, channel: place.channel.id, ts: message.ts }),
  }));
  const more = iconButton("more", T.moreActions, () => openMenu(more, [{ heading: T.moreActions }, ...items], T.moreActions), { "aria-haspopup": "menu", "aria-expanded": "false", "data-focus": `more-${message.ts}` });
  return el("div", { class: "messagetools", role: "group", "aria-label": T.moreActions },
    !place.inThread && iconButton("thread", T.replyInThread, () => place.openThread(message.thread_ts || message.ts), { "data-focus": `reply-${message.ts}` }),
    items.length ? more : null);
}
