import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor, Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission, Role } from '@nq15/domain/access'
import type { DecideUnits } from '@nq15/domain/ratings'
import { decideUnits } from './decide-units.ts'
import {
  type ExampleYear,
  exampleCampaign,
  exampleNow,
  exampleYear,
  insertAccount,
  insertMember,
  insertOrganization,
} from './example-year.ts'
import { type MoveUnitRefusal, moveUnit, type UnitMove } from './move-unit.ts'
import { saveUnitReport } from './save-unit-report.ts'

/*
 * The small city of this room with what its organizations need: a sectional organization with a cell of its own below the
 * commune, a cell committee of three, a secretary for each organization that reports.
 */
const more = {
  communeSecretary: ['org-secretary', 'commune'],
  sectionSecretary: ['org-secretary', 'section'],
  subSecretary: ['org-secretary', 'sub'],
} as const satisfies Record<string, readonly [Role, string]>
export type UnitAccount = keyof typeof more | keyof ExampleYear['actors']

export type ExampleUnits = {
  readonly year: ExampleYear
  readonly campaignId: string
  readonly places: Readonly<Record<string, string>>
  readonly actors: Readonly<Record<UnitAccount, Actor>>
  /** What the gate would prove; null when no grant gives the permission. */
  readonly prove: (who: UnitAccount, permission: Permission) => Scope | null
  readonly scope: (who: UnitAccount, permission: Permission) => Scope
  /** The case of an organization or of its collective. */
  readonly unit: (
    place: string,
    subject?: 'COLLECTIVE' | 'LEADER',
  ) => Promise<{ id: string; state: string; version: number }>
  /** One step, asked for with the version that stands. */
  readonly move: (
    who: UnitAccount,
    place: string,
    move: UnitMove,
    more?: { reason?: string; subject?: 'COLLECTIVE' | 'LEADER' },
  ) => Promise<'done' | MoveUnitRefusal>
}

/** Opens the year of the example with its organizations and answers how to act in it. */
export async function exampleUnits(db: TestDatabase): Promise<ExampleUnits> {
  const year = await exampleYear(db)
  const places: Record<string, string> = { ...year.organizations, section: newId(), sub: newId() }
  const { asOwner } = db
  const place = (key: string) => String(places[key])
  const section = { type: 'sectional-org', code: '01-1-8', name: 'Đảng bộ bộ phận Khối Trường học', sector: undefined }
  await insertOrganization(asOwner, { id: place('section'), parentId: place('commune'), ...section })
  const sub = {
    type: 'subordinate-cell',
    code: '01-1-8-1',
    name: 'Chi bộ Trường Mầm non',
    sector: 'public-service-unit',
  }
  await insertOrganization(asOwner, { id: place('sub'), parentId: place('section'), ...sub })
  await insertMember(asOwner, { id: newId(), cellId: place('sub'), card: 70, name: 'Ngô Thị Lý' })
  const third = newId()
  await insertMember(asOwner, {
    id: third,
    cellId: place('cell'),
    card: 80,
    name: 'Đinh Văn Mạnh',
    post: 'committee-member',
  })
  // The secretary of the commune's committee belongs to the neighbour cell: his collective is decided by the city.
  const head = newId()
  await insertMember(asOwner, {
    id: head,
    cellId: place('neighbour'),
    card: 81,
    name: 'Lương Văn Nam',
    political: true,
  })
  await asOwner(
    `insert into member_post (id, member_id, organization_id, post_organization_id, post, title, is_leader, is_head, valid_from)
     values (app.uuid_v7(), $1, $2, $3, 'secretary', 'Bí thư Đảng ủy phường', true, true, '2025-07-01')`,
    [head, place('neighbour'), place('commune')],
  )
  const own: Record<string, Actor> = { ...year.actors }
  for (const [key, [role, at]] of Object.entries(more)) {
    own[key] = await insertAccount(asOwner, { key, memberId: null, granted: { role, organizationId: place(at) } })
  }
  const actors = own as Record<UnitAccount, Actor>
  const { campaignId } = await exampleCampaign(db, year)
  const prove: ExampleUnits['prove'] = (who, permission) => proveScope(actors[who], permission)
  const scope: ExampleUnits['scope'] = (who, permission) => {
    const proven = prove(who, permission)
    if (!proven) throw new Error(`${who} lacks ${permission}`)
    return proven
  }
  const unit: ExampleUnits['unit'] = async (at, subject) => {
    const [row] = await asOwner(
      `select id, state, version from rating_unit_case where campaign_id = $1 and organization_id = $2 and
         case when $3::text is null then subject not in ('COLLECTIVE', 'LEADER') else subject = $3 end`,
      [campaignId, place(at), subject ?? null],
    )
    if (!row) throw new Error(`no case of ${at} ${subject ?? ''}`)
    return { id: String(row['id']), state: String(row['state']), version: Number(row['version']) }
  }
  const move: ExampleUnits['move'] = async (who, at, step, { reason = '', subject } = {}) => {
    const { id: caseId, version } = await unit(at, subject)
    const permission = ['send', 'withdraw', 'forward'].includes(step) ? 'unit:report' : 'unit:appraise'
    const scopeOf = prove(who, permission) ?? prove(who, 'unit:report')
    if (!scopeOf) return { code: 'NOT_FOUND' }
    const command = { requestId: newId(), caseId, version, move: step, reason, now: exampleNow }
    const answer = await moveUnit(db.database, scopeOf, command)
    return answer.ok ? 'done' : answer.refusal
  }
  return { year, campaignId, places, actors, prove, scope, unit, move }
}

