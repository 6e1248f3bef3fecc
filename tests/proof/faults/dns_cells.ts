import type { TestSidecar } from "../../support/test_sidecar.ts";
import { ask } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import { dnsFaults } from "./faulty_dns.ts";
import type { Upstreams } from "./upstream_cells.ts";

/** Every fault of the DNS server, at the dial and where a connection is idle already. */
export function dnsCells({ plain }: Upstreams, swift: TestSidecar): readonly Cell[] {
  const path = "/good";
  const cells = dnsFaults.flatMap((fault): Cell[] => {
    const authority = `${fault}.names.test:${plain.port}`;
    // It is the address that changes, and the second one answers nobody.
    const allows: readonly Seen[] = fault === "changing" ? ["whole", "refused"] : ["refused"];
    return (["absolute", "tunnel"] as const).map((way) => ({
      row: `DNS is ${fault}`,
      phase: `dial, ${way}`,
      allows,
      run: () => ask(swift, way, { authority, path }),
    }));
  });
  return [
    ...cells,
    {
      row: "DNS names a private address",
      phase: "dial, absolute",
      allows: ["refused"],
      run: () => ask(swift, "absolute", { authority: `public.test:${plain.port}`, path }),
    },
  ];
}
