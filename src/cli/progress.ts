import type { TextSink } from "../io/host.ts";

/** People wait so long without a sign of life. */
const SILENT_MS = 1000;
const BETWEEN_MS = 200;
const CLEAR_LINE = "\r\u001b[K";

export interface Progress {
  tell(done: number, total: number): void;
  /** Takes the line away again. */
  end(): void;
}

/** Counts files on one line of a terminal, once a run takes longer than a second; elsewhere it says nothing. */
export function progressOn(terminal: TextSink, now: () => number): Progress {
  if (!terminal.isTerminal) return { tell: () => {}, end: () => {} };
  let due = now() + SILENT_MS;
  let isShown = false;
  return {
    tell: (done, total) => {
      if (now() < due) return;
      due = now() + BETWEEN_MS;
      isShown = true;
      terminal.write(`${CLEAR_LINE}${done} of ${total} files`);
    },
    end: () => {
      if (isShown) terminal.write(CLEAR_LINE);
    },
  };
}
