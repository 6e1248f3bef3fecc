import type { Sign } from "../sign.ts";
import { agent } from "./agent.ts";
import { disclosure } from "./disclosure.ts";
import { languages } from "./languages.ts";
import { markers } from "./markers.ts";
import { override } from "./override.ts";
import { persona } from "./persona.ts";
import { tools } from "./tools.ts";

/** All signs that are told by ASCII words; those of other scripts are in `scripts.ts`. */
export const signs: readonly Sign[] = [
  ...override,
  ...persona,
  ...disclosure,
  ...agent,
  ...tools,
  ...markers,
  ...languages,
];
