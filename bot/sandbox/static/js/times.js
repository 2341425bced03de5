// Moments as words. The sandbox gives seconds since 1970; the browser shows them in its own zone.

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const DAY_OF_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const FULL = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

export const clockTime = (seconds) => CLOCK.format(seconds * 1000);

export const shortDate = (seconds) => FULL.format(seconds * 1000);

/** A number that is the same for all moments of one local day. */
export function dayOf(seconds) {
  const date = new Date(seconds * 1000);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86400000);
}

/** "Today", "Yesterday", "Monday 3 March" or, in another year, "3 March 2025". */
export function dayName(seconds, now) {
  const apart = dayOf(now) - dayOf(seconds);
  if (apart === 0) return "Today";
  if (apart === 1) return "Yesterday";
  const sameYear = new Date(seconds * 1000).getFullYear() === new Date(now * 1000).getFullYear();
  return (sameYear ? DAY : DAY_OF_YEAR).format(seconds * 1000);
}

/** "2 days 3 h" for a span in seconds. */
export function spanOf(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts = [
    days ? `${days} ${days === 1 ? "day" : "days"}` : "",
    hours ? `${hours} h` : "",
    !days && minutes % 60 ? `${minutes % 60} min` : "",
  ];
  return parts.filter(Boolean).join(" ") || "less than a minute";
}
