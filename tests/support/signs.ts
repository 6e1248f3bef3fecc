import {
  createInjectionScanner,
  type InjectionScanner,
} from "../../lib/scan/injection/injection_scanner.ts";

let signs: InjectionScanner | undefined;

/** All signs, built once, since that takes some tens of milliseconds. */
export function testSigns(): InjectionScanner {
  return signs ??= createInjectionScanner();
}
