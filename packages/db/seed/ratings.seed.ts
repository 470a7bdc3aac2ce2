import type { Tx } from '../src/client.ts'
import { newId } from '../src/ids.ts'
import type { SampleCell } from './organizations.seed.ts'
import { type Chance, seeded } from './random.ts'
import { decideCollectives, decideUnitsOfYear } from './ratings-units.seed.ts'

type Level = 'XS' | 'T' | 'HT' | 'KHT'
type Case = {
  readonly id: string
  readonly fileId: string
  readonly organizationId: string
  readonly memberId: string
  readonly subject: string
  readonly isHead: boolean
  readonly fullName: string
  readonly rated: boolean
  readonly disciplined: boolean
}

/** The numbers of one self-assessment, without who and when. */
export type InventedFacts = {
  readonly generalPoints: number | null
  readonly resultPoints: number | null
  readonly tasksAssigned: number | null
  readonly tasksOnTime: number | null
  readonly tasksLate: number | null
  readonly tasksFailed: number | null
  readonly tasksExceeded: number | null
  readonly selfLevel: Level
}

const facts = (
  points: readonly [number, number],
  tasks: readonly [number, number, number, number, number],
  selfLevel: Level,
): InventedFacts => ({
  generalPoints: points[0],
  resultPoints: points[1],
  tasksAssigned: tasks[0],
  tasksOnTime: tasks[1],
  tasksLate: tasks[2],
  tasksFailed: tasks[3],
  tasksExceeded: tasks[4],
  selfLevel,
})

/** The story of cell 7 by name, as the drawn screens have it: each row shows one rule at work. */
const storyOfSeven: Readonly<
  Record<string, InventedFacts & { readonly votes: readonly [number, number, number, number] | null }>
> = {
  'Nguyễn Thị Bích Hường': { ...facts([28.5, 64], [10, 10, 0, 0, 4], 'XS'), votes: [17, 4, 0, 0] },
  'Trần Quang Thịnh': { ...facts([27, 60.5], [9, 9, 0, 0, 2], 'T'), votes: [2, 18, 1, 0] },
  'Phạm Văn Khuê': { ...facts([28, 63.2], [8, 8, 0, 0, 3], 'XS'), votes: [15, 6, 0, 0] },
  'Lê Thị Ngọc Diệp': { ...facts([27.5, 63], [10, 10, 0, 0, 2], 'XS'), votes: [7, 14, 0, 0] },
  'Đặng Hữu Nghĩa': { ...facts([29, 66.5], [10, 9, 1, 0, 4], 'XS'), votes: [3, 11, 6, 0] },
  'Vũ Thị Quỳnh Như': { ...facts([26, 58], [8, 8, 0, 0, 1], 'T'), votes: [1, 19, 1, 0] },
  'Hoàng Đình Bảo': { ...facts([25, 52.5], [7, 7, 0, 0, 0], 'T'), votes: [0, 20, 1, 0] },
  'Bùi Thị Mười': { ...facts([24.5, 43], [6, 5, 1, 0, 0], 'HT'), votes: [0, 4, 17, 0] },
  'Tạ Đức Hiển': { ...facts([26, 55], [7, 7, 0, 0, 0], 'T'), votes: [0, 1, 3, 17] },
  'Ngô Xuân Phương': {
    generalPoints: 26.5,
    resultPoints: null,
    tasksAssigned: null,
    tasksOnTime: null,
    tasksLate: null,
    tasksFailed: null,
    tasksExceeded: null,
    selfLevel: 'T',
    votes: null,
  },
  'Đỗ Thị Hạnh Nguyên': { ...facts([27, 61], [9, 9, 0, 0, 3], 'T'), votes: [3, 18, 0, 0] },
}

