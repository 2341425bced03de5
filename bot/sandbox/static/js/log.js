// The messages of one pane: in order, with days and the line before what is new; scrolls as a messenger does.

import { h, heard, icon, setText } from "./dom.js";
import { dayName, dayOf } from "./times.js";
import { Albums } from "./album.js";
import { Bubble } from "./bubble.js";
import { rememberRead } from "./remembered.js";
import { buildNotice } from "./service.js";

const AT_ONCE = 200; // messages shown before "Show earlier messages"
const NEAR = 60; // pixels from the end that still count as being there

export class Log {
  constructor(pane) {
    this.pane = pane;
    this.bubbles = new Map();
    this.days = new Map();
    this.albums = new Albums(pane.person);
    this.limit = AT_ONCE;
    this.chatKey = null;
    this.isAtEnd = true;
    this.isOnScreen = true;
    this.list = h("ol", { "aria-label": "Messages" });
    this.earlier = h("button", { type: "button", class: "plain earlier", onclick: () => this.showEarlier() }, "Show earlier messages");
    this.line = h("li", { class: "line" }, "New messages");
    this.blocked = h("li", { class: "service" }, h("span", {}, "You blocked this bot. It cannot write to you."));
    this.blank = h("li", { class: "blank" }, h("strong"), h("span"));
    this.scroller = h("div", { class: "log", tabindex: "0", role: "region" }, this.list);
    this.badge = h("span", { class: "badge", hidden: true });
    this.down = h("button", { type: "button", class: "down", hidden: true, "aria-label": "To the latest message", onclick: () => this.toEnd() }, icon("down"), this.badge);
    this.said = h("div", { class: "unseen", role: "log", "aria-live": "polite" });
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.element = h("div", { class: "screen" }, this.scroller, this.down, this.said, this.toasts);
    this.scroller.addEventListener("scroll", () => this.onScroll(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("focusin", (event) => {
      const holder = event.target.closest(".message");
      if (holder) this.setActive(Number(holder.dataset.id));
    });
    this.sizes = new ResizeObserver(() => this.isAtEnd && this.toEnd());
    this.sizes.observe(this.scroller);
    this.sight = new IntersectionObserver(([entry]) => {
      this.isOnScreen = entry.intersectionRatio > 0.4;
      this.read();
    }, { threshold: [0, 0.4, 0.8] });
    this.sight.observe(this.scroller);
  }

  leave() {
    this.sizes.disconnect();
    this.sight.disconnect();
  }

  label(name) {
    this.scroller.setAttribute("aria-label", `Messages of ${name}`);
    this.said.setAttribute("aria-label", `New messages for ${name}`);
  }

  update(chat) {
    // Another chat, or one that began anew while the line was lost.
    if (chat?.key !== this.chatKey || (chat && chat.lastId < this.lastId)) this.reset(chat);
    const wasAtEnd = this.isAtEnd;
    const messages = chat ? [...chat.messages.values()].slice(-this.limit) : [];
    const hasNewOwn = this.announce(chat);
    const wanted = this.arrange(messages, chat);
    const keep = new Set(wanted);
    for (const child of [...this.list.children]) if (!keep.has(child)) child.remove();
    let cursor = this.list.firstElementChild;
    for (const node of wanted) {
      if (node === cursor) cursor = cursor.nextElementSibling;
      else this.list.insertBefore(node, cursor);
    }
    const shown = new Set(messages.map((message) => message.id));
    for (const id of this.bubbles.keys()) if (!shown.has(id)) this.bubbles.delete(id);
    if (!this.bubbles.has(this.active) && messages.length) this.setActive(messages.at(-1).id);
    if (this.isFirst) this.firstScroll();
    else if (wasAtEnd || hasNewOwn) this.toEnd();
    this.read();
  }

  reset(chat) {
    this.chatKey = chat?.key ?? null;
    this.bubbles.clear();
    this.days.clear();
    this.albums = new Albums(this.pane.person);
    this.said.replaceChildren();
    this.lastId = chat?.lastId ?? 0;
    this.texts = new Map();
    const kept = chat ? this.pane.topics.readUpTo() : 0;
    this.readId = kept === null || kept > this.lastId ? this.lastId : kept;
    this.lineAfter = this.unread(chat) ? this.readId : null;
    this.isFirst = Boolean(chat);
  }

  readKey() {
    return `${this.pane.person}/${this.chatKey}`;
  }

  unread(chat = this.pane.view) {
    let count = 0;
    for (const message of chat?.messages.values() ?? []) {
      if (message.id > this.readId && message.from !== this.pane.person && !message.service && !this.pane.topics.hasRead(message)) count += 1;
    }
    return count;
  }

  /** Read out what is new or has other words now; returns whether the viewer wrote something new. */
  announce(chat) {
    let hasNewOwn = false;
    const isQuiet = this.isFirst;
    for (const message of chat?.messages.values() ?? []) {
      const before = this.texts.get(message.id);
      const said = heard(message);
      if (before === said) continue;
      this.texts.set(message.id, said);
      if (isQuiet) continue;
      if (message.from === this.pane.person) hasNewOwn ||= before === undefined && message.id > this.lastId;
      else this.say(`${this.pane.nameOf(message.from)}${before === undefined ? "" : " changed a message"}: ${said}`);
    }
    if (chat && chat.lastId > this.lastId) {
      const isReading = this.isAtEnd && this.isSeen();
      if (hasNewOwn) this.lineAfter = null;
      else if (!isReading && (this.lineAfter === null || this.readId >= this.lastId)) this.lineAfter = this.readId;
      this.lastId = chat.lastId;
    }
    return hasNewOwn;
  }

  say(text) {
    this.said.append(h("p", {}, text));
    while (this.said.children.length > 8) this.said.firstElementChild.remove();
  }

  arrange(messages, chat) {
    const wanted = [];
    if (chat && chat.messages.size > this.limit) wanted.push(this.earlierItem());
    let day = null;
    let before = null;
    let hasLine = this.lineAfter === null;
    for (const message of messages) {
      if (dayOf(message.at) !== day) {
        day = dayOf(message.at);
        wanted.push(this.dayItem(day, message));
        before = null;
      }
      if (!hasLine && message.id > this.lineAfter && message.from !== this.pane.person) {
        wanted.push(this.line);
        hasLine = true;
      }
      this.albums.add(wanted, message, this.item(message, before !== message.from));
      before = message.service ? null : message.from;
    }
    if (!messages.length) {
      setText(this.blank.firstChild, chat?.is_started ? "Nothing here yet" : "No conversation yet");
      setText(this.blank.lastChild, chat?.is_started ? "Messages will show here." : "Press Start below to open the chat with the bot.");
      wanted.push(this.blank);
    }
    this.albums.end();
    if (chat?.is_blocked) wanted.push(this.blocked);
    return wanted;
  }

  item(message, isTurn) {
    if (message.service) return this.serviceItem(message);
    let bubble = this.bubbles.get(message.id);
    if (!bubble) {
      bubble = new Bubble(this.pane, message);
      if (!this.isFirst && message.id >= this.lastId) bubble.element.classList.add("fresh");
      this.bubbles.set(message.id, bubble);
    }
    bubble.update(message, isTurn);
    return bubble.element;
  }

  serviceItem(message) {
    let kept = this.bubbles.get(message.id);
    if (!kept) {
      const element = buildNotice(message, this.pane.nameOf(message.from), (id) => this.showMessage(id));
      kept = { element, message };
      this.bubbles.set(message.id, kept);
    }
    return kept.element;
  }

  dayItem(day, message) {
    if (!this.days.has(day)) this.days.set(day, h("li", { class: "day" }, h("span")));
    const item = this.days.get(day);
    setText(item.firstChild, dayName(message.at, this.pane.store.now()));
    return item;
  }

  earlierItem() {
    this.earlierHolder ??= h("li", { class: "service" }, this.earlier);
    return this.earlierHolder;
  }

  showEarlier() {
    const height = this.scroller.scrollHeight;
    this.limit += AT_ONCE;
    this.isAtEnd = false;
    this.update(this.pane.view);
    this.scroller.scrollTop += this.scroller.scrollHeight - height;
    this.scroller.focus({ preventScroll: true });
  }

  firstScroll() {
    this.isFirst = false;
    if (this.line.isConnected) this.line.scrollIntoView({ block: "center" });
    else this.toEnd();
    this.onScroll();
  }

  toEnd() {
    this.isAtEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.showDown();
  }

  /** Scroll to a message and show for a moment which one it is. */
  showMessage(id) {
    if (this.pane.message(id) && !this.pane.view.messages.has(id)) this.pane.topics.choose(0);
    if (!this.bubbles.has(id) && this.pane.message(id)) {
      this.limit = Infinity;
      this.isAtEnd = false;
      this.update(this.pane.view);
    }
    const found = this.bubbles.get(id);
    if (!found) return this.pane.notice("That message is no longer there.");
    found.element.scrollIntoView({ block: "center" });
    found.element.classList.add("shown");
    setTimeout(() => found.element.classList.remove("shown"), 1600);
    found.more?.focus({ preventScroll: true });
  }

  onScroll() {
    const { scrollTop, scrollHeight, clientHeight, clientWidth } = this.scroller;
    const size = `${clientWidth} ${clientHeight}`;
    const isResized = size !== this.size;
    this.size = size;
    if (isResized && this.isAtEnd) return this.toEnd(); // the pane changed its size, nobody scrolled
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.showDown();
    this.read();
    return undefined;
  }

  isSeen() {
    return this.isOnScreen && document.visibilityState === "visible";
  }

  /** Count as read what the viewer can see; tell the pane how much is left. */
  read() {
    if (!this.chatKey) return this.pane.showUnread(0);
    if (this.isAtEnd && this.isSeen()) {
      this.readId = this.lastId;
      rememberRead(this.readKey(), this.readId);
    }
    this.pane.showUnread(this.unread());
    this.showDown();
  }

  showDown() {
    const unread = this.unread();
    this.down.hidden = this.isAtEnd;
    this.badge.hidden = unread === 0;
    setText(this.badge, String(unread));
    this.down.setAttribute("aria-label", unread ? `To the latest message, ${unread} unread` : "To the latest message");
  }

  setActive(id) {
    const old = this.bubbles.get(this.active)?.more;
    if (old) old.tabIndex = -1;
    this.active = id;
    const now = this.bubbles.get(id)?.more;
    if (now) now.tabIndex = 0;
  }

  /** Arrow keys on a message's "more" button move from message to message. */
  onKey(event) {
    if (!event.target.classList.contains("more")) return;
    const ids = [...this.bubbles.entries()].filter(([, kept]) => kept.more).map(([id]) => id).sort((a, b) => a - b);
    const at = ids.indexOf(Number(event.target.closest(".message").dataset.id));
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.bubbles.get(ids[to])?.more.focus();
  }
}
