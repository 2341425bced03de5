// Building elements without markup: whatever came from a person or a bot only ever becomes a text node.

/** An element with properties (`on…` listeners, `class`, `dataset`, attributes) and children. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Set the text of an element only where it differs, so that nothing is announced or repainted for nothing. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Disabled for everyone, yet still reachable by Tab, so that the reason can be heard. */
export function setDisabled(button, reason) {
  if (reason) {
    button.setAttribute("aria-disabled", "true");
    button.title = reason;
  } else {
    button.removeAttribute("aria-disabled");
    button.removeAttribute("title");
  }
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  send: "M4 12 20 4l-4 16-4-6.5z M12 13.5 20 4",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  reply: "M10 6 4 11l6 5v-3.5c5 0 8 1.5 10 5.5-.5-6-4-9.5-10-9.5z",
  quote: "M5 17V11q0-4 4-5M5 12h4v5H5zM14 17V11q0-4 4-5M14 12h4v5h-4z",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  copy: "M9 9h10v11H9zM6 15H5V4h10v2",
  down: "M6 9l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  menu: "M5 7h14M5 12h14M5 17h14",
  keys: "M3 7h18v10H3zM7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8",
  block: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.5 6.5l11 11",
  person: "M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4zM4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
  out: "M9 6h9v9M18 6 7 17",
  clip: "M8 12.5l6.5-6.5a3 3 0 0 1 4.3 4.3l-8.6 8.6a4.8 4.8 0 0 1-6.8-6.8L11 4.5",
  file: "M7 3.5h7l4 4v13H7zM14 3.5v4h4",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  voice: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7L12 17",
};

/** One of the page's own drawings; the label of what it stands for is the button's business. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", name === "more" ? "2.8" : "1.8");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  svg.append(path);
  return svg;
}

/** A round picture with initials; its colour follows from the account's number. */
export function avatar(account, size = "") {
  const hue = account.is_bot ? "hue-bot" : `hue-${account.id % 7}`;
  return h("span", { class: `avatar ${size} ${hue}`, "aria-hidden": "true" }, initials(account.name));
}

function initials(name) {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const letters = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : parts;
  return letters.map((part) => [...part][0] ?? "").join("").toUpperCase() || "?";
}

/** An emoji as a small picture, even where the font would draw it as a black sign (❤ comes without its selector). */
export function emoji(sign) {
  const [first, ...rest] = [...sign];
  return h("span", { class: "emoji" }, /\p{Emoji_Presentation}/u.test(first) ? sign : `${first}\uFE0F${rest.join("")}`);
}

/** The first words of a message, on one line, for bars and labels. */
export function snippet(message, length = 90) {
  const text = (message?.text ?? "").replace(/\s+/g, " ").trim() || message?.media?.name || (message ? kindName(message.kind) : "Deleted message");
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** A message as it is read out. */
export function heard(message) {
  return [message.media ? kindName(message.kind) : "", message.text].filter(Boolean).join(": ") || kindName(message.kind);
}

const KINDS = {
  voice: "Voice message",
  video_note: "Video message",
  document: "File",
  animation: "GIF",
  users_shared: "Chosen account",
  chat_shared: "Chosen chat",
  web_app_data: "Data of a web app",
};

/** What to call a message that is not text: "Voice message". */
export function kindName(kind) {
  const words = kind.replaceAll("_", " ");
  return KINDS[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
