import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { afterSources, recordAwardSchema } from '@nq15/domain/ratings'
import { readAwards, recordAwards } from '@nq15/use-cases/ratings/record-awards'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { findScope, requireAnyPermission } from '../../server/session.server.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed } from './words.server.ts'

const awardReaders = ['rating:decide', 'rating:board', 'unit:decide', 'unit:appraise'] as const
const isOfUnit = (kind: string): boolean => kind.startsWith('exemplary')

/** Who may be proposed for an award in a committee's year, with reasons, and what was awarded. */
export async function awardsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, awardReaders)
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const { campaign, names } = await db.asReader(scope, async (tx) => {
    found((await isWithin(tx, scope, committeeId)) || null)
    return {
      campaign: found(await findCampaignOfYear(tx, scope, year)),
      names: await nameOrganizations(tx, scope, [committeeId]),
    }
  })
  const of = { campaignId: campaign.id, committeeId }
  const readAs = async (permissions: readonly (typeof awardReaders)[number][]) => {
    for (const permission of permissions) {
      const reader = findScope(person, permission)
      const read = reader && (await readAwards(db, reader, of))
      if (read) return read
    }
    return null
  }
  const people = await readAs(['rating:decide', 'rating:board'])
  const units = await readAs(['unit:decide', 'unit:appraise'])
  return {
    ...{ year, committeeId, committee: names.get(committeeId) ?? '', today: todayInHanoi(new Date()) },
    ...{ requestId: crypto.randomUUID() },
    mayRecord: { person: findScope(person, 'rating:decide') !== null, unit: findScope(person, 'unit:decide') !== null },
    source: afterSources.awards,
    // People are awarded once their levels are decided; organizations are decided in several acts.
    isDecided: people !== null,
    decidesUnits: units !== null,
    candidates: [...(people?.candidates ?? []), ...(units?.candidates ?? [])].map(
      ({ memberId: _, organizationId: __, ...candidate }) => candidate,
    ),
    awards: [...(people?.awards ?? []), ...(units?.awards ?? [])].map(
      ({ id, caseId, fullName, kind, decisionNumber, decidedOn, deciderName, ...rest }) => ({
        ...{ id, caseId, name: fullName, kind, number: decisionNumber, day: decidedOn, decider: deciderName },
        annulled:
          rest.annulledByNumber === null ? null : { number: rest.annulledByNumber, reason: rest.annulReason ?? '' },
      }),
    ),
  }
}

/** Records one award decision for those chosen. */
export async function awardsAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['rating:decide', 'unit:decide'])
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const chosen = z.array(z.uuid()).safeParse((await args.request.clone().formData()).getAll('chosen'))
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success || !chosen.success) return saidNothing()
  const form = recordAwardSchema.safeParse(parsed)
  if (!form.success) return saidFaulty(intent, form.error, typed)
  const scope = found(findScope(person, isOfUnit(form.data.kind) ? 'unit:decide' : 'rating:decide'))
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const of = { campaignId: campaign.id, committeeId, caseIds: chosen.data, now: new Date() }
  const recorded = await recordAwards(db, scope, { ...form.data, ...frame.data, ...of })
  if (!recorded.ok) return saidRefused(intent, recorded.refusal.code, typed)
  throw redirect(`/ratings/${year}/committees/${committeeId}/awards`)
}
