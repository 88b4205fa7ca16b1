// The list of places: the app, channels, direct messages, with unread marks in figures and words.

import { avatar, el, fill, icon } from "../dom.js";
import { navigate } from "../store.js";
import { T } from "../texts.js";
import { appRoom, appUser, otherOf } from "./context.js";

const byName = (a, b) => a.label.localeCompare(b.label, "sv");

/** Draw the sidebar for `state`, with `here` as the chosen place. */
export function showSidebar(node, state, here, ctx) {
  const room = appRoom(state, ctx.users, ctx.me);
  const app = appUser(state, ctx.users);
  const channels = [];
  const direct = [];
  for (const channel of state.channels || []) {
    if (channel.id === room?.id || channel.is_archived) continue;
    const entry = { id: channel.id, label: ctx.roomName(channel), unread: channel.unread || 0, channel, other: channel.is_im ? otherOf(channel, ctx.users, ctx.me) : null };
    (channel.is_im ? direct : channels).push(entry);
  }
  const appEntry = { id: "home", label: app.real_name, unread: room?.unread || 0, other: app };
  const mark = JSON.stringify([state.team, here, appEntry, room?.id, channels.map(brief), direct.map(brief)]);
  if (node.dataset.mark === mark) return;
  node.dataset.mark = mark;
  const focus = node.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  fill(node,
    el("div", { class: "workspace", text: state.team?.name || T.slack }),
    el("nav", { class: "places", "aria-label": T.slack },
      group(T.app, [appEntry], here === room?.id ? "home" : here),
      group(T.channels, channels.sort(byName), here),
      direct.length ? group(T.dms, direct.sort(byName), here) : null));
  if (focus) node.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
}

const brief = (entry) => [entry.id, entry.label, entry.unread, entry.channel.is_private, entry.channel.is_member];

function group(title, entries, here) {
  return el("section", { class: "placegroup" }, el("h2", { text: title }),
    el("ul", {}, entries.map((entry) => el("li", {}, el("button", {
      type: "button", class: `place${entry.unread ? " unread" : ""}`, "aria-current": entry.id === here ? "page" : null,
      "aria-label": [entry.channel && !entry.channel.is_im && (entry.channel.is_private ? T.privateChannel : T.publicChannel), entry.label, entry.unread && T.unread(entry.unread)].filter(Boolean).join(", "),
      title: entry.label, data: { focus: `place-${entry.id}` }, on: { click: () => navigate({ channel: entry.id, thread: null, pane: "slack" }) },
    }, entry.other ? avatar(entry.other.id, entry.label, entry.other.is_bot ? "tiny app" : "tiny") : icon(entry.channel?.is_private ? "lock" : "hash", 16),
    el("span", { class: "placename", text: entry.label }), entry.unread ? el("span", { class: "badge", "aria-hidden": "true", text: String(entry.unread) }) : null)))));
}
