import type { Rule } from "../rule.ts";
import { apps } from "./apps.ts";
import { chat } from "./chat.ts";
import { ci } from "./ci.ts";
import { cloud } from "./cloud.ts";
import { commerce } from "./commerce.ts";
import { contextual } from "./contextual.ts";
import { databases } from "./databases.ts";
import { gitHosts } from "./git_hosts.ts";
import { infra } from "./infra.ts";
import { keys } from "./keys.ts";
import { llm } from "./llm.ts";
import { llmNamed } from "./llm_named.ts";
import { mail } from "./mail.ts";
import { monitoring } from "./monitoring.ts";
import { payment } from "./payment.ts";
import { registries } from "./registries.ts";
import { services } from "./services.ts";
import { social } from "./social.ts";
import { urls } from "./urls.ts";

/** Every row of `token_patterns`, the most telling first: where two rows find a value, the first names it. */
export const rules: readonly Rule[] = [
  ...keys,
  ...llm,
  ...llmNamed,
  ...cloud,
  ...gitHosts,
  ...payment,
  ...chat,
  ...mail,
  ...registries,
  ...ci,
  ...databases,
  ...infra,
  ...monitoring,
  ...commerce,
  ...social,
  ...apps,
  ...urls,
  ...services,
  ...contextual,
];
