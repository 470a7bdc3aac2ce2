import type { Tx } from '@nq15/db/client'
import { listResultHashes } from '@nq15/db/monitoring/screening-result.read'
import { insertResults, type NewResult } from '@nq15/db/monitoring/screening-result.write'
import { keepSigns, type MetSign, type UnknownCode } from '@nq15/db/monitoring/sign.write'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import { type PeriodStart, signalFacts, type WholeJudgement } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { emitAll } from '../events/emit.ts'
import { hashJudgement } from './hash-answers.ts'
import type { RulesInForce } from './read-rules.ts'

/** What was judged of one organization. */
export type Judged = { readonly organizationId: string; readonly whole: WholeJudgement }

export type KeptJudgements = { readonly changed: number; readonly raised: number; readonly cleared: number }

/**
 * Stores what was judged: results that differ from the standing ones, signs met, raised and cleared, questions, events. A fixed
 * number of statements whatever the number of organizations. A judgement of a past month (`isPast`) moves no sign.
 */
export async function keepJudgements(
  tx: Tx,
  scope: Scope,
  {
    runId,
    month,
    judged,
    rules,
    observedOn,
    isPast,
    touched,
  }: {
    readonly runId: string
    readonly month: PeriodStart
    readonly judged: readonly Judged[]
    readonly rules: RulesInForce
    readonly observedOn: LegalDay
    readonly isPast: boolean
    /** Only these indicators were judged; signs of the others stand as they are. */
    readonly touched?: readonly string[]
  },
): Promise<KeptJudgements> {
  const organizationIds = judged.map(({ organizationId }) => organizationId)
  const standing = await listResultHashes(tx, scope, { organizationIds, month })
  const results = judged.flatMap(({ organizationId, whole }): NewResult[] => {
    const hash = hashJudgement(whole)
    const follows = standing.get(organizationId) ?? null
    if (follows?.hash === hash) return []
    return [
      { organizationId, month, answers: whole.answers, levels: whole.levels, hash, ruleHash: rules.hash, follows },
    ]
  })
  const fresh = await insertResults(tx, scope, { runId, results })
  if (isPast) return { changed: results.length, raised: 0, cleared: 0 }
  const resultIds = new Map([...[...standing].map(([id, row]) => [id, row.id] as const), ...fresh])
  const dueOn = addDays(observedOn, rules.catalogue.parameters.answerDays)
  const kept = await keepSigns(tx, scope, {
    organizationIds,
    month,
    observedOn,
    dueOn,
    met: judged.flatMap((one) => metSigns(one, rules)).filter(({ code }) => touched?.includes(code) ?? true),
    unknown: [...judged.flatMap(unknownCodes), ...judged.flatMap((one) => untouched(one, rules, touched))],
    resultIds,
  })
  await emitAll(
    tx,
    scope,
    kept.raised
      .filter(({ alarmId }) => alarmId !== null)
      .map(({ signId, organizationId, code, kind, alarmId }) => ({
        type: 'monitoring.sign-raised' as const,
        organizationId,
        recordTable: 'sign_record',
        recordId: signId,
        payload: { code, kind, signId, ...(alarmId ? { alarmId, dueOn } : {}) },
      })),
  )
  return { changed: results.length, raised: kept.raised.length, cleared: kept.cleared }
}

function metSigns({ organizationId, whole }: Judged, { read, catalogue }: RulesInForce): MetSign[] {
  const { suppressUnder } = catalogue.parameters
  const added = labelsOf(catalogue)
  return whole.signs.flatMap(({ code, kind, subject, subjectName, since, answer, against }) => {
    const indicator = read.indicators.find(({ def }) => def.id === code)
    if (!indicator) return []
    const facts = signalFacts(indicator, { answer, kind, against, suppressUnder })
    return [{ organizationId, code, kind, subject, subjectName, since, facts: added ? { ...facts, added } : facts }]
  })
}

/** Labels of the figures that a city added, to be kept with each sentence. */
function labelsOf({ figures }: RulesInForce['catalogue']) {
  if (figures.length === 0) return null
  return {
    vi: Object.fromEntries(figures.map(({ name, label }) => [name, label.vi])),
    en: Object.fromEntries(figures.map(({ name, label }) => [name, label.en])),
  }
}

const unknownCodes = ({ organizationId, whole }: Judged): UnknownCode[] =>
  whole.answers
    .filter(({ status }) => status === 'no-data' || status === 'suppressed')
    .map(({ indicator, subject }) => ({ organizationId, code: indicator, subject }))

/** Of what was not judged nothing is known anew. */
const untouched = (
  { organizationId, whole }: Judged,
  { catalogue }: RulesInForce,
  touched?: readonly string[],
): UnknownCode[] =>
  touched
    ? [
        ...catalogue.indicators.map(({ id }) => ({ indicator: id, subject: '' })),
        ...whole.answers.filter(({ subject }) => subject !== ''),
      ]
        .filter(({ indicator }) => !touched.includes(indicator))
        .map(({ indicator, subject }) => ({ organizationId, code: indicator, subject }))
    : []
