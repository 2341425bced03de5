// One person's phone: header with the person, the chat, the messages, the composer.

import { avatar, h, icon, setText, snippet } from "./dom.js";
import { act } from "./live.js";
import { Log } from "./log.js";
import { Composer } from "./composer.js";
import { Topics } from "./topics.js";
import { openMenu, toast } from "./popup.js";
import { alertBox, confirmBox } from "./dialogs.js";
import { deepLink } from "./entities.js";
import { messageMenu } from "./actions.js";
import { chosenChat, rememberChat } from "./remembered.js";

const TAP_WAIT_MS = 15000;
const DOING = {
  typing: "is typing…",
  upload_photo: "is sending a photo…",
  upload_document: "is sending a file…",
  record_voice: "is recording a voice message…",
  upload_voice: "is sending a voice message…",
  choose_sticker: "is choosing a sticker…",
};

export class Pane {
  /** `desk` holds all panes: it opens, closes and switches them, and follows links. */
  constructor(person, store, desk) {
    this.person = person;
    this.store = store;
    this.desk = desk;
    this.busy = new Map();
    this.openLink = (url, event) => this.followLink(url, event);
    this.sayCommand = (text) => this.act({ act: "say", text });
    this.topics = new Topics(this);
    this.log = new Log(this);
    this.composer = new Composer(this);
    this.build();
    this.ended = new AbortController();
    store.addEventListener("tap", (event) => this.onTapAnswer(event.detail), { signal: this.ended.signal });
  }

  /** The pane was closed: stop listening and watching. */
  leave() {
    this.ended.abort();
    clearTimeout(this.doingEnds);
    this.log.leave();
  }

  get account() {
    return this.store.account(this.person);
  }

  get bot() {
    return this.store.bots.get(this.chat?.bot) ?? [...this.store.bots.values()][0];
  }

  build() {
    this.heading = h("h2", { class: "unseen", id: `pane-${this.person}` });
    this.face = h("span");
    this.name = h("span", { class: "name" });
    this.label = h("span", { class: "label" });
    this.unread = h("span", { class: "badge", hidden: true });
    this.picker = h(
      "button",
      { type: "button", class: "person", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.desk.openPicker(this) },
      this.face,
      h("span", { class: "words" }, this.name, this.label),
      this.unread,
      icon("down"),
    );
    this.options = h("button", { type: "button", class: "tool", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.openOptions() }, icon("more"));
    this.close = h("button", { type: "button", class: "tool", onclick: () => this.desk.close(this) }, icon("close"));
    this.title = h("h3");
    this.doing = h("span", { class: "doing", role: "status" });
    this.switch = h("button", { type: "button", class: "switch", hidden: true, "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.openChats() }, "Chats");
    this.botFace = h("span");
    this.pinnedText = h("span", { class: "snippet", dir: "auto" });
    this.pinnedTitle = h("strong");
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true, onclick: () => this.showPinned() }, h("span", { class: "words" }, this.pinnedTitle, this.pinnedText));
    this.element = h(
      "section",
      { class: "pane", "aria-labelledby": this.heading.id, dataset: { person: this.person } },
      this.heading,
      h("div", { class: "whose" }, this.picker, this.options, this.close),
      h("div", { class: "chat" }, this.botFace, h("div", { class: "heading" }, this.title, this.doing), this.switch),
      this.topics.element,
      this.pinned,
      this.log.element,
      this.composer.element,
    );
  }

  update() {
    const chats = this.store.chatsOf(this.person);
    const chosen = chosenChat(this.person);
    this.chat = chats.find((chat) => chat.key === chosen) ?? chats[0] ?? null;
    const { account, bot } = this;
    setText(this.heading, `${account.name}’s phone`);
    setText(this.name, account.name);
    setText(this.label, account.label ?? "");
    this.picker.setAttribute("aria-label", `${account.name}${account.label ? `, ${account.label}` : ""}: switch to another person`);
    this.options.setAttribute("aria-label", `More for ${account.name}`);
    this.close.setAttribute("aria-label", `Close ${account.name}’s phone`);
    this.close.title = "Close";
    if (this.drawn !== account.name + bot?.name) {
      this.face.replaceChildren(avatar(account));
      this.botFace.replaceChildren(...(bot ? [avatar(bot, "small")] : []));
      this.drawn = account.name + bot?.name;
    }
    setText(this.title, this.chat?.title ?? bot?.name ?? "No bot yet");
    this.switch.hidden = chats.length < 2;
    this.log.label(account.name);
    this.view = this.topics.update(this.chat); // the chat, or one topic of it
    this.showDoing();
    this.updatePinned();
    this.log.update(this.view);
    this.composer.update(this.view);
  }

  showDoing() {
    const action = this.view?.action;
    const left = action ? (action.until - this.store.now()) * 1000 : 0;
    clearTimeout(this.doingEnds);
    const isNow = left > 0;
    this.doing.classList.toggle("now", isNow);
    setText(this.doing, isNow ? (DOING[action.kind] ?? "is busy…") : "bot");
    if (isNow) this.doingEnds = setTimeout(() => this.showDoing(), Math.min(left, 6000) + 50);
  }

