import type { Rule } from "../rule.ts";
import { isRandom } from "../check/is_random.ts";
import { isWordy } from "../check/is_wordy.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Mail and campaigns. */
export const mail: readonly Rule[] = [
  structured({
    id: "sendgrid-api-key",
    kind: "SendGrid API key",
    keywords: ["SG."],
    pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/g,
    match: ["SG.<w22>.<w43>"],
  }),
  structured({
    id: "mailgun-key",
    kind: "Mailgun key",
    keywords: ["key-"],
    pattern: /(?<![A-Za-z0-9_])(?:pub)?key-[a-f0-9]{32}(?![A-Za-z0-9])/g,
    match: ["key-<h32>", "pubkey-<h32>"],
  }),
  structured({
    id: "mailgun-signing-key",
    kind: "Mailgun signing key",
    keywords: ["mailgun", "mg_", "_domain"],
    exactCase: false,
    pattern:
      /(?:mailgun|mg_|_domain)[^\r\n]{0,60}?(?<![\w-])(?<value>[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})(?![\w-])/gi,
    match: ["MAILGUN_KEY=<h32>-<h8>-<h8>"],
  }),
  structured({
    id: "mailchimp-api-key",
    kind: "Mailchimp API key",
    keywords: ["-us1", "-us2", "-us3", "-us4", "-us5", "-us6", "-us7", "-us8", "-us9"],
    pattern: /(?<![A-Za-z0-9])[a-f0-9]{32}-us\d{1,2}(?![A-Za-z0-9])/g,
    before: 40,
    match: ["<h32>-us14", "mailchimp_key: <h32>-us6"],
  }),
  structured({
    id: "mandrill-api-key",
    kind: "Mandrill API key",
    keywords: ["mandrill"],
    exactCase: false,
    pattern:
      /mandrill[^\r\n]{0,40}?(?<![\w-])(?<value>md-[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{22})(?![\w-])/gi,
    check: (value) => /\d/.test(value) && isRandom(value) && !isWordy(value),
    match: ["MANDRILL_API_KEY=<x22>", "mandrill: md-<x22>"],
  }),
  structured({
    id: "brevo-api-key",
    kind: "Brevo (Sendinblue) API key",
    keywords: ["xkeysib-", "xsmtpsib-"],
    pattern: /x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}/g,
    match: ["xkeysib-<h64>-<x16>", "xsmtpsib-<h64>-<x16>"],
  }),
  structured({
    id: "resend-api-key",
    kind: "Resend API key",
    // `re_` by itself stands in every other line of code.
    keywords: ["resend", "Bearer re_", "api_key", "apikey"],
    exactCase: false,
    pattern:
      /(?:resend|bearer|api_?key)[^\r\n]{0,48}?(?<![A-Za-z0-9_])(?<value>re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?![A-Za-z0-9_])/gi,
    match: ["RESEND_API_KEY=re_<x8>_<x24>", "Authorization: Bearer re_<x8>_<x24>"],
  }),
  structured({
    id: "mailersend-token",
    kind: "MailerSend token",
    keywords: ["mlsn."],
    pattern: /mlsn\.[A-Za-z0-9]{30,100}/g,
    match: ["mlsn.<h64>"],
  }),
  structured({
    id: "onesignal-key",
    kind: "OneSignal key",
    keywords: ["os_v2_app_", "os_v2_org_"],
    pattern: /os_v2_(?:app|org)_[a-z2-7]{100,110}/g,
    match: ["os_v2_app_<a100>234"],
  }),
  structured({
    id: "klaviyo-private-key",
    kind: "Klaviyo private key",
    keywords: ["pk_"],
    pattern: /(?<![A-Za-z0-9_])pk_[a-f0-9]{34}(?![A-Za-z0-9])/g,
    match: ["KLAVIYO_KEY=pk_<h34>"],
  }),
  structured({
    id: "canadian-notify-key",
    kind: "GC Notify key",
    keywords: ["gcntfy-"],
    pattern:
      /gcntfy-[\w-]{0,60}?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi,
    match: ["ApiKey-v1 gcntfy-team-<u>-<u>"],
  }),
  vendor({
    id: "postmark-token",
    kind: "Postmark server token",
    names: ["postmark"],
    value: "[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}",
    example: "<u>",
  }),
  vendor({
    id: "sparkpost-key",
    kind: "SparkPost key",
    names: ["sparkpost"],
    value: "[a-f0-9]{40}",
    example: "<h40>",
  }),
  vendor({
    id: "mailjet-key",
    kind: "Mailjet key",
    names: ["mailjet"],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
  vendor({
    id: "klaviyo-key",
    kind: "Klaviyo key",
    names: ["klaviyo"],
    value: "pk_[a-z0-9]{34}|[a-f0-9]{32}",
    example: "pk_<n34>",
  }),
  vendor({
    id: "elastic-email-key",
    kind: "Elastic Email key",
    names: ["elasticemail", "elastic_email"],
    value: "[A-Z0-9]{64,96}|[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}",
    example: "<H96>",
  }),
  vendor({
    id: "beamer-key",
    kind: "Beamer key",
    names: ["beamer"],
    value: "b_[a-zA-Z0-9=_+-]{44}",
    example: "b_<x44>",
  }),
  vendor({
    id: "iterable-key",
    kind: "Iterable key",
    names: [
      "iterable",
      "braze",
      "omnisend",
      "mailmodo",
      "moosend",
      "getresponse",
      "mailerlite",
      "customerio",
      "customer_io",
      "convertkit",
    ],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
];
