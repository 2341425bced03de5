// The page: its panes, the people they belong to, and what stands above them.

import { h, icon, setText } from "./dom.js";
import { Store } from "./store.js";
import { act, connect } from "./live.js";
import { Clock } from "./clock.js";
import { Pane } from "./pane.js";
import { openMenu, toast } from "./popup.js";
import { newPerson, whoOpens } from "./dialogs.js";
import { deepLink } from "./entities.js";
import { openPeople, rememberOpen } from "./remembered.js";

const byId = (id) => document.getElementById(id);

class Desk {
  constructor(store) {
    this.store = store;
    this.panes = [];
    this.unread = new Map();
    this.place = byId("panes");
    this.empty = h("p", { class: "empty" }, "Nobody’s phone is open. Choose a person above.");
    this.add = h(
      "button",
      { type: "button", class: "plain", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.openAdd() },
      icon("plus"),
      "Add a person",
    );
    byId("tools").append(this.add);
    store.addEventListener("change", (event) => this.onChange(event.detail));
  }

  onChange({ all, chats }) {
    if (!this.isSet) this.setOut();
    const bots = [...this.store.bots.values()];
    const title = bots.length ? `${bots[0].name} in the sandbox` : "Sandbox";
    setText(byId("brand"), title);
    for (const pane of [...this.panes]) {
      if (!this.store.people.has(pane.person)) this.close(pane);
      else if (all || !pane.chat || this.store.chatsOf(pane.person).some((chat) => chats.has(chat.key))) pane.update();
    }
    this.showEmpty();
  }

  /** On arrival: the panes that were open last time, else those the sandbox suggests. */
  setOut() {
    this.isSet = true;
    const known = [...this.store.people.values()];
    const suggested = known.filter((person) => person.is_shown);
    const first = (suggested.length ? suggested : known.slice(0, 3)).map((person) => person.id);
    const kept = openPeople()?.filter((id) => this.store.people.has(id));
    for (const id of kept?.length ? kept : first) this.open(id, false);
  }

  paneOf(person) {
    return this.panes.find((pane) => pane.person === person);
  }

  /** Open a person's pane (in place of another where one is given), or go to it where it is open. */
  open(person, withFocus = true, instead = null) {
    let pane = this.paneOf(person);
    if (!pane) {
      pane = new Pane(person, this.store, this);
      if (instead) {
        this.panes[this.panes.indexOf(instead)] = pane;
        instead.element.replaceWith(pane.element);
        instead.leave();
      } else {
        this.panes.push(pane);
        this.place.append(pane.element);
      }
      pane.update();
      this.remember();
    }
    this.showEmpty();
    if (withFocus) {
      pane.element.scrollIntoView({ block: "nearest", inline: "nearest" });
      (pane.composer.writing.hidden ? pane.picker : pane.composer.field).focus({ preventScroll: true });
    }
    return pane;
  }

  close(pane) {
    const at = this.panes.indexOf(pane);
    const hadFocus = pane.element.contains(document.activeElement);
    this.panes.splice(at, 1);
    pane.element.remove();
    pane.leave();
    this.unread.delete(pane.person);
    this.remember();
    this.showEmpty();
    if (hadFocus) (this.panes[at] ?? this.panes[at - 1])?.picker.focus() ?? this.add.focus();
  }

  remember() {
    rememberOpen(this.panes.map((pane) => pane.person));
  }

  showEmpty() {
    if (this.panes.length) this.empty.remove();
    else if (!this.empty.isConnected) this.place.append(this.empty);
  }

  showUnread(person, count) {
    this.unread.set(person, count);
    const total = [...this.unread.values()].reduce((sum, each) => sum + each, 0);
    const title = `${total ? `(${total}) ` : ""}${byId("brand").textContent}`;
    if (document.title !== title) document.title = title;
  }

  choices(pick, current = null) {
    return [...this.store.people.values()].map((person) => ({
      label: person.name,
      detail: [person.label, this.paneOf(person.id) && person.id !== current ? "open" : ""].filter(Boolean).join(" · "),
      account: person,
      badge: this.unread.get(person.id) || "",
      isChecked: person.id === current,
      pick: () => pick(person.id),
    }));
  }

  openPicker(pane) {
    const items = this.choices((id) => this.open(id, true, this.paneOf(id) ? null : pane), pane.person);
    items.push("line", { label: "Somebody new…", icon: "plus", pick: () => this.addPerson(pane) });
    openMenu(pane.picker, "Whose phone is this?", items);
  }

  openAdd() {
    const closed = this.choices((id) => this.open(id)).filter((_, at) => !this.paneOf([...this.store.people.keys()][at]));
    const items = closed.map((item) => ({ ...item, isChecked: undefined }));
    if (items.length) items.push("line");
    items.push({ label: "Somebody new…", icon: "plus", pick: () => this.addPerson() });
    openMenu(this.add, "Whose phone shall be shown?", items);
  }

  async addPerson(instead = null) {
    const answer = await newPerson();
    if (!answer) return;
    const deep = answer.link ? deepLink(answer.link, this.store.bots) : null;
    if (answer.link && !deep) return this.tell("That link leads to no bot of this sandbox.");
    await this.create(answer.name, deep, instead);
  }

  async openDeepLink(deep) {
    const who = await whoOpens([...this.store.people.values()], deep.bot.name);
    if (who === null) return;
    if (typeof who === "object") await this.create(who.name, deep);
    else await this.start(who, deep);
  }

  async create(name, deep, instead = null) {
    try {
      const { person } = await act({ act: "add", name });
      await this.known(person);
      if (deep) await this.start(person, deep, instead);
      else this.open(person, true, instead);
    } catch (error) {
      this.tell(error.message);
    }
  }

  async start(person, deep, instead = null) {
    try {
      await act({ act: "start", person, bot: deep.bot.id, payload: deep.payload });
      this.open(person, true, instead);
    } catch (error) {
      this.tell(error.message);
    }
  }

  /** Resolves once the store knows this person: the event may come after the answer. */
  known(person) {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.store.people.has(person)) return;
        this.store.removeEventListener("change", look);
        resolve();
      };
      this.store.addEventListener("change", look);
      look();
    });
  }

  tell(text) {
    toast(byId("toasts"), text);
  }
}

const store = new Store();
const desk = new Desk(store);
new Clock(byId("clock"), store, act, (text) => desk.tell(text));
document.addEventListener("visibilitychange", () => desk.panes.forEach((pane) => pane.log.read()));
connect(store, (isConnected) => {
  const notice = byId("connection");
  notice.hidden = isConnected;
  setText(notice, isConnected ? "" : "Connection lost. Trying again…");
});
