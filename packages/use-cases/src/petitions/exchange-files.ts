import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import {
  findExchangeFile,
  listExchangeItems,
  listExchangeNumbers,
  listTold,
  listUntold,
  wasFileTaken,
} from '@nq15/db/petitions/exchange.read'
import {
  insertDifferences,
  insertExchangeFile,
  lockExchange,
  markSent,
  settleSent,
} from '@nq15/db/petitions/exchange.write'
import type { Scope } from '@nq15/db/scope'
import {
  type ExchangeFileFormat,
  type ForeignFileRefusal,
  readForeignFile,
  writeExchangeFile,
} from '@nq15/documents/petitions'
import { todayInHanoi } from '@nq15/domain/calendar'
import { exchangeFormat, reconcileExchange } from '@nq15/domain/petitions'
import { canonicalJson } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'
import { actOnce } from '../ratings/act-once.ts'
import { excelType, type PaperFile } from '../ratings/paper-words.ts'
import { isOfUnit } from './acting.ts'
import { queueExchange } from './queue-exchange.ts'

/** The most records that one file takes; what waits beyond goes with the next. */
const mostRecords = 5_000

type MakeFileRefusal = { readonly code: 'NOT_FOUND' | 'NOTHING_WAITS' }

/** Takes what waits into a file, for `petition:work`: the records are told with it and stay as they were told. */
export async function makeExchangeFile(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    now,
  }: { readonly requestId: string; readonly organizationId: string; readonly now: Date },
): Promise<Result<{ readonly fileId: string; readonly rows: number }, MakeFileRefusal>> {
  const act = { requestId, useCase: 'petitions.make-exchange-file', permissions: ['petition:work'] } as const
  return actOnce<Result<{ readonly fileId: string; readonly rows: number }, MakeFileRefusal>>(
    db,
    scope,
    act,
    async (tx) => {
      if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
      await lockExchange(tx, scope, organizationId)
      // Matters from before the exchange go along, a few hundred at a time.
      for (const caseId of await listUntold(tx, scope, { organizationId, limit: 300 }))
        await queueExchange(tx, scope, { caseId, today: todayInHanoi(now) })
      const items = await listExchangeItems(tx, scope, { organizationId, limit: mostRecords })
      const waiting = items.filter(({ state }) => state === 'pending')
      if (waiting.length === 0) return refuse({ code: 'NOTHING_WAITS' })
      const records = waiting.map(({ record }) => record)
      const fileId = await insertExchangeFile(tx, scope, {
        ...{ organizationId, direction: 'out', formatVersion: exchangeFormat, rows: records.length },
        ...{ name: `csdlqg-${todayInHanoi(now)}`, contentHash: hashText(canonicalJson(records)) },
      })
      await markSent(tx, scope, { fileId, itemIds: waiting.map(({ itemId }) => itemId) })
      return ok({ fileId, rows: records.length })
    },
  )
}

const types: Readonly<Record<ExchangeFileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: excelType,
  json: 'application/json',
}

/** A file that was made, written in a format; the giving out stands in the trail. Null when it is not the reader's. */
export async function exportExchangeFile(
  db: Database,
  scope: Scope,
  { fileId, format, now }: { readonly fileId: string; readonly format: ExchangeFileFormat; readonly now: Date },
): Promise<PaperFile | null> {
  if (scope.permission !== 'petition:work') return null
  const file = await db.asActor(scope, async (tx) => {
    const found = await findExchangeFile(tx, scope, fileId)
    if (!found) return null
    await writeTrail(tx, {
      ...{ action: 'export', recordTable: 'petition_exchange_file', recordId: fileId },
      organizationId: found.organizationId,
      detail: { export: `petition-exchange-${format}`, count: found.records.length },
    })
    return found
  })
  if (!file) return null
  const statement = {
    title: 'Dữ liệu cập nhật Cơ sở dữ liệu quốc gia về tiếp công dân, xử lý đơn',
    filter: 'Số vụ việc, bước, ngày; không có danh tính, nội dung',
    scope: file.records[0]?.unit ?? '',
    asOf: todayInHanoi(file.madeAt),
    generatedAt: now.toISOString(),
    generatedBy: scope.actor.name,
    rules: `NĐ 55/2022/NĐ-CP; bố cục tệp ${file.formatVersion} của phần mềm, chưa được xác nhận`,
  }
  return {
    fileName: `${file.name}-${fileId.slice(-4)}.${format}`,
    contentType: types[format],
    bytes: await writeExchangeFile(file.records, { format, statement }),
  }
}

type TakeFileRefusal = ForeignFileRefusal | { readonly code: 'NOT_FOUND' | 'TAKEN_BEFORE' }

/**
 * Takes a whole file of the national database, for `petition:work`: what it took or refused is settled, and every difference is
 * written down for a person to answer. The same content is taken once.
 */
export async function takeForeignFile(
  db: Database,
  scope: Scope,
  command: {
    readonly requestId: string
    readonly organizationId: string
    readonly content: Buffer
    readonly format: ExchangeFileFormat
    readonly name: string
  },
): Promise<Result<{ readonly rows: number; readonly differences: number }, TakeFileRefusal>> {
  const { requestId, organizationId, content, format, name } = command
  const read = await readForeignFile(content, format)
  if (!read.ok) return read
  const rows = read.value
  const act = { requestId, useCase: 'petitions.take-exchange-file', permissions: ['petition:work'] } as const
  return actOnce<Result<{ readonly rows: number; readonly differences: number }, TakeFileRefusal>>(
    db,
    scope,
    act,
    async (tx) => {
      if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
      await lockExchange(tx, scope, organizationId)
      const contentHash = hashText(canonicalJson(rows))
      if (await wasFileTaken(tx, scope, { organizationId, contentHash })) return refuse({ code: 'TAKEN_BEFORE' })
      const told = await listTold(tx, scope, organizationId)
      const ours = new Set(told.map(({ number }) => number))
      const numbers = await listExchangeNumbers(tx, scope, organizationId)
      // A matter that is shut to whoever compares, or of which nothing was told yet, is known: no difference, and nothing is said of it.
      const compared = rows.filter(({ number }) => ours.has(number) || !numbers.has(number))
      const differences = reconcileExchange(told, compared)
      const fileId = await insertExchangeFile(tx, scope, {
        ...{ organizationId, direction: 'in', name, formatVersion: exchangeFormat, rows: rows.length, contentHash },
      })
      await settleSent(tx, scope, { organizationId, rows: compared })
      await insertDifferences(tx, scope, { organizationId, fileId, differences })
      return ok({ rows: rows.length, differences: differences.length })
    },
  )
}
