import { build } from 'esbuild'

/**
 * Bundles a Node program with every package inside it, since Node 20 runs no TypeScript and a package of another workspace
 * folder cannot be resolved from the output. Outside stay those that load files of their own beside them.
 */
export function bundle({ entries, outdir, external = [] }) {
  return build({
    entryPoints: entries,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    legalComments: 'none',
    external: ['pg-native', '@electric-sql/pglite', '@electric-sql/pglite-socket', ...external],
    // CommonJS packages inside an ES module still call require.
    banner: {
      js: "import { createRequire as nq15CreateRequire } from 'node:module'; const require = nq15CreateRequire(import.meta.url); import { fileURLToPath as nq15ToPath } from 'node:url'; import { dirname as nq15Dirname } from 'node:path'; const __filename = nq15ToPath(import.meta.url); const __dirname = nq15Dirname(__filename);",
    },
    logLevel: 'warning',
  })
}
