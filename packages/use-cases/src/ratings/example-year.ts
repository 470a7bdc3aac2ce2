import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor, Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { Permission, Role } from '@nq15/domain/access'
import { createCampaign } from './create-campaign.ts'
import { openCampaign } from './open-campaign.ts'

/*
 * A small invented city for the tests of this room: two communes, three cells, an account for every role, all with real
 * sessions and grants, so that the policies of the database apply to every step.
 */
const people = [
  { key: 'secretary', name: 'Nguyễn Văn An', post: 'secretary', leads: true, heads: true },
  { key: 'deputy', name: 'Trần Thị Bình', post: 'deputy-secretary', leads: true },
  { key: 'clerk', name: 'Lê Văn Cường', political: true },
  { key: 'farmer', name: 'Phạm Thị Dung' },
  { key: 'elder', name: 'Hoàng Văn Giáp', status: 'exempt' },
  { key: 'newcomer', name: 'Vũ Thị Hà', admittedOn: '2026-08-01', probationary: true },
] as const
export type PersonKey = (typeof people)[number]['key']

/** Whom the example gives an account: the name, the role and where it is granted. */
const accounts = {
  member: ['member', 'cell'],
  secretary: ['org-secretary', 'cell'],
  teller: ['cell-teller', 'cell'],
  office: ['grassroots-office', 'commune'],
  committee: ['grassroots-committee', 'commune'],
  deputyCommittee: ['grassroots-committee', 'commune'],
  board: ['organization-board', 'city'],
  standingCommittee: ['standing-committee', 'city'],
  cityOffice: ['city-office', 'city'],
  areaMember: ['area-member', 'commune'],
  inspection: ['inspection-commission', 'city'],
  systemAdmin: ['system-admin', null],
  privacyAuditor: ['privacy-auditor', null],
  custodian: ['identity-custodian', null],
  nobody: [null, null],
  neighbourSecretary: ['org-secretary', 'neighbour'],
  strangerMember: ['member', 'strangerCell'],
  strangerSecretary: ['org-secretary', 'strangerCell'],
  strangerTeller: ['cell-teller', 'strangerCell'],
  strangerOffice: ['grassroots-office', 'strangerCommune'],
  strangerCommittee: ['grassroots-committee', 'strangerCommune'],
} as const satisfies Record<string, readonly [Role | null, OrganizationKey | null]>
export type AccountKey = keyof typeof accounts
export const accountKeys = Object.keys(accounts) as readonly AccountKey[]

type OrganizationKey = 'city' | 'commune' | 'strangerCommune' | 'cell' | 'neighbour' | 'strangerCell'

/** The legal day of every act of the example. */
export const exampleDay = '2026-12-08'
export const exampleNow = new Date('2026-12-08T03:00:00Z')

export type ExampleYear = {
  readonly organizations: Readonly<Record<OrganizationKey, string>>
  /** The members of the cell. */
  readonly members: Readonly<Record<PersonKey, string>>
  readonly actors: Readonly<Record<AccountKey, Actor>>
  /** What the gate would prove; null when no grant gives the permission. */
  readonly prove: (who: AccountKey, permission: Permission) => Scope | null
  /** The same where the test knows that it is given. */
  readonly scope: (who: AccountKey, permission: Permission) => Scope
}

/** Tables the example fills, children first. */
const filled = [
  'rule_simulation_move',
  'rule_simulation',
  'rule_overlay',
  'rating_self_score',
  'rating_appraised_score',
  'rating_quarter',
  'rating_history',
  'rating_history_unit',
  // After the ratings: a rating that goes is taken off its sums.
  'rating_history_sum',
  'rating_award',
  'rating_screening_step',
  'rating_screening',
  'rating_correction',
  'rating_appeal',
  'rating_notice',
  'rating_acknowledgement',
  'rating_typed_fact',
  'rating_after_rule',
  'rating_unit_award',
  'rating_unit_correction',
  'rating_unit_appeal',
  'rating_unit_notice',
  'rating_unit_acknowledgement',
  'rating_unit_level',
  'rating_unit_decision',
  'rating_unit_event',
  'rating_unit_opinion',
  'rating_unit_fact',
  'rating_unit_report',
  'rating_unit_case',
  'rating',
  'rating_decision',
  'rating_count',
  'rating_tally_settlement',
  'rating_tally_vote',
  'rating_tally',
  'rating_meeting_person',
  'rating_meeting',
  'rating_case_input',
  'rating_review_hint',
  'rating_task_item',
  'rating_review_section',
  'rating_collective',
  'rating_self_assessment',
  'rating_case',
  'rating_cell_file_event',
  'rating_cell_file',
  'rating_campaign',
  'discipline_case',
  'discipline_record',
  'member_status',
  'member_post',
  'membership',
  'access_request',
  'access_account',
  'member',
  'organization_version',
]

