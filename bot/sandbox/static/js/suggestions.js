// The list of commands that opens above the text field once "/" is typed.

import { h } from "./dom.js";

export class Suggestions {
  constructor(field, choose) {
    this.field = field;
    this.choose = choose;
    this.commands = [];
    this.at = 0;
    this.isDismissed = false;
    this.element = h("ul", { id: `${field.id}-commands`, class: "suggestions", role: "listbox", "aria-label": "Commands of the bot", hidden: true });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.element.id);
  }

  update() {
    const typed = /^\/(\w*)$/.exec(this.field.value);
    if (!typed) this.isDismissed = false;
    const found = typed && !this.isDismissed ? this.commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : [];
    this.element.hidden = found.length === 0;
    this.at = 0;
    this.found = found;
    this.element.replaceChildren(
      ...found.map(({ command, description }, number) =>
        h(
          "li",
          {
            id: `${this.element.id}-${number}`,
            role: "option",
            onmousedown: (event) => event.preventDefault(), // the field keeps the focus
            onclick: () => this.pick(number),
          },
          h("b", {}, `/${command}`),
          h("span", {}, description),
        ),
      ),
    );
    this.mark();
  }

  mark() {
    [...this.element.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === this.at)));
    const active = this.element.children[this.at];
    if (active && !this.element.hidden) {
      this.field.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  pick(number) {
    const { command } = this.found[number];
    this.element.hidden = true;
    this.choose(command);
  }

  /** Whether the key was meant for the list. */
  onKey(event) {
    if (this.element.hidden) return false;
    const count = this.found.length;
    if (event.key === "ArrowDown") this.at = (this.at + 1) % count;
    else if (event.key === "ArrowUp") this.at = (this.at + count - 1) % count;
    else if (event.key === "Enter" && !event.shiftKey) this.pick(this.at);
    else if (event.key === "Escape") {
      this.isDismissed = true;
      this.element.hidden = true;
    } else return false;
    this.mark();
    event.preventDefault();
    return true;
  }
}
