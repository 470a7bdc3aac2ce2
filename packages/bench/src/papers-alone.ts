import { benchPapers } from './papers.ts'

// A program of its own, so that its memory is that of the papers and of what draws them, and of nothing else measured here.
await benchPapers((text) => process.stdout.write(`${text}\n`))
