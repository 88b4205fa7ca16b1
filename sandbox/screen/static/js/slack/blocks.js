// Block Kit blocks → DOM, for messages, modals and the Home. Unknown types say so in words.

import { el, reconcile } from "../dom.js";
import { T } from "../texts.js";
import { element, picture } from "./elements.js";
import { inline, mrkdwn, plain } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/**
 * Show `blocks` inside `container`, keeping the nodes of unchanged blocks. `ctx`: users, channels, me, now, zone, form,
 * errors {block_id: text}, act(action), key (unique on the page), openChannel, roomName, touched.
 */
export function showBlocks(container, blocks, ctx) {
  const entries = (blocks || []).map((block, index) => ({ block, id: block.block_id || `n${index}` }));
  reconcile(container, entries, {
    key: (entry) => entry.id,
    signature: (entry) => JSON.stringify([entry.block, ctx.errors?.[entry.id] || null]),
    render: (entry) => drawBlock(entry.block, ctx),
  });
}

/** Take away a field's error once the person mends it, without drawing the field anew under the cursor. */
export function dropErrorMark(container, id) {
  const entry = container.kept?.get(id);
  if (!entry) return;
  entry.mark = JSON.stringify([JSON.parse(entry.mark)[0], null]);
  entry.node.classList.remove("invalid");
  entry.node.querySelector(".fielderror")?.remove();
  entry.node.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

function drawBlock(block, ctx) {
  const draw = DRAW[block.type];
  const node = draw ? draw(block, ctx) : el("div", { class: "unknown", text: T.unknownBlock(block.type) });
  node.classList.add("block", `block-${block.type}`);
  node.dataset.block = block.block_id || "";
  if (ctx.errors?.[block.block_id] && block.type !== "input") node.append(fault(ctx.errors[block.block_id]));
  return node;
}

const text = (object, ctx) => (object?.type === "mrkdwn" ? mrkdwn(object.text, ctx) : plainLines(object?.text));
const plainLines = (value) => plain(value).split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
const fault = (words, id) => el("div", { class: "fielderror", id, role: "alert" }, el("span", { class: "errormark", "aria-hidden": "true", text: "!" }), plain(words));

function section(block, ctx) {
  const body = el("div", { class: "sectionbody" });
  if (block.text) body.append(el("div", { class: "text" }, text(block.text, ctx)));
  if (block.fields) body.append(el("div", { class: "fields" }, block.fields.map((field) => el("div", { class: "text" }, text(field, ctx)))));
  const label = block.text ? plain(block.text.text).replaceAll(/[*_~`]/g, "").slice(0, 120) : "";
  const accessory = block.accessory && el("div", { class: "accessory" }, element(block.accessory, block, ctx, { label: labelFor(block.accessory, label) }));
  return el("div", {}, body, accessory);
}

const labelFor = (item, label) => plain(item.placeholder?.text) || label;

function context(block, ctx) {
  return el("div", {}, (block.elements || []).map((item) => (item.type === "image"
    ? picture(item.image_url, item.alt_text, "tiny")
    : el("span", { class: "text" }, item.type === "mrkdwn" ? mrkdwn(item.text, ctx) : plainLines(item.text)))));
}

function input(block, ctx) {
  const id = `${ctx.key}-${block.block_id}`.replaceAll(/[^\w-]/g, "_");
  const words = ctx.errors?.[block.block_id];
  const written = /_input$/.test(block.element.type);
  const describedBy = [block.hint && `${id}-hint`, words && `${id}-error`].filter(Boolean).join(" ") || null;
  const label = plain(block.label?.text);
  const caption = [label, block.optional && el("span", { class: "optional", text: ` ${T.optional}` })];
  return el("div", { class: words ? "invalid" : "" },
    written ? el("label", { class: "label", for: `${id}-field` }, caption) : el("div", { class: "label" }, caption),
    element(block.element, block, ctx, { label, describedBy, id: written ? `${id}-field` : null, required: !block.optional, invalid: Boolean(words) }),
    words && fault(words, `${id}-error`),
    block.hint && el("div", { class: "hint", id: `${id}-hint`, text: plain(block.hint.text) }));
}

function image(block) {
  return el("figure", {}, block.title && el("figcaption", { text: plain(block.title.text) }),
    picture(block.image_url || block.slack_file?.url, block.alt_text, "wide"));
}

function table(block, ctx) {
  const cell = (item, tag, index) => el(tag, { scope: tag === "th" ? "col" : null, class: { center: "center", right: "right" }[block.column_settings?.[index]?.align] || null },
    !item ? "" : item.type === "rich_text" ? richText(item, ctx) : plain(item.text ?? item.value ?? ""));
  const rows = block.rows || [];
  const cells = (row) => (Array.isArray(row) ? row : row.cells || []);
  return el("div", { class: "tablewrap", tabindex: "0", role: "region", "aria-label": plain(block.caption) || "Tabell" }, el("table", {},
    block.caption && el("caption", { text: plain(block.caption) }),
    el("thead", {}, rows.slice(0, 1).map((row) => el("tr", {}, cells(row).map((item, index) => cell(item, "th", index))))),
    el("tbody", {}, rows.slice(1).map((row) => el("tr", {}, cells(row).map((item, index) => cell(item, "td", index)))))));
}

/** The markdown block: headings, lists and emphasis, line by line, through the mrkdwn drawer. */
function markdown(block, ctx) {
  const slackish = (line) => line.replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>").replaceAll(/\*\*(.+?)\*\*/g, "*$1*").replace(/^(\s*)[-*] /, "$1• ");
  return el("div", { class: "text" }, String(block.text || "").split("\n").map((line) => {
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    return heading ? el("div", { class: "mdheading" }, inline(slackish(heading[2]), ctx)) : mrkdwn(slackish(line), ctx);
  }));
}

const alertKinds = { error: "Fel", warning: "Varning", success: "Klart", info: "Information" };
const alert = (block, ctx) => el("div", { class: `alert ${block.level || "info"}`, role: "note" },
  el("strong", { text: `${alertKinds[block.level] || alertKinds.info}: ` }), text(block.text, ctx));

function card(block, ctx) {
  return el("div", { class: "card" }, block.title && el("div", { class: "cardtitle" }, text(block.title, ctx)),
    block.subtitle && el("div", { class: "hint" }, text(block.subtitle, ctx)), block.body && el("div", { class: "text" }, text(block.body, ctx)),
    block.subtext && el("div", { class: "hint" }, text(block.subtext, ctx)),
    block.actions && el("div", { class: "block-actions" }, block.actions.map((item) => element(item, block, ctx))));
}

function container(block, ctx) {
  const children = (block.child_blocks || block.blocks || []).map((child) => drawBlock(child, ctx));
  const inside = el("div", { class: "blocks" }, children);
  const title = block.title ? text(block.title, ctx) : "";
  if (!block.is_collapsible) return el("div", { class: "card" }, title && el("div", { class: "cardtitle" }, title), inside);
  return el("details", { class: "card", open: !block.default_collapsed }, el("summary", { class: "cardtitle" }, title), inside);
}

const DRAW = {
  header: (block) => el("h3", { text: plain(block.text?.text) }),
  section, context, input, image, table, markdown, alert, card, container,
  data_table: table,
  divider: () => el("hr"),
  actions: (block, ctx) => el("div", {}, (block.elements || []).map((item) => element(item, block, ctx))),
  context_actions: (block, ctx) => el("div", {}, (block.elements || []).map((item) => element(item, block, ctx))),
  rich_text: richText,
  video: (block) => el("div", { class: "unknown", text: plain(block.title?.text) }),
};
