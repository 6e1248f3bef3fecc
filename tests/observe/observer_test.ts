import assert from "node:assert/strict";
import { forwarded, NO_MATCH, refused, testObserver } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";

Deno.test("createObserver() keeps, counts and totals every request", () => {
  const { observer, begin } = testObserver({ mostRequests: 2 });
  const route = testRoute();
  for (let i = 0; i < 3; i++) forwarded(begin(), route);
  assert.deepEqual([...observer.newest()].map(({ id }) => id), [3, 2]);
  assert.equal(observer.get(1), undefined);
  assert.equal(observer.counters.requests()[0]?.requests, 3);
  assert.equal(observer.hosts.all()[0]?.requests, 3);
  assert.equal(observer.routes.of(route).allowed, 3);
  assert.equal(observer.underWay, 0);
  begin();
  assert.equal(observer.underWay, 1);
});

Deno.test("subscribe() tells of changes until it is ended, and a listener that throws harms nobody", () => {
  const { observer, begin, told } = testObserver();
  const own: number[] = [];
  observer.subscribe(() => {
    throw new Error("broken");
  });
  const end = observer.subscribe(({ id }) => void own.push(id));
  refused(begin(), NO_MATCH);
  assert.deepEqual(own, [1, 1]);
  end();
  end();
  refused(begin(), NO_MATCH);
  assert.deepEqual(own, [1, 1]);
  assert.equal(told.length, 4);
});

Deno.test("heldNow has who waits, until the answer or the end", () => {
  const { observer, begin } = testObserver();
  const [one, other] = [begin(), begin()];
  one.held("a");
  other.held("a");
  assert.equal(observer.heldNow.size, 2);
  one.decided("rejected");
  other.end();
  assert.equal(observer.heldNow.size, 0);
  assert.equal(observer.counters.heldRequests, 2);
  assert.deepEqual([...observer.counters.decisions], [["rejected", 1]]);
});

Deno.test("tunnel() counts tunnels that are open, each end once", () => {
  const { observer } = testObserver();
  const close = observer.tunnel();
  observer.tunnel();
  close();
  close();
  assert.deepEqual(observer.tunnels, { open: 1, opened: 2 });
});

Deno.test("explain() redacts as record() does", () => {
  const { observer, begin } = testObserver();
  const trace = refused(begin(), { ...NO_MATCH, text: "egress: hunter2" }, testRoute());
  assert.equal(JSON.stringify(observer.explain(trace)).includes("hunter2"), false);
});

Deno.test("forget() has a text redacted anew, by the secrets of now", () => {
  const secrets = ["first"];
  const { observer, begin } = testObserver({
    redact: (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "********"), text),
  });
  const trace = forwarded(begin(), testRoute(), "/first/second");
  assert.equal(observer.record(trace).path, "/********/second");
  secrets.push("second");
  observer.forget();
  assert.equal(observer.record(trace).path, "/********/********");
});
