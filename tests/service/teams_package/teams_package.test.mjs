// The app package that the real program writes, unpacked by somebody else's code and held against the JSON schemas that
// Microsoft publishes. They come with the npm package @microsoft/app-manifest.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import test from "node:test";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { unzipSync } from "fflate";

const sources = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "../../..");
const binary = process.env.WAYMARK_BINARY ?? join(sources, "build/release/bot/waymark");
const schemas = join(dirname(createRequire(import.meta.url).resolve("@microsoft/app-manifest")), "json-schemas/teams");

/** Some of the published patterns are none for a strict reader of regular expressions. */
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const compiled = new Map();
/** What Microsoft's schema has to say; empty when all is well. */
function complaints(document) {
  const file = document.$schema.split("/teams/")[1];
  if (!compiled.has(file)) compiled.set(file, ajv.compile(JSON.parse(readFileSync(join(schemas, file), "utf8"))));
  const by = compiled.get(file);
  return by(document) ? [] : by.errors.map((one) => `${one.instancePath || "/"} ${one.message}`);
}

/** The files in the package for these lines of the section "package:". */
function packageFor(lines) {
  const folder = mkdtempSync(join(tmpdir(), "waymark-teams-package-"));
  try {
    const [config, out] = [join(folder, "waymark.yaml"), join(folder, "waymark-teams.zip")];
    writeFileSync(config, [
      "teams:",
      "  app_id: 0b07c0de-1111-4222-8333-444455556666",
      "  home_tenant: 11111111-2222-4333-8444-555555555555",
      "  app_secret_env: NOT_SET_HERE",
      "  package:",
      "    developer:",
      "      { name: Example Mentoring, website: https://mentoring.example, privacy: https://mentoring.example/p, terms: https://mentoring.example/t }",
      ...lines.map((line) => `    ${line}`), ""].join("\n"));
    const ended = spawnSync(binary, ["teams", "package", "--config", config, "--out", out], { encoding: "utf8" });
    assert.equal(ended.status, 0, ended.stdout + ended.stderr);
    return unzipSync(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const json = (bytes) => JSON.parse(Buffer.from(bytes).toString("utf8"));

const everything = [
  "id: a99a99a9-0001-4000-8000-0123456789ab",
  "name: { short: Beacon, full: A beacon for mentors and mentees }",
  "description: { short: Short., full: Long. }",
  'accent_color: "#2F5D50"',
  "version: 1.2.3",
  "scopes: [personal, team, groupChat]",
];
for (const [what, lines] of [["with the least settings", []], ["with every setting", everything]])
  test(`a package ${what} is right by the published schemas`, () => {
    const files = packageFor(lines);
    const manifest = json(files["manifest.json"]);
    assert.deepEqual(complaints(manifest), []);
    assert.deepEqual(Object.keys(files).sort(),
      ["manifest.json", manifest.icons.color, manifest.icons.outline,
        ...manifest.localizationInfo.additionalLanguages.map((one) => one.file)].sort());
    for (const { file } of manifest.localizationInfo.additionalLanguages)
      assert.deepEqual(complaints(json(files[file])), [], file);
  });

test("the manifest is of the newest published schema", () => {
  const minor = (name) => Number(/^v1\.(\d+)$/.exec(name)?.[1] ?? -1);
  const newest = readdirSync(schemas).sort((one, other) => minor(other) - minor(one))[0];
  assert.equal(`v${json(packageFor([])["manifest.json"]).manifestVersion}`, newest);
});

test("the schemas would notice what is wrong", () => {
  const files = packageFor([]);
  const manifest = json(files["manifest.json"]);
  assert.notDeepEqual(complaints({ ...manifest, colour: "green" }), []);
  assert.notDeepEqual(complaints({ ...manifest, description: { ...manifest.description, short: "x".repeat(81) } }), []);
  assert.notDeepEqual(complaints({ ...json(files["es.json"]), "name.long": "x" }), []);
});
