/** The system's words for a failed file operation, without the path that the platform adds behind a colon. */
export function failureWords(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const [words = ""] = error.message.split(":");
  return words || error.name;
}
