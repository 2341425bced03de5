// The reply keyboard: large buttons beneath the text field; a tap says the label.

import { h } from "./dom.js";

export class Keys {
  constructor(pane, toggle) {
    this.pane = pane;
    this.button = toggle;
    this.known = "null";
    this.isOpen = true;
    this.element = h("div", { id: `keys-${pane.person}`, class: "keys", role: "group", "aria-label": "Quick answers", hidden: true });
    toggle.setAttribute("aria-controls", this.element.id);
  }

  update(keyboard) {
    const text = JSON.stringify(keyboard);
    if (text !== this.known) {
      const hadFocus = this.element.contains(document.activeElement);
      this.known = text;
      this.isOpen = true;
      this.element.replaceChildren(...(keyboard?.rows ?? []).map((row) => h("div", { class: "row" }, row.map((key) => this.key(key)))));
      if (hadFocus) (this.element.querySelector("button") ?? this.pane.composer.field).focus();
    }
    this.show(Boolean(keyboard));
  }

  key({ text, is_plain: isPlain }) {
    return h(
      "button",
      {
        type: "button",
        "aria-disabled": isPlain ? null : "true",
        title: isPlain ? null : "The sandbox cannot do this yet",
        onclick: () => isPlain && this.pane.act({ act: "key", label: text }),
      },
      text,
    );
  }

  toggle() {
    this.isOpen = !this.isOpen;
    this.show(true);
  }

  show(exists) {
    this.button.hidden = !exists;
    this.element.hidden = !exists || !this.isOpen;
    this.button.setAttribute("aria-expanded", String(exists && this.isOpen));
  }
}