/** A whole report whose points and tasks make the level by the rules. */
export const wholeReport = (level: 'XS' | 'T' | 'HT') =>
  ({
    generalPoints: '28',
    resultPoints: level === 'XS' ? '64' : level === 'T' ? '55' : '35',
    tasksAssigned: 10,
    tasksOnTime: level === 'HT' ? 9 : 10,
    tasksLate: level === 'HT' ? 1 : 0,
    tasksFailed: 0,
    tasksExceeded: level === 'XS' ? 4 : 1,
    limitationsPointedOut: 0,
    limitationsRemedied: 0,
    selfLevel: level,
    resultsText: 'Đã lãnh đạo thực hiện các nhiệm vụ được giao.',
  }) as const

/** Types a whole report as the unit's own secretary. */
export async function report(
  db: TestDatabase,
  units: ExampleUnits,
  { who, at, level, subject }: { who: UnitAccount; at: string; level: 'XS' | 'T' | 'HT'; subject?: 'COLLECTIVE' },
): Promise<void> {
  const { id: caseId } = await units.unit(at, subject)
  const command = { requestId: newId(), caseId, version: 0, patch: wholeReport(level), now: exampleNow }
  const saved = await saveUnitReport(db.database, units.scope(who, 'unit:report'), command)
  if (!saved.ok) throw new Error(saved.refusal.code)
}

/** The document of a decision on units without a fault. */
export const unitDocument: DecideUnits = {
  decisionNumber: '31-QĐ/ĐU',
  decidedOn: '2026-12-08',
  signerName: 'Lương Văn Nam',
  signerTitle: 'BÍ THƯ',
  exceptionDecisionNumber: null,
}

export type ChosenUnit = readonly [place: string, subject?: 'COLLECTIVE' | 'LEADER']

/** Decides some units and answers `done`, the codes of the rules that stand in the way, or the refusal. */
export async function decideChosen(
  db: TestDatabase,
  units: ExampleUnits,
  {
    who,
    at,
    chosen,
    more = {},
  }: { who: UnitAccount; at: string; chosen: readonly ChosenUnit[]; more?: Partial<DecideUnits> },
): Promise<string | string[]> {
  const caseIds = await Promise.all(chosen.map(async ([place, subject]) => (await units.unit(place, subject)).id))
  const answer = await decideUnits(db.database, units.scope(who, 'unit:decide'), {
    ...{ ...unitDocument, ...more, requestId: newId(), campaignId: units.campaignId, caseIds, now: exampleNow },
    deciderId: String(units.places[at]),
  })
  if (answer.ok) return 'done'
  return 'blocking' in answer.refusal ? answer.refusal.blocking.map(({ code }) => code) : answer.refusal.code
}

/** Brings a unit as far as appraised, by the people whose steps they are. */
export async function appraiseUnit(
  db: TestDatabase,
  units: ExampleUnits,
  {
    place,
    who,
    level = 'T',
    subject,
  }: { place: string; who: UnitAccount; level?: 'XS' | 'T' | 'HT'; subject?: 'COLLECTIVE' },
): Promise<void> {
  const more = subject ? { subject } : {}
  await report(db, units, { who, at: place, level, ...more })
  const advisers = place === 'commune' ? 'board' : 'office'
  const steps: [UnitAccount, UnitMove][] = [
    [who, 'send'],
    [advisers, 'take-up'],
    [advisers, 'accept'],
  ]
  if (place === 'sub') steps.splice(1, 0, ['sectionSecretary', 'forward'])
  for (const [account, step] of steps) {
    const moved = await units.move(account, place, step, more)
    if (moved !== 'done') throw new Error(`${step}: ${moved.code}`)
  }
}
