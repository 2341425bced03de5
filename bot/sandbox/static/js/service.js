// Notices between the messages, such as "pinned a message".

import { h } from "./dom.js";

const SAID = {
  pinned_message: () => "pinned a message",
  gift: () => "gave a gift",
  users_shared: () => "chose an account",
  chat_shared: () => "chose a chat",
  web_app_data: () => "sent data from a web app",
  forum_topic_created: ({ name }) => `opened the topic “${name}”`,
  forum_topic_edited: ({ name }) => (name ? `renamed the topic to “${name}”` : "changed the icon of the topic"),
};

/** What a notice says, after the name of whoever did it. */
export const serviceWords = (service) => SAID[service.kind]?.(service) ?? "changed something";

/** An item for a notice; `show(id)` goes to the message it speaks of. */
export function buildNotice(message, name, show) {
  const { to } = message.service;
  const button = to ? h("button", { type: "button", onclick: () => show(to) }, "show") : null;
  return h("li", { class: "service", dataset: { id: message.id } }, h("span", {}, `${name} ${serviceWords(message.service)} `, button));
}