/** Empties a test database and fills it anew, as its owner, with the city, its members and accounts. */
export async function exampleYear({ asOwner }: TestDatabase): Promise<ExampleYear> {
  await asOwner(`delete from access_grant where role not like 'service-%';
    ${filled.map((table) => `delete from ${table};`).join(' ')}
    delete from auth."user"; delete from app.organization_reach; delete from organization`)
  const organizations = {
    city: newId(),
    commune: newId(),
    strangerCommune: newId(),
    cell: newId(),
    neighbour: newId(),
    strangerCell: newId(),
  }
  const place = (key: OrganizationKey, parent: OrganizationKey | null, [type, code, name, sector]: string[]) =>
    insertOrganization(asOwner, {
      id: organizations[key],
      parentId: parent && organizations[parent],
      type,
      code,
      name,
      sector,
    })
  await place('city', null, ['city-org', '01', 'Đảng bộ thành phố Sông Mây'])
  await place('commune', 'city', ['grassroots-committee-org', '01-1', 'Đảng bộ phường Hoa Ban'])
  await place('strangerCommune', 'city', ['grassroots-committee-org', '01-2', 'Đảng bộ phường Hoa Gạo'])
  await place('cell', 'commune', ['cell', '01-1-1', 'Chi bộ Tổ dân phố số 1', 'neighbourhood'])
  await place('neighbour', 'commune', ['cell', '01-1-2', 'Chi bộ Trường học', 'public-service-unit'])
  await place('strangerCell', 'strangerCommune', ['cell', '01-2-1', 'Chi bộ Thôn Đông', 'neighbourhood'])

  const members = Object.fromEntries(people.map(({ key }) => [key, newId()])) as Record<PersonKey, string>
  for (const [index, person] of people.entries()) {
    await insertMember(asOwner, { id: members[person.key], cellId: organizations.cell, card: index + 1, ...person })
  }
  const others = [
    [organizations.neighbour, 'Đỗ Thị Kim'],
    [organizations.strangerCell, 'Bùi Văn Lâm'],
  ] as const
  const strangers: string[] = []
  for (const [index, [cellId, name]] of others.entries()) {
    const id = newId()
    strangers.push(id)
    await insertMember(asOwner, { id, cellId, name, card: 50 + index, political: true })
  }

  const memberOf: Partial<Record<AccountKey, string | undefined>> = {
    member: members.clerk,
    secretary: members.secretary,
    strangerMember: strangers[1],
  }
  const actors = {} as Record<AccountKey, Actor>
  for (const key of accountKeys) {
    const [role, at] = accounts[key]
    const granted = role && { role, organizationId: at && organizations[at] }
    actors[key] = await insertAccount(asOwner, { key, memberId: memberOf[key] ?? null, granted })
  }
  const prove: ExampleYear['prove'] = (who, permission) => proveScope(actors[who], permission)
  return { organizations, members, actors, prove, scope: (who, permission) => must(prove(who, permission)) }
}

export const campaignForm = {
  year: 2026,
  opensOn: '2026-11-15',
  cutOffOn: '2026-11-30',
  cellDueOn: '2026-12-10',
  committeeDueOn: '2026-12-25',
  quotaDenominator: 'ALL_RATED',
  votingBase: 'ELIGIBLE',
  secondEntryRequired: false,
  twoRounds: false,
} as const

/** Creates and opens the campaign of the example; answers its id and the ids of the cell's cases by person. */
export async function exampleCampaign(
  db: TestDatabase,
  year: ExampleYear,
  changes: Partial<{
    quotaDenominator: 'T_ONLY' | 'T_OR_BETTER' | 'ALL_RATED'
    secondEntryRequired: boolean
    twoRounds: boolean
  }> = {},
): Promise<{ campaignId: string; cases: Record<PersonKey, string> }> {
  const created = await createCampaign(db.database, year.scope('board', 'campaign:setup'), {
    ...campaignForm,
    ...changes,
    requestId: newId(),
    organizationId: year.organizations.city,
    issuer: 'Đảng bộ thành phố Sông Mây',
  })
  if (!created.ok) throw new Error(created.refusal.code)
  const campaignId = created.value.id
  const opened = await openCampaign(db.database, year.scope('board', 'campaign:setup'), {
    campaignId,
    now: exampleNow,
    campaignService: campaignService(year),
  })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return { campaignId, cases: await casesOf(db, year, campaignId) }
}

