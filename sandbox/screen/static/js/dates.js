// Dates in Swedish, in the viewer's zone. Nothing here knows what a date belongs to.

export const STOCKHOLM = "Europe/Stockholm";
const made = new Map();

function formatter(options, zone) {
  const key = JSON.stringify([options, zone]);
  if (!made.has(key)) {
    let format;
    try {
      format = new Intl.DateTimeFormat("sv-SE", { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat("sv-SE", { ...options, timeZone: STOCKHOLM });
    }
    made.set(key, format);
  }
  return made.get(key);
}

const show = (date, options, zone = STOCKHOLM) => formatter(options, zone).format(date);

/** "09:05" */
export const clockTime = (date, zone) => show(date, { hour: "2-digit", minute: "2-digit" }, zone);
/** "2026-11-22": the calendar day in that zone. */
export const isoDay = (date, zone) => show(date, { year: "numeric", month: "2-digit", day: "2-digit" }, zone);
/** "söndag 22 november 2026" */
export const longDay = (date, zone) => show(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, zone);
/** "sön 22 nov." */
export const shortDay = (date, zone) => show(date, { weekday: "short", day: "numeric", month: "short" }, zone);
/** "november 2026" */
export const monthName = (date, zone) => show(date, { month: "long", year: "numeric" }, zone);
/** "sön 22 nov. 09:05" */
export const dayAndTime = (date, zone) => `${shortDay(date, zone)} ${clockTime(date, zone)}`;
export const weekday = (date, zone) => show(date, { weekday: "short" }, zone);

/** The instant of a Slack `ts` ("1763790000.000100"). */
export const fromTs = (ts) => new Date(Number.parseFloat(ts) * 1000);

/** Days from `now` to `date` by the calendar: 0 today, -1 yesterday. */
export function dayDistance(date, now, zone) {
  return Math.round((Date.parse(isoDay(date, zone)) - Date.parse(isoDay(now, zone))) / 86_400_000);
}

/** An instant as Slack writes it in "last reply …": by distance from now. */
export function relative(date, now) {
  const minutes = Math.round((now - date) / 60_000);
  if (minutes < 1) return "nyss";
  if (minutes < 60) return minutes === 1 ? "för 1 minut sedan" : `för ${minutes} minuter sedan`;
  const days = -dayDistance(date, now);
  if (days === 0) return `i dag ${clockTime(date)}`;
  if (days === 1) return `i går ${clockTime(date)}`;
  return dayAndTime(date);
}

const capital = (text) => text.charAt(0).toLocaleUpperCase("sv") + text.slice(1);

/** A day divider's label. */
export function dividerLabel(date, now, words) {
  const distance = dayDistance(date, now);
  if (distance === 0) return words.today;
  if (distance === -1) return words.yesterday;
  return capital(longDay(date));
}

/** What Slack shows for `<!date^seconds^pattern|…>`; an unknown token is left as it stands. */
export function slackDate(seconds, pattern, now, zone) {
  const date = new Date(seconds * 1000);
  const long = show(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, zone);
  const plain = show(date, { day: "numeric", month: "long", year: "numeric" }, zone);
  const short = show(date, { day: "numeric", month: "short", year: "numeric" }, zone);
  const near = { 0: "i dag", "-1": "i går", 1: "i morgon" }[dayDistance(date, now, zone)];
  const tokens = {
    date_num: isoDay(date, zone),
    date_slash: show(date, { year: "numeric", month: "2-digit", day: "2-digit" }, zone).replaceAll("-", "/"),
    date_long: long, date_long_full: long, date: plain, date_short: short,
    date_long_pretty: near || long, date_pretty: near || plain, date_short_pretty: near || short,
    day_divider_pretty: near || long,
    time: clockTime(date, zone),
    time_secs: show(date, { hour: "2-digit", minute: "2-digit", second: "2-digit" }, zone),
    ago: relative(date, now),
  };
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name) => tokens[name] ?? whole);
}

/** The instant of a wall time in Stockholm: ("2026-03-29", "02:30") → Date. A time in the spring gap moves forward. */
export function fromWall(day, time) {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const offset = (at) => Date.parse(`${isoDay(at)}T${show(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" })}Z`) - Math.floor(at / 1000) * 1000;
  const first = asUtc - offset(asUtc);
  return new Date(asUtc - offset(first));
}
