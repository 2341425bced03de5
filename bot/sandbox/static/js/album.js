// Albums: messages under one number, shown together. Each stays a message with actions of its own.

import { h } from "./dom.js";

const PICTURED = new Set(["photo", "video", "live_photo"]);

/** The albums of one pane: `add` every message in its order, then `end`. */
export class Albums {
  constructor(person) {
    this.person = person;
    this.known = new Map();
    this.growing = [];
  }

  /** Put a message's element at the end of what is wanted, into its album where it belongs to one. */
  add(wanted, message, element) {
    if (!message.album) return wanted.push(element);
    let last = this.growing.at(-1);
    // A line or a day between the parts begins another item.
    if (!last || wanted.at(-1) !== last.holder || last.messages[0].album !== message.album) {
      if (!this.known.has(message.id)) this.known.set(message.id, h("li", { class: "album" }, h("ul")));
      last = { holder: this.known.get(message.id), messages: [], elements: [] };
      this.growing.push(last);
      wanted.push(last.holder);
    }
    last.messages.push(message);
    return last.elements.push(element);
  }

  end() {
    for (const { holder, messages, elements } of this.growing) {
      const isMany = messages.length > 1;
      holder.classList.toggle("pictured", isMany && messages.every((message) => PICTURED.has(message.kind)));
      holder.classList.toggle("own", messages[0].from === this.person);
      holder.firstChild.setAttribute("aria-label", isMany ? `Album of ${messages.length}` : "Part of an album");
      fill(holder.firstChild, elements);
    }
    this.growing = [];
  }
}

/** Give a list just these children, moving none that stands where it should. */
function fill(list, elements) {
  const keep = new Set(elements);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  elements.forEach((element, number) => {
    if (list.children[number] !== element) list.insertBefore(element, list.children[number] ?? null);
  });
}