function inventFacts(level: Level, chance: Chance): InventedFacts {
  const assigned = chance.whole(6, 12)
  const tenth = (least: number, most: number) => Math.round((least + chance.next() * (most - least)) * 10) / 10
  if (level === 'XS')
    return facts([tenth(28, 29.5), tenth(63, 67)], [assigned, assigned, 0, 0, Math.ceil(assigned * 0.4)], 'XS')
  if (level === 'T')
    return facts(
      [tenth(25, 28), tenth(50, 60)],
      [assigned, assigned, 0, 0, chance.whole(0, 2)],
      chance.chance(0.15) ? 'XS' : 'T',
    )
  return facts([tenth(23, 25), tenth(35, 43)], [assigned, assigned - 1, 1, 0, 0], chance.chance(0.3) ? 'T' : 'HT')
}

/** Which levels a cell aims at: schools and offices name more for XS, so that group 2A goes a little over its quota. */
function aim(cell: SampleCell, subject: string, chance: Chance): Level {
  const isEager = cell.communeCode === '00008' && ['public-service-unit', 'agency'].includes(cell.sector)
  const share = subject === 'LEADER' ? 0.14 : isEager ? 0.22 : 0.12
  return chance.weighted<Level>(
    [
      ['XS', share],
      ['T', 0.9 - share],
      ['HT', 0.1],
    ],
    'T',
  )
}

async function listCases(tx: Tx, campaignId: string): Promise<Case[]> {
  return tx.$queryRaw<Case[]>`
    select c.id::text, c.file_id::text as "fileId", c.organization_id::text as "organizationId", c.member_id::text as "memberId", c.subject,
        c.is_head as "isHead", c.full_name as "fullName", c.not_rated_reason is null as rated,
        exists (select from discipline_record d where d.member_id = c.member_id) as disciplined
      from rating_case c where c.campaign_id = ${campaignId}::uuid order by c.organization_id, c.position_in_list`
}

type Open = {
  readonly campaignId: string
  readonly year: number
  readonly cells: readonly (SampleCell & { readonly organizationId: string })[]
}

/**
 * Brings an open campaign of the sample into the middle of its year: cells in every state, with assessments, collectives of
 * heads, count records and the way each file has gone. What the rules say of it is asked by the caller afterwards.
 */
