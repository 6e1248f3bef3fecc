import type { ScanRow } from "./scan_bench.ts";
import { table } from "./table.ts";

export function scanTable(rows: readonly ScanRow[]): string {
  return table(
    ["scan of what goes out, one thread", "ms", "MB/s"],
    rows.map(({ name, ms, bytes }) => [
      name,
      ms.toFixed(2),
      bytes === undefined ? "" : speed(bytes / 1000 / ms),
    ]),
  );
}

function speed(megabytesPerSecond: number): string {
  return megabytesPerSecond.toFixed(megabytesPerSecond < 10 ? 1 : 0);
}
