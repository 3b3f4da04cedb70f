// JSON Schema, as far as Questlog's rows use it, as the source of zod schemas. Anything
// else fails: a silent `z.any()` would take the types away from the site.

const reference = (ref) => ref.split("/").at(-1);

function expression(schema) {
  if (schema.$ref) {
    return reference(schema.$ref);
  }
  if (schema.const !== undefined) {
    return `z.literal(${JSON.stringify(schema.const)})`;
  }
  if (schema.enum) {
    return `z.enum(${JSON.stringify(schema.enum)})`;
  }
  if (schema.anyOf) {
    return union(schema.anyOf);
  }
  if (schema.allOf?.length === 1) {
    return expression(schema.allOf[0]);
  }
  switch (schema.type) {
    case "string":
      return "z.string()";
    case "integer":
    case "number":
      return "z.number()";
    case "boolean":
      return "z.boolean()";
    case "array":
      return `z.array(${expression(schema.items)})`;
    case "object":
      return object(schema);
  }
  throw new Error(`No zod for ${JSON.stringify(schema)}`);
}

function union(variants) {
  const some = variants.filter((variant) => variant.type !== "null").map(expression);
  const nullable = some.length < variants.length ? ".nullable()" : "";
  return (some.length === 1 ? some[0] : `z.union([${some.join(", ")}])`) + nullable;
}

function object(schema) {
  if (!schema.properties) {
    return `z.record(${expression(schema.additionalProperties)})`;
  }
  const required = new Set(schema.required ?? []);
  const keys = Object.entries(schema.properties).map(([key, value]) => {
    const optional = required.has(key) ? "" : ".optional()";
    return `  ${JSON.stringify(key)}: ${expression(value)}${optional},\n`;
  });
  return `z.object({\n${keys.join("")}})`;
}

function references(schema, found) {
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$ref") {
      found.add(reference(value));
    } else if (value && typeof value === "object") {
      references(value, found);
    }
  }
  return found;
}

/** The source of a module with the named schemas and those they refer to, in order. */
export function zodSource(schemas, names) {
  const written = new Set();
  const parts = ['import { z } from "astro/zod";\n'];
  function write(name) {
    if (written.has(name)) {
      return;
    }
    written.add(name);
    references(schemas[name], new Set()).forEach(write);
    parts.push(`export const ${name} = ${expression(schemas[name])};\n`);
  }
  names.forEach(write);
  return parts.join("\n");
}
