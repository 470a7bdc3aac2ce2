import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '@nq15/db/client'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { type ImprintCheck, readImprints } from '@nq15/db/operations/imprints.read'
import { exportAudit } from '@nq15/use-cases/access/export-audit'
import { type AuditVerification, verifyAudit } from '@nq15/use-cases/access/verify-audit'
import { type AuditFileVerification, verifyAuditFile } from '@nq15/use-cases/access/verify-audit-file'
import type { Answer } from '../answer.ts'
import { operatorScope as operator } from '../operator.ts'

type Options = {
  readonly head?: string
  readonly now: Date
  readonly onBatch?: (done: number, of: number) => void
}

/**
 * `audit verify`: proves the trail and names the first thing broken; then compares what was counted, decided, signed and closed with
 * the trail, and names every record that was changed beside the product. `ownerUrl` reads past the policies.
 */
export async function answerVerify(
  db: Database,
  { head, now, onBatch, ownerUrl }: Options & { readonly ownerUrl: string },
): Promise<Answer> {
  const verified = await verifyAudit(db, operator('audit:read'), {
    now,
    ...(head ? { expectedHead: head } : {}),
    ...(onBatch ? { onBatch } : {}),
  })
  const records = await inOwnersTransaction({ url: ownerUrl, reading: true }, readImprints)
  return {
    json: { ...verified, records },
    // The head to print stays the last line of a whole trail.
    lines: verified.broken
      ? [...wordsOf(verified), ...wordsOfRecords(records)]
      : [...wordsOf(verified).slice(0, -1), ...wordsOfRecords(records), ...wordsOf(verified).slice(-1)],
    exitCode: verified.whole && records.strange === 0 ? 0 : 1,
  }
}

function wordsOfRecords({ compared, without, strange, named }: ImprintCheck): string[] {
  const how = {
    changed: 'was changed beside the product',
    deleted: 'was deleted beside the product',
    unwritten: 'was put there beside the product',
  }
  return [
    ...named.map((one) => `BROKEN: ${one.recordTable} ${one.recordId} ${how[one.how]}.`),
    ...(strange > named.length ? [`BROKEN: ${strange - named.length} more records.`] : []),
    `${compared} records were compared with the trail${strange === 0 ? ' and stand as they were written' : ''}.`,
    ...(without > 0 ? [`${without} were last written before imprints were taken and cannot be compared.`] : []),
  ]
}

/** `audit export`: writes the sealed trail into a file that proves itself without a database. */
export async function answerExport(
  db: Database,
  { file, now, onBatch }: Omit<Options, 'head'> & { readonly file: string },
): Promise<Answer> {
  let batches = -1
  const lines = async function* () {
    for await (const line of exportAudit(db, operator('audit:read'), { now, ...(onBatch ? { onBatch } : {}) })) {
      batches += 1
      yield `${line}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }))
  return { json: { file, batches }, lines: [`${batches} batches written to ${file}.`], exitCode: 0 }
}

/** `audit verify --file`: proves a file of the trail; opens no database. */
export async function answerVerifyFile({
  file,
  head,
}: {
  readonly file: string
  readonly head?: string
}): Promise<Answer> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  const verified = await verifyAuditFile(lines, head ? { expectedHead: head } : {})
  return { json: verified, lines: wordsOfFile(verified), exitCode: verified.whole ? 0 : 1 }
}

function wordsOfFile({ events, batches, head, broken }: AuditFileVerification): string[] {
  if (!broken)
    return [`${events} rows in ${batches} batches are whole.`, head ? `Last head: ${head}` : 'Nothing is sealed yet.']
  const what =
    broken.code === 'not-a-trail'
      ? 'this is no file of the trail.'
      : broken.code === 'line-unreadable'
        ? `line ${broken.line} cannot be read: the file was cut or changed.`
        : whatIsBroken(broken)
  return [`BROKEN: ${what}`, `${events} rows in ${batches} batches before it are whole.`]
}

function wordsOf(verified: AuditVerification): string[] {
  const { events, batches, head, unsealed, broken } = verified
  if (broken) return [`BROKEN: ${whatIsBroken(broken)}`, `${events} rows in ${batches} batches before it are whole.`]
  return [
    `${events} rows in ${batches} batches are whole.`,
    `${unsealed.count} rows are not sealed yet${unsealed.oldestAt ? `, the oldest since ${unsealed.oldestAt}` : ''}.`,
    ...(unsealed.overdue ? ['WARNING: rows wait longer than ten minutes. Is monitor running?'] : []),
    ...(head ? [`Last head: ${head}`] : ['Nothing is sealed yet.']),
  ]
}

function whatIsBroken(broken: NonNullable<AuditVerification['broken']>): string {
  switch (broken.code) {
    case 'row-changed':
      return `row ${broken.eventId} of batch ${broken.seq} was changed after sealing (${about(broken.row)}).`
    case 'row-deleted':
      return `row ${broken.eventId} of batch ${broken.seq}, position ${broken.position}, was deleted after sealing.`
    case 'row-left-out':
      return `row ${broken.eventId} of ${broken.at} is in no batch, although later rows are: slipped in, or its batch was removed.`
    case 'leaves-changed':
      return `the leaves of batch ${broken.seq} are not those that were sealed; all its rows are in doubt.`
    case 'batch-changed':
      return `batch ${broken.seq} was changed after sealing.`
    case 'batch-missing':
      return `batch ${broken.seq} is missing.`
    case 'chain-broken':
      return `batch ${broken.seq} does not follow the batch before it.`
    case 'head-missing':
      return `the head ${broken.head} is not in the chain: the trail was cut or sealed anew.`
  }
}

const about = (row: { at: string; action: string; recordTable: string; recordId: string | null } | null) =>
  row ? `it now says ${row.at} ${row.action} ${row.recordTable} ${row.recordId ?? '-'}` : 'it is unreadable'
