import { checkHostField, checkServerName } from "../../lib/policy/check_host.ts";
import { assertRefused, target, valueOf } from "../support/policy_values.ts";

Deno.test("checkHostField() lets only case and a default port differ", () => {
  for (const value of ["example.com", "EXAMPLE.com", "example.com:443"]) {
    valueOf(checkHostField(target(), [value]));
  }
  valueOf(checkHostField(target({ scheme: "http", port: 80 }), ["example.com:80"]));
  valueOf(checkHostField(target({ port: 8443 }), ["example.com:8443"]));
  valueOf(checkHostField(target({ host: "::1" }), ["[::1]"]));
  // A tunnel in clear to port 443 has 80 as its default.
  valueOf(checkHostField(target({ scheme: "http" }), ["example.com:443"]));
});

Deno.test("checkHostField() answers 421 where it names something else", () => {
  for (
    const value of ["evil.example", "a.example.com", "example.com:80", "example.com:8443", "[::1]"]
  ) {
    assertRefused(checkHostField(target(), [value]), 421, "authority-mismatch", value);
  }
  assertRefused(checkHostField(target({ port: 8443 }), ["example.com"]), 421, "authority-mismatch");
  const plain = target({ scheme: "http" });
  assertRefused(checkHostField(plain, ["example.com"]), 421, "authority-mismatch");
});

Deno.test("checkHostField() answers 400 where it is absent, there twice, or cannot be read", () => {
  assertRefused(checkHostField(target(), []), 400, "bad-request");
  assertRefused(checkHostField(target(), ["example.com", "example.com"]), 400, "bad-request");
  for (
    const value of [
      "",
      "example.com.",
      "example.com, evil.example",
      "u@example.com",
      "example.com/",
    ]
  ) {
    assertRefused(checkHostField(target(), [value]), 400, "ambiguous-target", value);
  }
});

Deno.test("checkServerName() wants the host of the tunnel where a name was sent", () => {
  const authority = { host: "example.com", port: 443 };
  valueOf(checkServerName(authority, undefined));
  valueOf(checkServerName(authority, "Example.COM"));
  for (const name of ["evil.example", "example.com.", "", "a.example.com", "com"]) {
    assertRefused(checkServerName(authority, name), 421, "authority-mismatch", name);
  }
});
