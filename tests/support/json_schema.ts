import type { Schema } from "../../lib/admin/schemas.ts";

/**
 * Where a value is not as its schema says, each as `path: what is wrong`; empty if it is. What the
 * schema uses and this does not know is an error of the test's.
 */
export function schemaErrors(
  value: unknown,
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  path = "$",
): string[] {
  const unknown = Object.keys(schema).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) throw new Error(`${path}: the validator does not know ${unknown}`);
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.replace("#/components/schemas/", "")];
    if (named === undefined) throw new Error(`${path}: there is no ${schema.$ref}`);
    return schemaErrors(value, named, schemas, path);
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isType(value, type))) {
    return [`${path}: ${JSON.stringify(value)} is not ${types.join(" or ")}`];
  }
  const errors: string[] = [];
  const wrong = (what: string) => void errors.push(`${path}: ${JSON.stringify(value)} ${what}`);
  if (schema.enum && !schema.enum.includes(value as string | null)) wrong("is none of the enum");
  if (typeof value === "number" && value < (schema.minimum ?? -Infinity)) wrong("is too small");
  if (typeof value === "string" && value.length > (schema.maxLength ?? Infinity)) {
    wrong("is too long");
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) throw new Error(`${path}: the schema does not say of what`);
    errors.push(...value.flatMap((item, i) => schemaErrors(item, items, schemas, `${path}[${i}]`)));
  } else if (typeof value === "object" && value !== null) {
    const has = Object.entries(value);
    for (const name of schema.required ?? []) if (!(name in value)) wrong(`has no ${name}`);
    for (const [name, inner] of has) {
      const known = schema.properties?.[name] ?? schema.additionalProperties ?? false;
      if (known === false) wrong(`may not have ${name}`);
      else if (known !== true) {
        errors.push(...schemaErrors(inner, known, schemas, `${path}.${name}`));
      }
    }
  }
  return errors;
}

const KNOWN = [
  ...["$ref", "type", "description", "enum", "items", "properties", "required"],
  ...["additionalProperties", "minimum", "maxLength"],
];

function isType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    default:
      throw new Error(`the validator does not know the type ${type}`);
  }
}
