/*
 * What each class of table promises, written down a second time and compared with the catalog: a policy nobody meant, one
 * that is missing and one with another condition are all differences.
 */
import { inspectionPolicies } from './inspection-policies.ts'
import { petitionPolicies } from './petition-policies.ts'
import { inArray, isYes, type Policy, policy, setting } from './policy-parts.ts'

export type { Policy }

/** The database's roles that actors take. */
export const actors = ['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] as const
type ActorRole = (typeof actors)[number]

/** A row of `app.table_class`. */
export type TableClass = {
  table_name: string
  class: 'tree' | 'person' | 'directory' | 'own' | 'trail' | 'accounts' | 'petition'
  write_kind: 'work' | 'decide' | 'setup' | 'own' | 'accounts' | 'none'
  organization_column: string | null
  own_column: string | null
  own_write: boolean
  sides: 'party' | 'every' | 'own'
}
const inHash = (column: string, name: string) => `${column} in (select unnest(current_setting('app.${name}')::uuid[]))`

/** What "all of it" is on a table: a grant on the Party's root opens no row of the state's or the front's. */
function wholeSide(column: string, sides: TableClass['sides']): string | null {
  if (sides === 'party') return null
  const isParty = sides === 'own' ? `side = 'party'` : notOfOthers(column)
  return `(${isYes('every_side')} or ${isParty})`
}
const notOfOthers = (column: string) => `${column} not in (select id from organization where side <> 'party')`

/** Petitions are read and written exactly where the actor was put. */
const inPetitions = (column: string, what: 'read' | 'work') =>
  `(select app.petition_all('${what}')) or ${column} = any ((select app.petition_orgs('${what}'))::uuid[])`

/** Who may read: by class and database role. */
function readable({ class: kind, organization_column: column, sides }: TableClass, role: ActorRole): string {
  const organization = column ?? ''
  const whole = wholeSide(organization, sides)
  const allOf = (orgs: string) => (whole ? `${whole} or ${inArray(organization, orgs)}` : 'true')
  switch (kind) {
    case 'tree':
      if (role === 'nq15_app') return inArray(organization, 'orgs')
      return role === 'nq15_wide' ? inHash(organization, 'orgs') : allOf('orgs')
    case 'person':
      if (role === 'nq15_city_person') return allOf('person_orgs')
      return role === 'nq15_wide' ? inHash(organization, 'person_orgs') : inArray(organization, 'person_orgs')
    case 'directory':
      return role === 'nq15_app' || role === 'nq15_wide' ? `(select current_setting('app.anyone') = 'yes')` : 'true'
    case 'trail':
      return isYes('trail')
    case 'accounts':
      return isYes('accounts')
    case 'petition':
      return inPetitions(organization, 'read')
    case 'own':
      return 'false'
  }
}

const ownRow = ({ own_column: column }: TableClass) =>
  column
    ? `${column} = (select nullif(current_setting('app.${column === 'user_id' ? 'user_id' : 'member_id'}'), '')::uuid)`
    : null

/** Who may add and who may change; null where nobody may. */
export function writable(table: TableClass): { add: string; change: string } | null {
  const { class: kind, write_kind: writing, organization_column: column, own_write: ownWrite, sides } = table
  const own = ownRow(table)
  if (writing === 'none') return null
  if (writing === 'own') return own ? { add: own, change: own } : null
  if (kind === 'trail') return { add: isYes('seal'), change: isYes('seal') }
  if (kind === 'petition') {
    const works = inPetitions(column ?? '', 'work')
    return { add: works, change: works }
  }
  if (kind === 'accounts' || writing === 'accounts') {
    const keeps = ownWrite && own ? `(${isYes('accounts')}) or ${own}` : isYes('accounts')
    return { add: keeps, change: keeps }
  }
  const prefix = kind === 'person' ? `person_${writing}` : writing
  const everywhere = isYes(`${prefix}_all`)
  const whole = wholeSide(column ?? '', sides)
  const everywhereOfSide = whole ? `${everywhere} and ${whole}` : everywhere
  const anywhere = `${setting(`${prefix}_orgs`)} <> '{}'`
  const add = column ? `${everywhereOfSide} or ${inArray(column, `${prefix}_orgs`)}` : `${everywhere} or ${anywhere}`
  const change = column ? add : everywhereOfSide
  return ownWrite && own ? { add: `(${add}) or ${own}`, change: `(${change}) or ${own}` } : { add, change }
}

/** The policies that the class of a table promises. */
export function policiesOf(table: TableClass, owner: string, mayDelete: boolean): Policy[] {
  const { table_name: name } = table
  const written = writable(table)
  const own = ownRow(table)
  const expected: Policy[] = [{ ...policy(name, 'owner', 'all', owner), using: 'true', check: '' }]
  for (const role of actors) {
    const read = readable(table, role)
    const using = own && read !== 'true' ? `(${read}) or ${own}` : read
    expected.push({ ...policy(name, `read_${role}`, 'select', role), using, check: '' })
    if (!written) continue
    expected.push({ ...policy(name, `insert_${role}`, 'insert', role), using: '', check: written.add })
    expected.push({ ...policy(name, `update_${role}`, 'update', role), using: written.change, check: '' })
    if (mayDelete)
      expected.push({ ...policy(name, `delete_${role}`, 'delete', role), using: written.change, check: '' })
  }
  return expected
}

const ends = (table: string, columns: readonly string[]) =>
  columns
    .map(
      (column) =>
        `(${column} is null or ${isYes('setup_all')} and ${wholeSide(column, 'every')} or ${inArray(column, 'setup_orgs')} or not exists (select from app.organization_reach r where r.organization_id = ${table}.${column}))`,
    )
    .join(' and ')
const endsOf = (table: string, columns: readonly string[]): Policy[] => {
  const all = [...actors].sort().join(',')
  const condition = ends(table, columns)
  return [
    { ...policy(table, 'ends_insert', 'insert', all), permissive: false, using: '', check: condition },
    { ...policy(table, 'ends_update', 'update', all), permissive: false, using: condition, check: '' },
  ]
}

/** The machinery of events, which its service works on whatever the class says. */
export const servedByEvents = [
  'outbox',
  'event_handled',
  'job_clock',
  'job_run',
  'reminder',
  'notification',
  'notification_setting',
  'notification_mail',
  'webhook_target',
  'webhook_delivery',
]

/** Rows of privacy are for who handles it, for the person himself and for the auditor, whoever reads the tree. */
const privacyOf = (table: string, seen: readonly string[]): Policy[] => {
  const all = [...actors].sort().join(',')
  const handles = '(select app.handles_privacy())'
  const narrow = [handles, isYes('trail'), ...seen].join(' or ')
  return [
    { ...policy(table, 'read_auditor', 'select', all), using: isYes('trail'), check: '' },
    { ...policy(table, 'narrow_read', 'select', all), permissive: false, using: narrow, check: '' },
    { ...policy(table, 'narrow_update', 'update', all), permissive: false, using: handles, check: '' },
  ]
}
const narrowInsert = (table: string): Policy => ({
  ...policy(table, 'narrow_insert', 'insert', [...actors].sort().join(',')),
  permissive: false,
  using: '',
  check: '(select app.handles_privacy())',
})
const ownMember = "member_id = (select nullif(current_setting('app.member_id'), '')::uuid)"
const ownUser = "user_id = (select nullif(current_setting('app.user_id'), '')::uuid)"

/** Results are the screening service's alone; who is in charge of an area records signs and answers there. */
const all = [...actors].sort().join(',')
const isScreening = '(select app.is_screening())'
const inReach = inArray('organization_id', 'orgs')
const byActor = (column: string) => `${inReach} and ${column} = (select app.actor_id())`
const monitoringPolicies: readonly Policy[] = [
  { ...policy('screening_run', 'screening_only', 'update', all), permissive: false, using: isScreening, check: '' },
  {
    ...policy('monitoring_fact', 'counted_by_product', 'insert', all),
    ...{ permissive: false, using: '' },
    check: `quality <> 'derived' or ${isScreening} or (select app.petition_all('read'))`,
  },
  {
    ...policy('screening_result', 'screening_only_insert', 'insert', all),
    ...{ permissive: false, using: '', check: isScreening },
  },
  {
    ...policy('screening_result', 'screening_only_update', 'update', all),
    permissive: false,
    using: isScreening,
    check: '',
  },
  ...['indicator_overlay', 'petition_report_definition'].map((table) => ({
    ...policy(table, 'publish', 'update', all),
    using: `${isYes('decide_all')} or ${inArray('organization_id', 'decide_orgs')}`,
    check: '',
  })),
  ...(
    [
      ['sign_record', byActor('recorded_by')],
      ['alarm', inReach],
      ['alarm_answer', byActor('by_user_id')],
    ] as const
  ).map(([table, check]) => ({
    ...policy(table, 'in_charge_insert', 'insert', 'nq15_app,nq15_wide'),
    using: '',
    check,
  })),
  { ...policy('alarm', 'in_charge_update', 'update', 'nq15_app,nq15_wide'), using: inReach, check: '' },
]

const everyActor = [...actors].sort().join(',')
/** A cell of residence sees and answers what it was asked, beside the cell whose row it is. */
const askedOfResidence: readonly Policy[] = [
  {
    ...policy('rating_case_input', 'asked_read', 'select', everyActor),
    using: inArray('asked_organization_id', 'person_orgs'),
    check: '',
  },
  {
    ...policy('rating_case_input', 'asked_update', 'update', everyActor),
    using: inArray('asked_organization_id', 'person_work_orgs'),
    check: '',
  },
]
/** A member keeps the evidence of the tasks in his own self-review. */
const ownTask = `record_table = 'rating_task_item' and exists (select from rating_task_item i where i.id = record_id`
const evidenceOfOwnTasks: readonly Policy[] = [
  {
    ...policy('file_person_attachment', 'evidence_read', 'select', everyActor),
    using: `${ownTask} and i.${ownMember})`,
    check: '',
  },
  {
    ...policy('file_person_attachment', 'evidence_insert', 'insert', everyActor),
    using: '',
    check: `${ownTask} and i.organization_id = file_person_attachment.organization_id and i.${ownMember})`,
  },
]

/** What a unit filed or the office prepared about its level is settled by the body that decides and works on nothing else. */
const settledByDecider: readonly Policy[] = ['rating_unit_appeal', 'rating_unit_correction'].map((table) => ({
  ...policy(table, 'settle', 'update', everyActor),
  using: `${isYes('decide_all')} or ${inArray('organization_id', 'decide_orgs')}`,
  check: '',
}))

/** What a paper that names nobody says follows the tree, so that a superior's office registers its own. */
const ofTree = {
  read: inArray('organization_id', 'orgs'),
  write: `(${isYes('work_all')} or ${inArray('organization_id', 'work_orgs')})`,
}
const impersonalText = 'app.paper_is_impersonal(form, case_id)'
const impersonalPaper =
  'exists (select from paper p where p.id = paper_content.paper_id and app.paper_is_impersonal(p.form, p.case_id))'
const papersOfSuperiors: readonly Policy[] = [
  {
    ...policy('paper_text', 'impersonal_read', 'select', 'nq15_app,nq15_wide'),
    using: `${impersonalText} and ${ofTree.read}`,
    check: '',
  },
  { ...policy('paper_text', 'impersonal_read_city', 'select', 'nq15_city'), using: impersonalText, check: '' },
  {
    ...policy('paper_text', 'impersonal_insert', 'insert', everyActor),
    using: '',
    check: `${impersonalText} and ${ofTree.write}`,
  },
  {
    ...policy('paper_text', 'impersonal_update', 'update', everyActor),
    using: `${impersonalText} and ${ofTree.write}`,
    check: '',
  },
  {
    ...policy('paper_content', 'impersonal_read', 'select', 'nq15_app,nq15_wide'),
    using: `${ofTree.read} and ${impersonalPaper}`,
    check: '',
  },
  { ...policy('paper_content', 'impersonal_read_city', 'select', 'nq15_city'), using: impersonalPaper, check: '' },
  {
    ...policy('paper_content', 'impersonal_insert', 'insert', everyActor),
    using: '',
    check: `${ofTree.write} and ${impersonalPaper}`,
  },
]

const ofService = (prefix: string, key: number, tables: readonly string[]): readonly Policy[] =>
  tables.flatMap((table) =>
    actors.map((role) => ({
      ...policy(table, `${prefix}_${role}`, 'all', role),
      using: `(select current_setting('app.user_id')) = '01900000-0000-7000-8000-00000000000${key}'`,
      check: '',
    })),
  )

/** Documents of the register are a directory along one's own line only: kept within one's reach or above it. */
const alongTheLine = (table: string): Policy => ({
  ...policy(table, 'line', 'select', 'nq15_app,nq15_wide'),
  permissive: false,
  using: `organization_id in (select unnest(current_setting('app.orgs')::uuid[]))
    or exists (select from app.organization_reach r where r.above_id = ${table}.organization_id
      and r.organization_id in (select unnest(current_setting('app.orgs')::uuid[])))`,
  check: '',
})

/** Every policy that no class explains, one by one. */
export const exceptions: readonly Policy[] = [
  ...petitionPolicies,
  ...inspectionPolicies,
  ...settledByDecider,
  ...monitoringPolicies,
  ...askedOfResidence,
  ...evidenceOfOwnTasks,
  ...papersOfSuperiors,
  ...['directive', 'directive_change'].map(alongTheLine),
  ...privacyOf('privacy_request', [ownMember, 'false']),
  ...privacyOf('privacy_objection', [
    ownMember,
    `member_id is null or (select current_setting('role')) = 'nq15_city_person' or ${inArray('organization_id', 'person_orgs')}`,
  ]),
  ...privacyOf('privacy_breach', ['false', 'false']),
  ...privacyOf('privacy_hold', ['false', 'false']),
  ...privacyOf('privacy_name_grant', [ownUser, 'false']),
  ...['privacy_hold', 'privacy_name_grant'].map(narrowInsert),
  ...ofService('events', 4, servedByEvents),
  // The sample's notes and days stand in the names of demo accounts; the operator's command writes them.
  ...ofService('operator', 1, ['visit_note', 'visit_promise', 'reception_day']),
  // Organizations are arranged by their own superiors, at both ends.
  ...endsOf('organization_version', ['organization_id']),
  ...endsOf('succession_link', ['predecessor_id', 'successor_id']),
  ...endsOf('area_assignment', ['committee_id']),
  // The sign-in keeps what an account is.
  ...['access_account', 'access_grant', 'access_service', 'access_identity', 'access_emergency', 'access_key'].map(
    (table) => ({
      ...policy(table, 'sign_in', 'all', 'nq15_auth'),
      using: 'true',
      check: '',
    }),
  ),
  { ...policy('access_setting', 'sign_in', 'all', 'nq15_auth'), using: 'true', check: '' },
  ...['access_sign_in', 'organization', 'organization_version'].map((table) => ({
    ...policy(table, 'sign_in', 'select', 'nq15_auth'),
    using: 'true',
    check: '',
  })),
  // Whoever keeps accounts sends forms and files like anybody else, and sees his own.
  ...['access_request', 'import_run', 'import_row', 'import_part'].map((table) => ({
    ...policy(table, 'sign_in', 'all', 'nq15_auth'),
    using: `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`,
    check: '',
  })),
  // Emergency openings: the gate reads them, only some roles make one, auditors see and judge all.
  { ...policy('access_break_glass', 'sign_in', 'select', 'nq15_auth'), using: 'true', check: '' },
  {
    ...policy('access_break_glass', 'may_open', 'insert', [...actors].sort().join(',')),
    permissive: false,
    using: '',
    check: isYes('break_glass'),
  },
  {
    ...policy('access_break_glass', 'read_auditor', 'select', [...actors].sort().join(',')),
    using: isYes('trail'),
    check: '',
  },
  {
    ...policy('access_break_glass', 'judge', 'update', [...actors].sort().join(',')),
    using: isYes('trail'),
    check: '',
  },
  // A content is nobody's: it is seen through a document that may be seen, or by the keeper of the store.
  {
    ...policy('stored_file', 'by_document', 'select', [...actors].sort().join(',')),
    using: `(exists (select from file_attachment a where a.content_id = stored_file.id)) or (exists (select from file_person_attachment a where a.content_id = stored_file.id))`,
    check: '',
  },
  {
    ...policy('stored_file', 'keeper', 'select', [...actors].sort().join(',')),
    using: `(select app.keeps_files())`,
    check: '',
  },
  // A member's own row is found by its id.
  ...(['nq15_app', 'nq15_wide', 'nq15_city'] as const).map((role) => ({
    ...policy('member', `own_${role}`, 'select', role),
    using: `id = (select nullif(current_setting('app.member_id'), '')::uuid)`,
    check: '',
  })),
]
