// The Slack window: sidebar, the chosen place, the thread, the modals and the notices.

import { add, el, fill, iconButton } from "../dom.js";
import { navigate, store } from "../store.js";
import { T } from "../texts.js";
import { toast } from "../toasts.js";
import { act } from "./acts.js";
import { appRoom, appUser, context } from "./context.js";
import { buildConversation, buildThread, channelHead, showHead } from "./conversation.js";
import { buildHome } from "./home.js";
import { showModals } from "./modal.js";
import { showSidebar } from "./sidebar.js";

const sidebar = el("div", { class: "sidebar" });
const head = el("header", { class: "channelhead" });
const apptabs = el("div", { class: "apptabs", role: "tablist", "aria-label": T.app });
const home = el("div", { class: "home", tabindex: "0", role: "tabpanel", "aria-label": T.home });
const conversation = el("div", { class: "conversation" });
const nothing = el("p", { class: "emptynote", text: T.noChannel });
const main = el("div", { class: "slackmain" }, head, apptabs, home, conversation, nothing);
const thread = el("aside", { class: "threadpanel", "aria-label": T.thread });

let showHome;
let showConversation;
let showThread;
let opened = "";
const seenNotices = new Map();

/** Build the window once. */
export function buildSlack(node) {
  add(node, [sidebar, main, thread]);
  showHome = buildHome(home);
  showConversation = buildConversation(conversation);
  showThread = buildThread(thread);
}

/** Show the present state. */
export function showSlack() {
  const state = store.slack;
  document.body.dataset.place = store.route.channel ? "room" : "list";
  if (!state) return;
  const ctx = context();
  const room = appRoom(state, ctx.users, ctx.me);
  const here = resolve(state, ctx, room);
  showSidebar(sidebar, state, here, ctx);
  const atHome = here === "home";
  const channel = atHome ? room : ctx.channels.get(here);
  const inApp = atHome || (room && here === room.id);
  home.hidden = !atHome;
  const loaded = channel && (store.room === channel.id || store.room === "all");
  conversation.hidden = atHome || !loaded;
  nothing.hidden = atHome || Boolean(channel);
  apptabs.hidden = !inApp;
  const back = () => navigate({ channel: null, thread: null });
  if (inApp) {
    const app = appUser(state, ctx.users);
    showHead(head, `app${app.real_name}`, () => [iconButton("left", T.back, back, { class: "iconbutton onlynarrow" }), el("h2", { text: app.real_name }), el("span", { class: "appbadge", text: T.appBadge })]);
    showTabs(atHome, room);
  } else if (channel) {
    showHead(head, JSON.stringify([channel.id, channel.name, channel.topic, channel.num_members, channel.is_private]), () => channelHead(channel, ctx, back));
  }
  if (atHome) {
    openHomeOnce(ctx.me.id);
    showHome(state.home, ctx);
  } else if (loaded) {
    opened = "";
    showConversation(channel, state, ctx);
    markRead(channel);
  }
  const root = !atHome && loaded && store.route.thread;
  thread.hidden = !root;
  document.body.dataset.thread = String(Boolean(root));
  if (root) showThread(channel, root, state, ctx);
  showModals(state.modals, ctx);
  showNotices(state.notices || []);
}

/** The place the address names, by id or by name; the Home when it names none on a wide screen. */
function resolve(state, ctx, room) {
  const wanted = store.route.channel;
  if (!wanted) return window.matchMedia("(max-width: 760px)").matches ? "" : "home";
  if (wanted === "home" || ctx.channels.has(wanted)) return wanted;
  if (wanted === "app") return room?.id || "home";
  return (state.channels || []).find((channel) => channel.name === wanted.replace(/^#/, ""))?.id || "";
}

/** Opening the Home is something Slack tells the app: once each time a person goes there. */
function openHomeOnce(who) {
  if (opened === who) return;
  opened = who;
  act("open_home");
}

function showTabs(atHome, room) {
  const mark = `${atHome}${room?.id}`;
  if (apptabs.dataset.mark === mark) return;
  const focused = apptabs.contains(document.activeElement);
  apptabs.dataset.mark = mark;
  const tab = (label, on, to) => el("button", { type: "button", role: "tab", "aria-selected": String(on), on: { click: () => navigate({ channel: to, thread: null }) } }, label);
  fill(apptabs, tab(T.homeTab, atHome, "home"), room && tab(T.messagesTab, !atHome, room.id));
  if (focused) apptabs.querySelector('[aria-selected="true"]')?.focus();
}

const marked = new Map();

/** Tell Slack that the person has read the channel in view. */
function markRead(channel) {
  const last = channel.latest;
  const key = `${store.route.person}/${channel.id}`;
  if (!channel.unread || !last || marked.get(key) === last || document.hidden) return;
  marked.set(key, last);
  act("read", { channel: channel.id });
}

/** Toast what is new; what was there when the person came into view is old. */
function showNotices(notices) {
  const who = store.route.person;
  if (!seenNotices.has(who)) seenNotices.set(who, new Set(notices.map((notice) => notice.id)));
  const seen = seenNotices.get(who);
  for (const notice of notices) {
    if (seen.has(notice.id)) continue;
    seen.add(notice.id);
    toast(T.notice[notice.code] || notice.text, "fault");
  }
}
