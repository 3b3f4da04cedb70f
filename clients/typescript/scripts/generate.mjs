// Writes src/generated/ from the API's and the events' schema, as the tests of Questlog
// keep them. With --check it writes nothing, and fails where a file would change.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { zodSource } from "./zod.mjs";

const TESTS = new URL("../../../tests/", import.meta.url);
const GENERATED = new URL("../src/generated/", import.meta.url);
const HEAD = "// Made by `npm run generate`. Don't edit.\n\n";
const COLLECTIONS = [
  "GameSchema",
  "ListDetailSchema",
  "PlaythroughSchema",
  "SessionSchema",
  "YearDetailSchema",
];

const read = async (name) => JSON.parse(await readFile(new URL(name, TESTS), "utf8"));
const types = async (document) => astToString(await openapiTS(document));

// The client skips events that were emptied later, so their type has the full payload only.
function fullEvent(payload) {
  const event = structuredClone(payload);
  const { anyOf } = event.properties.payload;
  if (anyOf) {
    event.properties.payload = anyOf.find((variant) => variant.$ref);
  }
  return event;
}

async function eventTypes(asyncapi) {
  const schemas = structuredClone(asyncapi.components.schemas);
  const names = [];
  for (const [key, { name, payload }] of Object.entries(asyncapi.components.messages)) {
    if (name?.startsWith("questlog:")) {
      schemas[`event_${key}`] = fullEvent(payload);
      names.push(`event_${key}`);
    }
  }
  const source = await types({
    openapi: "3.1.0",
    info: { title: "events", version: "1" },
    paths: {},
    components: { schemas },
  });
  const union = names.map((name) => `  | components["schemas"]["${name}"]`).join("\n");
  const reset = 'components["schemas"]["ResetPayload"]';
  return (
    `${source}\n/** Everything that can happen, told apart by \`type\`. */\n` +
    `export type AnyEvent =\n${union};\n\nexport type ResetPayload = ${reset};\n`
  );
}

const openapi = await read("api/openapi.json");
const asyncapi = await read("realtime/asyncapi.json");
const files = {
  "api.ts": await types(openapi),
  "events.ts": await eventTypes(asyncapi),
  "zod.ts": zodSource(openapi.components.schemas, COLLECTIONS),
};
for (const [name, source] of Object.entries(files)) {
  const file = new URL(name, GENERATED);
  if (!process.argv.includes("--check")) {
    await writeFile(file, HEAD + source);
  } else if ((await readFile(file, "utf8")) !== HEAD + source) {
    console.error(`src/generated/${name} is out of date: run npm run generate`);
    process.exitCode = 1;
  }
}
