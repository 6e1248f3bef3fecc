import type { Rule } from "../rule.ts";
import { hasChecksum } from "../check/has_checksum.ts";
import { isBasicCredential } from "../check/is_basic_credential.ts";
import { isCommonPassword } from "../check/is_common_password.ts";
import { isPlaceholder } from "../check/is_placeholder.ts";
import { isRandom } from "../check/is_random.ts";
import { isWordy } from "../check/is_wordy.ts";
import { structured } from "./build/structured.ts";
import { vendor } from "./build/vendor.ts";

/** Package registries and artifact stores. */
export const registries: readonly Rule[] = [
  structured({
    id: "npm-access-token",
    kind: "npm access token",
    keywords: ["npm_"],
    pattern: /(?<![A-Za-z0-9_-])npm_[A-Za-z0-9]{36,64}(?![A-Za-z0-9_])/g,
    check: (value) => hasChecksum(value) || isRandom(value.slice(4)),
    match: ["npm_<x36>", "//registry.example.net/:_authToken=npm_<x36>"],
  }),
  structured({
    id: "npm-legacy-token",
    kind: "npm access token",
    keywords: ["_authToken", "_auth="],
    exactCase: false,
    pattern:
      /_auth(?:Token)?\s{0,2}=\s{0,2}["']?(?<value>[A-Za-z0-9+/_.-]{16,200}={0,2})(?![\w+/.(-])/gi,
    check: (value) => isRandom(value) && /\d/.test(value) && !isWordy(value),
    match: ["//registry.example.net/:_authToken=<u>", "_auth=<x40>=="],
    miss: ["_authToken=<a12>", "//r/:_authToken=${NPM_TOKEN}"],
  }),
  structured({
    id: "pypi-upload-token",
    kind: "PyPI upload token",
    keywords: ["pypi-AgE"],
    pattern:
      /(?<![A-Za-z0-9_-])pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw|[A-Za-z0-9_-]{8})[A-Za-z0-9_-]{50,1000}/g,
    after: 1100,
    match: ["pypi-AgEIcHlwaS5vcmc<w120>", "pypi-AgENdGVzdC5weXBpLm9yZw<w120>"],
  }),
  structured({
    id: "rubygems-api-key",
    kind: "RubyGems API key",
    keywords: ["rubygems_"],
    pattern: /rubygems_[a-f0-9]{42,52}/g,
    match: ["rubygems_<h48>"],
  }),
  structured({
    id: "nuget-api-key",
    kind: "NuGet API key",
    keywords: ["oy2"],
    pattern: /(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])/g,
    match: ["oy2<n43>"],
  }),
  structured({
    id: "nuget-config-password",
    kind: "NuGet feed password",
    keywords: ["ClearTextPassword"],
    exactCase: false,
    pattern: /ClearTextPassword"\s{1,4}value\s{0,2}=\s{0,2}"(?<value>[^"\s]{6,128})"/gi,
    check: (value) => !isPlaceholder(value),
    match: [`<add key="ClearTextPassword" value="<x16>" />`],
    miss: [`<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />`],
  }),
  structured({
    id: "crates-io-token",
    kind: "crates.io token",
    keywords: ["cio"],
    pattern: /(?<![A-Za-z0-9_])cio[A-Za-z0-9]{32}(?![A-Za-z0-9_])/g,
    check: (value) => /\d/.test(value) && /[A-Z]/.test(value) && isRandom(value.slice(3)),
    match: ["cio<x32>"],
  }),
  structured({
    id: "docker-access-token",
    kind: "Docker Hub access token",
    keywords: ["dckr_pat_", "dckr_oat_"],
    pattern: /dckr_(?:pat|oat)_[A-Za-z0-9_-]{24,40}/g,
    match: ["dckr_pat_<w27>", "dckr_oat_<w32>"],
  }),
  structured({
    id: "docker-config-auth",
    kind: "container registry credential",
    keywords: [`"auth"`, `\\"auth\\"`],
    pattern: /\\?"auth\\?"\s{0,4}:\s{0,4}\\?"(?<value>[A-Za-z0-9+/]{8,400}={0,2})\\?"/g,
    check: isBasicCredential,
    match: [`{"auths":{"r.example.net":{"auth":"am9lOnF3OHZ6a2wycA=="}}}`],
    miss: [`"auth": "dXNlcjpwYXNzd29yZA=="`, `"auth":"<a12>"`],
  }),
  structured({
    id: "docker-swarm-token",
    kind: "Docker Swarm token",
    keywords: ["SWMTKN-1-", "SWMKEY-1-"],
    pattern: /SWMTKN-1-[a-z0-9]{40,60}-[a-z0-9]{24,30}|SWMKEY-1-[A-Za-z0-9+/]{40,50}/g,
    match: ["SWMTKN-1-<n50>-<n25>", "SWMKEY-1-<x43>"],
  }),
  structured({
    id: "jfrog-api-key",
    kind: "JFrog Artifactory API key",
    keywords: ["AKCp"],
    pattern: /(?<![A-Za-z0-9])AKCp[A-Za-z0-9]{60,75}(?![A-Za-z0-9+/])/g,
    match: ["AKCp<x69>"],
  }),
  structured({
    id: "jfrog-reference-token",
    kind: "JFrog reference token",
    // "reft" in base64.
    keywords: ["cmVmdGtuO", "cmVmd"],
    pattern: /(?<![A-Za-z0-9])cmVmd[A-Za-z0-9]{56,60}(?![A-Za-z0-9])/g,
    match: ["cmVmdGtuOj<x54>"],
  }),
  vendor({
    id: "jfrog-legacy-key",
    kind: "JFrog key",
    names: ["jfrog", "artifactory", "bintray", "xray"],
    value: "[a-zA-Z0-9]{73}|[a-z0-9]{64}|[a-f0-9]{40}",
    example: "<x73>",
  }),
  structured({
    id: "clojars-token",
    kind: "Clojars token",
    keywords: ["CLOJARS_"],
    pattern: /CLOJARS_[a-z0-9]{60}/g,
    match: ["CLOJARS_<n60>"],
  }),
  structured({
    id: "cloudsmith-api-key",
    kind: "Cloudsmith API key",
    keywords: ["csa_"],
    pattern: /(?<![A-Za-z0-9])csa_[a-f0-9]{30}[A-Za-z0-9]{6}/g,
    match: ["csa_<h30><x6>"],
  }),
  structured({
    id: "ionic-token",
    kind: "Ionic token",
    keywords: ["ion_"],
    pattern: /(?<![A-Za-z0-9_-])ion_[A-Za-z0-9]{42}(?![A-Za-z0-9_])/g,
    match: ["IONIC_TOKEN=ion_<x42>"],
  }),
  structured({
    id: "deno-deploy-token",
    kind: "Deno Deploy token",
    keywords: ["ddp_", "ddo_", "jsrp_"],
    pattern: /(?<![A-Za-z0-9_-])(?:dd[po]|jsrp)_[A-Za-z0-9]{34,40}/g,
    match: ["ddp_<x36>", "ddo_<x36>"],
  }),
  structured({
    id: "maven-settings-password",
    kind: "Maven server password",
    keywords: ["<password>"],
    exactCase: false,
    pattern: /<password>\s{0,4}(?<value>[^<>\s$]{6,128})\s{0,4}<\/password>/gi,
    check: (value) =>
      /\d|[^A-Za-z]/.test(value) && !isPlaceholder(value) && !isCommonPassword(value) &&
      !isWordy(value),
    match: ["<server><id>nexus</id><password><x14></password></server>"],
    miss: ["<password>${env.PASSWORD}</password>", "<password>secret</password>"],
  }),
  structured({
    id: "composer-basic-auth",
    kind: "Packagist token",
    keywords: ["packagist_"],
    pattern: /packagist_[a-z]{3}_[a-f0-9]{68}/g,
    match: ["packagist_uut_<h68>"],
  }),
  structured({
    id: "contribsys-credential",
    kind: "Sidekiq Enterprise credential",
    keywords: ["contribsys"],
    exactCase: false,
    pattern:
      /contribsys__com["']?\s{0,3}[=:]\s{0,3}["']?(?<value>[a-f0-9]{8}:[a-f0-9]{8})|(?<![a-f0-9])[a-f0-9]{8}:[a-f0-9]{8}@(?:gems|enterprise)\.contribsys\.com/gi,
    match: ["BUNDLE_GEMS__CONTRIBSYS__COM=<h8>:<h8>", "https://<h8>:<h8>@gems.contribsys.com/"],
  }),
  structured({
    id: "terraform-cloud-token",
    kind: "Terraform or Vagrant Cloud token",
    keywords: [".atlasv1."],
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/g,
    before: 24,
    match: ["<x14>.atlasv1.<w67>"],
  }),
];
