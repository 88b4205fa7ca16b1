// The mails that Outlook would have sent to this person, latest first.

import { el, icon } from "../dom.js";
import { dayAndTime } from "../dates.js";
import { T } from "../texts.js";

const SIGN = { invitation: "calendar", update: "clock", cancellation: "cross", response: "check" };
const WHY = { accepted: T.answer.accepted, tentativelyAccepted: T.answer.tentativelyAccepted, declined: T.answer.declined };

/** Draw the list. */
export function mailList(mails) {
  if (!mails.length) return el("p", { class: "emptynote", text: T.noMails });
  return el("div", {}, el("p", { class: "hint intro", text: T.mailsIntro }), el("ul", { class: "mails" }, [...mails].reverse().map((mail) => el("li", { class: `mail ${mail.kind}` },
    icon(SIGN[mail.kind] || "mail", 18),
    el("div", { class: "mailtext" },
      el("div", { class: "mailtop" }, el("span", { class: `tag ${mail.kind}`, text: T.mail[mail.kind] || mail.kind }), el("time", { class: "hint", datetime: mail.at, text: dayAndTime(new Date(mail.at)) })),
      el("div", { class: "subject", text: mail.subject }),
      (mail.comment || WHY[mail.why]) && el("div", { class: "hint", text: [WHY[mail.why], mail.comment].filter(Boolean).join(": ") }))))));
}
