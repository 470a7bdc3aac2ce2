import type { Database, Tx } from '@nq15/db/client'
import { type DecidedLevel, listDecidedLevels } from '@nq15/db/monitoring/decided-level.read'
import { listSheetsById, type StoredSheet } from '@nq15/db/monitoring/fact.read'
import { listResults, type ResultRow } from '@nq15/db/monitoring/screening-result.read'
import { listRuns, type RunRow } from '@nq15/db/monitoring/screening-run.read'
import {
  countSigns,
  findSign,
  listAlarmAnswers,
  listSigns,
  listSignsOf,
  type SignFilter,
  type SignRow,
} from '@nq15/db/monitoring/sign.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isId, isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type Answer, endOfMonth, monitoringMessages, monthOf, saySignal } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hideSmall } from './hide-small.ts'

type NotFound = { readonly code: 'NOT_FOUND' }

/** A sign as somebody reads it: one sentence in each language, small numbers hidden where he stands outside. */
export type SaidSign = Omit<SignRow, 'facts'> & {
  readonly sentence: { readonly vi: string; readonly en: string }
  readonly name: { readonly vi: string; readonly en: string }
}

export type SignPage = {
  readonly organizationId: string
  readonly organizationName: string
  readonly counts: Readonly<Record<SignFilter['which'], number>>
  readonly signs: readonly SaidSign[]
  readonly next: string | null
}

const pageSize = 30

/** A page of signs at and below an organization, the newest first, with the counts of every filter. Four statements. */
export async function readSignPage(
  db: Database,
  scope: Scope,
  {
    organizationId,
    which,
    code,
    cursor,
  }: {
    readonly organizationId: string
    readonly which: SignFilter['which']
    readonly code?: string | undefined
    readonly cursor: string | null
  },
): Promise<Result<SignPage, NotFound>> {
  return db.asReader(scope, async (tx): Promise<Result<SignPage, NotFound>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const filter = { organizationId, which, code }
    const counts = await countSigns(tx, scope, filter)
    const found = await listSigns(tx, scope, { ...filter, after: cursor, limit: pageSize + 1 })
    const signs = found.slice(0, pageSize)
    const last = signs.at(-1)
    const names = await nameOrganizations(tx, scope, [organizationId])
    return ok({
      organizationId,
      organizationName: names.get(organizationId) ?? '',
      counts,
      signs: signs.map(({ cursor: _, ...sign }) => sayIt(sign)),
      next: found.length > pageSize && last ? last.cursor : null,
    })
  })
}

function sayIt({ facts, ...sign }: SignRow): SaidSign {
  if (sign.kind === 'manual') {
    const name = { vi: manualName(sign.code, 'vi'), en: manualName(sign.code, 'en') }
    return { ...sign, name, sentence: { vi: manualSentence(sign, 'vi'), en: manualSentence(sign, 'en') } }
  }
  const hidesSmall = !sign.isInsider
  return {
    ...sign,
    name: facts.name,
    sentence: {
      vi: saySignal(facts, { locale: 'vi', hidesSmall }),
      en: saySignal(facts, { locale: 'en', hidesSmall }),
    },
  }
}

const manualName = (code: string, locale: 'vi' | 'en') => monitoringMessages(locale).signs[code]?.name ?? code
const manualSentence = ({ code, evidence }: Pick<SignRow, 'code' | 'evidence'>, locale: 'vi' | 'en') =>
  `${manualName(code, locale)} (${evidence ?? ''}).`

export type SignDetail = {
  readonly sign: SaidSign
  readonly answers: readonly {
    readonly answer: string
    readonly reason: string | null
    readonly byName: string
    readonly at: Date
  }[]
  /** The sheets behind its numbers, as far as the reader may see them. */
  readonly sources: readonly Pick<
    StoredSheet,
    'id' | 'sheet' | 'start' | 'source' | 'quality' | 'enteredByName' | 'enteredAt' | 'verifiedByName' | 'version'
  >[]
  /** Decisions of the ratings room that its numbers were taken from, newest year first. */
  readonly decisions: readonly DecidedLevel[]
  /** Names of the numbers that were typed because nothing was decided in the product. */
  readonly typed: readonly { readonly vi: string; readonly en: string }[]
  readonly basis: string
}

/** Figures that the ratings room decides; the others of a sentence come from elsewhere. */
const decidedFigures = ['grade', 'points', 'consecutiveFailYears'] as const

