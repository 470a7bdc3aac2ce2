import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { listTypedFacts } from '@nq15/db/ratings/typed-fact.read'
import { listUnitsDecidedBy } from '@nq15/db/ratings/unit.read'
import { typeUnitFactSchema, unitFactNames, unitFacts } from '@nq15/domain/ratings'
import { factKeepers, typeUnitFact } from '@nq15/use-cases/ratings/type-unit-fact'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { requireAnyPermission } from '../../server/session.server.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed, wordsOf } from './words.server.ts'

/** The typed figures of a committee's cells and of the organizations it decides: what is there, with its source, and what is missing. */
export async function factsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, factKeepers)
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { after } = wordsOf(args.request)
  return appResources().db.asReader(scope, async (tx) => {
    found((await isWithin(tx, scope, committeeId)) || null)
    const campaign = found(await findCampaignOfYear(tx, scope, year))
    const files = await listCommitteeFiles(tx, scope, { campaignId: campaign.id, committeeId })
    const units = await listUnitsDecidedBy(tx, scope, { campaignId: campaign.id, organizationId: committeeId })
    const named = new Map([...files, ...units].map(({ organizationId, name }) => [organizationId, name]))
    const organizationIds = [...named.keys()]
    const typed = await listTypedFacts(tx, scope, { campaignId: campaign.id, organizationIds })
    const names = await nameOrganizations(tx, scope, [committeeId])
    return {
      ...{ year, committeeId, committee: names.get(committeeId) ?? '', isOpen: campaign.state === 'open' },
      requestId: crypto.randomUUID(),
      cells: [...named].map(([organizationId, name]) => ({
        ...{ organizationId, name },
        facts: unitFactNames.map((fact) => {
          const row = typed.find((one) => one.organizationId === organizationId && one.name === fact)
          return {
            ...{ fact, label: after.unitFacts[fact], room: unitFacts[fact].room, version: row?.version ?? 0 },
            ...{ value: row?.fact?.value ?? null, source: row?.fact?.source ?? '', asOf: row?.fact?.asOf ?? null },
            by: row?.fact ? row.enteredByName : null,
          }
        }),
      })),
    }
  })
}

/** Types one figure, or takes it back. */
export async function factsAction(args: ActionFunctionArgs) {
  const { scope } = await requireAnyPermission(args, factKeepers)
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const { typed, parsed, intent } = await readTyped(args.request)
  const frame = framed.extend({ organizationId: z.uuid() }).safeParse(typed)
  if (!frame.success) return saidNothing()
  const asOf = parsed['asOfOn'] ?? ''
  const form = typeUnitFactSchema.safeParse({ ...parsed, asOf })
  if (!form.success) return saidFaulty(intent, form.error, typed)
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const command = { ...form.data, ...frame.data, campaignId: campaign.id, now: new Date() }
  const saved = await typeUnitFact(db, scope, command)
  if (!saved.ok) return saidRefused(intent, saved.refusal.code, typed)
  throw redirect(`/ratings/${year}/committees/${committeeId}/facts?cell=${frame.data.organizationId}`)
}
