// What the person does in Slack, sent to the control API; says so when the app did not answer.

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
  if (result && result.ok === false && !result.errors && !hasNotice(result)) toast(reason(result), "fault");
  await refresh();
  return result;
}

/** True when the state carries a notice of its own about this, which the pane shows as a toast. */
const hasNotice = (result) => Boolean(result.notice);

function reason(result) {
  if (result.error === "timeout" || result.error === "no_response" || result.status === 0) return T.noResponse;
  if (result.status && result.status !== 200) return T.appError(result.status);
  return T.failed + (result.error || "");
}
