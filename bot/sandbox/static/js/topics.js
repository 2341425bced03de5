// The topics of one pane's chat: a row of tabs, which of them is looked at, and what is unread in each.

import { h, icon, setText } from "./dom.js";
import { confirmBox, nameBox } from "./dialogs.js";
import { chosenTopic, readUpTo, rememberTopic } from "./remembered.js";

const ALL = 0; // the tab that shows everything; what is written there goes outside the topics

export class Topics {
  constructor(pane) {
    this.pane = pane;
    this.thread = ALL;
    this.tabs = new Map();
    this.lastIds = new Map();
    this.counts = new Map();
    this.list = h("div", { class: "tabs", role: "tablist" });
    this.add = h("button", { type: "button", class: "tool", onclick: () => this.open() }, icon("plus"));
    this.element = h("div", { class: "topics", hidden: true }, this.list, this.add);
    this.list.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Show the tabs of this chat; returns the chat as it looks from the chosen one. */
  update(chat) {
    const { pane } = this;
    const topics = chat?.topics ?? [];
    if (chat?.key !== this.chat?.key) this.counts.clear();
    this.chat = chat;
    const chosen = chat ? chosenTopic(this.place(ALL)) : ALL;
    const hadFocus = this.list.contains(document.activeElement);
    this.thread = topics.some(({ id }) => id === chosen) ? chosen : ALL;
    const isShown = topics.length > 0 || Boolean(chat?.can_open_topic);
    this.element.hidden = !isShown;
    this.add.hidden = !chat?.can_open_topic;
    this.list.setAttribute("aria-label", `Topics of ${pane.account.name}`);
    this.add.setAttribute("aria-label", `New topic for ${pane.account.name}`);
    this.add.title = "New topic";
    this.showTabs([{ id: ALL, name: "All" }, ...topics]);
    const screen = pane.log.element;
    screen.id = `screen-${pane.person}`;
    if (isShown) {
      screen.setAttribute("role", "tabpanel");
      screen.setAttribute("aria-labelledby", this.tabs.get(this.thread).id);
    } else {
      screen.removeAttribute("role");
      screen.removeAttribute("aria-labelledby");
    }
    if (hadFocus) this.tabs.get(this.thread).focus({ preventScroll: true });
    return this.view();
  }

  showTabs(topics) {
    for (const [id, tab] of this.tabs) {
      if (topics.some((topic) => topic.id === id)) continue;
      tab.remove();
      this.tabs.delete(id);
    }
    for (const { id, name } of topics) {
      const tab = this.tabs.get(id) ?? this.newTab(id);
      const isChosen = id === this.thread;
      const wasChosen = tab.getAttribute("aria-selected") === "true";
      setText(tab.firstChild, name);
      tab.title = name;
      tab.tabIndex = isChosen ? 0 : -1;
      tab.setAttribute("aria-selected", String(isChosen));
      if (isChosen && !wasChosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  newTab(id) {
    const { person } = this.pane;
    const tab = h(
      "button",
      {
        type: "button",
        id: `topic-${person}-${id}`,
        role: "tab",
        "aria-controls": `screen-${person}`,
        onclick: () => this.choose(id),
      },
      h("span", { class: "name", dir: "auto" }),
      h("span", { class: "badge", hidden: true }),
    );
    this.tabs.set(id, tab);
    this.list.append(tab);
    return tab;
  }

  /** The chosen topic as if it were a chat of its own; without one, the chat itself. */
  view() {
    const { chat, thread } = this;
    if (!thread) return chat;
    const key = this.key(thread);
    const messages = new Map([...chat.messages].filter(([, message]) => message.thread === thread));
    const before = Math.min(this.lastIds.get(key) ?? 0, chat.lastId);
    const lastId = Math.max(before, [...messages.keys()].at(-1) ?? 0);
    this.lastIds.set(key, lastId);
    return {
      ...chat,
      key,
      messages,
      lastId,
      pinned: chat.pinned.filter((id) => messages.has(id)),
      action: chat.action?.thread === thread ? chat.action : null,
      force_reply: messages.has(chat.force_reply?.to) ? chat.force_reply : null,
    };
  }

  key(thread) {
    return thread ? `${this.chat.key}/${thread}` : this.chat.key;
  }

  place(thread) {
    return `${this.pane.person}/${this.key(thread)}`;
  }

  choose(thread) {
    if (thread === this.thread) return;
    rememberTopic(this.place(ALL), thread);
    this.pane.update();
  }

  name(thread) {
    return this.chat?.topics?.find(({ id }) => id === thread)?.name ?? "";
  }

  /** Where a message stands, to be told where all are shown together. */
  whereOf(message) {
    return this.thread ? "" : this.name(message.thread);
  }

  get hint() {
    if (this.element.hidden) return "Message";
    if (this.thread) return `Message in “${this.name(this.thread)}”`;
    return this.chat.can_open_topic ? "Write to open a topic" : "Message outside the topics";
  }

  // What was read: among all messages, or in the topic alone. Either counts.

  readUpTo() {
    const marks = [ALL, this.thread].map((thread) => readUpTo(this.place(thread))).filter((mark) => mark !== null);
    return marks.length ? Math.max(...marks) : null;
  }

  hasRead(message) {
    return Boolean(message.thread) && message.id <= (readUpTo(this.place(message.thread)) ?? 0);
  }

  /** Mark each tab with what is unread there; returns how much that is together, `inView` where there are no tabs. */
  showUnread(inView) {
    if (this.element.hidden) return inView;
    const all = readUpTo(this.place(ALL)) ?? Infinity;
    const counts = new Map([...this.tabs.keys()].map((id) => [id, 0]));
    let total = 0;
    for (const message of this.chat.messages.values()) {
      if (message.id <= all || message.from === this.pane.person || message.service || this.hasRead(message)) continue;
      total += 1;
      if (message.thread && counts.has(message.thread)) counts.set(message.thread, counts.get(message.thread) + 1);
    }
    counts.set(ALL, total);
    for (const [id, count] of counts) this.mark(id, count);
    return total;
  }

  mark(id, count) {
    const before = this.counts.get(id);
    if (before === count) return;
    const badge = this.tabs.get(id).lastChild;
    badge.hidden = count === 0;
    badge.replaceChildren(...(count ? [String(count), h("span", { class: "unseen" }, " unread")] : []));
    if (this.thread && id && id !== this.thread && before !== undefined && count > before) {
      this.pane.log.say(`${this.name(id)}: ${count} unread`);
    }
    this.counts.set(id, count);
  }

  // What a person does with topics.

  onKey(event) {
    const tabs = [...this.list.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    tab.focus();
    tab.click();
  }

  async open() {
    const name = await nameBox("New topic", "Name of the topic", "", "Open");
    if (!name) return;
    const answer = await this.pane.act({ act: "open_topic", name });
    if (answer?.thread) this.choose(answer.thread);
  }

  /** What can be done with the chosen topic, for the pane's menu. */
  items() {
    const { thread, pane } = this;
    if (!thread) return [];
    const name = this.name(thread);
    const rename = async () => {
      const given = await nameBox("Rename the topic", "Name of the topic", name, "Rename");
      if (given) pane.act({ act: "rename_topic", thread, name: given });
    };
    const remove = async () => {
      const text = "All messages in it go as well, on both sides. The bot is not told.";
      if (await confirmBox(`Delete the topic “${name}”?`, text, "Delete")) pane.act({ act: "delete_topic", thread });
    };
    return [
      { label: `Rename the topic “${name}”`, icon: "edit", pick: rename },
      { label: `Delete the topic “${name}”`, icon: "trash", isDanger: true, pick: remove },
      "line",
    ];
  }
}
