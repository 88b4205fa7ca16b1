// The written inputs: plain text (one line or several), e-mail, web address, number.

import { el } from "../dom.js";
import { isDay } from "../datefield.js";
import { T } from "../texts.js";
import { plain } from "./mrkdwn.js";

/** A drawer for one kind of written input; `dispatch` is told when the block asks for it (dispatch_action). */
export function textField(kind, dispatch) {
  return (item, block, ctx, naming) => {
    const value = ctx.form.value(block, item) ?? "";
    const many = kind === "text" && item.multiline;
    const shared = {
      class: "textinput", value, placeholder: plain(item.placeholder?.text), "aria-label": naming.id ? null : naming.label,
      id: naming.id, "aria-describedby": naming.describedBy, "aria-required": naming.required ? "true" : null,
      "aria-invalid": naming.invalid ? "true" : null, autofocus: item.focus_on_load || null,
      data: { focus: `${block.block_id}/${item.action_id}`, action: item.action_id || "" }, autocomplete: "off",
    };
    const field = many ? el("textarea", { ...shared, rows: "4" }) : el("input", { ...shared, type: "text", inputmode: { number: "decimal", email: "email", url: "url" }[kind] });
    const count = item.max_length ? el("span", { class: "count", "aria-live": "polite" }) : null;
    const triggers = item.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
    const tell = () => dispatch(item, block, ctx, { value: ctx.form.value(block, item) });
    const tally = () => {
      if (count) count.textContent = item.max_length - field.value.length <= Math.max(50, item.max_length * 0.1) ? T.left(item.max_length - field.value.length) : "";
    };
    let timer = 0;
    field.addEventListener("input", () => {
      ctx.form.set(block, item, kind === "number" ? field.value.trim().replace(",", ".") : field.value);
      ctx.touched?.(block.block_id);
      tally();
      if (!triggers.includes("on_character_entered")) return;
      clearTimeout(timer);
      timer = setTimeout(tell, 350);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || many) return;
      if (block.dispatch_action && triggers.includes("on_enter_pressed")) {
        event.preventDefault();
        tell();
      }
    });
    tally();
    return count ? el("div", { class: "counted" }, field, count) : field;
  };
}

/** What the Slack client itself would refuse before asking the app; null when the value may be sent. */
export function fieldFault(item, block, value) {
  const empty = value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
  if (empty) return block.optional ? null : /text|number/.test(item.type) ? T.required : T.requiredChoice;
  const min = item.min_length ?? 0;
  if (typeof value === "string" && item.type === "plain_text_input") {
    if (item.max_length && value.length > item.max_length) return T.tooLong(item.max_length);
    if (value.length < min) return T.tooShort(min);
    if (!value.trim() && !block.optional) return T.required;
  }
  if (item.type === "number_input") {
    const number = Number(value);
    if (!Number.isFinite(number)) return T.notNumber;
    if (!item.is_decimal_allowed && !Number.isInteger(number)) return T.notInteger;
    if (item.min_value !== undefined && number < Number(item.min_value)) return T.numberLow(item.min_value);
    if (item.max_value !== undefined && number > Number(item.max_value)) return T.numberHigh(item.max_value);
  }
  if (item.type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value)) return T.notEmail;
  if (item.type === "url_text_input" && !/^https?:\/\/\S+$/i.test(value)) return T.notUrl;
  if (item.type === "datepicker" && !isDay(value)) return T.notDate;
  return null;
}
