import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import { type StagedRow, updateImport } from '@nq15/db/members/import.write'
import { listKnownPeriods } from '@nq15/db/organizations/organization.read'
import { listMembersOfCards, listStandingHistory } from '@nq15/db/ratings/history.read'
import type { Scope } from '@nq15/db/scope'
import {
  type PastRatingReason,
  type PastRatingRow,
  type PastRatingTexts,
  ratingRuleSets,
  readPastRating,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse, searchText } from '@nq15/domain/shared'
import { type ImportOpening, type NotFound, openImport } from '../members/open-import.ts'
import { type FileRefused, stageRows, type UploadedRows } from '../members/stage-rows.ts'

/** The rows of a file under our own columns; `fileSha256` is asked when they have ended. */
export type PastRatingUpload = {
  readonly mapping: Readonly<Record<string, string>>
  readonly rows: UploadedRows<PastRatingTexts>
  readonly fileSha256?: () => string
  readonly onProgress?: (rows: number) => void
}

/** More rows than a commune's archive has; they are held while cards and codes are looked up at once. */
const mostRows = 100_000
type Row = { readonly line: number; readonly texts: PastRatingTexts }

/**
 * The dry run of an import of past ratings: judges every row alone, beside the others of its file and beside what stands.
 * Changes nothing. Refuses NOT_FOUND, or FILE_REFUSED with the line.
 */
export async function judgeImport(
  db: Database,
  scope: Scope,
  { runId, ...upload }: PastRatingUpload & { readonly runId: string },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const run = await db.asActor(scope, (tx) => findImport(tx, scope, runId))
  if (run?.kind !== 'ratings' || run.state !== 'reading' || scope.permission !== 'member:write')
    return refuse({ code: 'NOT_FOUND' })
  const held: Row[] = []
  const whole: Result<Row, { readonly code: string; readonly line?: number }>[] = []
  for await (const row of upload.rows) {
    whole.push(held.length < mostRows || !row.ok ? row : refuse({ code: 'too-large', line: row.value.line }))
    if (!row.ok || held.length >= mostRows) break
    held.push(row.value)
  }
  const judge = judging(await readGround(db, scope, { run, rows: held }), run)
  const counts = { bad: 0, new: 0, changed: 0, same: 0 }
  const rows = (async function* () {
    yield* whole
  })()
  const progress = upload.onProgress ? { onProgress: upload.onProgress } : {}
  const counting = (row: Row): StagedRow => {
    const staged = judge(row)
    counts[staged.facts === null ? 'bad' : (staged.facts as { change: 'new' | 'changed' | 'same' }).change] += 1
    return staged
  }
  const staged = await stageRows(db, scope, { runId, rows, judge: counting, ...progress })
  if (!staged.ok) return staged
  return db.asActor(scope, async (tx) => {
    const rowsTotal = staged.value.rows
    const change = {
      state: 'checked',
      mapping: upload.mapping,
      fileSha256: upload.fileSha256?.() ?? '',
      rowsTotal,
      rowsBad: counts.bad,
      rowsGood: rowsTotal - counts.bad,
      rowsNew: counts.new,
      rowsChanged: counts.changed,
      rowsSame: counts.same,
    } as const
    const isOpen = await updateImport(tx, scope, { runId, from: ['reading'], change })
    const judged = isOpen ? await findImport(tx, scope, runId) : null
    return judged ? ok(judged) : refuse({ code: 'NOT_FOUND' })
  })
}

/** Opens an import of past ratings and judges its rows at once, for a file that is at hand. */
export async function startImport(
  db: Database,
  scope: Scope,
  { opening, ...upload }: PastRatingUpload & { readonly opening: Omit<ImportOpening, 'kind'> },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await openImport(db, scope, { ...opening, kind: 'ratings' })
  return opened.ok ? judgeImport(db, scope, { ...upload, runId: opened.value.runId }) : opened
}

type Ground = {
  readonly organizationOn: (code: string, day: string) => string | undefined
  readonly members: ReadonlyMap<string, { readonly id: string; readonly searchName: string }>
  readonly standing: ReadonlyMap<string, string>
}

