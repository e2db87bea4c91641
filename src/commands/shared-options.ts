import { VERSIONS } from "../kubernetes/versions/registry.ts";
import type { OptionSpec, PositionalSpec } from "./command.ts";

/** Paths without `-f`. */
export const MANIFEST_PATHS: PositionalSpec = {
  name: "path",
  summary: "manifest files or directories, as with -f",
  isVariadic: true,
  isOptional: true,
  readsInto: "filename",
};

/** Formats for pipelines: findings with their places, for programs that show them. */
export const PIPELINE_FORMATS: readonly string[] = [
  "sarif",
  "github",
  "gitlab",
  "junit",
  "tap",
  "checkstyle",
  "rdjson",
  "markdown",
];

/** What to read: common to all commands about manifests. */
export const INPUT_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "-f, --filename <path>",
    summary: "manifest file, directory, glob, or - for standard input; repeatable",
    group: "Input",
    takes: "reads",
  },
  { flags: "-R, --recursive", summary: "read directories with their subdirectories", group: "Input" },
  {
    flags: "-k, --kustomize <dir>",
    summary: "a kustomization, built by your own kustomize or kubectl",
    group: "Input",
    takes: "reads",
  },
  {
    flags: "-n, --namespace <name>",
    summary: "namespace of objects that name none",
    group: "Input",
    defaultText: "default",
  },
  {
    flags: "-l, --selector <selector>",
    summary: "only StatefulSets with these labels (app=web,tier!=cache)",
    group: "Input",
  },
];

/** Which cluster to think of. */
export const CLUSTER_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--kubernetes-version <version>",
    summary: "1.30 to 1.37, with or without patch level",
    group: "Assumptions",
    suggests: VERSIONS.map((version) => version.name),
    defaultText: "the newest known",
  },
  {
    flags: "--feature-gates <list>",
    summary: "A=true,B=false over the version's defaults",
    group: "Assumptions",
    takes: "list",
  },
  {
    flags: "--cluster-domain <domain>",
    summary: "DNS domain of the cluster",
    group: "Assumptions",
    defaultText: "cluster.local",
  },
];

/** How Pods behave while a plan runs. */
export const ENVIRONMENT_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--start-seconds <[pod=]seconds>",
    summary: "from a Pod's creation to Running and Ready; for one Pod web-2=60; repeatable",
    group: "Assumptions",
    takes: "list",
    defaultText: "10 and the probe's initial delay",
  },
  {
    flags: "--terminate-seconds <[pod=]seconds>",
    summary: "from the deletion of a Pod to its end; for one Pod web-2=60; repeatable",
    group: "Assumptions",
    takes: "list",
    defaultText: "5",
  },
  {
    flags: "--never-ready <pod[@revision]>",
    summary: "a Pod that never becomes ready, always or at one revision (web-1@new); repeatable",
    group: "Assumptions",
    takes: "list",
  },
];

/** What is done after the first command. */
export const THEN_OPTION: OptionSpec = {
  flags: "--then <command>",
  summary:
    "a command that follows when all has settled, or at its time: 'scale sts/web --replicas=3', '+5s delete pod/web-1'; repeatable",
  group: "Options",
  takes: "list",
};

/** How a plan is shown. */
export const PLAN_VIEW_OPTIONS: readonly OptionSpec[] = [
  { flags: "--watch-view", summary: "the timeline as `kubectl get pods -w` would print it", group: "Output" },
  { flags: "--show-stored", summary: "the set as the API server stores it, with its defaults", group: "Output" },
  { flags: "--compare-controllers", summary: "what a Deployment or a DaemonSet would do differently", group: "Output" },
];
