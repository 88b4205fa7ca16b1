// The App Home: the view the app published for this person.

import { el, fill } from "../dom.js";
import { T } from "../texts.js";
import { useElement } from "./acts.js";
import { showBlocks } from "./blocks.js";
import { formOf } from "./form.js";
import { present } from "./modal.js";

/** Build the Home; answers show(view, ctx). */
export function buildHome(node) {
  const body = el("div", { class: "homebody blocks" });
  const empty = el("p", { class: "emptynote", text: T.homeEmpty });
  let shown = "";
  let stands; // the view as it was published last: a block that did not change keeps its buttons from an earlier one
  fill(node, body, empty);
  return (view, ctx) => {
    empty.hidden = Boolean(view);
    body.hidden = !view;
    if (!view) return;
    stands = view;
    const owner = `${ctx.me.id}/${view.id}`;
    if (shown !== owner) {
      shown = owner;
      body.kept?.clear();
      fill(body);
    }
    showBlocks(body, view.blocks, {
      ...ctx, key: `h${view.id}`, form: formOf(view.id).seed(view.state?.values),
      act: (action) => useElement({ type: "view", view_id: view.id }, action, present(stands)),
    });
  };
}
