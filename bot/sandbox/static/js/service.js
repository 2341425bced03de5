// Notices between the messages, such as "pinned a message".

import { h } from "./dom.js";

const SAID = {
  pinned_message: "pinned a message",
  gift: "gave a gift",
  users_shared: "chose an account",
  chat_shared: "chose a chat",
  web_app_data: "sent data from a web app",
};

/** An item for a notice; `show(id)` goes to the message it speaks of. */
export function buildNotice(message, name, show) {
  const { kind, to } = message.service;
  const button = to ? h("button", { type: "button", onclick: () => show(to) }, "show") : null;
  return h("li", { class: "service", dataset: { id: message.id } }, h("span", {}, `${name} ${SAID[kind] ?? "changed something"} `, button));
}
