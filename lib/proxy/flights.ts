import type { Refusal } from "../policy/refusal.ts";
import type { RouteTable } from "../policy/table.ts";
import { createRoll } from "./roll.ts";

/** Why a flight was ended from outside, in the words that the agent gets if it has none yet. */
export class FlightEnded extends Error {
  override readonly name = "FlightEnded";

  constructor(readonly refusal: Refusal) {
    super(refusal.text);
  }
}

const NO_LONGER: Refusal = {
  status: 403,
  reason: "no-match",
  text: "egress: the routes were changed and no longer allow this request",
};

const STOPPING: Refusal = {
  status: 503,
  reason: "shutting-down",
  text: "egress: the sidecar is stopping; ask again when it is back",
};

/** A request that was allowed and is under way. */
export interface Flight {
  /** Whether the table still allows it, to the very address that it goes to. */
  allowedBy(table: RouteTable): boolean;
  /** Whether it may last for hours, so that a stop does not wait for its end. */
  readonly lasting?: boolean;
  /** Closes both sides. */
  end(why: FlightEnded): void;
}

/** All requests under way: a reload looks at them, a stop waits for them. */
export interface Flights {
  /** @returns what ends the flight's entry */
  add(flight: Flight): () => void;
  /** Ends those that the table allows no longer. */
  recheck(table: RouteTable): void;
  /** Ends those that would last, because the sidecar stops. */
  endLasting(): void;
  /** Ends all of them, because the sidecar stops. */
  endAll(): void;
  readonly count: number;
}

export function createFlights(): Flights {
  const flights = createRoll<Flight>();
  return {
    add: flights.add,
    recheck(table) {
      for (const flight of flights.all()) {
        if (!flight.allowedBy(table)) flight.end(new FlightEnded(NO_LONGER));
      }
    },
    endLasting() {
      for (const flight of flights.all()) {
        if (flight.lasting) flight.end(new FlightEnded(STOPPING));
      }
    },
    endAll() {
      for (const flight of flights.all()) flight.end(new FlightEnded(STOPPING));
    },
    get count() {
      return flights.size;
    },
  };
}
