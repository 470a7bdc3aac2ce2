import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { listOrganizationsOn } from '@nq15/db/organizations/tree.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'
import { type CityGround, type CityMeasure, cityMeasure, measureCity } from '@nq15/db/seed/city-ground'
import { hashCity } from '@nq15/db/seed/city-hash'
import { layCityIncidents } from '@nq15/db/seed/incidents-city.seed'
import { layCityHistory, layCityImports, layCityMembers, layCityUnitHistory } from '@nq15/db/seed/members-city.seed'
import { layCityAreas, layCityQuarters, layCitySheets } from '@nq15/db/seed/monitoring-city.seed'
import { cityCodes, cityPlan, layCityTree } from '@nq15/db/seed/organizations-city.seed'
import { cityAges, cityPetitionKinds, layCityPetitions } from '@nq15/db/seed/petitions-city.seed'
import {
  type CityYear,
  countCityProposals,
  decideCityYear,
  layCityCases,
  layCityFiles,
} from '@nq15/db/seed/ratings-city.seed'
import { decideUnitsOfYear } from '@nq15/db/seed/ratings-units.seed'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { clocksOfPetition } from '@nq15/domain/petitions'
import { dueColumnsOf } from '../petitions/acting.ts'
import { rulesOf } from '../ratings/campaign-rules.ts'
import { freezeUnits } from '../ratings/freeze-units.ts'
import { keepPlan } from './import-hanoi.ts'
import { layInParts, rangesOf } from './lay-in-parts.ts'
import type { DemoYears } from './load-sample.ts'

/** How large a sample is, told by the same seed: `ratio` 1 is Hà Nội's order of size. */
export type Growth = {
  readonly seed: number
  readonly ratio: number
  readonly now: Date
  readonly operator: (permission: Permission) => Scope
  /** Pieces of work laid side by side; the embedded database takes one at a time. */
  readonly atOnce: number
  readonly onProgress?: (step: string, done: number, total: number) => void
}
export type Grown = { readonly hash: string; readonly measure: CityMeasure }

const membersAtOnce = 30_000
const cellsAtOnce = 1_000

/**
 * Lays a city beside the demo: its tree across the reform, members, five years of ratings (three imported, one decided, one
 * under way), two years of sheets, petitions, projects and cases. Every wall of the database stands: rows come in the operator's
 * name, checked and audited like any others, a bounded number in each transaction. Answers the hash of what was laid.
 */
