import { build } from 'esbuild'

// Node 20 runs no TypeScript, so the front door is bundled; the pages' build beside it is loaded at run time.
await build({
  entryPoints: { server: 'server.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  packages: 'external',
  plugins: [
    {
      name: 'bundle-workspace-packages',
      setup({ onResolve, resolve }) {
        onResolve({ filter: /^@nq15\// }, ({ path, resolveDir, kind, pluginData }) =>
          pluginData === 'bundled' ? undefined : resolve(path, { resolveDir, kind, pluginData: 'bundled' }),
        )
      },
    },
  ],
})
