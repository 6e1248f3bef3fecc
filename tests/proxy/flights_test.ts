import assert from "node:assert/strict";
import { createTable } from "../../lib/policy/table.ts";
import { createFlights, FlightEnded } from "../../lib/proxy/flights.ts";
import { testRoute } from "../support/route.ts";

function flight(host: string) {
  const ends: FlightEnded[] = [];
  return {
    ends,
    allowedBy: (table: ReturnType<typeof createTable>) => table.find(host) !== undefined,
    end: (why: FlightEnded) => void ends.push(why),
  };
}

Deno.test("createFlights() counts what is under way", () => {
  const flights = createFlights();
  const landed = [flight("a.test"), flight("b.test")].map((one) => flights.add(one));
  assert.equal(flights.count, 2);
  landed[0]?.();
  landed[0]?.();
  assert.equal(flights.count, 1);
  landed[1]?.();
  assert.equal(flights.count, 0);
});

Deno.test("recheck() ends those flights that the table does not allow, and no others", () => {
  const flights = createFlights();
  const [a, b] = [flight("a.test"), flight("b.test")];
  flights.add(a);
  flights.add(b);
  flights.recheck(createTable([testRoute({ host: "a.test" })]));
  assert.equal(a.ends.length, 0);
  assert.deepEqual(
    b.ends.map(({ refusal }) => [refusal.status, refusal.reason]),
    [[403, "no-match"]],
  );
});

Deno.test("endLasting() ends what would last, with the same words, and nothing else", () => {
  const flights = createFlights();
  const [socket, request] = [{ ...flight("a.test"), lasting: true }, flight("a.test")];
  flights.add(socket);
  flights.add(request);
  flights.endLasting();
  assert.deepEqual(socket.ends.map(({ refusal }) => refusal.reason), ["shutting-down"]);
  assert.equal(request.ends.length, 0);
});

Deno.test("endAll() ends every flight with words that tell the agent to ask again", () => {
  const flights = createFlights();
  const all = [flight("a.test"), flight("b.test")];
  for (const one of all) flights.add(one);
  flights.endAll();
  for (const { ends } of all) {
    assert.deepEqual(
      ends.map(({ refusal, message }) => [refusal.status, refusal.reason, message]),
      [[503, "shutting-down", "egress: the sidecar is stopping; ask again when it is back"]],
    );
  }
});
