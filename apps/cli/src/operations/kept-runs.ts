import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Env } from '../env.ts'

const run = z.object({
  at: z.iso.datetime(),
  folder: z.string(),
  head: z.string(),
  rows: z.number().int(),
  objects: z.number().int(),
})
const runs = z.object({ backup: run.optional(), proof: run.optional() })

/** The last backup and the last proof of one, as this server's commands left them. */
export type KeptRuns = z.infer<typeof runs>

const fileOf = (env: Env) => join(env.dataFolder, 'backups.json')

export async function readRuns(env: Env): Promise<KeptRuns> {
  const text = await readFile(fileOf(env), 'utf8').catch(() => '{}')
  const read = runs.safeParse(JSON.parse(text))
  return read.success ? read.data : {}
}

/** Keeps a run that came to its end; one that broke off is not kept. */
export async function keepRun(env: Env, kind: keyof KeptRuns, done: z.infer<typeof run>): Promise<void> {
  const all = { ...(await readRuns(env)), [kind]: done }
  await mkdir(env.dataFolder, { recursive: true, mode: 0o700 })
  const draft = `${fileOf(env)}.${process.pid}`
  await writeFile(draft, JSON.stringify(all, null, 1), { mode: 0o600 })
  await rename(draft, fileOf(env))
}
