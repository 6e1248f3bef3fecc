import type { Rule } from "../rule.ts";
import { entropy } from "../check/entropy.ts";
import { isPlaceholder } from "../check/is_placeholder.ts";
import { isWordy } from "../check/is_wordy.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Cloud providers: AWS, Google, Azure, Alibaba, DigitalOcean, Yandex and others. */
export const cloud: readonly Rule[] = [
  structured({
    id: "aws-access-key-id",
    kind: "AWS access key id",
    keywords: ["AKIA", "ASIA", "ABIA", "ACCA", "A3T"],
    // The account number is coded in base32 (RFC 4648), but older ids use all digits.
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}(?![A-Za-z0-9])/g,
    match: ["AKIA<t16>", "aws_access_key_id = ASIA<t16>", "ABIA<t16>"],
    miss: ["AKIA<t8>EXAMPLE7", "AKIAXXXXXXXXXXXXXXXX"],
  }),
  structured({
    id: "aws-secret-access-key",
    kind: "AWS secret access key",
    keywords: ["secret", "AWS_", "aws"],
    exactCase: false,
    pattern:
      /(?:secret|aws)[\w .\-]{0,32}["'\]\\)]{0,3}\s{0,4}(?:=>|:=|\|\||=|:|>|,|\()\s{0,4}["'`\\(]{0,4}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    check: isAwsSecret,
    match: ["aws_secret_access_key = <b40>", `"SecretAccessKey": "<b40>"`],
    miss: [
      "aws_commit_secret = <h40>",
      "aws_secret_access_key = path/to/some/module/with/long/name12",
    ],
  }),
  structured({
    id: "aws-session-token",
    kind: "AWS session token",
    keywords: ["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"],
    pattern: /(?<![A-Za-z0-9+/])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9/+%]{100,2000}={0,2}/g,
    after: 2048,
    match: ["AWS_SESSION_TOKEN=IQoJb3JpZ2lu<b300>=="],
  }),
  structured({
    id: "aws-bedrock-api-key",
    kind: "Amazon Bedrock API key",
    keywords: ["ABSKQmVkcm9ja0FQSUtleS", "ABSK"],
    pattern: /(?<![A-Za-z0-9+/])ABSK[A-Za-z0-9+/]{100,280}={0,2}(?![A-Za-z0-9+/=])/g,
    match: ["ABSKQmVkcm9ja0FQSUtleS<b110>="],
  }),
  structured({
    id: "aws-bedrock-short-lived-key",
    kind: "Amazon Bedrock short-lived API key",
    keywords: ["bedrock-api-key-"],
    pattern: /bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_-]{0,1500}/g,
    check: () => true,
    after: 2048,
    match: ["bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t<b80>"],
  }),
  structured({
    id: "aws-mws-auth-token",
    kind: "Amazon MWS auth token",
    keywords: ["amzn.mws."],
    pattern: /amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    match: ["amzn.mws.<u>"],
  }),
  structured({
    id: "google-api-key",
    kind: "Google API key",
    keywords: ["AIza"],
    pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
    match: ["AIzaSy<w33>", `key: "AIza<w35>"`],
    miss: ["AIzaSy<w20>"],
  }),
  structured({
    id: "google-gemini-api-key",
    kind: "Google Gemini API key",
    keywords: ["AQ.Ab8"],
    pattern: /(?<![A-Za-z0-9])AQ\.Ab8[A-Za-z0-9_-]{40,60}/g,
    match: ["AQ.Ab8RN6<w44>"],
  }),
  structured({
    id: "google-oauth-client-secret",
    kind: "Google OAuth client secret",
    keywords: ["GOCSPX-"],
    pattern: /GOCSPX-[A-Za-z0-9_-]{28}/g,
    match: ["GOCSPX-<w28>"],
  }),
  structured({
    id: "google-oauth-access-token",
    kind: "Google OAuth access token",
    keywords: ["ya29."],
    pattern: /(?<![A-Za-z0-9])ya29\.[A-Za-z0-9_-]{24,1500}/g,
    after: 1600,
    match: ["ya29.<w140>", "Authorization: Bearer ya29.a0<w60>"],
  }),
  structured({
    id: "google-oauth-refresh-token",
    kind: "Google OAuth refresh token",
    keywords: ["1//0"],
    pattern: /(?<![A-Za-z0-9/])1\/\/0[A-Za-z0-9_-]{35,120}(?![A-Za-z0-9_/.-])/g,
    match: [`"refresh_token": "1//0<w60>"`],
  }),
  structured({
    id: "google-service-account-key",
    kind: "Google service account key",
    keywords: [`"private_key_id"`],
    pattern: /"private_key_id"\s{0,4}:\s{0,4}"(?<value>[0-9a-f]{40})"/g,
    match: [`"private_key_id": "<h40>"`],
    miss: [`"private_key_id": ""`],
  }),
  structured({
    id: "firebase-server-key",
    kind: "Firebase cloud messaging server key",
    keywords: ["AAAA"],
    pattern: /(?<![A-Za-z0-9+/_-])AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}/g,
    match: ["AAAA<w7>:<w140>"],
  }),
  structured({
    id: "firebase-device-token",
    kind: "Firebase device token",
    keywords: [":APA91b"],
    pattern: /[A-Za-z0-9_-]{11,22}:APA91b[A-Za-z0-9_-]{100,150}/g,
    match: ["<w22>:APA91b<w134>"],
  }),
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
      /(?:account|storage|access)[_-]?key[\w.\-]{0,16}["'\\]{0,3}\s{0,4}[=:,]{1,2}\s{0,4}["'\\]{0,3}(?<value>[A-Za-z0-9+/]{86}==)/gi,
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
      /[?&;]sig=(?<value>[A-Za-z0-9+/]{43}=|(?:[A-Za-z0-9]|%[0-9A-Fa-f]{2}){43,80})(?![A-Za-z0-9])/g,
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
      "ACRAk",
      "APIM",
      "AIoT",
      "AAPIM",
    ],
    pattern:
      /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{76}(?:\+ASt|ACDb|\+ABa|\+AMC)[A-Za-z0-9+/]{6}==|[A-Za-z0-9]{42}(?:AzSe|AzSea)[A-Za-z0-9]{5,8}|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{7,8}={0,2}|[A-Za-z0-9+/]{33}(?:\+AEh|\+ARm|\+ASb|AIoT|AzCa|APIM|\+ACR)[A-Za-z0-9+/]{5,6}=)/g,
    before: 96,
    match: ["<x76>+ASt<x6>==", "<x42>AzSe<x6>", "<x33>+ASb<x6>="],
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
  structured({
    id: "alibaba-access-key-id",
    kind: "Alibaba Cloud access key id",
    keywords: ["LTAI"],
    pattern: /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9+/_-])/g,
    match: ["LTAI5t<x18>", "LTAI<x12>"],
  }),
  vendor({
    id: "alibaba-secret-key",
    kind: "Alibaba Cloud secret key",
    names: ["alibaba", "aliyun", "alicloud"],
    value: "[a-zA-Z0-9]{30}",
    example: "<x30>",
  }),
  structured({
    id: "tencent-secret-id",
    kind: "Tencent Cloud secret id",
    keywords: ["AKID"],
    pattern: /(?<![A-Za-z0-9])AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])/g,
    match: ["AKID<x32>"],
  }),
  structured({
    id: "digitalocean-token",
    kind: "DigitalOcean token",
    keywords: ["dop_v1_", "doo_v1_", "dor_v1_"],
    pattern: /do[opr]_v1_[a-f0-9]{64}/g,
    match: ["dop_v1_<h64>", "doo_v1_<h64>", "dor_v1_<h64>"],
  }),
  structured({
    id: "digitalocean-spaces-key",
    kind: "DigitalOcean Spaces access key",
    keywords: ["DO00", "DO801"],
    pattern: /(?<![A-Za-z0-9])DO(?:00|801)[A-Z0-9]{15,16}(?![A-Za-z0-9])/g,
    match: ["SPACES_KEY=DO00<N16>"],
  }),
  vendor({
    id: "ibm-cloud-api-key",
    kind: "IBM Cloud API key",
    names: ["ibm", "bluemix", "watson"],
    value: "[a-zA-Z0-9_-]{42,44}",
    example: "<w44>",
  }),
  vendor({
    id: "scaleway-secret-key",
    kind: "Scaleway secret key",
    names: ["scw_", "scaleway"],
    value: "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
    example: "<u>",
  }),
  structured({
    id: "yandex-cloud-api-key",
    kind: "Yandex Cloud key",
    keywords: ["AQVN", "YCAJE", "YCM", "YCN", "YCO", "YCP"],
    pattern:
      /(?<![A-Za-z0-9+/_-])(?:AQVN[A-Za-z0-9_-]{35,38}|YCAJE[A-Za-z0-9_-]{20}|YC[A-Z][A-Za-z0-9_-]{37,38})(?![A-Za-z0-9+/_-])/g,
    match: ["AQVN<w36>", "YCAJE<w20>", "YCP<w37>"],
  }),
  structured({
    id: "yandex-iam-token",
    kind: "Yandex IAM token",
    keywords: ["t1.9eu", "t1."],
    pattern: /(?<![A-Za-z0-9])t1\.[A-Za-z0-9_-]{30,400}={0,2}\.[A-Za-z0-9_-]{86}={0,2}/g,
    after: 600,
    match: ["t1.9eue<w120>.<w86>"],
  }),
];

function isAwsSecret(value: string, match: RegExpMatchArray): boolean {
  if (/sha|commit|hash|digest|etag|path|checksum/i.test(match[0].slice(0, -value.length))) {
    return false;
  }
  // Forty hex digits are a commit; forty random base64 characters are hardly ever without a digit.
  return entropy(value) >= 4 && /[A-Z]/.test(value) && /[a-z]/.test(value) &&
    !/^[A-Fa-f0-9]+$/.test(value) &&
    !isPlaceholder(value) && !isWordy(value);
}
