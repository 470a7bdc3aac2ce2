import type pg from 'pg'

/** The month that the benchmark judges; its sheets are due on 5 December. */
export const judgedMonth = '2026-11-01'

/**
 * Adds what a screening reads to a city of `buildCity`: where members belong, areas of the communes, secretaries, and two years
 * of sheets: each cell its monthly one, each organization its quarterly and yearly ones, each commune its area's and one project.
 * One cell of twenty is weak in attendance, one of fifty has sent nothing in the judged month.
 */
export async function fillFacts(owner: pg.Client, print: (text: string) => void): Promise<void> {
  const timed = async (what: string, sql: string) => {
    const start = performance.now()
    await owner.query(sql)
    print(`  ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  await owner.query('set session_replication_role = replica; set synchronous_commit = off')
  await timed('memberships', membershipSql)
  await timed('sheets', sheetSql)
  await owner.query('set session_replication_role = default')
  await timed('analyze', 'vacuum analyze')
}

const membershipSql = `
  insert into membership (id, member_id, organization_id, kind, valid_from) select gen_random_uuid(), id, organization_id, 'official', '2015-01-01' from member;
  update member set birth_date = date '1950-01-01' + (abs(hashtext(id::text)) % 16000), admitted_on = case when abs(hashtext(id::text)) % 30 = 0 then date '2026-05-19' else admitted_on end;
  insert into member_post (id, member_id, organization_id, post_organization_id, post, title, is_leader, is_head, valid_from)
    select distinct on (organization_id) gen_random_uuid(), id, organization_id, organization_id, 'secretary', 'x', true, true, '2025-01-01' from member order by organization_id, id;
  update organization_version set area_code = code where org_type = 'grassroots-committee-org' and code like '1-%';
  insert into area_residents (id, area_id, organization_id, year, residents, source) select gen_random_uuid(), gen_random_uuid(), organization_id, 2026, 60000, 'x' from organization_version where area_code is not null;`

const factColumns =
  'id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality, entered_by, entered_by_name'
const facts = (select: string) => `insert into monitoring_fact (${factColumns}) ${select};`
const tail = `'x', 'entered', '00000000-0000-7000-8007-000000000001', 'x'`
const living = `organization_version v where v.valid_from <= '${judgedMonth}' and '${judgedMonth}' < v.valid_to`
const roll = (salt: number) => `abs(hashtext(v.code || m::date || '${salt}')) % 100`

const sheetSql =
  facts(`select app.uuid_v7(), v.organization_id, 'cell-month', '', null, 'month', m::date,
      jsonb_build_object('meetingsDue', 1, 'meetingsHeld', 1, 'membersDue', 28, 'membersExempt', 1,
        'membersPresent', case when abs(hashtext(v.code)) % 20 = 0 then 16 else 27 - ${roll(1)} % 3 end,
        'absentWithReason', case when abs(hashtext(v.code)) % 20 = 0 then 9 else ${roll(1)} % 3 end,
        'absentNoReason', case when abs(hashtext(v.code)) % 20 = 0 then 2 else 0 end, 'meetingScore', 70 + ${roll(2)} % 28), ${tail}
    from generate_series(date '2024-12-01', date '${judgedMonth}', interval '1 month') m, ${living} and v.org_type = 'cell'
     and not (m = '${judgedMonth}' and abs(hashtext(v.code)) % 50 = 7)`) +
  facts(`select app.uuid_v7(), v.organization_id, 'organization-quarter', '', null, 'quarter', m::date,
      jsonb_build_object('seats', 3, 'filledSeats', 3, 'resolutionTasksDue', 8, 'resolutionTasksOnTime', 8 - ${roll(3)} % 3, 'reportsDue', 3,
        'reportsOnTime', 3, 'tasksAssigned', 12, 'tasksDone', 12 - ${roll(4)} % 3, 'tasksLate', ${roll(4)} % 3), ${tail}
    from generate_series(date '2024-10-01', date '2026-07-01', interval '3 months') m, ${living}`) +
  facts(`select app.uuid_v7(), v.organization_id, 'organization-year', '', null, 'year', m::date,
      jsonb_build_object('grade', 'good', 'points', 75 + ${roll(5)} % 20, 'governmentLowest', false, 'lowestMassOrgs', 0), ${tail}
    from generate_series(date '2024-01-01', date '2025-01-01', interval '1 year') m, ${living}`) +
  facts(`select app.uuid_v7(), v.organization_id, 'area-month', '', null, 'month', m::date,
      jsonb_build_object('largeGroups', case when ${roll(6)} < 4 then 2 else 0 end, 'sameMatterGroupsQuarter', 0, 'receptionDaysDue', 2,
        'receptionDaysHeld', 2, 'itemsReceived', 40, 'noticesInTime', 40 - ${roll(7)} % 3), ${tail}
    from generate_series(date '2024-12-01', date '${judgedMonth}', interval '1 month') m, ${living} and v.area_code is not null`) +
  facts(`select app.uuid_v7(), v.organization_id, 'area-quarter', '', null, 'quarter', m::date,
      jsonb_build_object('petitions', 70 + ${roll(8)} % 20, 'petitionsFirstLodgedAbove', 6, 'cases', 60, 'repeatCases', 12, 'openCases', 24,
        'openPastLimit', ${roll(9)} % 5, 'casesInCompetence', 40, 'settledInCompetence', 37, 'decisionsInForce', 20, 'decisionsUnexecuted', 1), ${tail}
    from generate_series(date '2024-10-01', date '2026-07-01', interval '3 months') m, ${living} and v.area_code is not null`) +
  facts(`select app.uuid_v7(), v.organization_id, 'project-month', 'P1', 'Dự án 1', 'month', m::date,
      jsonb_build_object('householdsAffected', 160, 'householdsOutstanding', 14, 'gravesTotal', 210, 'gravesOutstanding', 5, 'plotsNeeded', 60, 'plotsReady', 60,
        'recoveryStarted', true, 'milestoneOn', '2027-02-15', 'commitmentsPastDueUnkept', ${roll(10)} % 2, 'dialoguesPlanned', 2, 'dialoguesHeld', 2), ${tail}
    from generate_series(date '2026-06-01', date '${judgedMonth}', interval '1 month') m, ${living} and v.area_code is not null`)
