import type { Rule } from "../rule.ts";
import { isRandom } from "../check/is_random.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Chat, telephony and messages: Slack, Discord, Telegram, Teams, Twilio and others. */
export const chat: readonly Rule[] = [
  structured({
    id: "slack-bot-token",
    kind: "Slack bot token",
    keywords: ["xoxb-"],
    pattern: /xoxb-[0-9]{8,14}-(?:[0-9]{8,14}-)?[A-Za-z0-9-]{16,64}|xoxb-[A-Za-z0-9-]{40,120}/g,
    match: ["xoxb-<d12>-<d13>-<x24>", "xoxb-<d11>-<x24>"],
  }),
  structured({
    id: "slack-user-token",
    kind: "Slack user token",
    keywords: ["xoxp-", "xoxe-", "xoxe.xox"],
    pattern:
      /xox[pe]-[0-9]{8,14}-[0-9]{8,14}-(?:[0-9]{8,14}-)?[A-Za-z0-9-]{24,64}|xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,200}/g,
    match: ["xoxp-<d12>-<d12>-<d12>-<h32>", "xoxe.xoxp-1-<N164>", "xoxe-1-<N146>"],
  }),
  structured({
    id: "slack-legacy-token",
    kind: "Slack legacy token",
    keywords: ["xoxa-", "xoxr-", "xoxs-", "xoxo-"],
    pattern: /xox[aros]-(?:\d-)?(?:\d{6,14}-)?(?:\d{6,14}-)?(?:\d{6,14}-)?[A-Za-z0-9]{8,64}/g,
    // The digits before are account numbers; the examples that Slack itself shows have poor ones.
    check: (value) => /\d/.test(value) && isRandom(value.slice(value.lastIndexOf("-") + 1)),
    match: ["xoxs-<d10>-<d10>-<d11>-<h10>", "xoxa-2-<d11>-<d11>-<d12>-<h32>", "xoxr-<x30>"],
  }),
  structured({
    id: "slack-session-token",
    kind: "Slack session token or cookie",
    keywords: ["xoxc-", "xoxd-"],
    pattern:
      /xoxc-\d{9,15}-\d{9,15}-\d{9,15}-[a-f0-9]{64}|(?<![A-Za-z0-9%+/_-])xoxd-[A-Za-z0-9%+/=_-]{60,240}/g,
    match: ["xoxc-<d12>-<d12>-<d12>-<h64>", "xoxd-<x140>"],
  }),
  structured({
    id: "slack-app-token",
    kind: "Slack app token",
    keywords: ["xapp-"],
    pattern: /xapp-\d-[A-Za-z0-9]{8,14}-\d{8,16}-[a-z0-9]{32,80}/g,
    match: ["xapp-1-A<N10>-<d13>-<h64>"],
  }),
  structured({
    id: "slack-webhook",
    kind: "Slack webhook",
    keywords: ["hooks.slack.com/"],
    exactCase: false,
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{36,120}/gi,
    check: (value) => isRandom(value.slice(-18)),
    match: ["https://hooks.slack.com/services/T<N10>/B<N10>/<x24>"],
    miss: ["https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"],
  }),
  structured({
    id: "discord-bot-token",
    kind: "Discord bot token",
    // The first part is the account's number in base64, so it begins with M, N or O. The shape has no
    // literal to walk for; these words are where such a token stands.
    keywords: ["discord", "bot ", "bot_", "bot.", "bot-", "login(", "run("],
    exactCase: false,
    pattern:
      /(?:discord|bot[ _.-]|login\(|run\()[^\r\n]{0,48}?(?<![A-Za-z0-9_+/-])(?<value>[MNO][A-Za-z0-9]{22,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,38})(?![A-Za-z0-9_-])/gi,
    check: (value) => /^[MNO]/.test(value) && isRandom(value),
    match: [
      `DISCORD_TOKEN="MTA<x23>.<x6>.<x38>"`,
      "Authorization: Bot NzE<x21>.<w6>.<x27>",
      `client.login("OTg<x21>.<w6>.<x38>")`,
    ],
  }),
  structured({
    id: "discord-webhook",
    kind: "Discord webhook",
    keywords: ["/api/webhooks/"],
    exactCase: false,
    pattern: /discord(?:app)?\.com\/api\/webhooks\/(?<value>\d{16,20}\/[A-Za-z0-9_-]{60,72})/gi,
    before: 64,
    match: ["https://discord.com/api/webhooks/<d18>/<x68>"],
  }),
  vendor({
    id: "discord-client-secret",
    kind: "Discord client secret",
    names: ["discord"],
    value: "[a-zA-Z0-9_-]{32}|[a-f0-9]{64}",
    example: "<x32>",
  }),
  structured({
    id: "telegram-bot-token",
    kind: "Telegram bot token",
    keywords: [":AA"],
    pattern: /(?<![A-Za-z0-9])\d{6,12}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/g,
    before: 16,
    match: ["<d10>:AA<w33>", "https://api.telegram.org/bot <d9>:AA<w33>/getMe"],
  }),
  structured({
    id: "telegram-bot-url",
    kind: "Telegram bot token",
    keywords: ["/bot", "telegram"],
    exactCase: false,
    pattern:
      /(?:telegram[^\r\n]{0,48}?(?<!\d)|\/bot)(?<value>\d{6,16}:A[A-Za-z0-9_-]{34,35})(?![A-Za-z0-9_-])/gi,
    match: ["https://api.telegram.org/bot<d9>:AA<w33>/getMe", "TELEGRAM_TOKEN=<d9>:A<w34>"],
  }),
  structured({
    id: "teams-webhook",
    kind: "Microsoft Teams webhook",
    keywords: ["webhook.office.com/", "outlook.office.com/webhook"],
    exactCase: false,
    pattern:
      /(?:webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook)\/[0-9a-z-]{36}@[0-9a-z-]{36}\/[A-Za-z]{1,40}\/[a-z0-9]{32}\/[0-9a-z-]{36}/gi,
    match: ["https://acme.webhook.office.com/webhookb2/<u>@<u>/IncomingWebhook/<h32>/<u>"],
  }),
  structured({
    id: "power-automate-webhook",
    kind: "Power Automate webhook",
    keywords: [".logic.azure.com"],
    exactCase: false,
    pattern:
      /logic\.azure\.com(?::\d{2,5})?\/workflows\/[a-f0-9]{32}\/[^\s"'<>]{10,200}sig=(?<value>[A-Za-z0-9_-]{40,48})/gi,
    match: [
      "https://prod-01.westeurope.logic.azure.com:443/workflows/<h32>/triggers/manual/paths/invoke?sp=x&sv=1.0&sig=<x43>",
    ],
  }),
  structured({
    id: "google-chat-webhook",
    kind: "Google Chat webhook",
    keywords: ["chat.googleapis.com/v1/spaces/"],
    pattern:
      /chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9_-]{6,20}\/messages\?key=[A-Za-z0-9_-]{30,50}&(?:amp;)?token=(?<value>[A-Za-z0-9_%-]{30,80})/g,
    match: ["https://chat.googleapis.com/v1/spaces/<x11>/messages?key=<x39>&token=<x43>"],
  }),
  structured({
    id: "zapier-webhook",
    kind: "Zapier, IFTTT or Make webhook",
    keywords: ["hooks.zapier.com/hooks/catch/", "maker.ifttt.com/trigger/", ".make.com/"],
    pattern:
      /hooks\.zapier\.com\/hooks\/catch\/(?:\d{4,10}\/[a-z0-9]{5,12}|[A-Za-z0-9]{16})|maker\.ifttt\.com\/trigger\/\w{1,60}\/(?:json\/)?with\/key\/[\w-]{20,50}|hook\.[a-z0-9]{2,6}\.make\.com\/[a-z0-9]{32}/g,
    before: 32,
    check: (value) => isRandom(value.slice(-12)),
    match: [
      "https://hooks.zapier.com/hooks/catch/<d7>/<n7>/",
      "https://hooks.zapier.com/hooks/catch/<x16>",
      "https://maker.ifttt.com/trigger/door/with/key/<w43>",
    ],
  }),
  structured({
    id: "twilio-api-key",
    kind: "Twilio API key or account id",
    keywords: ["SK", "AC"].flatMap((prefix) =>
      [..."0123456789abcdef"].map((digit) => prefix + digit)
    ),
    before: 2,
    after: 40,
    pattern: /(?<![A-Za-z0-9+/_-])(?:SK|AC)[0-9a-f]{32}(?![A-Za-z0-9+/_=-])/g,
    match: ["SK<h32>", "TWILIO_ACCOUNT_SID=AC<h32>"],
  }),
  vendor({
    id: "twilio-auth-token",
    kind: "Twilio auth token",
    names: ["twilio"],
    value: "[a-f0-9]{32}",
    example: "<h32>",
  }),
  structured({
    id: "line-channel-token",
    kind: "LINE channel access token",
    keywords: ["/1O/w1cDnyilFU="],
    pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{100,170}\/1O\/w1cDnyilFU=/g,
    before: 192,
    match: ["<x156>/1O/w1cDnyilFU="],
  }),
  structured({
    id: "lark-app-credential",
    kind: "Lark webhook",
    keywords: ["open.feishu.cn/open-apis/bot/", "open.larksuite.com/open-apis/bot/"],
    pattern: /open-apis\/bot\/(?:v2\/)?hook\/(?<value>[0-9a-f-]{36}|[A-Za-z0-9]{32})/g,
    match: ["https://open.feishu.cn/open-apis/bot/v2/hook/<u>"],
  }),
  structured({
    id: "dingtalk-webhook",
    kind: "DingTalk or WeCom webhook",
    keywords: ["oapi.dingtalk.com/robot/send?", "qyapi.weixin.qq.com/cgi-bin/webhook"],
    pattern: /(?:access_token=(?<value>[a-f0-9]{64})|send\?key=[0-9a-f-]{36})/g,
    match: [
      "https://oapi.dingtalk.com/robot/send?access_token=<h64>",
      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=<u>",
    ],
  }),
  structured({
    id: "plivo-auth-id",
    kind: "Plivo auth id",
    keywords: ["plivo"],
    exactCase: false,
    pattern:
      /plivo[^\r\n]{0,40}?(?<![\w])(?<value>(?:MA|SA)[A-Z0-9]{18}|[A-Za-z0-9_-]{40})(?![\w])/gi,
    match: ["PLIVO_AUTH_ID=MA<N18>", "plivo_auth_token: <x40>"],
  }),
  vendor({
    id: "vonage-secret",
    kind: "Vonage secret",
    names: ["vonage", "nexmo"],
    value: "[a-zA-Z0-9]{16}|[a-f0-9]{8}",
    example: "<x16>",
  }),
  vendor({
    id: "messagebird-key",
    kind: "MessageBird key",
    names: ["messagebird", "message_bird", "message-bird"],
    value: "[a-zA-Z0-9]{25}",
    example: "<x25>",
  }),
  vendor({
    id: "mattermost-token",
    kind: "Mattermost token",
    names: ["mattermost"],
    value: "[a-z0-9]{26}",
    example: "<n26>",
  }),
  vendor({
    id: "telnyx-key",
    kind: "Telnyx key",
    names: ["telnyx"],
    value: "KEY[A-Za-z0-9_-]{40,60}",
    example: "KEY<x55>",
  }),
  vendor({
    id: "sendbird-token",
    kind: "Sendbird token",
    names: ["sendbird"],
    value: "[a-f0-9]{40}|[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}",
    example: "<h40>",
  }),
  vendor({
    id: "intercom-token",
    kind: "Intercom token",
    names: ["intercom"],
    value: "[a-zA-Z0-9=_-]{60}",
    example: "<x60>",
  }),
  vendor({
    id: "zendesk-secret",
    kind: "Zendesk secret",
    names: ["zendesk"],
    value: "[a-zA-Z0-9]{40}|[a-f0-9]{64}",
    example: "<x40>",
  }),
];
