// The line to the sandbox: changes come by server-sent events, what people do goes out by POST.

const LARGEST = 50 * 1024 * 1024; // bytes of a file
const SILENCE_MS = 25000; // the server says something at least every 10 seconds

/** Keep the store up to date; `tell(isConnected)` hears when the line is lost and when it is back. */
export function connect(store, tell) {
  let source = null;
  let watch = 0;
  let waits = 0;

  function heard() {
    clearTimeout(watch);
    watch = setTimeout(again, SILENCE_MS);
  }

  function open() {
    source = new EventSource("/page/events");
    source.addEventListener("snapshot", (event) => {
      waits = 0;
      heard();
      store.takeSnapshot(JSON.parse(event.data));
      tell(true);
    });
    for (const kind of ["change", "beat"]) {
      source.addEventListener(kind, (event) => {
        heard();
        store.takeChange(JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      tell(false);
      again();
    });
    heard();
  }

  function again() {
    clearTimeout(watch);
    source.close();
    tell(false);
    waits = Math.min(waits + 1, 6);
    watch = setTimeout(open, 250 * 2 ** waits);
  }

  open();
}

/** Hand a file over, to be sent by an act; resolves to the word by which the act names it. */
export async function upload(file) {
  if (file.size > LARGEST) throw new Error(`“${file.name}” has more than 50 MB, which is as much as the sandbox takes.`);
  const headers = { "Content-Type": "application/octet-stream" };
  return (await asked("/page/upload", { method: "POST", headers, body: file })).upload;
}

/** Do something as a person. Resolves to the answer; rejects with an Error whose message can be shown. */
export function act(what) {
  const headers = { "Content-Type": "application/json" };
  return asked("/page/act", { method: "POST", headers, body: JSON.stringify(what) });
}

async function asked(address, request) {
  let answer;
  try {
    answer = await fetch(address, request);
  } catch {
    throw new Error("The sandbox cannot be reached. Is it still running?");
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error ?? `The sandbox answered ${answer.status}.`);
  return body;
}
