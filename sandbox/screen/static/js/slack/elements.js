// Block Kit's interactive elements. Each is drawn from its JSON; what the person does goes to ctx.form and ctx.act.

import { el, icon } from "../dom.js";
import { STOCKHOLM, clockTime, fromWall, isoDay } from "../dates.js";
import { dateField, isDay } from "../datefield.js";
import { openMenu } from "../popup.js";
import { picker } from "../picker.js";
import { T } from "../texts.js";
import { confirmed } from "./confirm.js";
import { inline, link, plain, unescape } from "./mrkdwn.js";
import { textField } from "./textfield.js";

/** Draw one element of `block`. `naming` = {label, describedBy} from the block around it. */
export function element(item, block, ctx, naming = {}) {
  const draw = DRAW[item.type];
  return draw ? draw(item, block, ctx, naming) : el("span", { class: "unknown", text: T.unknownBlock(item.type) });
}

const focusName = (item, block) => `${block.block_id}/${item.action_id}`;

/** Tell the app, after the confirm dialog if there is one. `extra` holds the value in the control API's words. */
async function dispatch(item, block, ctx, extra) {
  if (block.type === "input" && !block.dispatch_action) return;
  if (!(await confirmed(item.confirm, ctx))) return;
  await ctx.act({ type: item.type, block_id: block.block_id, action_id: item.action_id, ...extra });
}

function change(item, block, ctx, value) {
  ctx.form.set(block, item, value);
  ctx.touched?.(block.block_id);
  return dispatch(item, block, ctx, { value });
}

function button(item, block, ctx) {
  const style = item.style === "primary" ? "primary" : item.style === "danger" ? "danger" : "";
  const text = plain(item.text?.text);
  const press = async (event) => {
    const node = event.currentTarget;
    if (node.getAttribute("aria-busy") === "true") return;
    if (!(await confirmed(item.confirm, ctx))) return;
    node.setAttribute("aria-busy", "true");
    try {
      await ctx.act({ type: "button", block_id: block.block_id, action_id: item.action_id, value: item.value });
    } finally {
      node.removeAttribute("aria-busy");
    }
  };
  const shared = { class: `button small ${style}`, "aria-label": item.accessibility_label || null, data: { focus: focusName(item, block), action: item.action_id || "" } };
  if (item.url && /^https?:/i.test(unescape(item.url))) {
    return el("a", { ...shared, href: unescape(item.url), target: "_blank", rel: "noopener noreferrer", on: { click: () => ctx.act({ type: "button", block_id: block.block_id, action_id: item.action_id, value: item.value }) } }, text);
  }
  return el("button", { type: "button", ...shared, on: { click: press } }, text);
}

function overflow(item, block, ctx) {
  const opener = el("button", {
    type: "button", class: "iconbutton framed", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": T.moreActions, title: T.moreActions,
    data: { focus: focusName(item, block), action: item.action_id || "" },
  }, icon("more"));
  opener.addEventListener("click", () => openMenu(opener, (item.options || []).map((option) => ({
    label: plain(option.text?.text), hint: option.description ? plain(option.description.text) : "",
    onClick: () => {
      if (option.url) window.open(unescape(option.url), "_blank", "noopener");
      dispatch(item, block, ctx, { value: option.value });
    },
  })), T.moreActions));
  return opener;
}

function optionList(item) {
  const one = (option, group) => ({ value: option.value, label: plain(option.text?.text), hint: option.description ? plain(option.description.text) : "", group });
  if (item.option_groups) return item.option_groups.flatMap((group) => group.options.map((option) => one(option, plain(group.label?.text))));
  return (item.options || []).map((option) => one(option));
}

const people = (ctx) => [...ctx.users.values()].filter((user) => !user.deleted && !user.is_bot && user.id !== "USLACKBOT")
  .map((user) => ({ value: user.id, label: user.real_name || user.name, hint: user.title || "" }))
  .sort((a, b) => a.label.localeCompare(b.label, "sv"));

const rooms = (item, ctx) => [...ctx.channels.values()].filter((channel) => {
  const kind = channel.is_im ? "im" : channel.is_private ? "private" : "public";
  if (item.type.includes("channels")) return kind === "public";
  return !item.filter?.include || item.filter.include.includes(kind);
}).map((channel) => ({ value: channel.id, label: channel.is_im ? ctx.roomName(channel) : `#${channel.name}` }));

function select(source, multiple) {
  return (item, block, ctx, naming) => {
    const value = ctx.form.value(block, item);
    const node = picker({
      label: naming.label || plain(item.placeholder?.text) || T.choose, describedBy: naming.describedBy,
      placeholder: plain(item.placeholder?.text) || T.choose, options: source(item, ctx), multiple,
      max: item.max_selected_items || Infinity, selected: multiple ? value || [] : value === null || value === undefined ? [] : [value],
      focusName: focusName(item, block), autofocus: item.focus_on_load,
      onChange: (values) => change(item, block, ctx, multiple ? values : values[0] ?? null),
    });
    node.dataset.action = item.action_id || "";
    return node;
  };
}