export async function fillOpenCampaign(tx: Tx, { campaignId, year, cells }: Open): Promise<void> {
  const chance = seeded(43)
  const cases = await listCases(tx, campaignId)
  const [by, second] = [newId(), newId()]
  const assessments: object[] = []
  const collectives: object[] = []
  const tallies: object[] = []
  const votes: object[] = []
  const steps: object[] = []
  const begun = cells.filter(({ state }) => state !== 'not-started')
  for (const cell of begun) {
    const own = cases.filter(({ organizationId }) => organizationId === cell.organizationId)
    const rated = own.filter((one) => one.rated)
    const secretary = own[0]?.fullName ?? ''
    const isSeven = cell.code === '00008.07'
    const isSent = cell.state !== 'in-work'
    const levels = new Map<string, Level>()
    for (const [index, one] of rated.entries()) {
      const story = isSeven ? storyOfSeven[one.fullName] : undefined
      const level = one.disciplined ? 'KHT' : aim(cell, one.subject, chance)
      levels.set(one.id, level)
      if (!isSeven && !isSent && index >= rated.length / 2) continue
      const { votes: _, ...invented } = story ?? { ...inventFacts(level === 'KHT' ? 'T' : level, chance), votes: null }
      assessments.push({
        id: newId(),
        caseId: one.id,
        organizationId: one.organizationId,
        memberId: one.memberId,
        ...invented,
        enteredForMember: index % 4 === 0,
        by,
        byName: index % 4 === 0 ? secretary : one.fullName,
      })
      if (one.isHead) {
        collectives.push({
          id: newId(),
          caseId: one.id,
          organizationId: one.organizationId,
          level: isSeven || level === 'XS' ? 'XS' : 'T',
          number: `${120 + index + tallies.length}-QĐ/ĐU`,
          by,
        })
      }
    }
    if (isSeven || isSent) {
      const eligible = own.length - 1
      const present = isSeven ? 22 : Math.max(rated.length - 1, Math.ceil(eligible * 0.85))
      const valid = present - 1
      for (const entry of isSeven ? [1] : [1, 2]) {
        const id = newId()
        const numbers = {
          eligible: isSeven ? 24 : eligible,
          present,
          issued: present,
          collected: present,
          valid,
          invalid: 1,
        }
        const typist = entry === 1 ? { by, byName: secretary } : { by: second, byName: own[1]?.fullName ?? '' }
        tallies.push({ id, organizationId: cell.organizationId, entry, ...numbers, ...typist, isComplete: !isSeven })
        for (const one of rated) {
          const told = isSeven ? storyOfSeven[one.fullName]?.votes : undefined
          const counted = told === undefined ? countVotes(levels.get(one.id) ?? 'T', valid) : told
          if (!counted) continue
          const [xs, t, ht, kht] = counted
          votes.push({ id: newId(), tallyId: id, organizationId: one.organizationId, caseId: one.id, xs, t, ht, kht })
        }
      }
    }
    steps.push(...wayOf(cell, { fileId: own[0]?.fileId ?? '', secretary, year }))
  }
  await tx.$executeRaw`
    insert into rating_self_assessment (id, case_id, organization_id, member_id, general_points, result_points, tasks_assigned, tasks_on_time,
        tasks_late, tasks_failed, tasks_exceeded, limitations_pointed_out, limitations_remedied, self_level, review_text, entered_for_member,
        entered_by, entered_by_name, submitted_at)
    select r.id, r."caseId", r."organizationId", r."memberId", r."generalPoints", r."resultPoints", r."tasksAssigned", r."tasksOnTime",
        r."tasksLate", r."tasksFailed", r."tasksExceeded", 0, 0, r."selfLevel",
        'Bản tự kiểm điểm mẫu: đã hoàn thành nhiệm vụ được giao trong năm.', r."enteredForMember", r.by, r."byName", now()
      from json_to_recordset(${JSON.stringify(assessments)}::json) as r(id uuid, "caseId" uuid, "organizationId" uuid, "memberId" uuid,
        "generalPoints" numeric, "resultPoints" numeric, "tasksAssigned" int, "tasksOnTime" int, "tasksLate" int, "tasksFailed" int,
        "tasksExceeded" int, "selfLevel" text, "enteredForMember" boolean, by uuid, "byName" text)`
  await tx.$executeRaw`
    insert into rating_collective (id, case_id, organization_id, level, decision_number, decided_on, entered_by)
    select r.id, r."caseId", r."organizationId", r.level, r.number, ${`${year}-11-20`}::date, r.by
      from json_to_recordset(${JSON.stringify(collectives)}::json) as r(id uuid, "caseId" uuid, "organizationId" uuid, level text,
        number text, by uuid)`
  await decideCollectives(tx, { campaignId, year, collectives, by })
  await tx.$executeRaw`
    insert into rating_tally (id, campaign_id, organization_id, entry, held_on, place, eligible, present, issued, collected, valid, invalid,
        entered_by, entered_by_name, completed_at)
    select r.id, ${campaignId}::uuid, r."organizationId", r.entry, ${`${year}-11-21`}::date, 'Nhà sinh hoạt cộng đồng', r.eligible, r.present,
        r.issued, r.collected, r.valid, r.invalid, r.by, r."byName", case when r."isComplete" then now() end
      from json_to_recordset(${JSON.stringify(tallies)}::json) as r(id uuid, "organizationId" uuid, entry int, eligible int, present int,
        issued int, collected int, valid int, invalid int, by uuid, "byName" text, "isComplete" boolean)`
  await tx.$executeRaw`
    insert into rating_tally_vote (id, tally_id, organization_id, case_id, xs, t, ht, kht)
    select r.id, r."tallyId", r."organizationId", r."caseId", r.xs, r.t, r.ht, r.kht
      from json_to_recordset(${JSON.stringify(votes)}::json) as r(id uuid, "tallyId" uuid, "organizationId" uuid, "caseId" uuid, xs int, t int,
        ht int, kht int)`
  await tx.$executeRaw`
    insert into rating_cell_file_event (id, file_id, organization_id, from_state, to_state, event, reason, by_name, at, on_day)
    select r.id, r."fileId", r."organizationId", r."from", r."to", r.event, r.reason, r."byName", r.at, r."onDay"
      from json_to_recordset(${JSON.stringify(steps)}::json) as r(id uuid, "fileId" uuid, "organizationId" uuid, "from" text, "to" text,
        event text, reason text, "byName" text, at timestamptz, "onDay" date)`
  const states = begun.map(({ organizationId, state, note }) => ({
    organizationId,
    state,
    note: state === 'returned' ? note : null,
  }))
  await tx.$executeRaw`
    update rating_cell_file f set state = r.state, return_reason = r.note, version = f.version + 1, updated_at = now()
      from json_to_recordset(${JSON.stringify(states)}::json) as r("organizationId" uuid, state text, note text)
     where f.campaign_id = ${campaignId}::uuid and f.organization_id = r."organizationId"`
  await tx.$executeRaw`
    update rating_case c set state = case when f.state = 'appraised' then 'appraised' when f.state = 'in-work' then 'self' else 'proposed' end,
        version = c.version + 1
      from rating_cell_file f
     where f.id = c.file_id and c.campaign_id = ${campaignId}::uuid and c.not_rated_reason is null and f.state <> 'not-started'`
}

