import { setImmediate as letOthersOn } from 'node:timers/promises'
import type { Database, Tx } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findOverlay } from '@nq15/db/ratings/rule-overlay.read'
import {
  countDossiers,
  readDossiers,
  readUnitDossiers,
  type SimulationDossier,
  type UnitDossier,
} from '@nq15/db/ratings/simulation.read'
import { insertSimulation, insertSimulationMoves } from '@nq15/db/ratings/simulation.write'
import { countUnitsWithoutReport, listUnitsWithoutFrozenFacts } from '@nq15/db/ratings/unit.read'
import type { Scope } from '@nq15/db/scope'
import {
  applyOverlay,
  itemScoresSchema,
  type RatingFacts,
  type RuleSet,
  ratingFactsSchema,
  type SimulatedMove,
  type SimulatedUnits,
  startSimulation,
  subjectSchema,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import { definePersonJob } from '../events/define-job.ts'
import { hashOfRules, newerReadingOf, rulesOf } from './campaign-rules.ts'
import { dossierFacts } from './propose-case.ts'
import { proposeUnit } from './propose-unit.ts'

export type SimulateRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CAMPAIGN_NOT_OPENED'
    | 'ANOTHER_GENERATION'
    | 'OVERLAY_INVALID'
    | 'NO_NEWER_READING'
    | 'cancelled'
}

type Asked = {
  /** The draft to be tried; null tries the newer reading of the year's own rules. */
  readonly overlayId: string | null
  readonly campaignId: string
  readonly organizationId: string
}
type Course = {
  readonly now: () => Date
  readonly signal?: AbortSignal
  readonly progress?: (told: { readonly done: number; readonly total: number | null; readonly step?: string }) => void
}

/** Dossiers of one read: small enough to be stopped soon, large enough that the round trips do not count. */
const atOnce = 10_000
const weighedAtOnce = 500
const movesAtOnce = 5_000
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Tries a draft, or the newer reading of its rules, on a year that was opened: every dossier under the organization is weighed
 * by the year's own rules and by those, and every organization, collective and leader by the facts frozen with its level, or by those that
 * stand today where none are frozen. Only the comparison is kept: counts by organization and reason, and who moved, persons only for whoever reads them.
 */
export async function simulateYear(
  db: Database,
  scope: Scope,
  asked: Asked,
  { now, signal, progress }: Course,
): Promise<Result<{ simulationId: string; cases: number; moved: number }, SimulateRefusal>> {
  const ground = await db.asReader(scope, (tx) => readGround(tx, scope, asked))
  if (!ground.ok) return ground
  const { campaign, contentHash, before, after, total } = ground.value
  const simulation = startSimulation(before, after)
  const moves: SimulatedMove[] = []
  const { campaignId, organizationId } = asked
  const read = (after: string) =>
    db.asReader(scope, (tx) => readDossiers(tx, scope, { campaignId, organizationId, after, most: atOnce }))
  let done = 0
  for (let next = read(nobody); ; ) {
    if (signal?.aborted) return settled(next, refuse({ code: 'cancelled' } as const))
    const { count, lastId, dossiers } = await next
    const isLast = lastId === null || count < atOnce
    // The database looks for the next ones while these are weighed.
    if (!isLast) next = read(lastId)
    for (let at = 0; at < count; at += weighedAtOnce) {
      for (const dossier of dossiers(at, weighedAtOnce)) {
        const move = simulation.add(toCase(dossier, campaign))
        if (move) moves.push(move)
      }
      // Else the next read would stand still between its commands, and whoever else this process serves.
      await letOthersOn()
    }
    done += count
    progress?.({ done, total: Math.max(total, done), step: 'dossiers' })
    if (isLast) break
  }
  const people = simulation.result()
  const units = await simulateUnits(db, scope, { asked, before, after, signal })
  if (!units) return refuse({ code: 'cancelled' })
  const result = { ...people, units }
  const simulationId = await db.asActor(scope, async (tx) => {
    const { organizationId, campaignId, overlayId } = asked
    const kept = { organizationId, campaignId, overlayId, contentHash }
    const { cases, moved } = result
    const id = await insertSimulation(tx, scope, { ...kept, cases, moved, result, at: now() })
    for (let at = 0; at < moves.length; at += movesAtOnce) {
      const some = moves.slice(at, at + movesAtOnce).map(({ organizationId: _, subject: __, ...move }) => move)
      await insertSimulationMoves(tx, scope, { simulationId: id, moves: some })
    }
    return id
  })
  return ok({ simulationId, cases: result.cases, moved: result.moved })
}

/** An answer given when what is under way has ended, so that nothing fails unheard. */
async function settled<Answer>(underWay: Promise<unknown>, answer: Answer): Promise<Answer> {
  await underWay.catch(() => undefined)
  return answer
}

type OfUnits = {
  readonly asked: Asked
  readonly before: RuleSet
  readonly after: RuleSet
  readonly signal: AbortSignal | undefined
}

/** Units that moved kept by name; more are told as a number. */
const namedMoves = 2_000
/** A unit without a decision is read with all that hangs on it. */
const openAtOnce = 1_000

/**
 * The same for units: those decided by the facts frozen with their levels, the others by their facts as they stand today, told
 * apart. Null when it was stopped.
 */