function boxes(kind) {
  return (item, block, ctx, naming) => {
    const multiple = kind === "checkbox";
    const chosen = new Set([ctx.form.value(block, item)].flat().filter((value) => value !== null));
    const name = `${ctx.key}-${block.block_id}-${item.action_id}`;
    return el("div", { class: "boxes", role: multiple ? "group" : "radiogroup", "aria-label": naming.label || T.choose, "aria-describedby": naming.describedBy, data: { action: item.action_id || "" } },
      (item.options || []).map((option) => el("label", { class: "boxline" },
        el("input", {
          type: kind, name, checked: chosen.has(option.value), data: { focus: `${focusName(item, block)}/${option.value}` },
          on: { change: (event) => {
            if (!multiple) return change(item, block, ctx, option.value);
            if (event.target.checked) chosen.add(option.value);
            else chosen.delete(option.value);
            return change(item, block, ctx, (item.options || []).map((one) => one.value).filter((one) => chosen.has(one)));
          } },
        }),
        el("span", {}, el("span", {}, rich(option.text, ctx)), option.description && el("span", { class: "hint" }, rich(option.description, ctx))))));
  };
}

const rich = (text, ctx) => (text?.type === "mrkdwn" ? inline(text.text, ctx) : plain(text?.text));
const today = (ctx) => isoDay(ctx.now, ctx.zone);
const asTime = (text) => {
  const found = /^(\d{1,2})[:.]?(\d{2})$/.exec(text || "");
  return found && Number(found[1]) < 24 && Number(found[2]) < 60 ? `${found[1].padStart(2, "0")}:${found[2]}` : null;
};
const QUARTERS = Array.from({ length: 96 }, (_, index) => `${String(Math.floor(index / 4)).padStart(2, "0")}:${String((index % 4) * 15).padStart(2, "0")}`);

function datepicker(item, block, ctx, naming) {
  const node = dateField({
    label: naming.label || plain(item.placeholder?.text) || T.chooseDate, describedBy: naming.describedBy, placeholder: plain(item.placeholder?.text),
    value: ctx.form.value(block, item), today: today(ctx), focusName: focusName(item, block),
    onChange: (day) => (day === null || isDay(day) ? change(item, block, ctx, day) : ctx.form.set(block, item, day)),
  });
  node.dataset.action = item.action_id || "";
  return node;
}

function timeField(label, value, placeholder, focus, describedBy, onChange) {
  return picker({
    label, describedBy, placeholder: placeholder || T.chooseTime, options: QUARTERS.map((time) => ({ value: time, label: time })),
    selected: value ? [value] : [], free: asTime, focusName: focus, onChange: (values) => onChange(values[0] ?? null),
  });
}

function timepicker(item, block, ctx, naming) {
  const node = timeField(naming.label || plain(item.placeholder?.text) || T.chooseTime, ctx.form.value(block, item), plain(item.placeholder?.text),
    focusName(item, block), naming.describedBy, (time) => change(item, block, ctx, time));
  node.classList.add("timefield");
  node.dataset.action = item.action_id || "";
  return node;
}

function datetimepicker(item, block, ctx, naming) {
  const value = ctx.form.value(block, item);
  const zone = ctx.zone || STOCKHOLM;
  let day = value ? isoDay(new Date(value * 1000), zone) : null;
  let time = value ? clockTime(new Date(value * 1000), zone) : null;
  const both = () => {
    if (day && isDay(day) && time) change(item, block, ctx, Math.floor(fromWall(day, time).getTime() / 1000));
  };
  return el("div", { class: "datetime", data: { action: item.action_id || "" } },
    dateField({ label: `${naming.label || ""} ${T.chooseDate}`.trim(), value: day, today: today(ctx), focusName: `${focusName(item, block)}/day`, onChange: (next) => { day = next; both(); } }),
    timeField(`${naming.label || ""} ${T.chooseTime}`.trim(), time, "", `${focusName(item, block)}/time`, naming.describedBy, (next) => { time = next; both(); }));
}

function image(item) {
  return picture(item.image_url, item.alt_text, "accessory");
}

/** An image kept on this machine, or a frame with its alternative text: nothing is fetched from the network. */
export function picture(address, alt, kind) {
  const url = unescape(address || "");
  const local = url.startsWith("data:image/") || (url && new URL(url, window.location.href).origin === window.location.origin);
  if (local) return el("img", { class: `picture ${kind}`, src: url, alt: alt || "" });
  const frame = el("span", { class: `picture frame ${kind}`, role: "img", "aria-label": alt || T.image }, el("span", { text: alt || T.image }));
  return /^https?:/i.test(url) && kind !== "tiny" && kind !== "accessory" ? el("span", {}, frame, " ", link(url)) : frame;
}

const DRAW = {
  button, overflow, datepicker, timepicker, datetimepicker, image,
  workflow_button: button,
  icon_button: button,
  static_select: select(optionList, false), multi_static_select: select(optionList, true),
  external_select: select(optionList, false), multi_external_select: select(optionList, true),
  users_select: select((_, ctx) => people(ctx), false), multi_users_select: select((_, ctx) => people(ctx), true),
  conversations_select: select(rooms, false), multi_conversations_select: select(rooms, true),
  channels_select: select(rooms, false), multi_channels_select: select(rooms, true),
  checkboxes: boxes("checkbox"), radio_buttons: boxes("radio"),
  plain_text_input: textField("text", dispatch), email_text_input: textField("email", dispatch),
  url_text_input: textField("url", dispatch), number_input: textField("number", dispatch),
};