function countVotes(level: Level, valid: number): readonly [number, number, number, number] {
  const minor = Math.floor(valid / 6)
  if (level === 'XS') return [valid - minor, minor, 0, 0]
  if (level === 'T') return [minor, valid - minor, 0, 0]
  return level === 'HT' ? [0, minor, valid - minor, 0] : [0, 0, minor, valid - minor]
}

const ways = {
  'not-started': [],
  'in-work': ['start'],
  sent: ['start', 'send'],
  appraising: ['start', 'send', 'take-up'],
  returned: ['start', 'send', 'take-up', 'return'],
  appraised: ['start', 'send', 'take-up', 'accept'],
} as const
const after = {
  start: 'in-work',
  send: 'sent',
  'take-up': 'appraising',
  return: 'returned',
  accept: 'appraised',
} as const

function wayOf(
  cell: SampleCell & { readonly organizationId: string },
  file: { fileId: string; secretary: string; year: number },
) {
  let from: string = 'not-started'
  return ways[cell.state].map((event, index) => {
    const day = `${file.year}-11-${17 + index}`
    const step = {
      id: newId(),
      fileId: file.fileId,
      organizationId: cell.organizationId,
      from,
      to: after[event],
      event,
      reason: event === 'return' ? cell.note : null,
      byName: event === 'start' || event === 'send' ? file.secretary : 'Nguyễn Thu Trang',
      at: `${day}T02:30:00Z`,
      onDay: day,
    }
    from = after[event]
    return step
  })
}

