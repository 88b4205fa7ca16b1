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

export class Form {
  constructor() {
    this.kept = new Map();
    this.present = new Set();
  }

  /** Forget which elements are on the screen; their values are kept for those that come again. */
  begin() {
    this.present.clear();
  }

  /** The element's present value; a first sight takes its initial value. */
  value(block, element) {
    const key = JSON.stringify([block.block_id, element.action_id, element.type]);
    this.present.add(key);
    if (!this.kept.has(key)) this.kept.set(key, initialValue(element));
    return this.kept.get(key);
  }

  set(block, element, value) {
    this.kept.set(JSON.stringify([block.block_id, element.action_id, element.type]), value);
  }

  /** {block_id: {action_id: value}} of all that is on the screen; empty text is null, as in Slack's state. */
  values() {
    const out = {};
    for (const key of this.present) {
      const [blockId, actionId] = JSON.parse(key);
      const value = this.kept.get(key);
      if (value === undefined) continue;
      (out[blockId] ||= {})[actionId] = value === "" ? null : value;
    }
    return out;
  }
}

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
