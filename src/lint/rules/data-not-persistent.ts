import { isLastingVolume } from "../../kubernetes/lasting-volumes.ts";
import { textAt } from "../../model/json-read.ts";
import { imageName } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const DATA_STORES =
  /^(redis|valkey|postgres|postgresql|postgis|mysql|mysql-server|mariadb|mongo|mongodb|cassandra|elasticsearch|opensearch|kafka|rabbitmq|etcd|zookeeper|consul|influxdb|minio|neo4j|clickhouse-server|clickhouse|cockroach|couchdb|couchbase|solr|prometheus|vault)$/;
export const dataNotPersistent = defineRule({
  id: "STS315",
  name: "data-not-persistent",
  severity: "info",
  summary: "a data store without any volume that outlives its Pod",
  rationale:
    "The Pods keep their names, but not their data: whatever they write goes to the container's file system or an `emptyDir` and is lost whenever a Pod is replaced, by an update, a drain or an eviction.",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage"],
  *check(set) {
    if (
      set.claimTemplates.length > 0 ||
      set.replicas === 0 ||
      set.volumes.some((volume) => isLastingVolume(volume.value))
    )
      return;
    const store = set.containers.find(
      (container) =>
        container.at.includes("containers") && DATA_STORES.test(imageName(textAt(container.value, "image"))),
    );
    if (store === undefined) return;
    yield {
      object: set.object,
      at: ["spec"],
      target: "key",
      message: `${code(set.name)} runs ${code(textAt(store.value, "image"))} without a claim template: all its data is lost when a Pod is replaced.`,
      help: "Add `volumeClaimTemplates` and mount them at the data directory; on a live set this needs delete with `--cascade=orphan` and create again.",
    };
  },
});
