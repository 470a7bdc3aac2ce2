import type { Tx } from '@nq15/db/client'
import { listPostHolders } from '@nq15/db/members/member.read'
import { countMembers } from '@nq15/db/members/member-list.read'
import { countBelow, listBranch, reachableOf } from '@nq15/db/organizations/branch.read'
import { type LineageStep, readLineage } from '@nq15/db/organizations/lineage.read'
import { findOrganization, type Organization } from '@nq15/db/organizations/organization.read'
import { listSuccessionCases } from '@nq15/db/organizations/succession-case.read'
import { listAncestors, listVersions } from '@nq15/db/organizations/tree.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listStandingObjections } from '@nq15/db/privacy/objection.read'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { listDecidedYears, listUnitHistory } from '@nq15/db/ratings/history.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, openEnd, todayInHanoi } from '@nq15/domain/calendar'
import { isCell, orgTypes } from '@nq15/domain/organizations'
import { messagesEn as ratingsEn, messagesVi as ratingsVi } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { attachmentsOf } from '../files/attachments.server.ts'
import { organizationWatchOf } from '../monitoring/organization-watch.server.ts'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { chargeOf } from './charge.server.ts'
import { readBeside } from './dossier-sides.server.ts'
import { organizationWords } from './organization-words.server.ts'
import { shownYears } from './year-sums.server.ts'

/** The file of one organization as of a day; a day it did not live is answered by the nearest one it did. */
export async function dossierLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'organization:read')
  const organizationId = idFrom(args.params['organizationId'])
  const today = todayInHanoi(new Date())
  const { day } = readAsOf(new URL(args.request.url).searchParams, today)
  const memberScope = findScope(person, 'member:read')
  const boardScope = findScope(person, 'rating:board') ?? findScope(person, 'rating:decide')
  const workScope = findScope(person, 'rating:work')
  const successionScope = findScope(person, 'organization:decide') ?? findScope(person, 'organization:write')
  const words = organizationWords(args.request)

  const files = await attachmentsOf(args.request, person, { recordTable: 'organization', recordId: organizationId })
  // Asked before the transaction: nothing waits for the network inside one.
  const watch = await organizationWatchOf(args, person, organizationId)
  const charge = await chargeOf(person, { organizationId, since: null })
  return appResources().db.asReader(scope, async (tx) => {
    const organization = found(await findOrganization(tx, scope, { organizationId, day }))
    const shownOn = dayWithin(organization, day)
    const ancestors = await listAncestors(tx, scope, { organizationId, day: shownOn })
    const lineage = await readLineage(tx, scope, organizationId)
    const steps = [...lineage.predecessors, ...lineage.successors]
    const linked = await reachableOf(
      tx,
      scope,
      [...steps, ...ancestors].map((one) => one.organizationId),
    )
    const children = await listBranch(tx, scope, { parentId: organizationId, day: shownOn })
    const beside = await readBeside(tx, scope, { organization, day: shownOn })
    const below = await countBelow(tx, scope, { organizationId, day: shownOn })
    const versions = await listVersions(tx, scope, organizationId)
    const seesPersons = memberScope !== null && (await isWithin(tx, memberScope, organizationId))
    const campaign = (await listCampaigns(tx, scope)).find(({ state }) => state !== 'draft') ?? null
    const mayRate = async (proof: typeof boardScope) => proof !== null && (await isWithin(tx, proof, organizationId))
    const rating =
      campaign === null || shownOn !== today
        ? null
        : organization.kind === 'grassroots-committee-org' && (await mayRate(boardScope))
          ? { to: `/ratings/${campaign.year}/committees/${organizationId}`, year: campaign.year }
          : isCell(organization.kind) && (await mayRate(workScope))
            ? { to: `/ratings/${campaign.year}/cells/${organizationId}`, year: campaign.year }
            : null
    const readersScope = findScope(person, 'access:readers')
    const reviewScope = findScope(person, 'access:review')
    const within = async (proof: typeof readersScope) => proof !== null && (await isWithin(tx, proof, organizationId))
    const { kind, sector, ...facts } = organization
    return {
      beside,
      files,
      watch,
      charge,
      today,
      day,
      shownOn,
      organization: {
        ...facts,
        endsNever: organization.to === openEnd,
        lastDay: addDays(organization.to, -1),
        kindLabel: words.kind(kind),
        sectorLabel: words.sector(sector),
        isCell: isCell(kind),
      },
      ancestors: ancestors.slice(0, -1).map((one) => ({
        organizationId: one.organizationId,
        name: one.name,
        isLinked: linked.has(one.organizationId),
      })),
      children: children.map(({ sector: ownSector, ...child }) => ({
        ...child,
        kindLabel: words.kind(child.kind),
        sectorLabel: words.sector(ownSector),
      })),
      below: orgTypes.flatMap((one) => {
        const count = below[one] ?? 0
        return count > 0 ? [{ kind: one, label: words.kind(one), count }] : []
      }),
      predecessors: lineage.predecessors.map((step) => toBox(step, { linked, words, way: 'back' })),
      successors: lineage.successors.map((step) => toBox(step, { linked, words, way: 'forth' })),
      pastRatings: await levelsOfYears(tx, scope, { organizationId, request: args.request }),
      yearSums: await shownYears(tx, scope, { organizationId, seesPersons }),
      versions: versions.toReversed().map((version) => ({
        name: version.name,
        code: version.code,
        kindLabel: words.kind(version.kind),
        from: version.validFrom,
        lastDay: version.validTo === openEnd ? null : addDays(version.validTo, -1),
      })),
      persons: seesPersons
        ? {
            members: await countMembers(tx, memberScope, { organizationId, day: shownOn }),
            posts: await listPostHolders(tx, memberScope, { organizationId, day: shownOn }),
          }
        : null,
      rating,
      objections: await listStandingObjections(tx, scope, {
        recordTable: 'organization',
        recordIds: [organizationId],
      }),
      mayContest:
        person.actor.grants.some(({ role }) => role === 'org-secretary') &&
        (await within(findScope(person, 'privacy:object'))),
      coming: await comingOf(tx, successionScope, { organizationId, today }),
      /** Pages about who looked and who may, where the reader may ask. */
      asks: { readers: await within(readersScope), review: await within(reviewScope) },
    }
  })
}

