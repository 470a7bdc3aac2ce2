import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { emptyContent, type InspectionAct, type NewInspection, type ProceedingAct } from '@nq15/domain/inspection'
import { type AccountKey, type ExampleYear, exampleNow } from '../ratings/example-year.ts'
import { addTeamMember } from './change-team.ts'
import type { InspectionActing } from './inspection-hand.ts'
import { openInspection } from './open-inspection.ts'
import { readInspection } from './read-inspection.ts'
import { takeDisciplineStep } from './take-discipline-step.ts'
import { takeInspectionStep } from './take-inspection-step.ts'

/** Who acts, with the hand that writes for him. */
export function inspectionActing(year: ExampleYear, who: AccountKey): InspectionActing {
  const { userId } = year.actors[who]
  const hand = proveScope(serviceActor('inspection', { requestId: 'r-1', onBehalfOf: userId }), 'inspection:decide')
  if (!hand) throw new Error('the hand lacks its permission')
  return { prove: (permission) => year.prove(who, permission), hand }
}

export const examplePaper = { number: '5-QĐ/UBKT', decidedOn: '2026-12-08', body: 'Ủy ban Kiểm tra Thành ủy' }
export const exampleRemedy = {
  ...{ title: 'Phân công người giải quyết từng vụ', output: 'Bảng phân công', ownerName: 'Đỗ Thị Lan', ownerPost: '' },
  dueOn: '2026-12-19',
}
export const exampleConclusion = {
  ...{ event: 'conclude', ...examplePaper, result: 'violation', strengths: '', shortcomings: 'Để đơn quá hạn.' },
  ...{ causes: '', signCodes: ['C5'], remedies: [exampleRemedy] },
} as const satisfies InspectionAct
const content = {
  ...{ ...emptyContent, purpose: 'a', content: 'b', method: 'c', milestones: 'd', outline: 'e' },
  sign: 'Báo cáo 12-BC/ĐU',
}

/** An inspection of the example's commune on a sign, planned by the commission of the city. */
export async function exampleInspection(
  db: TestDatabase,
  year: ExampleYear,
  given: Partial<NewInspection> = {},
): Promise<string> {
  const { commune: organizationId, city: bodyId } = year.organizations
  const subject = 'Việc giải quyết đơn thư'
  const inspection = {
    organizationId,
    bodyId,
    kind: 'sign-inspection',
    subject,
    programmeId: null,
    planId: null,
  } as const
  const opened = await openInspection(db.database, inspectionActing(year, 'inspection'), {
    ...{ requestId: newId(), now: exampleNow },
    inspection: { ...inspection, ...given },
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  return opened.value.inspectionId
}

const versionOf = async (db: TestDatabase, table: 'inspection' | 'discipline_case', id: string) =>
  Number((await db.asOwner(`select version from ${table} where id = $1`, [id]))[0]?.['version'])

/** Takes one step of an inspection. */
export async function stepExampleInspection(
  db: TestDatabase,
  year: ExampleYear,
  of: { readonly inspectionId: string; readonly who: AccountKey; readonly act: InspectionAct; readonly now?: Date },
) {
  const { inspectionId, who, act, now = exampleNow } = of
  const version = await versionOf(db, 'inspection', inspectionId)
  const command = { requestId: newId(), inspectionId, version, act, now }
  return takeInspectionStep(db.database, inspectionActing(year, who), command)
}

/** Takes one step of a proceeding. */
export async function stepExampleDiscipline(
  db: TestDatabase,
  year: ExampleYear,
  of: { readonly caseId: string; readonly who: AccountKey; readonly act: ProceedingAct; readonly now?: Date },
) {
  const { caseId, who, act, now = exampleNow } = of
  const version = await versionOf(db, 'discipline_case', caseId)
  return takeDisciplineStep(db.database, inspectionActing(year, who), { requestId: newId(), caseId, version, act, now })
}

/** Asks somebody into the team. */
export async function askIntoTeam(
  db: TestDatabase,
  year: ExampleYear,
  of: {
    readonly inspectionId: string
    readonly name: string
    readonly card?: string
    readonly isLead?: boolean
    readonly statement?: string
  },
) {
  const { inspectionId, name, card = '', isLead = false, statement = '' } = of
  const version = await versionOf(db, 'inspection', inspectionId)
  return addTeamMember(db.database, inspectionActing(year, 'inspection'), {
    ...{ requestId: newId(), inspectionId, version, now: exampleNow },
    member: { name, post: '', card, isLead, statement },
  })
}

/** From the plan to the conclusion, each by its person; with null up to the team's report only. */
export async function concludeExample(
  db: TestDatabase,
  year: ExampleYear,
  inspectionId: string,
  conclusion: Extract<InspectionAct, { event: 'conclude' }> | null = exampleConclusion,
): Promise<void> {
  const statement = 'Cam kết 3-CK/UBKT'
  const take = async (who: AccountKey, act: InspectionAct) => {
    const taken = await stepExampleInspection(db, year, { inspectionId, who, act })
    if (!taken.ok) throw new Error(`${who} ${act.event}: ${JSON.stringify(taken)}`)
  }
  await take('inspection', { event: 'revise', content })
  await take('standingCommittee', { event: 'decide', ...examplePaper })
  for (const [name, isLead] of [
    ['Lê Văn Sáu', true],
    ['Mai Thị Bảy', false],
  ] as const) {
    const asked = await askIntoTeam(db, year, { inspectionId, name, isLead, statement })
    if (!asked.ok) throw new Error(JSON.stringify(asked))
  }
  await take('inspection', { event: 'prepare' })
  await take('inspection', { event: 'announce', announcedOn: '2026-12-08' })
  await take('office', { event: 'self-report', reference: '8-BC/ĐU', statement: 'Đã tự kiểm tra.' })
  await take('inspection', { event: 'minute', heldOn: '2026-12-08', attendance: 'Đủ', statement: 'Đã thảo luận.' })
  await take('inspection', { event: 'report', reference: '9-BC/ĐKT', statement: 'Có vi phạm.' })
  if (conclusion !== null) await take('standingCommittee', conclusion)
}

const appendOnly = ['inspection_step', 'discipline_step', 'inspection_parameter', 'inspection_programme']

/** Takes every inspection and proceeding out of a test's database, past what forbids it. */
export async function emptyInspections({ asOwner }: TestDatabase): Promise<void> {
  const each = (does: string) => appendOnly.map((table) => `alter table ${table} ${does} trigger append_only`).join(';')
  await asOwner(`${each('disable')};
    delete from discipline_step; delete from discipline_case; delete from discipline_record;
    delete from inspection_step; delete from inspection_remedy; delete from inspection_team;
    delete from inspection;
    delete from inspection_parameter; delete from inspection_programme; delete from reminder; delete from outbox;
    ${each('enable')}`)
}

/** An inspection as somebody of the example sees it. */
export const readInspectionAs = (
  { database }: TestDatabase,
  year: ExampleYear,
  { who, inspectionId }: { readonly who: AccountKey; readonly inspectionId: string },
) =>
  readInspection(
    database,
    { scope: year.scope(who, 'inspection:read'), hand: inspectionActing(year, who).hand },
    { inspectionId, now: exampleNow },
  )
