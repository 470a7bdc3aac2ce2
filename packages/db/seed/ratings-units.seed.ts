import { Prisma } from '../generated/client.ts'
import type { Tx } from '../src/client.ts'

/** The collectives of heads are decided in the sample where their levels were told: a commune's decision for its cells. */
export async function decideCollectives(
  tx: Tx,
  of: { campaignId: string; year: number; collectives: readonly object[]; by: string },
): Promise<void> {
  const { campaignId, year, collectives, by } = of
  const day = `${year}-11-20`
  await tx.$executeRaw`
    create temporary table sample_collective on commit drop as
    select u.id, u.organization_id, u.decider_id, u.organization_subject, u.quota_group, r.level
      from json_to_recordset(${JSON.stringify(collectives)}::json) as r("caseId" uuid, level text)
      join rating_case c on c.id = r."caseId"
      join rating_unit_case u on u.campaign_id = c.campaign_id and u.organization_id = c.led_organization_id and u.subject = 'COLLECTIVE'`
  await tx.$executeRaw`
    update rating_unit_case u set state = 'appraised', computed_outcome = s.level, appraised_level = s.level,
        appraised_reason = 'Dữ liệu mẫu', version = u.version + 1 from sample_collective s where s.id = u.id`
  // What each reported is what its level rests on.
  await tx.$executeRaw`
    insert into rating_unit_report (id, case_id, organization_id, general_points, result_points, tasks_assigned, tasks_on_time, tasks_late,
        tasks_failed, tasks_exceeded, limitations_pointed_out, limitations_remedied, self_level, results_text, entered_by, entered_by_name, updated_at)
    select app.uuid_v7(), id, organization_id, 28, case level when 'XS' then 65 else 56 end, 10, 10, 0, 0, case level when 'XS' then 4 else 1 end, 0, 0,
        level, 'Báo cáo mẫu: đã lãnh đạo thực hiện các nhiệm vụ được giao.', ${by}::uuid, 'Dữ liệu mẫu', ${`${day}T07:00:00Z`}::timestamptz
      from sample_collective on conflict (case_id) do nothing`
  await tx.$executeRaw`
    insert into rating_unit_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title,
        exception_decision_number, reasoning, content_hash, decided_by, decided_by_name, decided_at)
    select app.uuid_v7(), ${campaignId}::uuid, decider_id, '118-QĐ/ĐU', ${day}::date, 'Phạm Hồng Quảng', 'BÍ THƯ',
        -- Where the ordinary share would be exceeded, the city has let the group go to 25 %.
        case when count(*) filter (where level = 'XS') > floor(0.2 * count(*) filter (where level = 'T')) then '97-QĐ/TU' end,
        jsonb_build_object('source', 'Dữ liệu mẫu', 'warnings', '[]'::jsonb), encode(sha256(convert_to(string_agg(id::text || level, ',' order by id), 'UTF8')), 'hex'),
        ${by}::uuid, 'Phạm Hồng Quảng', ${`${day}T08:00:00Z`}::timestamptz from sample_collective group by decider_id`
  await tx.$executeRaw`
    insert into rating_unit_level (id, decision_id, case_id, campaign_id, organization_id, decider_id, year, subject, organization_subject,
        quota_group, outcome, total_points, reasoning, decision_number, decided_on)
    select app.uuid_v7(), d.id, s.id, ${campaignId}::uuid, s.organization_id, s.decider_id, ${year}, 'COLLECTIVE', s.organization_subject,
        s.quota_group, s.level, case s.level when 'XS' then 93 else 84 end,
        jsonb_build_object('source', 'Dữ liệu mẫu', 'facts', jsonb_build_object('generalPoints', '28',
          'resultPoints', case s.level when 'XS' then '65' else '56' end, 'tasksAssigned', 10, 'tasksOnTime', 10, 'tasksLate', 0, 'tasksFailed', 0,
          'tasksExceeded', case s.level when 'XS' then 4 else 1 end, 'limitationsPointedOut', 0, 'limitationsRemedied', 0,
          'subordinateDisciplined', 0, 'collectiveMemberDisciplined', false, 'collectiveDisciplined', false)), d.decision_number, d.decided_on
      from sample_collective s join rating_unit_decision d on d.campaign_id = ${campaignId}::uuid and d.organization_id = s.decider_id`
}

/** Last year's organizations and collectives that are not decided yet: by who decides them, within the quota, as decision `number`. */
export async function decideUnitsOfYear(
  tx: Tx,
  { campaignId, year, number }: { campaignId: string; year: number; number: string },
): Promise<void> {
  const day = `${year}-12-26`
  const undecided = Prisma.sql`not exists (select from rating_unit_level l where l.case_id = rating_unit_case.id)`
  await tx.$executeRaw`update rating_unit_case set state = 'appraised', version = version + 1
     where campaign_id = ${campaignId}::uuid and subject <> 'LEADER' and ${undecided}`
  await tx.$executeRaw`
    insert into rating_unit_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning,
        content_hash, decided_by, decided_by_name, decided_at)
    select app.uuid_v7(), ${campaignId}::uuid, decider_id, ${number}, ${day}::date, 'Phạm Hồng Quảng', 'BÍ THƯ',
        jsonb_build_object('source', 'Dữ liệu mẫu', 'warnings', '[]'::jsonb), encode(sha256(convert_to(string_agg(id::text, ',' order by id), 'UTF8')), 'hex'),
        app.uuid_v7(), 'Phạm Hồng Quảng', ${`${day}T08:00:00Z`}::timestamptz
      from rating_unit_case where campaign_id = ${campaignId}::uuid and subject <> 'LEADER' and ${undecided} group by decider_id`
  await tx.$executeRaw`
    insert into rating_unit_level (id, decision_id, case_id, campaign_id, organization_id, decider_id, year, subject, organization_subject,
        quota_group, outcome, total_points, reasoning, decision_number, decided_on)
    select app.uuid_v7(), d.id, u.id, u.campaign_id, u.organization_id, u.decider_id, ${year}, u.subject, u.organization_subject, u.quota_group,
        u.outcome, case u.outcome when 'XS' then 93 when 'T' then 84 else 66 end,
        jsonb_build_object('source', 'Dữ liệu mẫu', 'facts', jsonb_build_object('generalPoints', '28',
          'resultPoints', case u.outcome when 'XS' then '65' when 'T' then '56' else '38' end, 'tasksAssigned', 10,
          'tasksOnTime', case u.outcome when 'HT' then 9 else 10 end, 'tasksLate', case u.outcome when 'HT' then 1 else 0 end, 'tasksFailed', 0,
          'tasksExceeded', case u.outcome when 'XS' then 4 else 1 end, 'limitationsPointedOut', 0, 'limitationsRemedied', 0,
          'subordinateDisciplined', 0, 'collectiveMemberDisciplined', false, 'collectiveDisciplined', false)), d.decision_number,
        d.decided_on
      from (select c.*, case when row_number() over w <= floor(0.15 * count(*) over g) then 'XS'
              when row_number() over w <= ceil(0.92 * count(*) over g) then 'T' else 'HT' end as outcome
              from rating_unit_case c where c.campaign_id = ${campaignId}::uuid and c.subject <> 'LEADER' and c.state = 'appraised'
                and not exists (select from rating_unit_level l where l.case_id = c.id)
            window w as (partition by c.decider_id, c.quota_group order by md5(c.code || c.subject)),
              g as (partition by c.decider_id, c.quota_group)) u
      join rating_unit_decision d on d.campaign_id = u.campaign_id and d.organization_id = u.decider_id
        and d.decision_number = ${number}`
}
