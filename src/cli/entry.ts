/** What the bundle gives to `bin/sts-plan.cjs`. */
export { nodeHost } from "../io/node-host.ts";
export { main } from "./main.ts";
