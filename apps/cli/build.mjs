import { build } from 'esbuild'

// Node 20 runs no TypeScript, so the command is bundled; packages with native or dynamic parts stay outside the bundle.
await build({
  entryPoints: { nq15: 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  packages: 'external',
  alias: {},
  plugins: [
    {
      name: 'bundle-workspace-packages',
      setup({ onResolve }) {
        onResolve({ filter: /^@nq15\// }, () => ({ external: false }))
      },
    },
  ],
})
