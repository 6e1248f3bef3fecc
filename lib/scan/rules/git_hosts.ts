import type { Rule } from "../rule.ts";
import { hasChecksum } from "../check/has_checksum.ts";
import { isRandom } from "../check/is_random.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

const bySumOrChance = (value: string): boolean => hasChecksum(value) || isRandom(value.slice(4));

/** Hosts of git repositories and forges: GitHub, GitLab, Bitbucket, Gitea, Sourcegraph. */
export const gitHosts: readonly Rule[] = [
  structured({
    id: "github-pat",
    kind: "GitHub personal access token",
    keywords: ["ghp_"],
    pattern: /ghp_[A-Za-z0-9]{36,255}/g,
    check: bySumOrChance,
    match: ["ghp_<x36>", "git clone https://ghp_<x36>@github.com/acme/app"],
    miss: ["ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_<x20>"],
  }),
  structured({
    id: "github-oauth-token",
    kind: "GitHub OAuth token",
    keywords: ["gho_"],
    pattern: /gho_[A-Za-z0-9]{36,255}/g,
    check: bySumOrChance,
    match: ["gho_<x36>"],
  }),
  structured({
    id: "github-app-token",
    kind: "GitHub app token",
    keywords: ["ghu_", "ghs_"],
    pattern: /gh[us]_[A-Za-z0-9]{36,255}/g,
    check: bySumOrChance,
    match: ["ghu_<x36>", "ghs_<x36>"],
  }),
  structured({
    id: "github-refresh-token",
    kind: "GitHub refresh token",
    keywords: ["ghr_"],
    pattern: /ghr_[A-Za-z0-9]{36,255}/g,
    check: bySumOrChance,
    match: ["ghr_<x76>"],
  }),
  structured({
    id: "github-fine-grained-pat",
    kind: "GitHub fine-grained personal access token",
    keywords: ["github_pat_"],
    pattern: /github_pat_[A-Za-z0-9]{20,24}_[A-Za-z0-9]{50,255}|github_pat_[A-Za-z0-9_]{82,255}/g,
    match: ["github_pat_11<x20>_<x59>"],
    miss: ["github_pat_11<x10>"],
  }),
  structured({
    id: "github-client-secret",
    kind: "GitHub client secret",
    keywords: ["github"],
    exactCase: false,
    pattern:
      /github[\w .\-]{0,12}(?:client|app|oauth|secret|token|key|pat)[\w .\-]{0,20}["'\]\\]{0,3}\s{0,4}(?:=>|=|:|,)\s{0,4}["'`\\]{0,3}(?<value>[a-f0-9]{40})(?![\w-])/gi,
    check: (value, match) => isRandom(value) && !/sha|commit|ref|rev|hash/i.test(match[0]),
    match: [`GITHUB_CLIENT_SECRET="<h40>"`, "github_token: <h40>"],
    miss: ["github_commit_sha: <h40>"],
  }),
  structured({
    id: "gitlab-pat",
    kind: "GitLab personal access token",
    keywords: ["glpat-"],
    pattern: /glpat-[A-Za-z0-9_-]{20,160}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7,9})?/g,
    match: ["glpat-<w20>", "glpat-<w40>.01.<n9>"],
  }),
  structured({
    id: "gitlab-deploy-token",
    kind: "GitLab deploy token",
    keywords: ["gldt-"],
    pattern: /gldt-[A-Za-z0-9_-]{20,64}/g,
    match: ["gldt-<w20>"],
  }),
  structured({
    id: "gitlab-runner-token",
    kind: "GitLab runner token",
    keywords: ["glrt-", "glrtr-", "GR1348941"],
    pattern:
      /(?:glrtr?-(?:t\d_)?|GR1348941)[A-Za-z0-9_-]{20,160}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7,9})?/g,
    match: ["glrt-<w20>", "GR1348941<w20>", "glrt-t1_<w30>"],
  }),
  structured({
    id: "gitlab-ci-job-token",
    kind: "GitLab CI job token",
    keywords: ["glcbt-"],
    pattern: /glcbt-(?:[0-9a-zA-Z]{1,5}_)?[A-Za-z0-9_-]{20,64}/g,
    match: ["glcbt-64_<w20>"],
  }),
  structured({
    id: "gitlab-trigger-token",
    kind: "GitLab pipeline trigger token",
    keywords: ["glptt-"],
    pattern: /glptt-[A-Za-z0-9_-]{20,64}/g,
    match: ["glptt-<h40>"],
  }),
  structured({
    id: "gitlab-feed-token",
    kind: "GitLab feed token",
    keywords: ["glft-"],
    pattern: /glft-[A-Za-z0-9_-]{20,80}/g,
    match: ["glft-<w20>"],
  }),
  structured({
    id: "gitlab-incoming-mail-token",
    kind: "GitLab incoming mail token",
    keywords: ["glimt-"],
    pattern: /glimt-[A-Za-z0-9_-]{20,64}/g,
    match: ["glimt-<w25>"],
  }),
  structured({
    id: "gitlab-agent-token",
    kind: "GitLab agent for Kubernetes token",
    keywords: ["glagent-"],
    pattern: /(?<![A-Za-z0-9_-])glagent-[A-Za-z0-9_-]{50,1024}/g,
    match: ["glagent-<w50>"],
  }),
  structured({
    id: "gitlab-oauth-application-secret",
    kind: "GitLab OAuth application secret",
    keywords: ["gloas-"],
    pattern: /gloas-[A-Za-z0-9_-]{64}/g,
    match: ["gloas-<w64>"],
  }),
  structured({
    id: "gitlab-scim-token",
    kind: "GitLab SCIM token",
    keywords: ["glsoat-"],
    pattern: /glsoat-[A-Za-z0-9_-]{20,64}/g,
    match: ["glsoat-<w20>"],
  }),
  structured({
    id: "gitlab-feature-flag-token",
    kind: "GitLab feature flag client token",
    keywords: ["glffct-"],
    pattern: /glffct-[A-Za-z0-9_-]{20,64}/g,
    match: ["glffct-<w20>"],
  }),
  structured({
    id: "gitlab-workspace-token",
    kind: "GitLab workspace token",
    keywords: ["glwt-"],
    pattern: /(?<![A-Za-z0-9_-])glwt-[A-Za-z0-9_-]{20,64}/g,
    match: ["glwt-<w20>"],
  }),
  structured({
    id: "gitlab-session-cookie",
    kind: "GitLab session cookie",
    keywords: ["_gitlab_session="],
    pattern: /_gitlab_session=(?<value>[0-9a-z]{32})/g,
    match: ["_gitlab_session=<h32>"],
  }),
  structured({
    id: "bitbucket-app-password",
    kind: "Bitbucket app password",
    keywords: ["ATBB"],
    pattern: /(?<![A-Za-z0-9])ATBB[A-Za-z0-9]{32}(?![A-Za-z0-9+/_=-])/g,
    match: ["ATBB<x24><H8>"],
  }),
  structured({
    id: "bitbucket-access-token",
    kind: "Bitbucket or Trello access token",
    keywords: ["ATCTT3", "ATTA", "BBDC-"],
    // The last is a data center's own: base64 of the token's number, a colon and twenty random bytes.
    pattern:
      /(?<![A-Za-z0-9])(?:ATCTT3xFfG[A-Za-z0-9+/=_-]{100,220}=[A-F0-9]{8}|ATTA[a-f0-9]{60,72}|BBDC-[MNO][A-Za-z0-9+/]{43})/g,
    match: [
      "BBDC-M<x43>",
      "ATCTT3xFfGN0<w160>=<H8>",
      "ATTA<h68>",
    ],
  }),
  vendor({
    id: "bitbucket-client-secret",
    kind: "Bitbucket client secret",
    names: ["bitbucket"],
    value: "[a-zA-Z0-9_-]{32}|[a-zA-Z0-9_-]{44}|[a-zA-Z0-9_-]{64}",
    example: "<x32>",
  }),
  structured({
    id: "sourcegraph-token",
    kind: "Sourcegraph access token",
    keywords: ["sgp_", "slk_", "sgd_"],
    pattern:
      /(?<![A-Za-z0-9])(?:sgp_(?:[a-f0-9]{16}_)?(?:local_)?[a-f0-9]{40}|slk_[a-f0-9]{64}|sgd_[a-f0-9]{64})/gi,
    match: ["sgp_<h16>_<h40>", "sgp_<h40>", "slk_<h64>"],
  }),
  vendor({
    id: "gitea-token",
    kind: "Gitea or Forgejo access token",
    names: ["gitea", "forgejo", "codeberg", "gogs"],
    value: "[a-f0-9]{40}",
    example: "<h40>",
  }),
  vendor({
    id: "gitter-token",
    kind: "Gitter access token",
    names: ["gitter"],
    value: "[a-z0-9_-]{40}",
    example: "<n40>",
  }),
];
