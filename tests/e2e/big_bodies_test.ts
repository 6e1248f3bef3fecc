import { bigBodyPrograms, moveBigBodies } from "../support/big_bodies.ts";
import { testWith } from "../support/programs.ts";

// More than is held, so that it streams; whether memory grows with it, the full suite's 200 MB tell.
testWith(bigBodyPrograms, "20 MB go down and up unchanged and do not stay in memory", async () => {
  await moveBigBodies(20, 340_000);
});
