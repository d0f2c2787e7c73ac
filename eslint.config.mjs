import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/**
 * The layers of the product, top first. A layer imports only from itself and from those below it;
 * src/access and src/terraform-plugin stand by themselves. DESIGN.md says what each is for.
 */
const layers = [
  "testing",
  "constructs",
  "cli",
  "review",
  "installation",
  "provider",
  "infisical",
  "access",
  "terraform-plugin",
  "simulator",
];
const independent = new Set(["access", "terraform-plugin", "simulator"]);

const layerRules = layers.map((layer, index) => ({
  files: [`src/${layer}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: (independent.has(layer)
              ? layers.filter((other) => other !== layer)
              : layers.slice(0, index)
            ).flatMap((other) => [`../${other}/*`, `../../${other}/*`, `../../../${other}/*`]),
            message: `src/${layer} may not import from this layer (see DESIGN.md, layers).`,
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "cdktf.out/**", "coverage/**", "**/generated/**", "**/*.cjs"] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-console": "off",
    },
  },
  ...layerRules.filter(({ rules }) => rules["no-restricted-imports"][1].patterns[0].group.length > 0),
);
