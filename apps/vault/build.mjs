import { bundle } from '@nq15/tooling/bundle'

await bundle({ entries: { main: 'src/main.ts' }, outdir: 'dist' })
