// Wakes the page: builds the panes, follows the live feed, and shows again whatever changed.

import { el, fill, icon } from "./dom.js";
import { buildOutlook, showOutlook } from "./outlook/pane.js";
import { buildSlack, showSlack } from "./slack/pane.js";
import { follow, navigate, person, refresh, store, subscribe } from "./store.js";
import { T } from "./texts.js";
import { buildTopbar, showTopbar } from "./topbar.js";

const tabs = document.getElementById("panetabs");

function showPanes() {
  const pane = store.route.pane === "outlook" ? "outlook" : "slack";
  document.body.dataset.pane = pane;
  const tab = (name, sign, label) => el("button", { type: "button", "aria-current": pane === name ? "page" : null, on: { click: () => navigate({ pane: name }) } }, icon(sign, 18), label);
  if (tabs.dataset.mark === pane) return;
  tabs.dataset.mark = pane;
  fill(tabs, tab("slack", "hash", T.slack), tab("outlook", "calendar", T.outlook));
}

buildTopbar(document.getElementById("topbar"));
buildSlack(document.getElementById("slack"));
buildOutlook(document.getElementById("outlook"));
subscribe(() => {
  showPanes();
  showTopbar();
  showSlack();
  showOutlook();
  document.title = [person()?.real_name, T.title].filter(Boolean).join(" – ");
  document.body.dataset.ready = String(store.ready);
});
follow();
await refresh();
