// One message in one pane. Parts are rebuilt only where they changed, so that focus and spoilers stay.

import { emoji as picture, h, icon, kindName, setText, snippet } from "./dom.js";
import { clockTime } from "./times.js";
import { isOnlyEmoji, renderText } from "./entities.js";
import { buildCard, buildMedia } from "./media.js";

export class Bubble {
  /** `pane` is asked for the viewer, for names, and told of taps. */
  constructor(pane, message) {
    this.pane = pane;
    this.keys = {};
    this.parts = {};
    this.isOwn = message.from === pane.person;
    this.author = h("span", { class: this.isOwn || !pane.chat?.is_group ? "unseen" : "author" });
    this.stamp = h("span", { class: "stamp" });
    this.bubble = h("div", { class: "bubble" }, this.author, this.stamp);
    this.body = h("div", { class: "body" }, this.bubble);
    this.more = h(
      "button",
      {
        type: "button",
        class: "more",
        tabindex: "-1",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: () => pane.openActions(this.message, this.more),
      },
      icon("more"),
    );
    this.element = h("li", { class: `message ${this.isOwn ? "own" : ""}`, dataset: { id: message.id } }, this.body, this.more);
    this.bubble.addEventListener("contextmenu", (event) => {
      if (event.target.closest("a")) return;
      event.preventDefault();
      pane.openActions(this.message, this.more, { x: event.clientX, y: event.clientY });
    });
    this.bubble.addEventListener("dblclick", (event) => {
      if (!event.target.closest("a, button, summary, .spoiler, .words")) pane.composer.reply(this.message);
    });
  }

  update(message, isTurn) {
    this.message = message;
    this.element.classList.toggle("turn", isTurn);
    const name = this.isOwn ? "You" : this.pane.nameOf(message.from);
    setText(this.author, `${name}: `);
    setText(this.stamp, `${message.edited ? "edited " : ""}${clockTime(message.at)}`);
    const label = `Actions for the message from ${name}, ${clockTime(message.at)}: ${snippet(message, 40)}`;
    if (this.more.getAttribute("aria-label") !== label) this.more.setAttribute("aria-label", label);
    const where = this.pane.topics.whereOf(message);
    this.part("where", where, () => h("span", { class: "where", dir: "auto" }, `in ${where}`));
    const answered = message.reply ? this.pane.message(message.reply.to) : null;
    this.part("quoted", message.reply && [message.reply, answered && [answered.text, answered.from]], () =>
      this.buildQuoted(message.reply, answered),
    );
    this.bubble.classList.toggle("under", Boolean(message.media?.is_under));
    const { media, card, origin } = message;
    this.part("origin", origin || null, () => h("span", { class: "origin", dir: "auto" }, `Passed on from ${origin}`));
    this.part("media", media, () => buildMedia(this.pane, message));
    this.part("card", card && [message.kind, card], () => buildCard(message));
    const isWordless = !message.text && (media || card);
    this.part("words", isWordless ? null : [message.kind, message.text, message.entities], () => this.buildWords(message));
    this.part("reactions", message.reactions.length ? message.reactions : null, () => this.buildReactions(message));
    this.part("buttons", message.buttons.length ? message.buttons : null, () => this.buildButtons(message));
  }

  part(name, key, build) {
    const text = key ? JSON.stringify(key) : "";
    if (this.keys[name] === text) return;
    this.keys[name] = text;
    const old = this.parts[name];
    const controls = old ? [...old.querySelectorAll("button")] : [];
    const focused = controls.indexOf(document.activeElement);
    const next = key ? build() : null;
    if (old && next) old.replaceWith(next);
    else if (old) old.remove();
    else if (next) this.insert(name, next);
    this.parts[name] = next;
    if (focused >= 0) ([...(next?.querySelectorAll("button") ?? [])][focused] ?? this.more).focus({ preventScroll: true });
  }

  insert(name, element) {
    if (name === "buttons") this.body.append(element);
    else if (name === "where") this.author.after(element);
    else if (name === "origin") (this.parts.where ?? this.author).after(element);
    else if (name === "quoted") (this.parts.origin ?? this.parts.where ?? this.author).after(element);
    else if (name === "words") this.stamp.before(element);
    else if (name === "media" || name === "card") (this.parts.words ?? this.stamp).before(element);
    else this.bubble.append(element);
  }

  buildQuoted(reply, answered) {
    const who = answered ? (answered.from === this.pane.person ? "You" : this.pane.nameOf(answered.from)) : "";
    return h(
      "button",
      { type: "button", class: "quoted", onclick: () => this.pane.log.showMessage(reply.to) },
      h(
        "span",
        { class: "inner" },
        h("span", { class: "unseen" }, "In reply to "),
        h("strong", {}, who || "Deleted message"),
        h("span", { class: "snippet", dir: "auto" }, reply.quote ? `“${reply.quote}”` : snippet(answered, 160)),
      ),
    );
  }

  buildWords(message) {
    const isLarge = message.entities.length === 0 && isOnlyEmoji(message.text);
    const on = { link: this.pane.openLink, command: this.pane.sayCommand };
    const isNamed = message.kind !== "text" && !message.media && !message.card;
    const kind = isNamed ? h("em", {}, kindName(message.kind), message.text ? ": " : "") : null;
    return h("div", { class: `words ${isLarge ? "large" : ""}`, dir: "auto" }, kind, renderText(message.text, message.entities, on));
  }

  buildReactions(message) {
    const chips = message.reactions.map(({ emoji, by }) => {
      const isMine = by.includes(this.pane.person);
      const names = by.map((id) => (id === this.pane.person ? "you" : this.pane.nameOf(id))).join(", ");
      return h(
        "button",
        {
          type: "button",
          "aria-pressed": String(isMine),
          "aria-label": `${emoji}, by ${names}`,
          title: names,
          onclick: () => this.pane.react(message, isMine ? null : emoji),
        },
        [picture(emoji), by.length > 1 ? ` ${by.length}` : null],
      );
    });
    return h("div", { class: "reactions" }, chips);
  }

  buildButtons(message) {
    const rows = message.buttons.map((row, rowNumber) =>
      h("div", { class: "row" }, row.map((button, column) => this.buildButton(message, button, rowNumber, column))),
    );
    return h("div", { class: "inline", role: "group", "aria-label": "Buttons of this message" }, rows);
  }

  buildButton(message, button, row, column) {
    const isUnknown = button.kind === "other";
    const mark = { url: "out", copy: "copy" }[button.kind];
    const element = h(
      "button",
      {
        type: "button",
        "aria-disabled": isUnknown ? "true" : null,
        title: isUnknown ? "The sandbox cannot do this yet" : button.url,
        onclick: () => {
          if (!isUnknown) this.pane.tap(message, button, row, column, element);
        },
      },
      button.text,
      mark ? icon(mark) : null,
    );
    return element;
  }
}
