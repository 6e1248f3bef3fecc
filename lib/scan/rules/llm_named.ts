import type { Rule } from "../rule.ts";
import { vendor } from "./build/vendor.ts";

/** Vendors of language models whose keys have no shape of their own. */
export const llmNamed: readonly Rule[] = [
  vendor({
    id: "cohere-api-key",
    kind: "Cohere API key",
    names: ["cohere", "co_api_key"],
    value: "[a-zA-Z0-9]{40}",
    example: "<x40>",
  }),
  vendor({
    id: "mistral-api-key",
    kind: "Mistral API key",
    names: ["mistral", "codestral"],
    value: "[a-zA-Z0-9]{32}",
    example: "<x32>",
  }),
  vendor({
    id: "deepgram-api-key",
    kind: "Deepgram API key",
    names: ["deepgram"],
    value: "[a-f0-9]{40}",
    example: "<h40>",
  }),
  vendor({
    id: "assemblyai-api-key",
    kind: "AssemblyAI API key",
    names: ["assemblyai", "assembly_ai"],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
  vendor({
    id: "wandb-legacy-key",
    kind: "Weights & Biases API key",
    names: ["wandb", "weightsandbiases"],
    value: "[a-f0-9]{40}",
    example: "<h40>",
  }),
  vendor({
    id: "ai21-api-key",
    kind: "AI21 API key",
    names: ["ai21"],
    value: "[a-zA-Z0-9]{32}",
    example: "<x32>",
  }),
  vendor({
    id: "baseten-api-key",
    kind: "Baseten API key",
    names: ["baseten"],
    value: "[a-zA-Z0-9]{8}\\.[a-zA-Z0-9]{32}",
    example: "<x8>.<x32>",
  }),
  vendor({
    id: "greptile-api-key",
    kind: "Greptile API key",
    names: ["greptile"],
    value: "[a-zA-Z0-9+/]{48}",
    example: "<x48>",
  }),
  vendor({
    id: "clarifai-api-key",
    kind: "Clarifai API key",
    names: ["clarifai"],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
  vendor({
    id: "voyage-api-key",
    kind: "Voyage AI API key",
    names: ["voyage"],
    value: "(?:pa|al)-[a-zA-Z0-9_-]{43}",
    example: "pa-<w43>",
  }),
  vendor({
    id: "langsmith-legacy-key",
    kind: "LangSmith API key",
    names: ["langsmith", "langchain"],
    value: "ls__[a-f0-9]{32}",
    example: "ls__<h32>",
  }),
];