/** Everything the rows are judged against, in a few statements whatever their number. */
async function readGround(
  db: Database,
  scope: Scope,
  { run, rows }: { readonly run: ImportRun; readonly rows: readonly Row[] },
): Promise<Ground> {
  const read = rows.flatMap(({ texts }) => {
    const one = readPastRating(texts, { ruleSets: ratingRuleSets, today: run.asOf })
    return one.ok ? [one.value] : []
  })
  return db.asReader(scope, async (tx) => {
    const periods = await listKnownPeriods(tx, scope, run.organizationId)
    const cards = [...new Set(read.flatMap(({ cardNumber }) => (cardNumber === null ? [] : [cardNumber])))]
    const members = await listMembersOfCards(tx, scope, cards)
    const codes = new Set(read.map(({ organizationCode }) => organizationCode))
    const named = periods.filter(({ code }) => codes.has(code))
    const memberIds = members.map(({ id }) => id)
    const organizationIds = [...new Set(named.map(({ organizationId }) => organizationId))]
    const standing = await listStandingHistory(tx, scope, { memberIds, organizationIds })
    return {
      organizationOn: (code, day) =>
        named.find((one) => one.code === code && one.validFrom <= day && day < one.validTo)?.organizationId,
      members: new Map(
        members.flatMap((one) =>
          [one.cardNumber, one.formerCardNumber].flatMap((number) => (number === null ? [] : [[number, one] as const])),
        ),
      ),
      standing: new Map(
        standing.map(({ recordId, year, label, outcome, number }) => [
          `${recordId} ${year}`,
          `${label} ${outcome} ${number}`,
        ]),
      ),
    }
  })
}

function judging(ground: Ground, run: ImportRun) {
  const seen = new Map<string, number>()
  return ({ line, texts }: Row): StagedRow => {
    const read = readPastRating(texts, { ruleSets: ratingRuleSets, today: run.asOf })
    if (!read.ok) return refusedRow(line, read.refusal.reasons)
    const { value: row } = read
    const reasons: PastRatingReason[] = []
    const add = (
      code: PastRatingReason['code'],
      column: PastRatingReason['column'],
      value: string,
      required: string | null = null,
    ) => void reasons.push({ code, column, value, required })
    const organizationId = ground.organizationOn(row.organizationCode, row.organizationOn)
    if (!organizationId) add('UNKNOWN_ORGANIZATION', 'organizationCode', row.organizationCode, row.organizationOn)
    const member = row.cardNumber === null ? null : ground.members.get(row.cardNumber)
    if (member === undefined) add('UNKNOWN_CARD', 'cardNumber', row.cardNumber ?? '')
    else if (member && member.searchName !== searchText(row.fullName)) add('CARD_OF_ANOTHER', 'fullName', row.fullName)
    const key = `${member ? member.id : organizationId} ${row.year}`
    const before = seen.get(key)
    if (before !== undefined) add('YEAR_TWICE', 'year', String(row.year), String(before))
    seen.set(key, before ?? line)
    if (reasons.length > 0 || !organizationId || member === undefined) return refusedRow(line, reasons)
    const standing = ground.standing.get(key)
    const same = standing === `${row.originalLabel} ${row.outcome} ${row.decisionNumber}`
    const change = standing === undefined ? 'new' : same ? 'same' : 'changed'
    return {
      ...emptyRow(line),
      cardNumber: row.cardNumber,
      placeId: organizationId,
      facts: { ...factsOf(row), memberId: member?.id ?? null, organizationId, change },
    }
  }
}

const factsOf = ({
  cardNumber: _,
  fullName: __,
  organizationCode: ___,
  organizationOn: ____,
  ...facts
}: PastRatingRow) => facts

const emptyRow = (line: number): StagedRow => ({
  line,
  recordId: newId(),
  existingId: null,
  cardNumber: null,
  fileNumber: null,
  placeId: null,
  facts: null,
  reasons: null,
  warnings: null,
})
const refusedRow = (line: number, reasons: readonly PastRatingReason[]): StagedRow => ({ ...emptyRow(line), reasons })
