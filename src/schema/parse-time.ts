/** A time as the server stores it, or why it is none, in Go's words. */
export type ParsedTime = { readonly text: string } | { readonly problem: string };

const LAYOUTS = { second: "2006-01-02T15:04:05Z07:00", micro: "2006-01-02T15:04:05.000000Z07:00" };

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([.,]\d+)?(Z|[-+]\d\d:\d\d)$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads an RFC 3339 time and turns it into UTC with whole seconds (or microseconds).
 * Mirrors: Time.UnmarshalJSON, k8s.io/apimachinery/pkg/apis/meta/v1 v0.37.0
 */
export function parseTime(text: string, isMicro: boolean): ParsedTime {
  const layout = isMicro ? LAYOUTS.micro : LAYOUTS.second;
  const match = TIME.exec(text);
  if (!match) return { problem: parseProblem(text, layout) };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const range = outOfRange({ year, month, day, hour, minute, second });
  if (range !== undefined) return { problem: `parsing time ${JSON.stringify(text)}: ${range} out of range` };
  const offset = offsetMinutes(match[8] ?? "Z");
  const minutes = daysBefore(year, month, day) * 1440 + hour * 60 + minute - offset;
  const fraction = isMicro ? `.${(match[7] ?? ".").slice(1).padEnd(6, "0").slice(0, 6)}` : "";
  return { text: `${formatMinutes(minutes)}:${pad(second)}${fraction}Z` };
}

interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function outOfRange({ year, month, day, hour, minute, second }: Clock): string | undefined {
  if (month < 1 || month > 12) return "month";
  if (hour > 23) return "hour";
  if (minute > 59) return "minute";
  if (second > 59) return "second";
  return day < 1 || day > daysIn(year, month) ? "day" : undefined;
}

/** Go names the first part of the layout that does not fit. */
function parseProblem(text: string, layout: string): string {
  const parts: readonly (readonly [RegExp, string])[] = [
    [/^\d{4}/, "2006"],
    [/^-/, "-"],
    [/^\d\d/, "01"],
    [/^-/, "-"],
    [/^\d\d/, "02"],
    [/^T/, "T"],
    [/^\d\d/, "15"],
    [/^:/, ":"],
    [/^\d\d/, "04"],
    [/^:/, ":"],
    [/^\d\d(?:[.,]\d+)?/, "05"],
    [/^(?:Z|[-+]\d\d:\d\d)/, "Z07:00"],
  ];
  let rest = text;
  for (const [pattern, name] of parts) {
    const match = pattern.exec(rest);
    if (!match) {
      return `parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(name)}`;
    }
    rest = rest.slice(match[0].length);
  }
  return `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`;
}

function offsetMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0);
}

/** Days from the beginning of year 0. */
function daysBefore(year: number, month: number, day: number): number {
  const years = year - 1;
  let days = year * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  for (let m = 1; m < month; m++) days += daysIn(year, m);
  return days + day - 1;
}

function formatMinutes(minutes: number): string {
  let days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  let year = Math.floor(days / 365.2425);
  while (daysBefore(year + 1, 1, 1) <= days) year++;
  while (daysBefore(year, 1, 1) > days) year--;
  days -= daysBefore(year, 1, 1);
  let month = 1;
  while (days >= daysIn(year, month)) {
    days -= daysIn(year, month);
    month++;
  }
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(days + 1)}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
