import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import type { Schema } from "../../src/terraform-plugin/schema";
import { EXTRAS, PROVIDER_EXAMPLE } from "./examples";
import { schemaSections } from "./schema-sections";

/** The pages of docs/ that the schema gives, by path, laid out as the Terraform registry wants them. */
export function referencePages(): ReadonlyMap<string, string> {
  const { schema, resources, dataSources } = infisicalAccessProvider("0.0.0");
  return new Map([
    ["docs/index.md", `${page("infisicalaccess Provider", schema, PROVIDER_EXAMPLE)}\n${TOPICS}`],
    ...resources.map(({ typeName, schema }) => typePage("resources", "Resource", typeName, schema)),
    ...dataSources.map(({ typeName, schema }) => typePage("data-sources", "Data Source", typeName, schema)),
  ]);
}

const TOPICS = `## Topics

- [The constructs](constructs.md), which represent this provider in CDKTF and CDK Terrain
- [A first stack](first-stack.md), also in HCL and with CDK Terrain
- [What counts as drift](drift.md)
- [Temporary access](temporary-access.md)
- [Who gains what: review and drift](review.md)
- [A pipeline](pipelines.md)
- [Adopting what exists](adopting.md)
- [Coming from the official provider](migrating.md)
- [An incident](incident.md)
- [After a fault](after-a-fault.md)
- [The operator's rights](operator-rights.md)
- [Performance](performance.md)
- [Limits](limits.md)
`;

function typePage(folder: string, kind: string, typeName: string, schema: Schema): [string, string] {
  const extra = EXTRAS[`${folder}/${typeName}`];
  if (extra === undefined)
    throw new Error(`scripts/reference/examples.ts has no example of ${folder}/${typeName}.`);
  const name = typeName.slice(typeName.indexOf("_") + 1);
  return [
    `docs/${folder}/${name}.md`,
    page(`${typeName} (${kind})`, schema, extra.example, extra.importCommand),
  ];
}

function page(title: string, schema: Schema, example: string, importCommand?: string): string {
  const sections = [
    `---\npage_title: "${title}"\ndescription: |-\n  ${schema.description}\n---`,
    `# ${title}`,
    schema.description,
    `## Example Usage\n\n\`\`\`hcl\n${example}\n\`\`\``,
    schemaSections(schema.attributes),
    ...(importCommand === undefined ? [] : [`## Import\n\n\`\`\`sh\n${importCommand}\n\`\`\``]),
  ];
  return `${sections.join("\n\n")}\n`;
}
