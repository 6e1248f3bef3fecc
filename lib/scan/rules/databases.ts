import type { Rule } from "../rule.ts";
import { isRandom } from "../check/is_random.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Databases, warehouses and the hosted data platforms. Passwords in their addresses: urls.ts. */
export const databases: readonly Rule[] = [
  structured({
    id: "planetscale-credential",
    kind: "PlanetScale credential",
    keywords: ["pscale_tkn_", "pscale_pw_", "pscale_oauth_"],
    pattern: /pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_=.-]{32,64}/g,
    match: ["pscale_tkn_<w43>", "pscale_pw_<w43>", "pscale_oauth_<w43>"],
  }),
  structured({
    id: "supabase-token",
    kind: "Supabase token",
    keywords: ["sbp_", "sb_secret_"],
    pattern: /(?<![A-Za-z0-9])(?:sbp_(?:v0_|oauth_)?[a-z0-9]{40}|sb_secret_[A-Za-z0-9_-]{31,40})/g,
    match: ["sbp_<h40>", "sb_secret_<x31>"],
  }),
  structured({
    id: "neon-api-key",
    kind: "Neon API key",
    keywords: ["napi_", "npg_"],
    pattern:
      /(?<![A-Za-z0-9_-])(?:napi_[A-Za-z0-9]{60,68}|npg_[A-Za-z0-9]{12,20})(?![A-Za-z0-9_])/g,
    match: ["napi_<x64>", "npg_<x12>"],
  }),
  structured({
    id: "databricks-token",
    kind: "Databricks token",
    keywords: ["dapi", "dose", "dkea"],
    pattern: /(?<![A-Za-z0-9])(?:dapi|dose|dkea)[a-f0-9]{32}(?:-\d{1,2})?(?![A-Za-z0-9])/g,
    match: ["dapi<h32>", "dapi<h32>-2"],
  }),
  structured({
    id: "mongodb-atlas-secret",
    kind: "MongoDB Atlas service account",
    keywords: ["mdb_sa_sk_", "mdb_sa_id_"],
    pattern: /mdb_sa_(?:sk_[A-Za-z0-9_-]{38,44}|id_[a-f0-9]{24})/g,
    match: ["mdb_sa_sk_<x40>", "mdb_sa_id_<h24>"],
  }),
  vendor({
    id: "mongodb-atlas-key",
    kind: "MongoDB Atlas key",
    names: ["mongo", "atlas"],
    value: "[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}",
    example: "<u>",
  }),
  structured({
    id: "datastax-astra-token",
    kind: "DataStax Astra token",
    keywords: ["AstraCS:"],
    pattern: /AstraCS:[A-Za-z0-9:]{20,120}/g,
    match: ["AstraCS:<x24>:<h64>"],
  }),
  structured({
    id: "cockroachdb-api-key",
    kind: "CockroachDB Cloud key",
    keywords: ["CCDB1_"],
    pattern: /CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}/g,
    match: ["CCDB1_<x22>_<x40>"],
  }),
  structured({
    id: "clickhouse-cloud-key",
    kind: "ClickHouse Cloud key",
    keywords: ["4b1d"],
    pattern: /(?<![A-Za-z0-9])4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9])/g,
    check: (value) => /[g-zG-Z]/.test(value) && isRandom(value),
    match: ["4b1d<x38>"],
    miss: ["4b1d<h60>"],
  }),
  structured({
    id: "elastic-api-key",
    kind: "Elastic API key",
    keywords: ["essu_", "ApiKey "],
    pattern:
      /(?:(?<![A-Za-z0-9_-])essu_[A-Za-z0-9_-]{50,200}={0,2}|ApiKey (?<value>[A-Za-z0-9+/_-]{56,90}={0,2}))(?![A-Za-z0-9])/g,
    match: ["essu_<x80>", "Authorization: ApiKey <x60>=="],
  }),
  structured({
    id: "confluent-cloud-secret",
    kind: "Confluent Cloud secret",
    keywords: ["cflt"],
    pattern: /(?<![A-Za-z0-9+/])cflt[A-Za-z0-9+/]{60}(?![A-Za-z0-9+/])/g,
    match: ["cflt<b60>"],
  }),
  vendor({
    id: "confluent-key",
    kind: "Confluent or Kafka secret",
    names: ["confluent", "ccloud", "kafka"],
    value: "[a-zA-Z0-9+/]{64}|[A-Z0-9]{16}",
    example: "<x64>",
  }),
  structured({
    id: "influxdb-token",
    kind: "InfluxDB token",
    keywords: ["influx"],
    exactCase: false,
    pattern:
      /influx[^\r\n]{0,32}?(?<![A-Za-z0-9+/_-])(?<value>[A-Za-z0-9_-]{86}==)(?![A-Za-z0-9=])/gi,
    match: ["INFLUX_TOKEN=<w86>=="],
  }),
  structured({
    id: "upstash-token",
    kind: "Upstash token",
    keywords: ["upstash"],
    exactCase: false,
    pattern:
      /upstash[^\r\n]{0,48}?(?<![A-Za-z0-9])(?<value>A[A-Z][A-Za-z0-9_]{30,90}={0,2})(?![A-Za-z0-9_])/gi,
    check: (value) => /\d/.test(value) && /[a-z]/.test(value) && isRandom(value),
    match: ["UPSTASH_REDIS_REST_TOKEN=AX<x50>=="],
  }),
  structured({
    id: "snowflake-token",
    kind: "Snowflake programmatic access token",
    keywords: ["ver:1-hint:", "snowflake"],
    exactCase: false,
    pattern:
      /ver:1-hint:\d{1,20}-[A-Za-z0-9=+/_-]{60,400}|snowflake[^\r\n]{0,30}(?:token|pat|password)["']{0,1}\s{0,3}[=:]\s{0,3}["']?(?<value>[A-Za-z0-9_.=+/!@#-]{16,400})/gi,
    check: (value) => /\d/.test(value) && isRandom(value),
    match: ["ETMsDgAAAYver:1-hint:<d10>-<x120>", "SNOWFLAKE_PASSWORD=<x20>"],
  }),
  structured({
    id: "aiven-token",
    kind: "Aiven credential",
    keywords: ["AVNS_", "aivenv1"],
    pattern: /(?:AVNS_[A-Za-z0-9_-]{15,24}|(?<![A-Za-z0-9+/])aivenv1[A-Za-z0-9+/]{200,500}={0,2})/g,
    match: ["AVNS_<x19>"],
  }),
  structured({
    id: "tinybird-token",
    kind: "Tinybird token",
    keywords: ["p.eyJ1Ijog", "p.eyJ1Ijo"],
    pattern: /(?<![A-Za-z0-9])p\.eyJ1Ijo[A-Za-z0-9_-]{40,300}\.[A-Za-z0-9_-]{40,48}/g,
    match: ["p.eyJ1Ijog<x120>.<w43>"],
  }),
  structured({
    id: "prisma-data-platform-key",
    kind: "Prisma Data Platform key",
    keywords: ["accelerate.prisma-data.net/?api_key="],
    pattern: /prisma-data\.net\/\?api_key=(?<value>[A-Za-z0-9_.-]{40,600})/g,
    after: 700,
    match: ["prisma://accelerate.prisma-data.net/?api_key=<x120>"],
  }),
  structured({
    id: "airtable-token",
    kind: "Airtable token",
    keywords: ["pat"],
    pattern: /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[a-f0-9]{62,66}/g,
    match: ["pat<x14>.<h64>"],
  }),
  vendor({
    id: "airtable-legacy-key",
    kind: "Airtable key",
    names: ["airtable"],
    value: "key[a-zA-Z0-9]{14}|[a-z0-9]{17}",
    example: "key<x14>",
  }),
  vendor({
    id: "algolia-key",
    kind: "Algolia key",
    names: ["algolia"],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
  vendor({
    id: "typesense-meili-key",
    kind: "Typesense or Meilisearch key",
    names: ["typesense", "meili"],
    value: "[a-zA-Z0-9]{32}|[a-f0-9]{64}",
    example: "<x32>",
  }),
  vendor({
    id: "couchbase-secret",
    kind: "Couchbase secret",
    names: ["couchbase", "capella"],
    value: "[a-zA-Z0-9+/!#%@-]{60,120}",
    example: "<x64>",
  }),
  vendor({
    id: "redis-cloud-key",
    kind: "Redis Cloud key",
    names: ["rediscloud", "redis_cloud", "redislabs"],
    value: "[a-zA-Z0-9]{32,52}",
    example: "<x48>",
  }),
];