/** Decides last year: a decision per committee within the quota, a standing level for everybody who was rated. */
export async function fillDecidedYear(
  tx: Tx,
  { campaignId, year }: { campaignId: string; year: number },
): Promise<void> {
  const basis = JSON.stringify({ findings: [], humanReason: null, source: 'Dữ liệu mẫu' })
  const [number, day] = ['15-QĐ/ĐU', `${year}-12-19`]
  // The best fifth of each group may be XS (of XS and T together); 15 of 100 stays below in every group, rounded down.
  await tx.$executeRaw`
    create temporary table sample_outcome on commit drop as
    select c.*, case when c.not_rated_reason is not null then 'NOT_RATED' when place <= floor(0.15 * of_all) then 'XS'
        when place <= floor(0.93 * of_all) then 'T' when place <= floor(0.995 * of_all) then 'HT' else 'KHT' end as outcome
      from (select k.*, row_number() over (partition by k.committee_id, k.subject, k.not_rated_reason is null order by md5(k.card_number || k.full_name)) as place,
              count(*) over (partition by k.committee_id, k.subject, k.not_rated_reason is null) as of_all
              from rating_case k where k.campaign_id = ${campaignId}::uuid) c`
  // The content hash of a decision as the deciding use case makes it, so that its papers prove themselves like any other's.
  await tx.$executeRaw`
    insert into rating_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning,
        content_hash, decided_by, decided_by_name, decided_at)
    select app.uuid_v7(), ${campaignId}::uuid, committee_id, ${number}, ${day}::date, 'Phạm Hồng Quảng', 'BÍ THƯ',
        jsonb_build_object('source', 'Dữ liệu mẫu', 'warnings', '[]'::jsonb),
        encode(sha256(convert_to('["' || ${number} || '","' || ${day} || '",[' || string_agg(
          format('["%s","%s","%s",%s]', id, member_id, outcome, coalesce('"' || not_rated_reason || '"', 'null')), ',' order by id)
          || ']]', 'UTF8')), 'hex'),
        app.uuid_v7(), 'Phạm Hồng Quảng', ${`${day}T08:00:00Z`}::timestamptz
      from sample_outcome group by committee_id`
  await tx.$executeRaw`
    insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, not_rated_reason,
        total_points, reasoning, decision_number, decided_on)
    select app.uuid_v7(), d.id, c.id, c.member_id, c.organization_id, c.committee_id, ${year}, c.subject, c.outcome, c.not_rated_reason,
        case c.outcome when 'XS' then 92.5 when 'T' then 83.5 when 'HT' then 66 when 'KHT' then 48 end,
        ${basis}::jsonb, d.decision_number, d.decided_on
      from sample_outcome c
      join rating_decision d on d.campaign_id = ${campaignId}::uuid and d.organization_id = c.committee_id`
  await tx.$executeRaw`
    update rating_case c set state = 'decided', proposed_level = case when r.outcome = 'NOT_RATED' then null else r.outcome end,
        computed_outcome = r.outcome, version = c.version + 1
      from rating r where r.case_id = c.id and c.campaign_id = ${campaignId}::uuid`
  await tx.$executeRaw`
    update rating_cell_file set state = 'decided', version = version + 1 where campaign_id = ${campaignId}::uuid`
  // The step is what every page reads as of a day.
  await tx.$executeRaw`
    insert into rating_cell_file_event (id, file_id, organization_id, from_state, to_state, event, by_name, at, on_day)
    select app.uuid_v7(), f.id, f.organization_id, 'appraised', 'decided', 'decide', d.decided_by_name, d.decided_at, d.decided_on
      from rating_cell_file f join rating_decision d on d.campaign_id = f.campaign_id and d.organization_id = f.committee_id
     where f.campaign_id = ${campaignId}::uuid`
  await tx.$executeRaw`
    insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), ${campaignId}::uuid, r.organization_id, r.committee_id, r.subject, 'decided', r.outcome, count(*)
      from rating r join rating_case c on c.id = r.case_id where c.campaign_id = ${campaignId}::uuid group by r.organization_id, r.committee_id, r.subject, r.outcome`
  await decideUnitsOfYear(tx, { campaignId, year, number: '21-QĐ' })
}

/** Closes a year that was decided: from then on nothing of it moves. */
export async function closeDecidedYear(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`update rating_campaign set state = 'closed', version = version + 1 where id = ${campaignId}::uuid`
}

/** Makes an account the typist of a cell's first entry, which the sample wrote before there were accounts. */
export async function giveFirstEntryTo(
  tx: Tx,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<void> {
  await tx.ratingTally.updateMany({ where: { organizationId, entry: 1 }, data: { enteredBy: userId } })
}
