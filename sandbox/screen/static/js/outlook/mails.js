// The mails that Outlook would have sent to this person, latest first; one opens to what it said when it was sent.

import { get } from "../api.js";
import { el, icon } from "../dom.js";
import { dayAndTime, longDay } from "../dates.js";
import { navigate, notify, store } from "../store.js";
import { T } from "../texts.js";
import { mailBody } from "./mailbody.js";
import { span, starts } from "./events.js";

const SIGN = { invitation: "calendar", update: "clock", cancellation: "cross", response: "check" };
const WHY = { accepted: T.answer.accepted, tentativelyAccepted: T.answer.tentativelyAccepted, declined: T.answer.declined };
const opened = new Map(); // number → the whole mail, or null while it is on its way

/** What the list shows now, for telling whether it has changed. */
export const mailMark = (mails) => JSON.stringify([mails, store.route.mail, Boolean(opened.get(store.route.mail)), store.calendar?.length]);

/** Draw the list. */
export function mailList(mails) {
  if (!mails.length) return el("p", { class: "emptynote", text: T.noMails });
  return el("div", {}, el("p", { class: "hint intro", text: T.mailsIntro }), el("ul", { class: "mails" }, [...mails].reverse().map(line)));
}

function line(mail) {
  const number = String(mail.number);
  const open = store.route.mail === number;
  const said = (mail.comment || WHY[mail.why]) && [WHY[mail.why], mail.comment].filter(Boolean).join(": ");
  return el("li", { class: `mail ${mail.kind}` },
    el("button", { type: "button", class: "mailline", "aria-expanded": String(open), data: { focus: `mail-${number}` }, on: { click: () => navigate({ mail: open ? null : number }) } },
      icon(SIGN[mail.kind] || "mail", 18),
      el("span", { class: "mailtext" },
        el("span", { class: "mailtop" }, el("span", { class: `tag ${mail.kind}`, text: T.mail[mail.kind] || mail.kind }), el("time", { class: "hint", datetime: mail.at, text: dayAndTime(new Date(mail.at)) })),
        el("span", { class: "subject", text: mail.subject }),
        said && el("span", { class: "hint", text: said })),
      icon("down", 16)),
    open && whole(mail));
}

/** What the mail said: it is fetched when it is opened, and does not change with the meeting. */
function whole(mail) {
  const number = String(mail.number);
  if (!opened.has(number)) {
    opened.set(number, null);
    get(`/sandbox/graph/mails/${number}`).then((found) => { opened.set(number, found); notify(); }, () => opened.delete(number));
  }
  const found = opened.get(number);
  if (!found) return null;
  const event = (store.calendar || []).find((one) => one.iCalUId === mail.ical && !one.isCancelled);
  return el("div", { class: "mailwhole" },
    el("dl", {}, row(T.from, found.sender), row(T.to, found.to),
      row(T.time, [longDay(starts(found), found.isAllDay ? "UTC" : undefined), ", ", span(found)]),
      row(T.place, found.location.displayName || T.noPlace)),
    event && el("button", { type: "button", class: "button small", text: T.openEvent, on: { click: () => navigate({ view: null, mail: null, event: event.id }) } }),
    found.body && el("div", { class: "mailbody" }, mailBody(found.body)));
}

const row = (name, value) => el("div", { class: "detail" }, el("dt", { class: "hint", text: name }), el("dd", {}, value));
