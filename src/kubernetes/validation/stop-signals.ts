/** Signals that a Linux container may ask for, sorted as texts, as the server lists them. */
export function linuxSignals(): readonly string[] {
  const numbered = [...range("RTMIN+", 15), ...range("RTMAX-", 14)];
  return [...NAMES.split(" "), ...numbered].map((name) => `SIG${name}`).sort();
}

export const WINDOWS_SIGNALS: readonly string[] = ["SIGKILL", "SIGTERM"];

const NAMES =
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT RTMAX RTMIN SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ";

function range(prefix: string, last: number): string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);
}
