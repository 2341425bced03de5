// Questions that need an answer before anything else: native dialogs, which keep the focus inside and return it.

import { h, avatar } from "./dom.js";

/** Open a dialog; `build(close)` gives its content. Resolves to what `close` was called with, null when dismissed. */
function ask(title, build) {
  return new Promise((resolve) => {
    const heading = h("h2", { id: "dialog-title" }, title);
    const dialog = h("dialog", { "aria-labelledby": "dialog-title" }, heading);
    let answer = null;
    const close = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.append(...build(close));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const cancel = (close, label = "Cancel") =>
  h("button", { type: "button", class: "plain", onclick: () => close(null) }, label);

/** A box with a text and OK, as a bot's answer to a tap may ask for. */
export function alertBox(title, text) {
  return ask(title, (close) => [
    h("p", {}, text),
    h("div", { class: "ends" }, h("button", { type: "button", class: "strong", autofocus: true, onclick: () => close(true) }, "OK")),
  ]);
}

/** A picture as large as there is room. */
export function showPicture(name, url) {
  const shown = ask(name, (close) => [
    h("img", { src: url, alt: name }),
    h(
      "div",
      { class: "ends" },
      h("a", { class: "plain link", href: url, download: name }, "Save"),
      h("button", { type: "button", class: "strong", autofocus: true, onclick: () => close(true) }, "Close"),
    ),
  ]);
  document.body.lastElementChild.classList.add("large");
  return shown;
}

/** Resolves to true where the person agrees. */
export function confirmBox(title, text, yes) {
  return ask(title, (close) => [
    h("p", {}, text),
    h("div", { class: "ends" }, cancel(close), h("button", { type: "button", class: "strong", onclick: () => close(true) }, yes)),
  ]);
}

/** Ask for a name; resolves to it without spaces around, or null. */
export function nameBox(title, label, value, yes) {
  return ask(title, (close) => {
    const name = h("input", { name: "name", maxlength: "128", autocomplete: "off", required: true, autofocus: true, dir: "auto", value });
    const pick = (event) => {
      event.preventDefault();
      if (name.value.trim()) close(name.value.trim());
    };
    return [
      h("form", { method: "dialog", onsubmit: pick },
        h("label", {}, label, name),
        h("div", { class: "ends" }, cancel(close), h("button", { class: "strong" }, yes)),
      ),
    ];
  });
}

/** Who shall open this link? Resolves to a person's id, { name } for somebody new, or null. */
export function whoOpens(people, botName) {
  return ask("Who opens this link?", (close) => {
    const name = h("input", { name: "name", maxlength: "64", autocomplete: "off", required: true });
    return [
      h("p", {}, `${botName} will be started with it, as that person.`),
      h(
        "div",
        { class: "choices" },
        people.map((person) =>
          h(
            "button",
            { type: "button", onclick: () => close(person.id) },
            avatar(person, "small"),
            h("span", {}, person.name, person.label ? h("small", {}, person.label) : null),
          ),
        ),
      ),
      h(
        "form",
        {
          method: "dialog",
          onsubmit: (event) => {
            event.preventDefault();
            if (name.value.trim()) close({ name: name.value.trim() });
          },
        },
        h("label", {}, "Or somebody new, called", name),
        h("div", { class: "ends" }, cancel(close), h("button", { class: "strong" }, "Open as somebody new")),
      ),
    ];
  });
}

/** Resolves to { name, link } or null. */
export function newPerson() {
  return ask("Somebody new", (close) => {
    const name = h("input", { name: "name", maxlength: "64", autocomplete: "off", required: true, autofocus: true });
    const link = h("input", { name: "link", autocomplete: "off", inputmode: "url", placeholder: "https://t.me/…?start=…" });
    return [
      h("p", {}, "A new Telegram account that has never met the bot."),
      h(
        "form",
        {
          method: "dialog",
          onsubmit: (event) => {
            event.preventDefault();
            if (name.value.trim()) close({ name: name.value.trim(), link: link.value.trim() });
          },
        },
        h("label", {}, "Name", name),
        h("label", {}, "Invitation link", h("small", {}, "If there is one, they open it and press Start."), link),
        h("div", { class: "ends" }, cancel(close), h("button", { class: "strong" }, "Add")),
      ),
    ];
  });
}

/** Choose words to quote with the keyboard: resolves to the selected part of the text, or null. */
export function choosePart(text) {
  return ask("Quote a part", (close) => {
    const field = h("textarea", { rows: "6", readonly: true, autofocus: true, dir: "auto" });
    field.value = text;
    const pick = () => close(field.value.slice(field.selectionStart, field.selectionEnd).trim() || text);
    return [
      h("form", { method: "dialog", onsubmit: (event) => (event.preventDefault(), pick()) },
        h("label", {}, "Select the words (Shift and arrow keys)", field),
        h("div", { class: "ends" }, cancel(close), h("button", { class: "strong" }, "Quote")),
      ),
    ];
  });
}
