import type { Rule } from "../rule.ts";
import { apps } from "./apps.ts";
import { azure } from "./azure.ts";
import { chat } from "./chat.ts";
import { ci } from "./ci.ts";
import { cloud } from "./cloud.ts";
import { commandLine } from "./command_line.ts";
import { commerce } from "./commerce.ts";
import { contextual } from "./contextual.ts";
import { databases } from "./databases.ts";
import { files } from "./files.ts";
import { gitHosts } from "./git_hosts.ts";
import { infra } from "./infra.ts";
import { keys } from "./keys.ts";
import { llm } from "./llm.ts";
import { llmNamed } from "./llm_named.ts";
import { longTail } from "./long_tail.ts";
import { mail } from "./mail.ts";
import { monitoring } from "./monitoring.ts";
import { payment } from "./payment.ts";
import { registries } from "./registries.ts";
import { services } from "./services.ts";
import { social } from "./social.ts";
import { urls } from "./urls.ts";
import { webhooks } from "./webhooks.ts";

/** Every row of `token_patterns`, the most telling first: where two rows find a value, the first names it. */
export const rules: readonly Rule[] = [
  ...keys,
  ...llm,
  ...llmNamed,
  ...cloud,
  ...azure,
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
  ...longTail,
  ...webhooks,
  ...files,
  ...commandLine,
  ...contextual,
];
