// What the person does in Slack, sent to the control API. That the app did not answer comes back as a notice in the state.

import { post } from "../api.js";
import { refresh, store } from "../store.js";
import { T } from "../texts.js";
import { toast } from "../toasts.js";

/** Do one thing as the present person. Answers the control API's result, or null when it could not be done. */
export async function act(kind, details = {}) {
  let result = null;
  try {
    result = await post("/sandbox/slack/act", { user: store.route.person, kind, ...details });
  } catch (fault) {
    toast(T.failed + fault.message, "fault");
  }
  await refresh("slack");
  return result;
}

/** Use an element of a message or view; `values` are what stands in a view's fields. */
export function useElement(container, { action_id, block_id, value }, values) {
  return act("block_action", { container, action_id, block_id, ...(value === undefined ? {} : { value }), ...(values ? { values } : {}) });
}
