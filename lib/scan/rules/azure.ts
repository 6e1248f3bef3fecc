import type { Rule } from "../rule.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Azure and the services that share its formats. */
export const azure: readonly Rule[] = [
  structured({
    id: "azure-storage-account-key",
    kind: "Azure storage account key",
    keywords: [
      "AccountKey",
      "account_key",
      "storage_key",
      "access_key",
      "storagekey",
      "account-key",
    ],
    exactCase: false,
    pattern:
      /(?:account|storage|access)[_-]?key[\w.\-]{0,16}["'\\]{0,3}\s{0,4}[=:,{]{1,2}\s{0,4}["'\\]{0,3}(?<value>[A-Za-z0-9+/]{80,90}={0,2})(?![A-Za-z0-9+/])/gi,
    match: ["DefaultEndpointsProtocol=https;AccountName=store;AccountKey=<b86>=="],
    miss: ["AccountKey=<b20>=="],
  }),
  structured({
    id: "azure-connection-string",
    kind: "Azure connection string",
    keywords: ["SharedAccessKey=", "SharedSecretValue=", ";Secret="],
    exactCase: false,
    pattern:
      /(?:SharedAccessKey|SharedSecretValue|;Secret)=(?<value>[A-Za-z0-9+/]{30,100}={0,2})/gi,
    match: [
      "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=<b43>=",
      "Endpoint=https://x.azconfig.io;Id=ab12-l0-s0:<b20>;Secret=<b43>=",
    ],
  }),
  structured({
    id: "azure-sas-signature",
    kind: "Azure shared access signature",
    keywords: ["&sig=", "?sig=", ";sig="],
    pattern:
      /[?&;]sig=(?<value>[A-Za-z0-9+/]{43}=|(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}){43,80})(?![A-Za-z0-9])/g,
    match: ["?sv=2022-11-02&ss=b&srt=sco&sig=<x41>%2B<x8>%3D", "&sig=<b43>="],
  }),
  structured({
    id: "azure-ad-client-secret",
    kind: "Azure AD client secret",
    keywords: ["7Q~", "8Q~", "6Q~", "5Q~", "4Q~", "3Q~", "2Q~", "1Q~", "0Q~", "9Q~"],
    pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])/g,
    before: 8,
    match: ["<x3>8Q~<w34>", `client_secret = "<x3>7Q~<w31>"`],
  }),
  structured({
    id: "azure-key-checked",
    kind: "Azure service key",
    // Microsoft's identifiable keys carry a signature of the service: storage, search, functions, ML, ...
    keywords: [
      "+ASt",
      "AzSe",
      "AzFu",
      "+AEh",
      "+ARm",
      "+ASb",
      "+ABa",
      "ACDb",
      "AzCa",
      "+ACRA",
      "APIM",
      "AIoT",
      "AAPIM",
    ],
    pattern:
      /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{76}(?:\+ASt|ACDb|\+ABa|\+AMC)[A-Za-z0-9+/]{6}==|[A-Za-z0-9]{42}(?:AzSe|AzSea)[A-Za-z0-9]{5,8}|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{7,8}={0,2}|[A-Za-z0-9+/]{42}\+ACRA[A-Za-z0-9+/]{5}(?![A-Za-z0-9+/=])|[A-Za-z0-9+/]{33}(?:\+AEh|\+ARm|\+ASb|AIoT|AzCa|APIM)[A-Za-z0-9+/]{5,6}=)/g,
    before: 96,
    match: ["<x76>+ASt<x6>==", "<x42>AzSe<x6>", "<x33>+ASb<x6>=", "<x42>+ACRA<x5>"],
  }),
  structured({
    id: "azure-cognitive-services-key",
    kind: "Azure AI services key",
    keywords: ["JQQJ99", "JQQJ9"],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[A-Za-z0-9]{15,30}(?![A-Za-z0-9])/g,
    before: 60,
    match: ["<x52>JQQJ99<x8>AAAA<x4>ACOG<x4>"],
  }),
  structured({
    id: "azure-devops-pat",
    kind: "Azure DevOps personal access token",
    keywords: ["AZDO"],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4,5}(?![A-Za-z0-9])/g,
    before: 84,
    match: ["<x76>AZDO<x4>"],
  }),
  vendor({
    id: "azure-devops-legacy-pat",
    kind: "Azure DevOps personal access token",
    names: ["azure", "ado_pat", "devops", "vsts"],
    value: "[a-z2-7]{52}",
    example: "<n4><a20>77<a24>5<a1>",
  }),
  vendor({
    id: "azure-openai-key",
    kind: "Azure OpenAI key",
    names: ["openai", "ocp-apim-subscription-key", "azure", "cognitive"],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
];
