// U2: an editor that knows only the published JSON Schemas and the checker of Waymark agree: what ships is right for both,
// and a file whose keys or values are wrong is wrong for both.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import test from "node:test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parseDocument } from "yaml";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../../..");
const read = (file) => readFileSync(join(root, file), "utf8");
const files = (folder, ending = ".yaml") =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats(ajv);
const schema = (name) => ajv.compile(JSON.parse(read(`conversations/schema/${name}.schema.json`)));
const schemas = { flow: schema("flow"), programme: schema("programme"), translation: schema("translation") };

/** What an editor would say; empty when all is well. */
function complaints(file, by) {
  const text = parseDocument(read(file), { version: "1.2", prettyErrors: false });
  if (text.errors.length) return text.errors.map((one) => one.message);
  return by(text.toJS()) ? [] : by.errors.map((one) => `${one.instancePath || "/"} ${one.message}`);
}

const shipped = [
  ["flow", files("conversations/flows")],
  ["programme", files("conversations/programmes")],
  ["translation", files("conversations/texts/es").filter((file) => basename(file) !== "bot.yaml")],
];
for (const [kind, all] of shipped)
  test(`every ${kind} that ships is right for an editor`, () => {
    assert.ok(all.length > 0);
    for (const file of all) assert.deepEqual(complaints(file, schemas[kind]), [], file);
  });

/** Unknown, doubled and missing keys, wrong shapes and values. The other codes are about what a schema cannot know. */
const shape = /^[FP]01[0-5]_/;
/** A schema cannot compare a key with the value of another one. */
const beyond = new Set(["P012_reason_in_its_language.yaml"]);
for (const kind of ["flow", "programme"])
  test(`a ${kind} with wrong keys or values is wrong for an editor, too`, () => {
    const all = files(`tests/${kind}s/bad`).filter((file) => shape.test(basename(file)) && !beyond.has(basename(file)));
    assert.ok(all.length >= 6);
    for (const file of all) assert.notDeepEqual(complaints(file, schemas[kind]), [], file);
  });