  updatePinned() {
    const pinned = this.view?.pinned ?? [];
    this.pinned.hidden = pinned.length === 0;
    if (!pinned.length) return;
    if (!pinned.includes(this.pinnedAt)) this.pinnedAt = pinned.at(-1);
    setText(this.pinnedTitle, pinned.length > 1 ? `Pinned message (${pinned.length})` : "Pinned message");
    setText(this.pinnedText, snippet(this.message(this.pinnedAt)));
  }

  showPinned() {
    const { pinned } = this.view;
    this.log.showMessage(this.pinnedAt);
    const at = pinned.indexOf(this.pinnedAt);
    this.pinnedAt = pinned.at(at - 1);
    this.updatePinned();
  }

  showUnread(inView) {
    const count = this.topics.showUnread(inView);
    this.unread.hidden = count === 0;
    setText(this.unread, count ? String(count) : "");
    this.desk.showUnread(this.person, count);
  }

  message(id) {
    return this.chat?.messages.get(id) ?? null;
  }

  lastOwn() {
    const own = [...(this.view?.messages.values() ?? [])].filter((message) => message.from === this.person && !message.service);
    return own.at(-1) ?? null;
  }

  nameOf(id) {
    return this.store.account(id).name;
  }

  notice(text) {
    toast(this.log.toasts, text);
  }

  /** The chat and the topic that are looked at, as an act names them. */
  get where() {
    const { thread } = this.topics;
    return { ...(this.chat ? { chat: this.chat.key } : {}), thread };
  }

  /** Do something as this person; rejects where it is refused. */
  async perform(what) {
    const answer = await act({ person: this.person, ...this.where, ...what });
    // What opened a topic is followed there.
    if (answer.thread && !this.topics.thread && this.chat?.can_open_topic) this.topics.choose(answer.thread);
    return answer;
  }

  /** The same, with a notice instead of a rejection. */
  act(what) {
    return this.perform(what).catch((error) => this.notice(error.message));
  }

  react(message, emoji) {
    return this.act({ act: "react", message: message.id, emoji });
  }

  async tap(message, button, row, column, element) {
    if (button.kind === "url") return this.followLink(button.url, null);
    if (button.kind === "copy") return this.copy(button.copy);
    if (element.getAttribute("aria-busy") === "true") return undefined;
    element.setAttribute("aria-busy", "true");
    const done = () => element.removeAttribute("aria-busy");
    try {
      const { tap } = await this.perform({ act: "tap", message: message.id, row, column });
      const timer = setTimeout(() => {
        this.busy.delete(tap);
        done();
        this.notice("The bot has not answered.");
      }, TAP_WAIT_MS);
      this.busy.set(tap, () => (clearTimeout(timer), done()));
      const early = this.early?.id === tap ? this.early : null;
      if (early) this.onTapAnswer(early);
    } catch (error) {
      done();
      this.notice(error.message);
    }
    return undefined;
  }

  onTapAnswer(answer) {
    if (answer.person !== this.person) return;
    this.early = answer; // it may be here before the answer to our own request
    const end = this.busy.get(answer.id);
    if (!end) return;
    this.busy.delete(answer.id);
    this.early = null;
    end();
    if (answer.url) this.followLink(answer.url, null);
    else if (answer.text && answer.is_alert) alertBox(`${this.bot.name} to ${this.account.name}`, answer.text);
    else if (answer.text) this.notice(answer.text);
  }

  async copy(text) {
    await navigator.clipboard.writeText(text).then(
      () => this.notice("Copied."),
      () => this.notice("The browser did not allow copying."),
    );
  }

  /** A link to a bot of the sandbox is opened here; any other in a new tab, after a question where a button asks for it. */
  async followLink(url, event) {
    const deep = deepLink(url, this.store.bots);
    if (deep) {
      event?.preventDefault();
      await this.desk.openDeepLink(deep);
    } else if (!event && /^https?:/.test(url) && (await confirmBox("Leave the sandbox?", url, "Open"))) {
      window.open(url, "_blank", "noopener,noreferrer");
    }
  }

  openActions(message, anchor, point = null) {
    openMenu(anchor, "Message", messageMenu(this, message), point);
  }

  openOptions() {
    const isBlocked = this.chat?.is_blocked;
    const items = this.topics.items();
    if (this.chat) {
      items.push({
        label: isBlocked ? "Unblock the bot" : "Block the bot",
        icon: "block",
        isDanger: !isBlocked,
        pick: () => this.act({ act: isBlocked ? "unblock" : "block" }),
      });
    }
    items.push({ label: "Start again", detail: "Sends /start", icon: "send", pick: () => this.act({ act: "start", bot: this.bot.id }) });
    items.push("line", { label: "Close this phone", icon: "close", pick: () => this.desk.close(this) });
    openMenu(this.options, `More for ${this.account.name}`, items);
  }

  openChats() {
    const items = this.store.chatsOf(this.person).map((chat) => ({
      label: chat.title,
      isChecked: chat.key === this.chat.key,
      pick: () => {
        rememberChat(this.person, chat.key);
        this.update();
      },
    }));
    openMenu(this.switch, "Chats", items);
  }
}
