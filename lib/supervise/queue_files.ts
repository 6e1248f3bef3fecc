/** What a file of the queue's folder holds. */
export type QueueFile = "proposal" | "response";

/** The path of a proposal or an answer. Throws for an id that is no UUID, since it could lead elsewhere. */
export function queuePath(folder: string, id: string, file: QueueFile): string {
  if (!UUID.test(id)) throw new TypeError("Cannot name a file of the queue by what is no UUID");
  return `${folder}/${id}.${file}.json`;
}

/** The id of such a file by its name; undefined for other files. */
export function idOf(name: string, file: QueueFile): string | undefined {
  const [id = "", ...rest] = name.split(".");
  return UUID.test(id) && rest.join(".") === `${file}.json` ? id : undefined;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
