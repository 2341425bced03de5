// What a message holds that is not words: its picture, film, sound or file, or the lines of a card.

import { h, icon, kindName } from "./dom.js";
import { showPicture } from "./dialogs.js";

/** Where the file of a message is fetched; another file in its place has another address. */
function address(pane, message, part = "") {
  const id = part ? message.media.thumbnail : message.media.id;
  return `/page/file/${pane.chat.key}/${message.id}?v=${id}${part ? `&part=${part}` : ""}`;
}

/** An element for the file of a message. */
export function buildMedia(pane, message) {
  const { media } = message;
  if (!media.is_kept) return h("p", { class: "media lost" }, `${kindName(media.kind)} that is no longer kept`);
  const url = address(pane, message);
  const inner = (BUILDERS[media.kind] ?? asFile)(media, url, pane, message);
  const whole = h("div", { class: `media ${media.kind}` }, inner);
  if (media.is_covered) cover(whole, inner, media);
  return whole;
}

const BUILDERS = { photo: picture, sticker, voice: sound, audio: sound, video: film, video_note: film, animation };

function picture(media, url) {
  const name = kindName(media.kind);
  const shown = image(media, url, name);
  return h("button", { type: "button", class: "picture", "aria-label": `${name}: show it large`, onclick: () => showPicture(name, url) }, shown);
}

function sticker(media, url) {
  if (media.is_animated) {
    return h("span", { class: "still", role: "img", "aria-label": `Animated sticker ${media.emoji}` }, media.emoji || "🎞");
  }
  const name = `Sticker ${media.emoji}`.trim();
  return media.is_video ? player("video", media, url, name) : image(media, url, name);
}

function animation(media, url) {
  return media.is_video ? player("video", media, url, named("GIF", media)) : image(media, url, named("GIF", media));
}

function film(media, url, pane, message) {
  const video = player("video", media, url, named(kindName(media.kind), media));
  video.playsInline = true;
  if (media.thumbnail) video.poster = address(pane, message, "thumbnail");
  return video;
}

function sound(media, url) {
  const title = [media.performer, media.title].filter(Boolean).join(" – ") || media.name;
  return [title ? h("strong", { class: "title", dir: "auto" }, title) : null, player("audio", media, url, named(kindName(media.kind), media))];
}

function asFile(media, url, pane, message) {
  const mark = media.thumbnail ? h("img", { src: address(pane, message, "thumbnail"), alt: "" }) : icon("file");
  return h(
    "a",
    { class: "file", href: url, download: media.name || "file" },
    mark,
    h("span", { class: "inner" }, h("span", { class: "name", dir: "auto" }, media.name || "File without a name"), h("small", {}, sizeOf(media.bytes))),
  );
}

function named(what, media) {
  return [what, media.title || media.name].filter(Boolean).join(": ");
}

function image(media, url, name) {
  const shown = h("img", { src: url, alt: name, width: media.width || null, height: media.height || null });
  shown.addEventListener("error", () => shown.replaceWith(unshown(media, url, name)));
  return shown;
}

function player(tag, media, url, name) {
  const size = tag === "video" ? { width: media.width || null, height: media.height || null } : {};
  const element = h(tag, { src: url, controls: true, preload: "metadata", "aria-label": name, ...size });
  element.addEventListener("error", () => element.replaceWith(unshown(media, url, name)));
  return element;
}

/** What the browser cannot show can still be saved. */
function unshown(media, url, name) {
  return asFile({ ...media, name: media.name || `${name} that this browser cannot show`, thumbnail: "" }, url);
}

function cover(whole, inner, media) {
  inner.inert = true;
  const button = h(
    "button",
    {
      type: "button",
      class: "uncover",
      onclick: () => {
        inner.inert = false;
        whole.classList.remove("covered");
        button.remove();
        whole.querySelector("button, video")?.focus({ preventScroll: true });
      },
    },
    `Show the ${kindName(media.kind).toLowerCase()}`,
  );
  whole.classList.add("covered");
  whole.append(button);
}

/** An element for a card: its kind, and what stands on it. */
export function buildCard(message) {
  const lines = message.card.filter(Boolean).map((line) => h("span", { dir: "auto" }, line));
  return h("div", { class: "card" }, h("strong", {}, kindName(message.kind)), lines);
}

/** "340 bytes", "1.2 MB". */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
