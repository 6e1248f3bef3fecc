import { bigBodyPrograms, moveBigBodies } from "../support/big_bodies.ts";
import { testWith } from "../support/programs.ts";

testWith(bigBodyPrograms, "200 MB go down and up unchanged and do not stay in memory", async () => {
  await moveBigBodies(200, 340_000);
});
