// What is beneath the messages: Start, Unblock, or the text field with its reply and edit modes and the keys.

import { h, icon, setDisabled, setText, snippet } from "./dom.js";
import { parseMarks, withMarks } from "./markup.js";
import { openMenu } from "./popup.js";
import { Keys } from "./keys.js";
import { Suggestions } from "./suggestions.js";
import { Tray } from "./tray.js";

const LIMIT = 4096; // characters in one message; a longer text goes as several, as in Telegram's own apps

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.mode = null; // null, { kind: "reply", message, quote } or { kind: "edit", message, draft }
    this.forced = 0;
    this.drafts = new Map();
    const id = `write-${pane.person}`;
    this.field = h("textarea", { id, rows: "1", dir: "auto", placeholder: "Message", autocomplete: "off" });
    this.label = h("label", { class: "unseen", for: id });
    this.send = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    this.commands = h(
      "button",
      { type: "button", class: "commands-button", hidden: true, "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.openCommands() },
      icon("menu"),
      h("span", {}, "Menu"),
    );
    this.toggle = h("button", { type: "button", class: "tool", hidden: true, "aria-label": "Buttons", onclick: () => this.keys.toggle() }, icon("keys"));
    this.modeTitle = h("strong");
    this.modeText = h("span", { class: "snippet", dir: "auto" });
    this.bar = h(
      "div",
      { class: "mode", hidden: true },
      h("div", { class: "inner" }, this.modeTitle, this.modeText),
      h("button", { type: "button", class: "tool", "aria-label": "Cancel", onclick: () => this.cancel() }, icon("close")),
    );
    this.long = h("p", { class: "long", hidden: true, role: "status" });
    this.trouble = h("p", { class: "trouble", hidden: true, role: "alert" });
    this.keys = new Keys(pane, this.toggle);
    this.tray = new Tray(pane.person, () => this.onInput());
    this.suggestions = new Suggestions(this.field, (command) => this.sendCommand(command));
    this.form = h(
      "form",
      { class: "write", onsubmit: (event) => (event.preventDefault(), this.submit()) },
      this.commands,
      this.tray.button,
      this.label,
      this.field,
      this.toggle,
      this.send,
    );
    this.writing = h("div", {}, this.suggestions.element, this.bar, this.tray.element, this.trouble, this.form, this.long, this.keys.element);
    this.start = h("div", { class: "big" }, h("button", { type: "button", class: "strong", onclick: () => this.press("start") }, "Start"));
    this.unblock = h("div", { class: "big" }, h("button", { type: "button", class: "strong", onclick: () => this.press("unblock") }, "Unblock the bot"));
    this.element = h("div", { class: "foot" }, this.writing, this.start, this.unblock);
    this.field.addEventListener("input", () => this.onInput());
    this.field.addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length || this.mode?.kind === "edit") return;
      event.preventDefault();
      this.tray.add([...event.clipboardData.files], "media");
    });
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.onInput();
  }

  update(chat) {
    const isBlocked = Boolean(chat?.is_blocked);
    const isStarted = Boolean(chat?.is_started);
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    this.writing.hidden = isBlocked || !isStarted;
    this.start.hidden = isBlocked || isStarted;
    this.unblock.hidden = !isBlocked;
    if (focused?.closest("[hidden]")) {
      if (!this.writing.hidden) this.field.focus();
      else (isBlocked ? this.unblock : this.start).firstChild.focus();
    }
    const topic = this.pane.topics.name(this.pane.topics.thread);
    setText(this.label, `Message as ${this.pane.account.name}${topic ? ` in ${topic}` : ""}`);
    if (!chat) return;
    this.moveTo(chat.key);
    this.commands.hidden = chat.commands.length === 0;
    this.suggestions.commands = chat.commands;
    this.keys.update(chat.keyboard);
    this.showHint(chat);
    this.checkMode(chat);
  }

  /** In another topic or chat, what was being written and attached stays where it was. */
  moveTo(place) {
    const before = this.place;
    this.place = place;
    if (!before || before === place) return;
    this.cancel();
    this.drafts.set(before, { text: this.field.value, files: this.tray.lift() });
    const draft = this.drafts.get(place);
    this.drafts.delete(place);
    if (draft) this.tray.lay(draft.files);
    this.setText(draft?.text ?? "");
  }

  showHint(chat) {
    const hint = this.tray.files.length ? "Caption" : chat?.force_reply?.placeholder || chat?.keyboard?.placeholder || this.pane.topics.hint;
    if (this.field.placeholder !== hint) this.field.placeholder = hint;
  }

  /** A message that was deleted can no longer be replied to or edited; a bot may ask for a reply. */
  checkMode(chat) {
    if (this.mode && !chat.messages.has(this.mode.message.id)) this.cancel();
    const asked = chat.force_reply?.to ?? 0;
    if (asked && asked !== this.forced && chat.messages.has(asked)) this.reply(chat.messages.get(asked), "", false);
    this.forced = asked;
  }

  async press(what) {
    await this.pane.act(what === "start" ? { act: what, bot: this.pane.bot.id } : { act: what });
  }

  reply(message, quote = "", withFocus = true) {
    if (this.writing.hidden) return;
    if (this.mode?.kind === "edit") this.cancel();
    this.mode = { kind: "reply", message, quote };
    const whom = message.from === this.pane.person ? "yourself" : this.pane.nameOf(message.from);
    this.showMode(`Reply to ${whom}`, quote ? `“${quote}”` : snippet(message));
    if (withFocus) this.field.focus();
  }

  edit(message) {
    if (this.writing.hidden) return;
    this.mode = { kind: "edit", message, draft: this.mode?.kind === "edit" ? this.mode.draft : this.field.value };
    this.showMode("Edit message", snippet(message));
    this.setText(withMarks(message));
    this.field.focus();
  }

  cancel() {
    const hadFocus = this.bar.contains(document.activeElement);
    const draft = this.mode?.kind === "edit" ? this.mode.draft : null;
    this.mode = null;
    this.bar.hidden = true;
    this.tray.button.hidden = false;
    this.send.setAttribute("aria-label", "Send");
    if (draft !== null) this.setText(draft);
    if (hadFocus) this.field.focus();
  }

  showMode(title, text) {
    setText(this.modeTitle, title);
    setText(this.modeText, text);
    this.bar.hidden = false;
    this.tray.button.hidden = this.mode.kind === "edit";
    this.send.setAttribute("aria-label", this.mode.kind === "edit" ? "Save the change" : "Send");
  }

  async submit() {
    const typed = this.field.value;
    // A text that goes as several messages goes as it was typed.
    const { text, entities } = typed.length > LIMIT ? { text: typed.trim(), entities: [] } : parseMarks(typed);
    const { mode } = this;
    if (this.tray.files.length && mode?.kind !== "edit") return this.submitFiles(text, entities, typed);
    const isCaption = mode?.kind === "edit" && Boolean(mode.message.media);
    if (!text && !isCaption) return this.field.focus();
    let what = { act: "say", text };
    if (mode?.kind === "edit") what = { act: "edit", message: mode.message.id, text };
    else if (mode) what = { ...what, reply_to: mode.message.id, ...(mode.quote ? { quote: mode.quote } : {}) };
    if (entities.length) what.entities = entities;
    this.setText("");
    this.cancel();
    try {
      await this.pane.perform(what);
    } catch (error) {
      this.giveBack(typed, mode);
      this.showTrouble(error.message);
    }
    return undefined;
  }

  async submitFiles(text, entities, typed) {
    const { mode, place } = this;
    const { where } = this.pane; // whoever looks at another topic meanwhile, it goes where it was sent
    if (this.isSending) return;
    this.isSending = true;
    setDisabled(this.send, "The files are on their way");
    try {
      const what = await this.tray.act();
      if (mode) Object.assign(what, { reply_to: mode.message.id, ...(mode.quote ? { quote: mode.quote } : {}) });
      await this.pane.perform({ ...where, ...what, text, ...(entities.length ? { entities } : {}) });
      if (this.place === place) {
        this.tray.clear();
        if (this.field.value === typed) this.setText("");
      } else this.drafts.delete(place);
      if (this.mode === mode) this.cancel();
      this.field.focus();
    } catch (error) {
      this.showTrouble(error.message);
    }
    this.isSending = false;
    this.checkSend();
  }

  checkSend() {
    const hasSome = this.field.value.trim() || this.tray.files.length || this.mode?.message.media;
    setDisabled(this.send, hasSome ? "" : "Write something first");
  }

  /** Nothing that was written is lost because it could not be sent. */
  giveBack(typed, mode) {
    if (mode?.kind === "edit") this.edit(mode.message);
    else if (mode) this.reply(mode.message, mode.quote);
    this.setText(this.field.value && mode?.kind !== "edit" ? `${typed}\n${this.field.value}` : typed);
  }

  showTrouble(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = false;
  }

  setText(text) {
    this.field.value = text;
    this.onInput();
  }

  onInput() {
    const { length } = this.field.value;
    this.trouble.hidden = true;
    this.checkSend();
    this.showHint(this.pane.chat);
    this.long.hidden = length <= LIMIT - 300;
    this.long.classList.toggle("over", length > LIMIT);
    const parts = Math.ceil(length / LIMIT);
    setText(this.long, this.long.hidden ? "" : length > LIMIT ? `Goes as ${parts} messages` : `${LIMIT - length} characters left`);
    this.suggestions.update();
    if (!CSS.supports("field-sizing", "content")) {
      this.field.style.height = "auto";
      this.field.style.height = `${this.field.scrollHeight + 2}px`;
    }
  }

  onKey(event) {
    if (event.isComposing || this.suggestions.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.mode) {
      event.preventDefault();
      this.cancel();
    } else if (event.key === "ArrowUp" && !this.field.value && !this.mode) {
      const own = this.pane.lastOwn();
      if (!own) return;
      event.preventDefault();
      this.edit(own);
    }
  }

  openCommands() {
    const items = this.pane.chat.commands.map(({ command, description }) => ({
      label: `/${command}`,
      detail: description,
      pick: () => this.sendCommand(command),
    }));
    openMenu(this.commands, "Commands of the bot", items);
  }

  sendCommand(command) {
    this.setText("");
    return this.pane.act({ act: "say", text: `/${command}` });
  }
}