async function simulateUnits(
  db: Database,
  scope: Scope,
  { asked, before, after, signal }: OfUnits,
): Promise<SimulatedUnits | null> {
  const simulation = startSimulation(before, after)
  const moves: SimulatedUnits['moves'][number][] = []
  let asToday = 0
  const { campaignId, organizationId } = asked
  const weigh = (unit: Omit<UnitDossier, 'facts'>, facts: RatingFacts, isToday: boolean) => {
    const { caseId, deciderId, name, quotaGroup } = unit
    const subject = subjectSchema.parse(unit.subject)
    const move = simulation.add({ caseId, organizationId: deciderId, subject, quotaGroup, facts })
    if (!move) return
    const { before: from, after: to, reasons } = move
    moves.push({
      ...{ name, subject, organizationId: deciderId, before: from, after: to, reasons },
      ...(isToday ? { asToday: true } : {}),
    })
  }
  for (let last = nobody; ; ) {
    if (signal?.aborted) return null
    const page = { campaignId, organizationId, after: last, most: atOnce }
    const units = await db.asReader(scope, (tx) => readUnitDossiers(tx, scope, page))
    for (const unit of units) weigh(unit, ratingFactsSchema.parse(unit.facts), false)
    const end = units.at(-1)
    if (!end || units.length < atOnce) break
    last = end.caseId
  }
  for (let last = nobody; ; ) {
    if (signal?.aborted) return null
    const page = { campaignId, organizationId, after: last, most: openAtOnce }
    const units = await db.asReader(scope, (tx) => listUnitsWithoutFrozenFacts(tx, scope, page))
    for (const unit of units) {
      const name = unit.subject === 'LEADER' ? `${unit.postTitle} · ${unit.personCode ?? ''}` : unit.name
      weigh({ ...unit, caseId: unit.id, name }, proposeUnit(unit, before).facts, true)
    }
    asToday += units.length
    const end = units.at(-1)
    if (!end || units.length < openAtOnce) break
    last = end.id
  }
  const withoutReport = await db.asReader(scope, (tx) =>
    countUnitsWithoutReport(tx, scope, { campaignId, organizationId }),
  )
  const unnamed = Math.max(0, moves.length - namedMoves)
  return { ...simulation.result(), moves: moves.slice(0, namedMoves), unnamed, asToday, withoutReport }
}

async function readGround(tx: Tx, scope: Scope, asked: Asked) {
  const campaign = await findCampaign(tx, scope, asked.campaignId)
  const within = scope.permission === 'campaign:setup' && (await isWithin(tx, scope, asked.organizationId))
  if (!campaign || !within) return refuse({ code: 'NOT_FOUND' } as const)
  const before = rulesOf(campaign)
  const other = await rulesToTry(tx, scope, { overlayId: asked.overlayId, campaign, before })
  if (!other.ok) return other
  const total = await countDossiers(tx, scope, asked)
  return ok({ campaign, before, ...other.value, total })
}

type ToTry = { readonly overlayId: string | null; readonly campaign: Campaign; readonly before: RuleSet }

async function rulesToTry(
  tx: Tx,
  scope: Scope,
  { overlayId, campaign, before }: ToTry,
): Promise<Result<{ after: RuleSet; contentHash: string }, SimulateRefusal>> {
  if (overlayId === null) {
    if (campaign.state === 'draft') return refuse({ code: 'CAMPAIGN_NOT_OPENED' })
    const reading = newerReadingOf(campaign)
    if (!reading.ok) return reading
    if (!reading.value) return refuse({ code: 'NO_NEWER_READING' })
    return ok({ after: reading.value, contentHash: hashOfRules(reading.value) })
  }
  const overlay = await findOverlay(tx, scope, overlayId)
  if (!overlay || overlay.state === 'dropped') return refuse({ code: 'NOT_FOUND' })
  if (overlay.state === 'draft' && !(await isWithin(tx, scope, overlay.organizationId)))
    return refuse({ code: 'NOT_FOUND' })
  if (campaign.state === 'draft') return refuse({ code: 'CAMPAIGN_NOT_OPENED' })
  if (campaign.ruleSetCode !== overlay.ruleSetCode) return refuse({ code: 'ANOTHER_GENERATION' })
  // Over the year's own rules, so that only what the draft names differs.
  const after = applyOverlay(before, overlay.content)
  return after.ok ? ok({ after: after.value, contentHash: overlay.contentHash }) : refuse({ code: 'OVERLAY_INVALID' })
}

function toCase(dossier: SimulationDossier, campaign: Pick<Campaign, 'year'>) {
  const { caseId, committeeId, notRatedReason } = dossier
  const scores = dossier.itemScores === null ? null : itemScoresSchema.safeParse(dossier.itemScores)
  // Whom people found not to be rated stays so under any draft.
  const facts: RatingFacts = notRatedReason ? { exempt: true } : dossierFacts(dossier, campaign)
  return {
    caseId,
    organizationId: committeeId,
    subject: subjectSchema.parse(dossier.subject),
    facts,
    itemScores: scores?.success ? scores.data : null,
  }
}

/** The same as a job that shows how far it is. */
export const simulateYearJob = definePersonJob({
  name: 'ratings.simulate-year',
  permission: 'campaign:setup',
  repeatable: true,
  input: z.object({ overlayId: z.uuid().nullable(), campaignId: z.uuid(), organizationId: z.uuid() }),
  run: async ({ db, scope, input, now, signal, progress }) => {
    const done = await simulateYear(db, scope, input, { now, signal, progress })
    return done.ok ? { ok: true, result: done.value } : { ok: false, failure: done.refusal.code }
  },
})
