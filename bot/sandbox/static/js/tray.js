// Files that wait to be sent: chosen with the paperclip or pasted, with what is to become of them.

import { h, icon } from "./dom.js";
import { upload } from "./live.js";
import { openMenu } from "./popup.js";
import { sizeOf } from "./media.js";

const MEASURE_MS = 3000;

export class Tray {
  /** `onChange` hears when files come or go. */
  constructor(owner, onChange) {
    this.files = [];
    this.way = "media";
    this.onChange = onChange;
    this.list = h("ul");
    this.plain = h("input", { type: "checkbox", id: `plain-${owner}` });
    this.plainLine = h("label", { class: "plainly", for: this.plain.id }, this.plain, "Send as files, not as pictures");
    this.element = h("div", { class: "tray", role: "group", "aria-label": "Files to send", hidden: true }, this.list, this.plainLine);
    this.button = h(
      "button",
      { type: "button", class: "tool", "aria-label": "Attach files", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.choose() },
      icon("clip"),
    );
    this.inputs = {
      media: h("input", { type: "file", accept: "image/*,video/*", multiple: true, hidden: true, dataset: { way: "media" } }),
      file: h("input", { type: "file", multiple: true, hidden: true, dataset: { way: "file" } }),
      voice: h("input", { type: "file", accept: "audio/*", hidden: true, dataset: { way: "voice" } }),
    };
    for (const [way, input] of Object.entries(this.inputs)) {
      input.addEventListener("change", () => {
        this.add([...input.files], way);
        input.value = "";
      });
    }
    this.element.append(...Object.values(this.inputs));
  }

  choose() {
    const pick = (way) => () => this.inputs[way].click();
    openMenu(this.button, "Attach", [
      { label: "Photos or videos", detail: "Several go as an album", icon: "picture", pick: pick("media") },
      { label: "Files", detail: "Music goes as music", icon: "file", pick: pick("file") },
      { label: "Voice message", detail: "From a sound file", icon: "voice", pick: pick("voice") },
    ]);
  }

  /** Files of one choice replace those that are to be sent in another way. */
  add(files, way) {
    if (!files.length) return;
    if (way !== this.way) this.clear();
    this.way = way;
    this.files.push(...files.map((file) => ({ file, preview: file.type.startsWith("image/") ? URL.createObjectURL(file) : "" })));
    this.show();
  }

  take(entry) {
    const at = this.files.indexOf(entry);
    this.files.splice(at, 1);
    if (entry.preview) URL.revokeObjectURL(entry.preview);
    this.show();
    (this.list.querySelectorAll("button")[Math.min(at, this.files.length - 1)] ?? this.button).focus();
  }

  clear() {
    for (const { preview } of this.files) if (preview) URL.revokeObjectURL(preview);
    this.files = [];
    this.plain.checked = false;
    this.show();
  }

  /** Take everything out of the tray, to be laid back later. */
  lift() {
    const { files, way } = this;
    const isPlain = this.plain.checked;
    this.files = [];
    this.plain.checked = false;
    this.show();
    return { files, way, isPlain };
  }

  lay({ files, way, isPlain }) {
    Object.assign(this, { files, way });
    this.plain.checked = isPlain;
    this.show();
  }

  show() {
    this.element.hidden = this.files.length === 0;
    this.plainLine.hidden = this.way !== "media";
    this.list.replaceChildren(
      ...this.files.map((entry) =>
        h(
          "li",
          {},
          entry.preview ? h("img", { src: entry.preview, alt: "" }) : icon(this.way === "voice" ? "voice" : "file"),
          h("span", { class: "inner" }, h("span", { class: "name", dir: "auto" }, entry.file.name), h("small", {}, sizeOf(entry.file.size))),
          h("button", { type: "button", class: "tool", "aria-label": `Do not send ${entry.file.name}`, onclick: () => this.take(entry) }, icon("close")),
        ),
      ),
    );
    this.onChange();
  }

  /** The act that sends everything that waits; the files are with the sandbox when it resolves. */
  async act() {
    const files = await Promise.all(
      this.files.map(async ({ file }) => ({ name: file.name, type: file.type, ...(await measured(file)), upload: await upload(file) })),
    );
    const way = this.way === "file" && this.files.every(({ file }) => file.type.startsWith("audio/")) ? "media" : this.way;
    return { act: "attach", files, as: way === "media" && this.plain.checked ? "file" : way };
  }
}

/** How long a sound or a film is and how large, as far as this browser can tell. */
function measured(file) {
  const tag = file.type.startsWith("video/") ? "video" : file.type.startsWith("audio/") ? "audio" : null;
  if (!tag) return {};
  const url = URL.createObjectURL(file);
  return new Promise((resolve) => {
    const probe = document.createElement(tag);
    const done = (found) => {
      URL.revokeObjectURL(url);
      resolve(found);
    };
    const timer = setTimeout(() => done({}), MEASURE_MS);
    probe.addEventListener("error", () => (clearTimeout(timer), done({})));
    probe.addEventListener("loadedmetadata", () => {
      clearTimeout(timer);
      const seconds = Number.isFinite(probe.duration) ? Math.round(probe.duration) : 0;
      done(tag === "video" ? { seconds, width: probe.videoWidth, height: probe.videoHeight } : { seconds });
    });
    probe.preload = "metadata";
    probe.src = url;
  });
}
