// Menus that open beside a button, and short notices. One menu at a time.

import { avatar, emoji as picture, h, icon } from "./dom.js";

let closeOpen = null;
let openAt = null;

/**
 * Open a menu beside `anchor` (or at `point`). Items: { label, detail, icon, account, badge, isDanger, isChecked,
 * pick }, "line", or { faces: [{ label, isChecked, pick }] }. Escape, Tab and a click elsewhere close it.
 */
export function openMenu(anchor, label, items, point = null) {
  const wasHere = openAt === anchor;
  closeOpen?.();
  if (wasHere && !point) return anchor.focus({ preventScroll: true }); // a second press on the button closes it
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  const options = [];
  const add = (into, item, content) => {
    const isChoice = item.isChecked !== undefined;
    const option = h(
      "button",
      {
        type: "button",
        class: item.isDanger ? "danger" : "",
        role: isChoice ? "menuitemradio" : "menuitem",
        "aria-checked": isChoice ? String(item.isChecked) : null,
        "aria-label": item.said,
        tabindex: "-1",
        onclick: () => {
          close(true);
          item.pick();
        },
      },
      content,
    );
    options.push(option);
    into.append(option);
  };
  for (const item of items) {
    if (item === "line") menu.append(h("hr"));
    else if (item.faces) {
      const faces = h("div", { class: "faces", role: "group", "aria-label": "Reactions" });
      item.faces.forEach((face) => add(faces, face, picture(face.label)));
      menu.append(faces);
    } else add(menu, item, row(item));
  }

  function close(returnFocus) {
    if (closeOpen !== close) return;
    closeOpen = null;
    openAt = null;
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", dismiss);
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (returnFocus && anchor.isConnected) anchor.focus({ preventScroll: true });
  }
  const dismiss = () => close(false);
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) close(false);
  };

  menu.addEventListener("keydown", (event) => {
    const at = options.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) options.at(to % options.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else if (event.key.length === 1 && event.key !== " ") {
      const letter = event.key.toLowerCase();
      const after = [...options.slice(at + 1), ...options.slice(0, at + 1)];
      after.find((option) => option.textContent.trim().toLowerCase().startsWith(letter))?.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  document.body.append(menu);
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor, point);
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", dismiss);
  closeOpen = close;
  openAt = anchor;
  (options.find((option) => option.getAttribute("aria-checked") === "true") ?? options[0])?.focus();
  return undefined;
}

function row(item) {
  return [
    item.account ? avatar(item.account, "small") : item.icon ? icon(item.icon) : null,
    h("span", { class: "words" }, item.label, item.detail ? h("small", {}, item.detail) : null),
    item.badge ? h("span", { class: "badge" }, String(item.badge)) : null,
  ];
}

function place(menu, anchor, point) {
  const box = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const room = 8;
  const left = point ? point.x : box.left;
  const below = point ? point.y : box.bottom + 4;
  const above = (point ? point.y : box.top - 4) - size.height;
  const top = below + size.height + room > window.innerHeight && above > room ? above : below;
  menu.style.left = `${Math.max(room, Math.min(left, window.innerWidth - size.width - room))}px`;
  menu.style.top = `${Math.max(room, Math.min(top, window.innerHeight - size.height - room))}px`;
}

/** Show a notice for a while in a `toasts` element; it is read out as well. */
export function toast(place, text) {
  const note = h("div", { class: "toast" }, text);
  place.append(note);
  setTimeout(() => note.remove(), Math.max(4000, text.length * 90));
}
