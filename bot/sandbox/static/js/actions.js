// What can be done with a message: the menu behind its "more" button and the right mouse button.

import { choosePart } from "./dialogs.js";

const OFFERED = ["👍", "❤", "🙏", "🤗", "😢", "👏", "🔥", "😁", "🤔", "🎉", "👌", "💔"];

const CAPTIONED = new Set(["photo", "video", "animation", "audio", "document", "voice", "live_photo"]);

/** Items for the menu of a message in a pane. */
export function messageMenu(pane, message) {
  const isOwn = message.from === pane.person;
  const mine = message.reactions.find(({ by }) => by.includes(pane.person))?.emoji;
  const selected = selectionIn(pane, message);
  const items = [
    {
      faces: OFFERED.map((emoji) => ({
        label: emoji,
        said: mine === emoji ? `Take back ${emoji}` : `React with ${emoji}`,
        isChecked: mine === emoji,
        pick: () => pane.react(message, mine === emoji ? null : emoji),
      })),
    },
    "line",
    { label: "Reply", icon: "reply", pick: () => pane.composer.reply(message) },
  ];
  if (message.text) {
    items.push({
      label: selected ? "Quote the selected words" : "Quote a part…",
      icon: "quote",
      pick: () => quote(pane, message, selected),
    });
  }
  if (isOwn && (message.text || CAPTIONED.has(message.kind))) {
    items.push({ label: message.text ? "Edit" : "Add a caption", icon: "edit", pick: () => pane.composer.edit(message) });
  }
  if (message.text) items.push({ label: "Copy text", icon: "copy", pick: () => pane.copy(message.text) });
  if (isOwn) {
    items.push("line", {
      label: "Delete",
      detail: "For both sides",
      icon: "trash",
      isDanger: true,
      pick: () => pane.act({ act: "delete", message: message.id }),
    });
  }
  return items;
}

async function quote(pane, message, selected) {
  const part = selected || (await choosePart(message.text));
  if (part) pane.composer.reply(message, part === message.text ? "" : part);
}

/** The words of this message that are selected, where they stand in it just so; else empty. */
function selectionIn(pane, message) {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return "";
  const words = pane.log.bubbles.get(message.id)?.element.querySelector(".words");
  if (!words?.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return "";
  const text = selection.toString().trim();
  return message.text.includes(text) ? text : "";
}
