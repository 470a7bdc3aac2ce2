import { bundle } from '@nq15/tooling/bundle'

await bundle({ entries: { nq15: 'src/main.ts' }, outdir: 'dist' })
