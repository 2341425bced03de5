// Text with Bot API entities as elements. Offsets are UTF-16 units, which is how JavaScript counts as well.

import { h } from "./dom.js";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u;

/** Whether a text is one to three emoji and nothing else, which is shown large. */
export const isOnlyEmoji = (text) => ONLY_EMOJI.test(text);

/** Nodes for a text. `on.link(url, event)` and `on.command(text)` hear of taps inside it. */
export function renderText(text, entities, on) {
  const sorted = entities
    .map((entity) => ({ ...entity, end: entity.offset + entity.length }))
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.end <= text.length)
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return renderPart(text, 0, text.length, sorted, on);
}

function renderPart(text, from, to, entities, on) {
  const nodes = [];
  const waiting = [...entities];
  let at = from;
  while (waiting.length) {
    const entity = waiting.shift();
    if (entity.offset >= to) break;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.end, to);
    if (end <= start) continue;
    const inner = [];
    const after = [];
    while (waiting.length && waiting[0].offset < end) {
      const next = waiting.shift();
      if (next.end > end) after.push({ ...next, offset: end }); // partly outside: cut in two
      inner.push({ ...next, end: Math.min(next.end, end) });
    }
    waiting.unshift(...after);
    nodes.push(element(entity, text.slice(start, end), renderPart(text, start, end, inner, on), on));
    at = end;
    if (isBlock(entity) && text[at] === "\n") at += 1; // a block ends its line by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

const isBlock = (entity) => ["pre", "blockquote", "expandable_blockquote"].includes(entity.type);

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

function element(entity, text, inner, on) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, inner);
  switch (entity.type) {
    case "pre":
      return h("pre", {}, h("code", {}, inner));
    case "blockquote":
      return h("blockquote", {}, inner);
    case "expandable_blockquote":
      return h("blockquote", {}, h("details", {}, h("summary", {}, "Show the quotation"), inner));
    case "spoiler":
      return spoiler(inner);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`, inner, on);
    case "text_link":
      return link(entity.url, inner, on);
    case "email":
      return link(`mailto:${text}`, inner, on);
    case "bot_command":
      return h("button", { type: "button", class: "command", onclick: () => on.command(text) }, inner);
    default: // mention, text_mention, hashtag, cashtag, phone_number, custom_emoji and what is yet to come
      return h("span", { class: "tag" }, inner);
  }
}

function link(url, inner, on) {
  let scheme = "";
  try {
    scheme = new URL(url).protocol;
  } catch {
    return h("span", { class: "tag" }, inner);
  }
  if (!["http:", "https:", "mailto:", "tel:", "tg:"].includes(scheme)) return h("span", { class: "tag" }, inner);
  return h(
    "a",
    { href: url, target: "_blank", rel: "noopener noreferrer", title: url, onclick: (event) => on.link(url, event) },
    inner,
  );
}

function spoiler(inner) {
  const hidden = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text: show it" }, inner);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (!hidden.hasAttribute("role")) return;
    event.preventDefault();
    event.stopPropagation();
    for (const name of ["role", "aria-label"]) hidden.removeAttribute(name);
    hidden.tabIndex = -1;
  };
  hidden.addEventListener("click", show, true);
  hidden.addEventListener("keydown", show);
  return hidden;
}

/** { bot, payload } where a link opens a bot of the sandbox with Start, else null. */
export function deepLink(url, bots) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  const isWeb = ["t.me", "telegram.me", "telegram.dog"].includes(parsed.hostname);
  if (!isWeb && parsed.protocol !== "tg:") return null;
  const name = isWeb ? parsed.pathname.split("/")[1] : parsed.searchParams.get("domain");
  const bot = [...bots.values()].find((known) => known.username.toLowerCase() === (name ?? "").toLowerCase());
  return bot ? { bot, payload: parsed.searchParams.get("start") ?? "" } : null;
}
