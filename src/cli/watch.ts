import type { Host } from "../io/host.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Invocation } from "./invocation.ts";

/** Runs again whenever a file that was read changes, until somebody interrupts. Without files to watch it runs once. */
export async function watch({ reads }: Invocation, host: Host, runOnce: () => Promise<ExitCode>): Promise<ExitCode> {
  const paths = [...reads.values()].flat().filter((path) => path !== "-" && !path.startsWith("git:"));
  for (;;) {
    const status = await runOnce();
    if (host.waitForChange === undefined || paths.length === 0) return status;
    host.stderr.write(`sts-plan: waiting for changes (Ctrl-C ends)\n`);
    if (!(await host.waitForChange(paths))) return EXIT.interrupted;
  }
}