/** The level of every year known: as decided here, else as brought in from the papers of the time; empty out of reach. */
async function levelsOfYears(
  tx: Tx,
  scope: Scope,
  { organizationId, request }: { organizationId: string; request: Request },
) {
  if (!(await isWithin(tx, scope, organizationId))) return []
  const words = localeOf(request) === 'en' ? ratingsEn : ratingsVi
  const labels: Readonly<Record<string, string>> = { ...words.levels, ...words.outcomes }
  const decided = (await listDecidedYears(tx, scope, organizationId)).map((one) => ({
    ...one,
    originalLabel: labels[one.outcome] ?? one.outcome,
  }))
  const known = new Set(decided.map(({ year }) => year))
  const imported = (await listUnitHistory(tx, scope, organizationId)).filter(({ year }) => !known.has(year))
  return [...decided, ...imported].toSorted((left, right) => right.year - left.year)
}

/** Changes decided or handed in that this organization takes part in, for who prepares or decides them. */
async function comingOf(
  tx: Tx,
  scope: Scope | null,
  { organizationId, today }: { organizationId: string; today: LegalDay },
) {
  if (scope === null) return []
  const cases = await listSuccessionCases(tx, scope, { touching: organizationId })
  return cases
    .filter(({ state, effectiveOn }) => (state === 'decided' || state === 'submitted') && effectiveOn > today)
    .map(({ caseId, title, effectiveOn, state }) => ({ caseId, title, effectiveOn, state }))
}

/** The day itself while the organization lived, else its first or its last. */
function dayWithin({ isAlive, from, to }: Organization, day: LegalDay): LegalDay {
  if (isAlive) return day
  return day < from ? from : addDays(to, -1)
}

/** A predecessor or successor as a box of the drawing and a row of its table. */
export type LineageBox = {
  readonly organizationId: string
  readonly code: string
  readonly name: string
  readonly generation: number
  readonly day: LegalDay
  readonly actLabel: string
  readonly isPartly: boolean
  readonly decision: LineageStep['decision']
  /** The day on which the box opens its organization: the last of a predecessor, the first of a successor. */
  readonly opensOn: LegalDay
  readonly isLinked: boolean
}

function toBox(
  step: LineageStep,
  {
    linked,
    words,
    way,
  }: { linked: ReadonlySet<string>; words: ReturnType<typeof organizationWords>; way: 'back' | 'forth' },
): LineageBox {
  const { organizationId, code, name, generation, day, kind, decision, inheritsRecords } = step
  return {
    organizationId,
    code,
    name,
    generation,
    day,
    actLabel: words.act(kind),
    isPartly: !inheritsRecords,
    decision,
    opensOn: way === 'back' ? addDays(day, -1) : day,
    isLinked: linked.has(organizationId),
  }
}