export async function growSample(
  db: Database,
  demo: DemoYears,
  { seed, ratio, now, operator, atOnce, onProgress = () => undefined }: Growth,
): Promise<Grown> {
  const measure = cityMeasure(ratio)
  const scopes = {
    tree: operator('organization:write'),
    setup: operator('campaign:setup'),
    facts: operator('monitoring:screen'),
    petitions: operator('petition:work'),
  }
  const each = <One>(step: string, scope: Scope, parts: readonly One[], work: (tx: Tx, one: One) => Promise<void>) =>
    layInParts(db, { atOnce, onProgress }, { step, scope, parts }, work)

  const planned = await keepPlan(db, scopes.tree, cityPlan(measure))
  if (!planned.ok) throw new Error(`a code of the sample is taken: ${planned.refusal.value}`)
  const ground = await readGround(db, scopes.tree, { measure, seed, cityId: demo.cityId, today: todayInHanoi(now) })
  await each('organizations', scopes.tree, [0], (tx) => layCityTree(tx, ground))
  const measured = (tables: readonly string[]) => db.asActor(scopes.tree, (tx) => measureCity(tx, tables))
  await measured(['organization', 'organization_version'])
  await each('members', scopes.tree, rangesOf(measure.members, membersAtOnce), (tx, range) =>
    layCityMembers(tx, ground, range),
  )
  await measured(['member', 'membership', 'member_post', 'member_status', 'discipline_record'])
  await each('imports', scopes.setup, [0], async (tx) => {
    await layCityImports(tx, ground)
    await layCityUnitHistory(tx, ground)
  })
  await each('past ratings', scopes.setup, rangesOf(measure.members, membersAtOnce), (tx, range) =>
    layCityHistory(tx, ground, range),
  )
  for (const year of [
    { ...demo.decided, isDecided: true },
    { ...demo.underWay, isDecided: false },
  ])
    await layYear(year)
  // By cells, not by months: two months at once would wait for each other at the list of what is to be screened.
  await each('sheets', scopes.facts, rangesOf(measure.cells, cellsAtOnce), (tx, range) =>
    layCitySheets(tx, ground, range),
  )
  await each('quarters', scopes.facts, [0], async (tx) => {
    await layCityAreas(tx, ground)
    await layCityQuarters(tx, ground)
  })
  const dues = await duesOf(db, scopes.petitions, ground.today)
  const desks = ground.communeIds.flatMap((_, index) => [2025, 2026].map((year) => ({ unit: index + 1, year, dues })))
  await each('petitions', scopes.petitions, desks, (tx, one) => layCityPetitions(tx, ground, one))
  await each('cases and projects', scopes.tree, [0], (tx) => layCityIncidents(tx, ground))
  onProgress('hash', 0, 1)
  const hash = await db.asReader(scopes.setup, (tx) => hashCity(tx, ground))
  onProgress('hash', 1, 1)
  return { hash, measure }

  async function layYear(year: CityYear) {
    const parts = rangesOf(measure.cells, cellsAtOnce).map((range) => ({ ...range, ...year }))
    await each(`year ${year.year}`, scopes.setup, parts, async (tx, one) => {
      await layCityFiles(tx, ground, one)
      await layCityCases(tx, ground, one)
    })
    await measured(['rating_cell_file', 'rating_case'])
    await each(`organizations of ${year.year}`, scopes.setup, [0], async (tx) => {
      const campaign = await findCampaign(tx, scopes.setup, year.campaignId)
      if (!campaign) throw new Error('the campaign of the sample is gone')
      await freezeUnits(tx, scopes.setup, { campaign, ruleSet: rulesOf(campaign) })
      if (year.isDecided) {
        await decideCityYear(tx, ground, year)
        await decideUnitsOfYear(tx, { ...year, number: '22-QĐ' })
      } else await countCityProposals(tx, ground, year)
    })
  }
}

type Known = Pick<CityGround, 'measure' | 'seed' | 'cityId' | 'today'>

/** Where the plan's organizations stand in the database, each list in the plan's order. */
async function readGround(db: Database, scope: Scope, known: Known): Promise<CityGround> {
  const [before, since] = await db.asReader(scope, async (tx) => [
    await listOrganizationsOn(tx, scope, { day: '2025-06-30' }),
    await listOrganizationsOn(tx, scope, { day: known.today }),
  ])
  const idsOf = (rows: typeof since, count: number, code: (n: number) => string) => {
    const byCode = new Map(rows.flatMap((one) => (one.side === 'party' ? [[one.code, one.organizationId]] : [])))
    return Array.from({ length: count }, (_, index) => byCode.get(code(index + 1)) ?? '')
  }
  const { measure } = known
  return {
    ...known,
    communeIds: idsOf(since, measure.communes, cityCodes.commune),
    directIds: idsOf(since, measure.directs, cityCodes.direct),
    districtIds: idsOf(before, measure.districts, cityCodes.district),
    oldCommuneIds: idsOf(before, measure.oldCommunes, cityCodes.old),
  }
}

/** Until when a paper that is still at the desk is to be judged, by kind and by how many days ago it came: as the register says. */
async function duesOf(db: Database, scope: Scope, today: string) {
  const calendar = await db.asReader(scope, (tx) => readCalendar(tx, scope))
  return cityPetitionKinds.flatMap((kind) =>
    Array.from({ length: cityAges }, (_, age) => {
      const receivedOn = addDays(today, -age)
      const clocks = clocksOfPetition({ ...desk, kind, receivedOn })
      const { dueRule, dueOn } = dueColumnsOf(clocks, today, calendar)
      return { kind, age, rule: dueRule, on: dueOn }
    }),
  )
}

const desk = {
  state: 'registered',
  identity: 'named',
  source: 'post',
  isSigned: true,
  isVerifiable: false,
  sorting: null,
  settledOn: null,
} as const
