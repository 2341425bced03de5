// What this browser remembers between visits: open panes and how far each was read. Never any message.

const KEY = "sandbox-page-1";

function load() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {}; // storage is switched off or holds something else: the page starts as for the first time
  }
}

const kept = load();

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Nothing to do: without storage the page works, it only forgets.
  }
}

/** The people whose panes were open, in order; null on a first visit. */
export const openPeople = () => (Array.isArray(kept.open) ? kept.open : null);

export function rememberOpen(people) {
  kept.open = people;
  save();
}

/** The number of the last message read in a pane; null where the pane was never seen. */
export const readUpTo = (pane) => kept.read?.[pane] ?? null;

export function rememberRead(pane, messageId) {
  if (kept.read?.[pane] === messageId) return;
  kept.read = { ...kept.read, [pane]: messageId };
  save();
}

export const chosenChat = (personId) => kept.chat?.[personId] ?? null;

/** The topic last looked at in a chat; 0 for all of it. */
export const chosenTopic = (place) => kept.topic?.[place] ?? 0;

export function rememberTopic(place, thread) {
  kept.topic = { ...kept.topic, [place]: thread };
  save();
}

export function rememberChat(personId, chatKey) {
  kept.chat = { ...kept.chat, [personId]: chatKey };
  save();
}
