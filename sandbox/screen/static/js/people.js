// The list from which a person is chosen: search by name or title, arrow keys, Enter.

import { avatar, el, fill, icon } from "./dom.js";
import { openPopup } from "./popup.js";
import { store } from "./store.js";
import { T } from "./texts.js";

/** Ask under `anchor` whose screen to show; `chosen` is the id of the one shown now, `choose(person)` is called with another. */
export function openPeople(anchor, chosen, choose) {
  const search = el("input", { type: "text", class: "textinput", placeholder: T.searchPerson, "aria-label": T.searchPerson, role: "combobox", "aria-expanded": "true", "aria-controls": "people", autocomplete: "off" });
  const list = el("div", { class: "people", id: "people", role: "listbox", "aria-label": T.person });
  const popup = openPopup(anchor, [el("div", { class: "peoplesearch" }, icon("search", 16), search), list], { role: "dialog", label: T.choosePerson, width: 320 });
  let shown = [];
  let active = 0;
  const take = (one) => {
    popup.close();
    anchor.focus();
    choose(one);
  };
  const activate = (index) => {
    active = shown.length ? (index + shown.length) % shown.length : -1;
    [...list.querySelectorAll("[role=option]")].forEach((node, at) => node.classList.toggle("active", at === active));
    if (active >= 0) {
      search.setAttribute("aria-activedescendant", `person${active}`);
      list.querySelector(`#person${active}`).scrollIntoView({ block: "nearest" });
    }
  };
  const draw = () => {
    const wanted = search.value.trim().toLocaleLowerCase("sv");
    shown = store.people.filter((one) => `${one.real_name} ${one.title} ${one.email}`.toLocaleLowerCase("sv").includes(wanted));
    fill(list, shown.map((one, index) => el("div", {
      role: "option", id: `person${index}`, class: "option person", "aria-selected": String(one.id === chosen),
      on: { pointerdown: (event) => event.preventDefault(), click: () => take(one) },
    }, avatar(one.id, one.real_name), el("span", {}, el("span", { class: "whoname", text: one.real_name }), el("span", { class: "hint", text: one.title || one.email })))),
    !shown.length && el("div", { class: "option none", text: T.nobody }));
    activate(wanted ? 0 : Math.max(0, shown.findIndex((one) => one.id === chosen)));
  };
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && shown[active]) take(shown[active]);
    else if (event.key === "Tab") popup.close();
  });
  draw();
  popup.place();
  search.focus();
}
