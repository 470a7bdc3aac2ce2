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
  plugins: [
    {
      name: 'bundle-workspace-packages',
      setup({ onResolve }) {
        // Workspace packages are TypeScript and taken in; every other one stays where it is installed.
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@nq15/') ? undefined : { path, external: true },
        )
      },
    },
  ],
})
