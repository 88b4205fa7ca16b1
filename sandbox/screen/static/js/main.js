// Wakes the page: builds the panes, follows the live feed, and shows again whatever changed.

import { besidePerson, buildBeside, showBeside } from "./beside.js";
import { el, fill, icon } from "./dom.js";
import { buildHappened, isOpen, showHappened } from "./happened.js";
import { buildOutlook, showOutlook } from "./outlook/pane.js";
import { buildSlack, showSlack } from "./slack/pane.js";
import { follow, navigate, person, refresh, store, subscribe } from "./store.js";
import { T } from "./texts.js";
import { buildTopbar, showTopbar } from "./topbar.js";
import { buildTour, showTour } from "./tour/panel.js";

const tabs = document.getElementById("panetabs");

/** Which windows there are to choose between where there is room for one. */
function windows() {
  const beside = besidePerson();
  return [
    ["slack", "hash", T.slack],
    beside ? ["beside", "people", beside.real_name] : ["outlook", "calendar", T.outlook],
    ...(isOpen() ? [["happened", "list", T.happenedShort]] : []),
  ];
}

function showPanes() {
  document.body.dataset.only = store.route.only || "";
  const choices = windows();
  const pane = store.route.only || (choices.find(([name]) => name === store.route.pane) || choices[0])[0];
  document.body.dataset.pane = pane;
  const tab = ([name, sign, label]) => el("button", { type: "button", "aria-current": pane === name ? "page" : null, on: { click: () => navigate({ pane: name }) } }, icon(sign, 18), el("span", { class: "tabname", text: label }));
  const mark = JSON.stringify([pane, choices]);
  if (tabs.dataset.mark === mark) return;
  const focused = tabs.contains(document.activeElement);
  tabs.dataset.mark = mark;
  fill(tabs, choices.map(tab));
  if (focused) tabs.querySelector("[aria-current]")?.focus();
}

buildTopbar(document.getElementById("topbar"));
buildSlack(document.getElementById("slack"));
buildOutlook(document.getElementById("outlook"));
buildBeside(document.getElementById("beside"));
buildHappened(document.getElementById("happened"));
buildTour(document.getElementById("tour"));
subscribe(() => {
  showPanes();
  showTopbar();
  showSlack();
  showOutlook();
  showBeside();
  showHappened();
  showTour();
  document.title = [person()?.real_name, T.title].filter(Boolean).join(" – ");
  document.body.dataset.ready = String(store.ready);
});
follow();
await refresh();
