// What Telegram Desktop makes of typed marks: **bold**, __italic__, ~~struck~~, ||hidden||, `code`, ```block```.

const MARKS = [
  ["```", "pre"],
  ["`", "code"],
  ["**", "bold"],
  ["__", "italic"],
  ["~~", "strikethrough"],
  ["||", "spoiler"],
];

/** { text, entities } of what was typed: marks that come in pairs around something become entities. */
export function parseMarks(typed) {
  const entities = [];
  let text = "";
  let at = 0;
  const open = [];
  let isWhole = true;
  while (at < typed.length) {
    const mark = MARKS.find(([sign]) => typed.startsWith(sign, at));
    if (!mark) {
      text += typed[at];
      at += 1;
      continue;
    }
    const [sign, type] = mark;
    const begun = open.findIndex((one) => one.sign === sign);
    if (begun >= 0 && text.length > open[begun].from) {
      entities.push({ type, offset: open[begun].from, length: text.length - open[begun].from });
      if (begun !== open.length - 1) isWhole = false; // marks that cross each other are no marks
      open.length = begun;
      at += sign.length;
    } else if (begun < 0 && closes(typed, at, sign)) {
      const isCode = type === "code" || type === "pre";
      if (isCode) {
        const end = typed.indexOf(sign, at + sign.length);
        const inner = typed.slice(at + sign.length, end).replace(/^\n|\n$/g, "");
        entities.push({ type, offset: text.length, length: inner.length });
        text += inner;
        at = end + sign.length;
      } else {
        open.push({ sign, from: text.length });
        at += sign.length;
      }
    } else {
      text += sign;
      at += sign.length;
    }
  }
  return isWhole && open.length === 0 ? trimmed(text, entities) : { text: typed.trim(), entities: [] };
}

function closes(typed, at, sign) {
  const end = typed.indexOf(sign, at + sign.length);
  const inner = end < 0 ? "" : typed.slice(at + sign.length, end);
  return inner.trim() !== "" && (sign.startsWith("`") || (!/^\s/.test(inner) && !/\s$/.test(inner)));
}

function trimmed(text, entities) {
  const lead = text.length - text.trimStart().length;
  const whole = text.trim();
  const fitted = entities.map((entity) => {
    const start = Math.max(entity.offset - lead, 0);
    const end = Math.min(entity.offset + entity.length - lead, whole.length);
    return { ...entity, offset: start, length: end - start };
  });
  return { text: whole, entities: fitted.filter((entity) => entity.length > 0).sort((a, b) => a.offset - b.offset) };
}

/** What was typed, for the composer in edit mode: the marks put back around the entities that have one. */
export function withMarks(message) {
  const puts = [];
  for (const entity of message.entities) {
    const sign = MARKS.find(([, type]) => type === entity.type)?.[0];
    if (!sign) continue;
    puts.push([entity.offset, 1, -entity.length, sign], [entity.offset + entity.length, 0, entity.length, sign]);
  }
  // From the end to the start, so that earlier offsets stay true; at one place closing marks stand before opening ones.
  puts.sort((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2]);
  return puts.reduce((text, [at, , , sign]) => text.slice(0, at) + sign + text.slice(at), message.text);
}