/** The cases of the example's cell by person. */
export async function casesOf(
  { asOwner }: TestDatabase,
  { members }: ExampleYear,
  campaignId: string,
): Promise<Record<PersonKey, string>> {
  const rows = await asOwner('select id, member_id from rating_case where campaign_id = $1', [campaignId])
  const of = (memberId: string) => String(must(rows.find((row) => row['member_id'] === memberId))['id'])
  return Object.fromEntries(people.map(({ key }) => [key, of(members[key])])) as Record<PersonKey, string>
}

/** The service that freezes the population, on the word of the organization board. */
export const campaignService = ({ actors }: ExampleYear): Scope =>
  must(proveScope(serviceActor('campaign', { onBehalfOf: actors.board.userId }), 'rating:work'))

type AsOwner = TestDatabase['asOwner']

/** Puts an organization into the tree of the example. */
export async function insertOrganization(
  asOwner: AsOwner,
  {
    id,
    parentId,
    type,
    code,
    name,
    sector,
  }: Record<'id' | 'type' | 'code' | 'name' | 'sector', string | undefined> & { parentId: string | null },
): Promise<void> {
  await asOwner("insert into organization (id, side) values ($1, 'party')", [id])
  await asOwner(
    `insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, sector, valid_from)
     values (app.uuid_v7(), $1, $2, 'party', $3, $4, app.search_text($4), $5, $6, '2020-01-01')`,
    [id, parentId, code, name, type, sector ?? null],
  )
}

type NewMember = {
  readonly id: string
  readonly cellId: string
  readonly card: number
  readonly name: string
  readonly post?: string
  readonly leads?: boolean
  readonly heads?: boolean
  readonly political?: boolean
  readonly status?: string
  readonly admittedOn?: string
  readonly probationary?: boolean
}

/** Puts a member with his home and post into the database. */
export async function insertMember(asOwner: AsOwner, member: NewMember): Promise<void> {
  const { id, cellId, card, name, post, leads = false, heads = false, political = false, status = 'active' } = member
  const admittedOn = member.admittedOn ?? '2015-05-19'
  await asOwner(
    `insert into member (id, organization_id, card_number, full_name, search_name, kind, admitted_on, status, in_political_system)
     values ($1, $2, $3, $4, app.search_text($4), $5, $6, $7, $8)`,
    [
      id,
      cellId,
      `01.${String(card).padStart(6, '0')}`,
      name,
      member.probationary ? 'probationary' : 'full',
      admittedOn,
      status,
      political,
    ],
  )
  await asOwner(
    `insert into membership (id, member_id, organization_id, kind, valid_from) values (app.uuid_v7(), $1, $2, 'official', $3)`,
    [id, cellId, admittedOn],
  )
  if (!post) return
  await asOwner(
    `insert into member_post (id, member_id, organization_id, post_organization_id, post, title, is_leader, is_head, valid_from)
     values (app.uuid_v7(), $1, $2, $2, $3, $4, $5, $6, '2025-01-01')`,
    [id, cellId, post, post === 'secretary' ? 'Bí thư chi bộ' : 'Phó bí thư chi bộ', leads, heads],
  )
}

/** Gives somebody an account with one role, as its owner. */
export async function insertAccount(
  asOwner: AsOwner,
  {
    key,
    memberId,
    granted,
  }: { key: string; memberId: string | null; granted: { role: Role; organizationId: string | null } | null },
): Promise<Actor> {
  const [userId, sessionId] = [newId(), newId()]
  const name = `Tài khoản ${key}`
  await asOwner('insert into auth."user" (id, name, email, username) values ($1, $2, $3, $4)', [
    userId,
    name,
    `${userId}@nq15.invalid`,
    key.toLowerCase(),
  ])
  await asOwner(
    'insert into access_account (user_id, display_name, member_id, must_change_password) values ($1, $2, $3, false)',
    [userId, name, memberId],
  )
  if (granted) {
    await asOwner(
      `insert into access_grant (id, user_id, role, organization_id, valid_from) values (app.uuid_v7(), $1, $2, $3, '2020-01-01')`,
      [userId, granted.role, granted.organizationId],
    )
  }
  await asOwner(
    `insert into auth.session (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [sessionId, userId, `token ${sessionId}`],
  )
  const grants = granted ? [granted] : []
  return { kind: 'session', key: sessionId, userId, name, memberId, grants, requestId: '', onBehalfOf: '' }
}

const must = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('the example lacks what the test asks for')
  return value
}
