import { stat, statfs } from 'node:fs/promises'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { type DatabaseHealth, readDatabaseHealth } from '@nq15/db/operations/health.read'
import { type Answer, columns } from '../answer.ts'
import { withDatabase } from '../database.ts'
import type { Env } from '../env.ts'
import { examine, type Place } from './examine.ts'
import { fileSettings, ownerAddress } from './installation.ts'
import { readRuns } from './kept-runs.ts'

/** `doctor`: everything is looked at, whatever fails on the way. */
export async function answerDoctor(env: Env): Promise<Answer> {
  const place = await look(env)
  const now = new Date()
  const findings = examine(place, now)
  const worst = findings.some(({ state }) => state === 'fail')
  const marks = { ok: 'ok', warn: 'see', fail: 'BROKEN' } as const
  return {
    json: { at: now.toISOString(), findings },
    lines: columns([
      ['', 'What', 'How it stands'],
      ...findings.map(({ state, what, words }) => [marks[state], what, words]),
    ]),
    exitCode: worst ? 1 : 0,
  }
}

async function look(env: Env): Promise<Place> {
  const [folder, space, keyFile, web, monitor] = await Promise.all([
    stat(env.dataFolder).catch(() => null),
    statfs(env.dataFolder).catch(() => null),
    stat(fileSettings().keyFile).catch(() => null),
    answers(`http://${env.NQ15_HOST}:${env.NQ15_WEB_PORT}/readyz`),
    answers(`http://${env.NQ15_HOST}:${env.NQ15_MONITOR_PORT}/readyz`),
  ])
  return {
    node: process.versions.node,
    folder: folder && space && { mode: folder.mode, freeBytes: space.bavail * space.bsize },
    keyFile: keyFile && { mode: keyFile.mode },
    host: env.NQ15_HOST,
    embedded: !env.DATABASE_URL,
    // biome-ignore lint/style/noProcessEnv: settings of web, looked at from beside it
    publicUrl: process.env['NQ15_PUBLIC_URL'] || null,
    // biome-ignore lint/style/noProcessEnv: settings of monitor, looked at from beside it
    mail: Boolean(process.env['NQ15_SMTP_URL']),
    web,
    monitor,
    runs: await readRuns(env),
    database: await healthOf(),
  }
}

async function healthOf(): Promise<DatabaseHealth | { readonly fault: string }> {
  try {
    return await withDatabase((_db, env, url) =>
      inOwnersTransaction({ url: ownerAddress(env, url), reading: true }, readDatabaseHealth),
    )
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
