/** Planning: cost against the number of replicas, with the exponent of its growth. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI, growth, interleave, mib, ms, peakMemory, table } from "./measure.mjs";

const SIZES = [10, 1000, 10_000, 100_000];

/** CPU seconds of the real controller code for 1,000 replicas, measured on a 2-core machine (Kubernetes 1.37.0). */
const REAL = { create: 17.2, roll: 17.4 };

export async function measurePlans({ runs }) {
  const work = mkdtempSync(join(tmpdir(), "sts-plan-bench-"));
  const empty = interleave([["node", "-e", "0"]], 5)[0];
  for (const policy of ["OrderedReady", "Parallel"]) {
    const rows = [["plan", "replicas", "wall", "CPU", "growth", "peak", "real code / ours"]];
    for (const [name, command] of Object.entries(plans(work, policy)))
      rows.push(...(await measure(name, command, runs, empty)));
    table(`Planning, ${policy} (min / median; growth of CPU beyond an empty Node, 1 is linear)`, rows);
  }
  rmSync(work, { recursive: true });
}

function plans(work, policy) {
  const file = (replicas) => {
    const path = join(work, `${policy}-${replicas}.yaml`);
    writeFileSync(path, manifest(policy, replicas));
    return path;
  };
  return {
    create: (n) => [...CLI, "apply", "-f", file(n)],
    roll: (n) => [...CLI, "set", "image", "statefulset/web", "web=registry.example.test/web:2", "-f", file(n)],
    "scale down": (n) => [...CLI, "scale", "statefulset/web", "--replicas=0", "-f", file(n)],
  };
}

async function measure(name, command, runs, empty) {
  const rows = [];
  let before;
  for (const size of SIZES) {
    const [{ wall, cpu }] = interleave([command(size)], size >= 10_000 ? 3 : Math.min(runs, 5));
    const here = { cost: Math.max(cpu.min - empty.cpu.min, 1), size };
    const ratio = size === 1000 && REAL[name] ? `${((REAL[name] * 1000) / cpu.min).toFixed(0)} ×` : "";
    rows.push([name, size, ms(wall), ms(cpu), growth(before, here), mib(await peakMemory(command(size))), ratio]);
    before = here;
  }
  return rows;
}

function manifest(policy, replicas) {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: ${replicas}
  podManagementPolicy: ${policy}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: registry.example.test/web:1
        volumeMounts:
        - name: data
          mountPath: /data
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
`;
}
