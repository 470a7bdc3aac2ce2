import { shiftMonth } from '@nq15/domain/monitoring'
import type { Tx } from '../src/client.ts'
import { type CityGround, cityWords, layCity, operatorId } from './city-ground.ts'
import type { Range } from './members-city.seed.ts'

const source = 'Dữ liệu mẫu'
const columns =
  'id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality, entered_by, entered_by_name'

/** The months before today's, the last one first, of which each cell owes a sheet. */
const cityMonths = (today: string): readonly string[] =>
  Array.from({ length: 24 }, (_, back) => shiftMonth(`${today.slice(0, 7)}-01`, -1 - back))

/** The monthly sheets of the cells `from` to `to`. One cell of twenty is weak in attendance; one of fifty owes the last month. */
export async function layCitySheets(tx: Tx, ground: CityGround, { from, to }: Range): Promise<void> {
  const { id, dice, firstMember } = cityWords(ground)
  const [weak, roll] = [`${dice('n', 50, 20)} = 0`, dice('n * 100 + back', 51, 100)]
  const size = `(${firstMember('n + 1')} - ${firstMember('n')})::int`
  await layCity(tx, [
    `insert into monitoring_fact (${columns})
    select ${id('fact', '(100 + back) * 1000000::bigint + n')}, ${id('cell', 'n')}, 'cell-month', '', null, 'month', month,
        jsonb_build_object('meetingsDue', 1, 'meetingsHeld', 1, 'membersDue', size, 'membersExempt', 0, 'membersPresent', size - away, 'absentWithReason', away - without, 'absentNoReason', without, 'meetingScore', 70 + ${dice('n * 100 + back', 52, 28)}), '${source}', 'entered', '${operatorId}', '${source}'
      from generate_series(${from}, ${to}) n cross join (values ${monthValues(ground)}) m (back, month)
      cross join lateral (select ${size} as size, case when ${weak} then ${size} * 2 / 5 else least(${size}, ${roll} % 3) end as away, case when ${weak} then ${size} / 12 else 0 end as without) a
     where back > 0 or ${dice('n', 53, 50)} <> 0`,
  ])
}

const monthValues = ({ today }: CityGround) =>
  cityMonths(today)
    .map((month, back) => `(${back}, date '${month}')`)
    .join(', ')

/** The communes' monthly sheets of their areas. */
export async function layCityAreas(tx: Tx, ground: CityGround): Promise<void> {
  const { id, dice, commune } = cityWords(ground)
  await layCity(tx, [
    `insert into monitoring_fact (${columns})
    select ${id('fact', '(200 + back) * 1000000::bigint + n')}, ${commune('n')}, 'area-month', '', null, 'month', month,
        jsonb_build_object('largeGroups', case when ${dice('n * 100 + back', 54, 100)} < 4 then 2 else 0 end, 'sameMatterGroupsQuarter', 0, 'receptionDaysDue', 2, 'receptionDaysHeld', 2, 'itemsReceived', 40, 'noticesInTime', 40 - ${dice('n * 100 + back', 55, 3)}), '${source}', 'entered', '${operatorId}', '${source}'
      from generate_series(1, ${ground.measure.communes}) n cross join (values ${monthValues(ground)}) m (back, month)`,
  ])
}

/** The quarterly and yearly sheets of cells and grassroots organizations, and the communes' quarterly ones. */
export async function layCityQuarters(tx: Tx, ground: CityGround): Promise<void> {
  const { id, dice, commune } = cityWords(ground)
  const { cells, grassroots, communes } = ground.measure
  const [last = ''] = cityMonths(ground.today)
  const newest = shiftMonth(last, -((Number(last.slice(5, 7)) % 3) + 2))
  const year = Number(last.slice(0, 4)) - 1
  const places = `(select n, 0 as shift, ${id('cell', 'n')} as organization from generate_series(1, ${cells}) n union all select n, 500000, ${id('grassroots', 'n')} from generate_series(1, ${grassroots}) n) p`
  const quarters = Array.from({ length: 8 }, (_, back) => `(${back}, date '${shiftMonth(newest, -3 * back)}')`).join(
    ', ',
  )
  await layCity(tx, [
    `insert into monitoring_fact (${columns})
    select ${id('fact', '(300 + back) * 1000000::bigint + shift + n')}, organization, 'organization-quarter', '', null, 'quarter', start,
        jsonb_build_object('seats', 3, 'filledSeats', 3, 'resolutionTasksDue', 8, 'resolutionTasksOnTime', 8 - slow, 'reportsDue', 3, 'reportsOnTime', 3, 'tasksAssigned', 12, 'tasksDone', 12 - slow, 'tasksLate', slow), '${source}', 'entered', '${operatorId}', '${source}'
      from ${places} cross join (values ${quarters}) q (back, start) cross join lateral (select ${dice('(n + shift) * 100 + back', 56, 3)} as slow) s`,
    `insert into monitoring_fact (${columns})
    select ${id('fact', '(400 + back) * 1000000::bigint + n')}, ${commune('n')}, 'area-quarter', '', null, 'quarter', start,
        jsonb_build_object('petitions', 70 + ${dice('n * 100 + back', 57, 20)}, 'petitionsFirstLodgedAbove', 6, 'cases', 60, 'repeatCases', 12, 'openCases', 24, 'openPastLimit', ${dice('n * 100 + back', 58, 5)}, 'casesInCompetence', 40, 'settledInCompetence', 37, 'decisionsInForce', 20, 'decisionsUnexecuted', 1), '${source}', 'entered', '${operatorId}', '${source}'
      from generate_series(1, ${communes}) n cross join (values ${quarters}) q (back, start)`,
    `insert into monitoring_fact (${columns})
    select ${id('fact', `500 * 1000000::bigint + shift + n`)}, organization, 'organization-year', '', null, 'year', date '${year}-01-01',
        jsonb_build_object('grade', case when ${dice('n + shift', 59, 100)} < 25 then 'excellent' when ${dice('n + shift', 59, 100)} < 99 then 'good' else 'not-completed' end, 'points', case when ${dice('n + shift', 59, 100)} < 99 then 72 + ${dice('n + shift', 60, 23)} else 46 end), '${source}', 'entered', '${operatorId}', '${source}' from ${places}`,
  ])
}
