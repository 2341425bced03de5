// The clock of the sandbox in the header: what it shows, and the buttons that move it.

import { h, setDisabled, setText } from "./dom.js";
import { clockTime, dayOf, shortDate, spanOf } from "./times.js";

const MOVES = [
  ["now", "Now"],
  ["hour", "+1 h"],
  ["day", "+1 day"],
  ["next", "Next due"],
];
const SAID = { now: "Set the clock to the present", hour: "Move on by an hour", day: "Move on by a day", next: "Move on to what is due next" };

export class Clock {
  /** `act` does things, `tell(text)` shows a notice. */
  constructor(element, store, act, tell) {
    this.store = store;
    this.time = h("strong");
    this.note = h("span", { id: "clock-note" });
    this.buttons = new Map(
      MOVES.map(([move, label]) => [
        move,
        h("button", { type: "button", "aria-label": `${label}: ${SAID[move]}`, onclick: () => this.move(move, act, tell) }, label),
      ]),
    );
    element.append(h("div", { class: "time" }, this.time, this.note), h("div", { class: "moves" }, [...this.buttons.values()]));
    store.addEventListener("change", () => this.show());
    setInterval(() => this.show(), 1000);
    this.show();
  }

  async move(move, act, tell) {
    const refused = this.reasons()[move];
    if (refused) return tell(refused);
    try {
      const { now } = await act({ act: "clock", move });
      tell(`The clock shows ${shortDate(now)}, ${clockTime(now)}.`);
    } catch (error) {
      tell(error.message);
    }
    return undefined;
  }

  /** Why a button does nothing just now; empty where it does. */
  reasons() {
    const { movable, shift, knows_due: knows, next_due: due } = this.store.clock;
    if (!movable) return Object.fromEntries(MOVES.map(([move]) => [move, "This bot follows the real clock."]));
    const nothing = knows ? "Nothing is due." : "This bot does not say what is due.";
    return {
      now: Math.abs(shift) < 30 ? "The clock shows the present already." : "",
      next: due === null ? nothing : "",
    };
  }

  show() {
    const { store } = this;
    const { shift, movable, next_due: due } = store.clock;
    const now = store.now();
    setText(this.time, `${shortDate(now)}, ${clockTime(now)}`);
    let note = movable ? "real time" : "real time; cannot be moved";
    if (Math.abs(shift) >= 30) note = `${spanOf(shift)} ${shift > 0 ? "ahead" : "behind"}`;
    if (movable && due !== null) note += `; next due ${dayOf(due) === dayOf(now) ? "" : `${shortDate(due)}, `}${clockTime(due)}`;
    setText(this.note, store.isReady ? note : "");
    const reasons = this.reasons();
    for (const [move, button] of this.buttons) setDisabled(button, reasons[move] ?? "");
  }
}
