let library: Promise<typeof import("@peculiar/x509")> | undefined;

/**
 * The certificate library, imported when first asked for: that takes 75 ms, which a start with an
 * existing authority need not wait for. Call it once after listening to have it warm.
 */
export function x509(): Promise<typeof import("@peculiar/x509")> {
  library ??= import("reflect-metadata").then(() => import("@peculiar/x509"));
  return library;
}