/** The decisions behind the numbers of a sign: those of its year, and for years in a row the ones before. */
async function decisionsBehind(
  tx: Tx,
  scope: Scope,
  { organizationId, facts }: Pick<SignRow, 'organizationId' | 'facts'>,
): Promise<DecidedLevel[]> {
  const decided = decidedFigures.filter((name) => facts.order?.includes(name) && !facts.typed?.includes(name))
  if (decided.length === 0) return []
  const year = Number(facts.period.slice(0, 4))
  const levels = await listDecidedLevels(tx, scope, { organizationId, limit: 30 })
  const inRow = decided.includes('consecutiveFailYears')
  return levels.filter((level) => level.year === year || (inRow && level.year < year && level.outcome === 'KHT'))
}

/** One sign with its answers and sources. Five statements. */
export async function readSign(
  db: Database,
  scope: Scope,
  { signId }: { readonly signId: string },
): Promise<Result<SignDetail, NotFound>> {
  return db.asReader(scope, async (tx): Promise<Result<SignDetail, NotFound>> => {
    const row = isId(signId) ? await findSign(tx, scope, signId) : null
    if (!row || !(await isWithin(tx, scope, row.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const answers = row.alarmId ? await listAlarmAnswers(tx, scope, row.alarmId) : []
    const sheets = await listSheetsById(tx, scope, row.facts.sheetIds ?? [])
    return ok({
      sign: sayIt(row),
      answers: answers.map(({ answer, reason, byName, at }) => ({ answer, reason, byName, at })),
      sources: sheets.map(
        ({ id, sheet, start, source, quality, enteredByName, enteredAt, verifiedByName, version }) => ({
          id,
          sheet,
          start,
          source,
          quality,
          enteredByName,
          enteredAt,
          verifiedByName,
          version,
        }),
      ),
      decisions: row.kind === 'manual' ? [] : await decisionsBehind(tx, scope, row),
      typed: (row.facts.typed ?? []).map((name) => ({
        vi: monitoringMessages('vi').inputs[name] ?? name,
        en: monitoringMessages('en').inputs[name] ?? name,
      })),
      basis: row.facts.source ?? '',
    })
  })
}

/** What screening says of one organization: the judged months, newest first, and its signs. */
export type OrganizationSigns = {
  readonly organizationId: string
  readonly organizationName: string
  readonly isInsider: boolean
  readonly months: readonly (Omit<ResultRow, 'answers'> & { readonly answers: readonly Answer[] })[]
  readonly signs: readonly SaidSign[]
}

/** Reads what screening says of an organization over the last year. Four statements. */
export async function readOrganizationSigns(
  db: Database,
  scope: Scope,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): Promise<Result<OrganizationSigns, NotFound>> {
  return db.asReader(scope, async (tx): Promise<Result<OrganizationSigns, NotFound>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const until = endOfMonth(monthOf(todayInHanoi(now)))
    const months = await listResults(tx, scope, { organizationId, until, months: 13 })
    const signs = await listSignsOf(tx, scope, { organizationId, limit: 60 })
    const names = await nameOrganizations(tx, scope, [organizationId])
    const isInsider =
      scope.organizationIds === 'everything' ||
      scope.organizationIds.includes(organizationId) ||
      (signs[0]?.isInsider ?? false)
    return ok({
      organizationId,
      organizationName: names.get(organizationId) ?? '',
      isInsider,
      months: months.map((result) => ({
        ...result,
        answers: isInsider ? result.answers : result.answers.map(hideSmall),
      })),
      signs: signs.map(sayIt),
    })
  })
}

export type RunPage = {
  readonly organizationId: string
  readonly organizationName: string
  readonly runs: readonly RunRow[]
}

/** The last whole runs over an organization. Three statements. */
export async function readRuns(
  db: Database,
  scope: Scope,
  { organizationId }: { readonly organizationId: string },
): Promise<Result<RunPage, NotFound>> {
  return db.asReader(scope, async (tx): Promise<Result<RunPage, NotFound>> => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const names = await nameOrganizations(tx, scope, [organizationId])
    return ok({
      organizationId,
      organizationName: names.get(organizationId) ?? '',
      runs: await listRuns(tx, scope, { organizationId, limit: 12 }),
    })
  })
}
