// What a person has written and chosen in a view or a message: kept by block_id and action_id over updates, as Slack does.

const single = (option) => option?.value ?? null;

/** The value a fresh element starts with, in the control API's shape. */
export function initialValue(element) {
  switch (element.type) {
    case "plain_text_input": case "email_text_input": case "url_text_input": case "number_input": return element.initial_value ?? "";
    case "static_select": case "external_select": case "radio_buttons": return single(element.initial_option);
    case "multi_static_select": case "multi_external_select": case "checkboxes": return (element.initial_options || []).map(single);
    case "users_select": return element.initial_user ?? null;
    case "multi_users_select": return element.initial_users ?? [];
    case "conversations_select": return element.initial_conversation ?? null;
    case "multi_conversations_select": return element.initial_conversations ?? [];
    case "channels_select": return element.initial_channel ?? null;
    case "multi_channels_select": return element.initial_channels ?? [];
    case "datepicker": return element.initial_date ?? null;
    case "timepicker": return element.initial_time ?? null;
    case "datetimepicker": return element.initial_date_time ?? null;
    default: return undefined;
  }
}

/** The value inside an entry of Slack's `state.values`, in the control API's shape. */
function valueOf(entry) {
  const found = Object.entries(entry).find(([name]) => name !== "type")?.[1];
  if (Array.isArray(found)) return found.map((one) => (typeof one === "object" ? single(one) : one));
  return found !== null && typeof found === "object" ? single(found) : found;
}

export class Form {
  constructor() {
    this.kept = new Map();
  }

  /** Take over what Slack already knows to be filled in, where nothing was written on this page. */
  seed(values) {
    for (const [blockId, inner] of Object.entries(values || {})) {
      for (const [actionId, entry] of Object.entries(inner)) {
        const key = keyOf({ block_id: blockId }, { action_id: actionId, type: entry.type });
        if (!this.kept.has(key)) this.kept.set(key, valueOf(entry));
      }
    }
    return this;
  }

  /** The element's present value; a first sight takes its initial value. */
  value(block, element) {
    const key = keyOf(block, element);
    if (!this.kept.has(key)) this.kept.set(key, initialValue(element));
    return this.kept.get(key);
  }

  set(block, element, value) {
    this.kept.set(keyOf(block, element), value);
  }
}

const keyOf = (block, element) => JSON.stringify([block.block_id, element.action_id, element.type]);
const forms = new Map();

/** The form of one view or message. */
export function formOf(key) {
  if (!forms.has(key)) forms.set(key, new Form());
  return forms.get(key);
}

/** Drop forms whose key is not wanted any more. */
export function dropForm(key) {
  forms.delete(key);
}
