// Notices between the messages, such as "pinned a message".

import { h } from "./dom.js";

const SAID = {
  pinned_message: () => "pinned a message",
  forum_topic_created: ({ name }) => `opened the topic “${name}”`,
  forum_topic_edited: ({ name }) => (name ? `renamed the topic to “${name}”` : "changed the icon of the topic"),
  gift: () => "gave a gift",
  users_shared: () => "chose an account",
  chat_shared: () => "chose a chat",
  web_app_data: () => "sent data from a web app",
};

/** An item for a notice; `show(id)` goes to the message it speaks of. */
export function buildNotice(message, name, show) {
  const { service } = message;
  const said = SAID[service.kind]?.(service) ?? "changed something";
  const button = service.to ? h("button", { type: "button", onclick: () => show(service.to) }, "show") : null;
  return h("li", { class: "service", dataset: { id: message.id } }, h("span", {}, `${name} ${said} `, button));
}
