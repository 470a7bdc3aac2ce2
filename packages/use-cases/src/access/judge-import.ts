import { listAccountsNamed, listCardHolders, listGrantsOf } from '@nq15/db/access/import-account.read'
import { readReaches } from '@nq15/db/access/reach.read'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import { type StagedRow, updateImport } from '@nq15/db/members/import.write'
import { listKnownPeriods } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import { type AccountTexts, type DatedGrant, readUsername } from '@nq15/domain/access'
import { readCardNumber } from '@nq15/domain/members'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { type ImportOpening, type NotFound, openImport } from '../members/open-import.ts'
import { type FileRefused, stageRows, type UploadedRows } from '../members/stage-rows.ts'
import { type AccountGround, cardKey, judgeAccountRows } from './judge-account-rows.ts'

/** The rows of a file under our own columns; `fileSha256` is asked when they have ended. */
export type AccountUpload = {
  readonly mapping: Readonly<Record<string, string>>
  readonly rows: UploadedRows<AccountTexts>
  readonly fileSha256?: () => string
  readonly onProgress?: (rows: number) => void
}

/** More accounts than a city has; the rows are held while cards and names are looked up at once. */
const mostRows = 40_000

type Row = { readonly line: number; readonly texts: AccountTexts }

/**
 * The dry run of an import of accounts: judges every row alone, beside the others of its file and beside the accounts that
 * are there. Changes nothing. Refuses NOT_FOUND, or FILE_REFUSED with the line.
 */
export async function judgeImport(
  db: Database,
  scope: Scope,
  { runId, ...upload }: AccountUpload & { readonly runId: string },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await db.asActor(scope, async (tx) => {
    const run = await findImport(tx, scope, runId)
    if (run?.kind !== 'accounts' || run.state !== 'reading') return null
    return { run, periods: await listKnownPeriods(tx, scope, run.organizationId) }
  })
  if (!opened || scope.permission !== 'account:admin') return refuse({ code: 'NOT_FOUND' })
  const held: Row[] = []
  const whole: Result<Row, { readonly code: string; readonly line?: number }>[] = []
  for await (const row of upload.rows) {
    whole.push(held.length < mostRows || !row.ok ? row : refuse({ code: 'too-large', line: row.value.line }))
    if (!row.ok || held.length >= mostRows) break
    held.push(row.value)
  }
  const judge = judgeAccountRows(await readGround(db, scope, { rows: held, ...opened }))
  const counts = { bad: 0, new: 0, changed: 0, same: 0 }
  const counting = (row: Row): StagedRow => {
    const staged = judge(row)
    if (staged.facts === null) counts.bad += 1
    else if ('change' in staged.facts) counts[staged.facts.change as 'new' | 'changed' | 'same'] += 1
    return staged
  }
  const rows = (async function* () {
    yield* whole
  })()
  const progress = upload.onProgress ? { onProgress: upload.onProgress } : {}
  const staged = await stageRows(db, scope, { runId, rows, judge: counting, ...progress })
  if (!staged.ok) return staged
  return db.asActor(scope, async (tx) => {
    const rowsTotal = staged.value.rows
    const isOpen = await updateImport(tx, scope, {
      runId,
      from: ['reading'],
      change: {
        state: 'checked',
        mapping: upload.mapping,
        fileSha256: upload.fileSha256?.() ?? '',
        rowsTotal,
        rowsBad: counts.bad,
        rowsGood: rowsTotal - counts.bad,
        rowsNew: counts.new,
        rowsChanged: counts.changed,
        rowsSame: counts.same,
      },
    })
    const judged = isOpen ? await findImport(tx, scope, runId) : null
    return judged ? ok(judged) : refuse({ code: 'NOT_FOUND' })
  })
}

/** Opens an import of accounts and judges its rows at once, for a file that is at hand. */
export async function startImport(
  db: Database,
  scope: Scope,
  { opening, ...upload }: AccountUpload & { readonly opening: Omit<ImportOpening, 'kind'> },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await openImport(db, scope, { ...opening, kind: 'accounts' })
  return opened.ok ? judgeImport(db, scope, { ...upload, runId: opened.value.runId }) : opened
}

type Opened = {
  readonly rows: readonly Row[]
  readonly run: ImportRun
  readonly periods: Awaited<ReturnType<typeof listKnownPeriods>>
}

/** Everything the rows are judged against, in a few statements whatever their number. */
async function readGround(db: Database, scope: Scope, { rows, run, periods }: Opened): Promise<AccountGround> {
  const byCode = new Map<string, typeof periods>()
  for (const period of periods) byCode.set(period.code, [...(byCode.get(period.code) ?? []), period])
  const text = (typed: string | undefined) => (typed ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  const usernames = rows.flatMap(({ texts }) => {
    const read = readUsername(text(texts.username))
    return read.ok ? [read.value] : []
  })
  const wanted = rows.flatMap(({ texts }) => {
    const card = readCardNumber(text(texts.cardNumber))
    return card.ok ? [{ card: card.value, name: text(texts.displayName) }] : []
  })
  const codes = new Set(rows.map(({ texts }) => text(texts.organizationCode)))
  const places = periods.filter(({ code }) => codes.has(code)).map(({ organizationId }) => organizationId)
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const accounts = await listAccountsNamed(tx, scope, [...new Set(usernames)])
    const grants = new Map<string, DatedGrant[]>()
    const held = await listGrantsOf(
      tx,
      scope,
      accounts.map(({ userId }) => userId),
    )
    for (const { userId, ...grant } of held) grants.set(userId, [...(grants.get(userId) ?? []), grant])
    const holders = await listCardHolders(tx, scope, wanted)
    const cards = new Map(holders.map((holder) => [cardKey(holder.card, holder.name), holder]))
    return {
      day: run.asOf,
      organizationOn: (code, day) =>
        byCode.get(code)?.find(({ validFrom, validTo }) => validFrom <= day && day < validTo)?.organizationId,
      actorId: scope.actor.userId,
      accounts: new Map(accounts.map((account) => [account.username, account])),
      grants,
      cards,
      reaches: await readReaches(tx, [...places, ...held.map(({ organizationId }) => organizationId)]),
    }
  })
}
