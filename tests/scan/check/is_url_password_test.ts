import assert from "node:assert/strict";
import { isUrlPassword } from "../../../lib/scan/check/is_url_password.ts";

/** The password of `user:password@`, judged beside its user. */
function judge(userinfo: string): boolean {
  const match = /(?<user>[^:@]{0,40}):(?<value>[^@]{1,80})@/.exec(userinfo);
  assert.ok(match !== null);
  return isUrlPassword(match.groups?.value ?? "", match);
}

Deno.test("isUrlPassword() takes what may be a password for one", () => {
  for (
    const userinfo of ["app:q7Zt2Lm9@", ":s3cr3t-Xc4V@", "root:Tr0ub4dor%263@", "svc:gladiolus@"]
  ) {
    assert.equal(judge(userinfo), true, userinfo);
  }
});

Deno.test("isUrlPassword() refuses common words, references and the user's name again", () => {
  for (
    const userinfo of [
      "user:password@",
      "postgres:postgres@",
      "user:pass123@",
      "app:${DB_PASSWORD}@",
      "app:<password>@",
      "app:{password}@",
      "app:$PASS@",
      "app:%s@",
      "minio:minioadmin@",
      "walrus:walrus@",
      "app:abc@",
      "user:your_password@",
      "user:pass%20pass@",
      "app:the-token-you-copied@",
    ]
  ) {
    assert.equal(judge(userinfo), false, userinfo);
  }
});
