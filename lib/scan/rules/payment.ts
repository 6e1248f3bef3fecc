import type { Rule } from "../rule.ts";
import { isRandom } from "../check/is_random.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Payment, banking and exchanges. */
export const payment: readonly Rule[] = [
  structured({
    id: "stripe-secret-key",
    kind: "Stripe secret key",
    keywords: ["sk_live_", "sk_test_", "sk_prod_", "rk_live_", "rk_test_", "rk_prod_"],
    // Test keys too: they open a vendor's account, and one person's test is another's staging data.
    pattern: /(?<![A-Za-z0-9])[sr]k_(?:live|test|prod)_[A-Za-z0-9]{14,247}/g,
    match: ["sk_live_<x24>", "rk_live_<x99>", "sk_test_51<x97>"],
    miss: ["sk_live_<x6>", "task_test_internationalization"],
  }),
  structured({
    id: "stripe-webhook-secret",
    kind: "Stripe webhook secret",
    keywords: ["whsec_"],
    pattern: /whsec_[A-Za-z0-9+/]{24,64}={0,2}/g,
    match: ["whsec_<x32>"],
  }),
  structured({
    id: "paypal-access-token",
    kind: "PayPal or Braintree access token",
    keywords: ["access_token$"],
    pattern: /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/g,
    match: ["access_token$production$<n16>$<h32>"],
  }),
  structured({
    id: "paypal-client-secret",
    kind: "PayPal client secret",
    keywords: ["paypal", "braintree"],
    exactCase: false,
    pattern:
      /(?:paypal|braintree)[\w .\-]{0,24}(?:secret|private|client|key|token)[\w .\-]{0,12}["'\]\\]{0,3}\s{0,4}(?:=>|=|:|,)\s{0,4}["'`\\]{0,3}(?<value>[EA][A-Za-z0-9_-]{79}|[a-f0-9]{32})(?![\w-])/gi,
    match: ["PAYPAL_CLIENT_SECRET=E<w79>", "braintree_private_key: <h32>"],
  }),
  structured({
    id: "square-access-token",
    kind: "Square access token",
    keywords: ["sq0atp-", "sq0csp-", "sq0csb-", "EAAA"],
    pattern:
      /(?:sq0atp-[A-Za-z0-9_-]{22}|sq0cs[pb]-[A-Za-z0-9_-]{43}|(?<![A-Za-z0-9+/_-])EAAA[A-Za-z0-9_-]{60}(?![A-Za-z0-9_+/-]))/g,
    // Forty hex digits and more are a digest.
    check: (value) =>
      /[G-Z]/.test(value.slice(7)) && /[g-z]/.test(value.slice(7)) && isRandom(value.slice(7)),
    match: ["sandbox-sq0csb-<w43>", "sq0atp-<w22>", "sq0csp-<w43>", "EAAA<w60>"],
  }),
  structured({
    id: "adyen-api-key",
    kind: "Adyen API key",
    keywords: ["AQE"],
    pattern:
      /(?<![A-Za-z0-9+/])AQE[A-Za-z0-9]{2,6}[A-Za-z0-9+/*=-]{60,140}-[A-Za-z0-9+/*=^(){}<>|!?.,;:&%$#@~\[\]_-]{20,60}/g,
    check: (value) => /hm|xf|yh/.test(value.slice(3, 7)) && /=-/.test(value),
    match: ["AQEyhmfx<b80>=-<b43>=-<w16>", "AQEhhmfu<b90>=-<b20>"],
  }),
  structured({
    id: "razorpay-key",
    kind: "Razorpay key",
    keywords: ["rzp_live_", "rzp_test_"],
    pattern: /rzp_(?:live|test)_[A-Za-z0-9]{14}/g,
    match: ["rzp_live_<x14>"],
  }),
  structured({
    id: "paystack-secret-key",
    kind: "Paystack secret key",
    keywords: ["sk_live_", "sk_test_"],
    pattern: /(?<![A-Za-z0-9])sk_(?:live|test)_[a-f0-9]{40}(?![A-Za-z0-9])/g,
    match: ["sk_live_<h40>"],
  }),
  structured({
    id: "flutterwave-key",
    kind: "Flutterwave key",
    keywords: ["FLWSECK", "FLWPUBK"],
    pattern: /FLW(?:SECK|PUBK)(?:_TEST|_LIVE)?-?[A-Za-z0-9]{12,32}(?:-X)?/g,
    match: ["FLWSECK_TEST-<h32>-X", "FLWSECK-<h32>-X", "FLWPUBK_TEST-<h32>-X"],
  }),
  structured({
    id: "plaid-access-token",
    kind: "Plaid access token",
    keywords: ["access-sandbox-", "access-development-", "access-production-"],
    pattern:
      /access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    match: ["access-sandbox-<u>", "access-production-<u>"],
  }),
  structured({
    id: "gocardless-token",
    kind: "GoCardless token",
    keywords: ["gocardless"],
    exactCase: false,
    pattern: /gocardless[^\r\n]{0,40}?(?<value>(?:live|sandbox)_[A-Za-z0-9_=-]{40,42})/gi,
    match: ["GOCARDLESS_TOKEN=live_<x40>"],
  }),
  structured({
    id: "paddle-api-key",
    kind: "Paddle API key",
    keywords: ["pdl_live_apikey_", "pdl_sdbx_apikey_", "pdl_ntfset_"],
    pattern:
      /pdl_(?:(?:live|sdbx)_apikey|ntfset)_[A-Za-z0-9]{26}_[A-Za-z0-9+/]{22,32}(?:_[A-Za-z0-9]{3})?/g,
    match: ["pdl_live_apikey_<n26>_<x22>_<x3>"],
  }),
  structured({
    id: "polar-token",
    kind: "Polar token",
    keywords: ["polar_at_", "polar_oat_", "polar_pat_", "polar_whs_"],
    pattern: /polar_(?:at|oat|pat|whs)_[A-Za-z0-9_-]{20,100}/g,
    match: ["polar_oat_<x43>"],
  }),
  structured({
    id: "pagarme-key",
    kind: "Pagar.me key",
    keywords: ["ak_live_", "ak_test_"],
    pattern: /(?<![A-Za-z0-9])ak_(?:live|test)_[A-Za-z0-9]{30}/g,
    match: ["ak_live_<x30>"],
  }),
  structured({
    id: "asaas-token",
    kind: "Asaas token",
    keywords: ["$aact_"],
    pattern: /\$aact_(?:prod_|hmlg_)?[A-Za-z0-9_=:$-]{20,200}/g,
    match: ["$aact_prod_<x60>"],
  }),
  structured({
    id: "mercury-token",
    kind: "Mercury token",
    keywords: ["mercury_production_", "secret-token:mercury"],
    pattern: /mercury_production_[a-z]{2,6}_[A-Za-z0-9]{40,50}(?:_yrucrem)?/g,
    match: ["mercury_production_wma_<x44>_yrucrem"],
  }),
  structured({
    id: "ramp-credential",
    kind: "Ramp credential",
    keywords: ["ramp_id_", "ramp_sec_"],
    pattern: /(?<![A-Za-z0-9])ramp_(?:id|sec)_[A-Za-z0-9]{40,48}/g,
    match: ["ramp_sec_<x48>", "ramp_id_<x40>"],
  }),
  structured({
    id: "midtrans-key",
    kind: "Midtrans key",
    keywords: ["Mid-server-", "Mid-client-"],
    pattern: /(?:SB-)?Mid-(?:server|client)-[A-Za-z0-9_-]{16,28}/g,
    match: ["Mid-server-<x24>"],
  }),
  structured({
    id: "xendit-key",
    kind: "Xendit key",
    keywords: ["xnd_production_", "xnd_development_"],
    pattern: /xnd_(?:production|development)_[A-Za-z0-9]{40,80}/g,
    match: ["xnd_production_<x60>"],
  }),
  structured({
    id: "mercado-pago-token",
    kind: "Mercado Pago access token",
    keywords: ["APP_USR-"],
    pattern: /APP_USR-\d{10,20}-\d{6}-[a-f0-9]{32}-\d{5,12}/g,
    match: ["APP_USR-<d16>-<d6>-<h32>-<d9>"],
  }),
  structured({
    id: "lob-api-key",
    kind: "Lob API key",
    keywords: ["live_", "test_"],
    pattern: /(?<![A-Za-z0-9_])(?:live|test)_(?:pub_[a-f0-9]{31}|[a-f0-9]{35})(?![A-Za-z0-9])/g,
    match: ["live_<h35>", "test_pub_<h31>"],
  }),
  structured({
    id: "checkout-secret-key",
    kind: "Checkout.com secret key",
    keywords: ["sk_"],
    pattern:
      /(?<![A-Za-z0-9_])sk_(?:test_|sbox_)?(?:[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}|[a-z0-9]{26,28}\*?)(?![A-Za-z0-9_])/g,
    check: (value) => /\d/.test(value) && isRandom(value.slice(3)),
    match: ["sk_test_<u>", "sk_<u>"],
  }),
  vendor({
    id: "plaid-secret",
    kind: "Plaid secret",
    names: ["plaid"],
    value: "[a-z0-9]{30}|[a-z0-9]{24}",
    example: "<h30>",
  }),
  vendor({
    id: "coinbase-secret",
    kind: "Coinbase secret",
    names: ["coinbase"],
    value: "[a-zA-Z0-9_-]{64}|[a-zA-Z0-9]{32}|[a-zA-Z0-9]{16}",
    example: "<x64>",
  }),
  vendor({
    id: "kraken-secret",
    kind: "Kraken secret",
    names: ["kraken"],
    value: "[a-zA-Z0-9/=_+-]{80,90}",
    example: "<x86>",
  }),
  vendor({
    id: "binance-secret",
    kind: "Binance key",
    names: ["binance"],
    value: "[a-zA-Z0-9]{64}",
    example: "<x64>",
  }),
  vendor({
    id: "kucoin-key",
    kind: "KuCoin key",
    names: ["kucoin"],
    value: "[a-f0-9]{24}|[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}",
    example: "<h24>",
  }),
  vendor({
    id: "bittrex-key",
    kind: "Bittrex key",
    names: ["bittrex"],
    value: "[a-z0-9]{32}",
    example: "<h32>",
  }),
  vendor({
    id: "finicity-secret",
    kind: "Finicity secret",
    names: ["finicity"],
    value: "[a-f0-9]{32}|[a-z0-9]{20}",
    example: "<h32>",
  }),
  vendor({
    id: "wise-api-token",
    kind: "Wise API token",
    names: ["transferwise", "wise_"],
    value: "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
    example: "<u>",
  }),
];
