import assert from "node:assert/strict";
import { openApi } from "../../lib/admin/openapi.ts";
import { type Schema, schemas } from "../../lib/admin/schemas.ts";
import { limits } from "../../lib/limits.ts";
import { schemaErrors } from "../support/json_schema.ts";
import { finding, forwarded, NO_MATCH, refused, target } from "../support/observed_requests.ts";
import { match } from "../support/policy_values.ts";
import { proposalOf } from "../support/questions.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

const { paths } = openApi("0.0.0");

/** The description of an answer; an error of the test's where there is none. */
function described(path: string, method: string, status: number): Schema {
  const operations = Object.entries(paths).find(([name]) => name === path)?.[1] as
    | Record<string, Operation>
    | undefined;
  const content = operations?.[method]?.responses[status]?.content["application/json"];
  assert.ok(content, `${method} ${path} ${status} is not described`);
  return content.schema;
}

async function assertAsDescribed(path: string, method: string, answer: Response): Promise<void> {
  assert.match(answer.headers.get("content-type") ?? "", /^application\/json/);
  const errors = schemaErrors(
    await answer.json(),
    described(path, method, answer.status),
    schemas,
  );
  assert.deepEqual(errors, [], `${method} ${path} ${answer.status}`);
}

const LEARNED_ROUTE = {
  host: "a.test",
  ports: [443],
  route: null,
  requests: 2,
  matches: [{
    methods: ["GET"],
    paths: [{ type: "exact" as const, value: "/x", counts: { GET: 2 } }],
  }],
};

/** One of everything: each verdict, findings, a question. */
async function busyAdmin() {
  const route = testRoute({ matches: [match({})] });
  const learned = () => Promise.resolve({ routes: [LEARNED_ROUTE], left_out: 1 });
  const admin = testAdmin({ routes: () => [route], learned });
  const { begin, queue, pass } = admin;
  const proposal = proposalOf();
  await queue.file(proposal);
  forwarded(begin(), route);
  refused(begin(), NO_MATCH);
  const failed = begin();
  failed.aimed(target(), route);
  failed.allow({ route, target: target(), fields: [] });
  failed.mark("connected");
  failed.mark("head");
  failed.refused({ ...NO_MATCH, status: 502 }, { stage: "read" });
  failed.end();
  const held = begin();
  held.found([finding()]);
  held.held(proposal.id);
  pass(1.2345);
  begin().end();
  return { ...admin, proposal };
}

Deno.test("openApi() describes every answer that the API gives", async () => {
  const { ask, post, proposal } = await busyAdmin();
  const plain = ["status", "requests", "hosts", "routes", "learned", "questions", "openapi.json"];
  for (const path of plain) {
    await assertAsDescribed(`/api/${path}`, "get", await ask(`/api/${path}`));
    const refused = await ask(`/api/${path}`, { headers: { authorization: "" } });
    await assertAsDescribed(`/api/${path}`, "get", refused);
  }
  await assertAsDescribed("/api/requests", "get", await ask("/api/requests?limit=1"));
  await assertAsDescribed("/api/requests", "get", await ask("/api/requests?limit=x"));
  for (const id of ["1", "2", "3", "4", "5", "6"]) {
    await assertAsDescribed("/api/requests/{id}", "get", await ask(`/api/requests/${id}`));
  }
  const questions = `/api/questions/${proposal.id}`;
  const approve = "/api/questions/{id}/approve";
  await assertAsDescribed(approve, "post", await post(`${questions}/approve`, {}));
  await assertAsDescribed(approve, "post", await post(`${questions}/approve`, { reason: "x" }));
  await assertAsDescribed(approve, "post", await post(`${questions}/approve`, { reason: "x" }));
  await assertAsDescribed(approve, "post", await post("/api/questions/x/approve", { reason: "x" }));
  const large = { reason: "x".repeat(limits.adminBodyBytes) };
  await assertAsDescribed(approve, "post", await post(`${questions}/approve`, large));
  const { id } = proposalOf();
  const reject = "/api/questions/{id}/reject";
  await assertAsDescribed(reject, "post", await post(`/api/questions/${id}/reject`, {}));
});

Deno.test("openApi() describes every event of the stream", async () => {
  const admin = await busyAdmin();
  const stream = await admin.ask("/api/events");
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value: hello = "" } = await reader.read();
  admin.begin().held("a");
  await new Promise((resolve) => setTimeout(resolve, 5));
  admin.timers.advance(limits.eventFlushMs);
  const { value: changes = "" } = await reader.read();
  const events = [...`${hello}${changes}`.matchAll(/event: (.*)\ndata: (.*)\n\n/g)];
  assert.deepEqual(events.map(([, name]) => name), ["hello", "requests", "questions"]);
  for (const [, name = "", data = ""] of events) {
    const schema = schemas[`${name.charAt(0).toUpperCase()}${name.slice(1)}Event`];
    assert.ok(schema, name);
    assert.deepEqual(schemaErrors(JSON.parse(data), schema, schemas), []);
  }
  await reader.cancel();
});

Deno.test("openApi() refers only to shapes that there are, and asks for the token", () => {
  const document = openApi("1.2.3");
  assert.equal(document.info.version, "1.2.3");
  assert.deepEqual(document.security, [{ token: [] }]);
  for (const [, name = ""] of JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)) {
    assert.ok(name in schemas, name);
  }
});
