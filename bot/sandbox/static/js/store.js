// What the page knows of the sandbox, kept up to date by snapshots and changes.
//
// A message is { id, from, at, edited, kind, text, entities, media (a file, see showing.py), card: [line], album,
// origin, reply: {to, quote}, reactions: [{emoji, by}], buttons: [[{text, kind, url, copy}]], service }. The page's own part (unread marks, open panes) is elsewhere.

export class Store extends EventTarget {
  constructor() {
    super();
    this.bots = new Map();
    this.people = new Map();
    this.chats = new Map();
    this.clock = { now: Date.now() / 1000, movable: false, shift: 0, knows_due: false, next_due: null };
    this.clockOffset = 0; // the sandbox's time minus this browser's, in seconds
    this.isReady = false;
  }

  /** The sandbox's time in seconds since 1970. */
  now() {
    return Date.now() / 1000 + this.clockOffset;
  }

  /** Take in everything: what is not in the snapshot is gone. */
  takeSnapshot(state) {
    this.chats = new Map();
    this.take(state);
    this.isReady = true;
    this.dispatchEvent(new CustomEvent("change", { detail: { all: true, chats: new Set(this.chats.keys()) } }));
  }

  /** Take in what changed. */
  takeChange(state) {
    const { shift } = this.clock;
    const chats = this.take(state);
    const isMoved = Math.abs(this.clock.shift - shift) > 1; // "today" may be another day now
    const all = Boolean(state.people || state.bots) || isMoved;
    this.dispatchEvent(new CustomEvent("change", { detail: { all, chats } }));
    for (const tap of state.taps ?? []) this.dispatchEvent(new CustomEvent("tap", { detail: tap }));
  }

  take(state) {
    if (state.bots) this.bots = new Map(state.bots.map((bot) => [bot.id, { ...bot, is_bot: true }]));
    if (state.people) this.people = new Map(state.people.map((person) => [person.id, person]));
    if (state.clock) {
      this.clock = state.clock;
      this.clockOffset = state.clock.now - Date.now() / 1000;
    }
    const touched = new Set();
    for (const part of state.chats ?? []) {
      this.takeChat(part);
      touched.add(part.key);
    }
    return touched;
  }

  takeChat({ messages = [], gone = [], ...about }) {
    const known = this.chats.get(about.key);
    const kept = known?.messages ?? new Map();
    let isOrdered = true;
    let last = known?.lastId ?? 0;
    for (const message of messages) {
      if (!kept.has(message.id) && message.id < last) isOrdered = false;
      kept.set(message.id, message);
      last = Math.max(last, message.id);
    }
    for (const id of gone) kept.delete(id);
    const ordered = isOrdered ? kept : new Map([...kept.entries()].sort((a, b) => a[0] - b[0]));
    this.chats.set(about.key, { ...known, ...about, messages: ordered, lastId: last });
  }

  /** The chats of one person, the one with the latest message first. */
  chatsOf(personId) {
    const found = [...this.chats.values()].filter((chat) => chat.members.includes(personId));
    return found.sort((a, b) => b.lastId - a.lastId);
  }

  account(id) {
    return this.people.get(id) ?? this.bots.get(id) ?? { id, name: "Deleted account", label: "" };
  }
}
