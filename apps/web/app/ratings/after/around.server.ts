import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { countNotices } from '@nq15/db/ratings/notice.read'
import { listUnitAmendments } from '@nq15/db/ratings/unit-version.read'
import { listAmendments } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { acknowledgeCheckSchema, notifyDecisionSchema, renderCheck, renderCheckSource } from '@nq15/domain/ratings'
import { acknowledgeCheck } from '@nq15/use-cases/ratings/acknowledge-check'
import { notifyDecision } from '@nq15/use-cases/ratings/notify-decision'
import { readSubstance } from '@nq15/use-cases/ratings/read-substance'
import type { ActionFunctionArgs } from '@remix-run/node'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { findScope, requireAnyPermission } from '../../server/session.server.ts'
import { saidDone, saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed, gradeOfOutcome, wordsOf } from './words.server.ts'

type Of = { readonly campaignId: string; readonly committeeId: string; readonly year: number }

/**
 * The checks before a committee's decision, and after it its notices and the decisions about single levels: of persons or of
 * units, as the proof says.
 */
export async function readAround(request: Request, scope: Scope, { year, ...of }: Of) {
  const { db } = appResources()
  const words = wordsOf(request)
  const subjects: Readonly<Record<string, string>> = words.messages.subjects
  const substance = await readSubstance(db, scope, of)
  const isUnit = scope.permission.startsWith('unit:')
  const { notices, amendments } = await db.asReader(scope, async (tx) => ({
    notices: await countNotices(tx, scope, { committeeId: of.committeeId, year }),
    amendments: isUnit
      ? await listUnitAmendments(tx, scope, of)
      : (await listAmendments(tx, scope, of)).map((one) => ({
          ...{ ...one, name: one.fullName, number: one.decisionNumber, day: one.decidedOn },
        })),
  }))
  return {
    ...{ year, committeeId: of.committeeId, notices, isUnit },
    amendments: amendments.map(({ kind, caseId, name, number, day, fromOutcome, toOutcome }) => ({
      ...{ caseId, name, number, day },
      kind: kind === 'reconsideration' ? ('reconsideration' as const) : ('correction' as const),
      from: gradeOfOutcome(fromOutcome),
      to: gradeOfOutcome(toOutcome),
    })),
    substance: substance && {
      checks: substance.checks.map(({ check, caseId, name, cellName, answer, subject, organizationId }) => ({
        ...{ code: check.code, aboutId: check.about.id, seen: check.seen, name, cellName },
        // What is weighed opens where it is worked on: a person's case, an organization's page; a cell has its name only.
        isCell: caseId === null,
        kind: subject && (subjects[subject] ?? subject),
        to: subject ? `/ratings/${year}/organizations/${organizationId}` : caseId && `/ratings/${year}/cases/${caseId}`,
        title: words.after.checkNames[check.code],
        sentence: renderCheck(words, check),
        source: renderCheckSource(words, check),
        basis: check.basis,
        answer: answer && { reason: answer.reason, by: answer.byName },
      })),
      missing: substance.missing.map(({ organizationId, name, facts }) => ({
        ...{ organizationId, name },
        facts: facts.map((fact) => words.after.unitFacts[fact]).join(', '),
      })),
    },
  }
}
export type AroundView = Awaited<ReturnType<typeof readAround>>

const actors = {
  person: { decide: 'rating:decide', tell: ['rating:decide', 'rating:board'] },
  unit: { decide: 'unit:decide', tell: ['unit:appraise'] },
} as const

/** The acts around a decision that its page carries: an answer to a check, notice to everybody it rates. */
export async function aroundAction(args: ActionFunctionArgs, intent: string, kind: keyof typeof actors) {
  const { decide: decider, tell } = actors[kind]
  const { person } = await requireAnyPermission(args, [decider, ...tell])
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const { typed, parsed } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success) return saidNothing()
  const scopeOf = intent === 'acknowledge' ? [decider] : tell
  const scope = found(scopeOf.flatMap((permission) => findScope(person, permission) ?? [])[0])
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const of = { campaignId: campaign.id, committeeId, requestId: frame.data.requestId, now: new Date() }
  if (intent === 'acknowledge') {
    const form = acknowledgeCheckSchema.safeParse(parsed)
    if (!form.success) return saidFaulty(`acknowledge ${typed['code']} ${typed['aboutId']}`, form.error, typed)
    const answered = await acknowledgeCheck(db, scope, { ...form.data, ...of })
    if (answered.ok) return saidDone('acknowledge')
    return saidRefused(`acknowledge ${typed['code']} ${typed['aboutId']}`, answered.refusal.code, typed)
  }
  const form = notifyDecisionSchema.safeParse(parsed)
  if (!form.success) return saidFaulty('notify', form.error, typed)
  const told = await notifyDecision(db, scope, { ...form.data, ...of })
  return told.ok ? saidDone('notify') : saidRefused('notify', told.refusal.code, typed)
}
