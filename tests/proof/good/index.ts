import type { GoodGroup } from "./good_row.ts";
import { modelRows } from "./model_rows.ts";
import { gitGoodRows } from "./git_rows.ts";
import { packageRows } from "./package_rows.ts";
import { pageRows } from "./page_rows.ts";
import { systemPackageRows } from "./system_package_rows.ts";
import { uploadRows } from "./upload_rows.ts";
import { vendorRows } from "./vendor_rows.ts";

/** All good traffic, by groups. */
export const goodGroups: readonly GoodGroup[] = [
  { group: "package managers", rows: [...packageRows, ...systemPackageRows] },
  { group: "git over HTTPS", rows: gitGoodRows },
  { group: "language models", rows: [...modelRows, ...vendorRows] },
  { group: "pages and files", rows: pageRows },
  { group: "uploads", rows: uploadRows },
];
