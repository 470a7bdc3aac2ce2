import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor, Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission } from '@nq15/domain/access'
import type { CaseAct, PetitionAct, PetitionIntake } from '@nq15/domain/petitions'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear, insertAccount } from '../ratings/example-year.ts'
import type { PetitionActing } from './acting.ts'
import { registerPetition } from './register-petition.ts'
import { takeCaseStep } from './take-case-step.ts'
import { takePetitionStep } from './take-petition-step.ts'

const desk = {
  receptionist: ['receptionist', 'commune'],
  unitHead: ['unit-head', 'commune'],
  deputyHead: ['unit-head', 'commune'],
  strangerReceptionist: ['receptionist', 'strangerCommune'],
  keeper: ['identity-custodian', 'commune'],
  otherKeeper: ['identity-custodian', 'commune'],
  strangerKeeper: ['identity-custodian', 'strangerCommune'],
} as const
export type DeskKey = AccountKey | keyof typeof desk

/** The example city with a reception desk in each commune. */
export type ExampleDesk = Pick<ExampleYear, 'organizations' | 'members'> & {
  readonly actors: Readonly<Record<DeskKey, Actor>>
  readonly prove: (who: DeskKey, permission: Permission) => Scope | null
  readonly scope: (who: DeskKey, permission: Permission) => Scope
}

/** Fills a test database with the example city and its desks. */
export async function exampleDesk(db: TestDatabase): Promise<ExampleDesk> {
  const { organizations, members, actors } = await exampleYear(db)
  const all = { ...actors } as Record<DeskKey, Actor>
  for (const key of Object.keys(desk) as (keyof typeof desk)[]) {
    const [role, at] = desk[key]
    all[key] = await insertAccount(db.asOwner, {
      key,
      memberId: null,
      granted: { role, organizationId: organizations[at] },
    })
  }
  const prove: ExampleDesk['prove'] = (who, permission) => proveScope(all[who], permission)
  const scope: ExampleDesk['scope'] = (who, permission) => {
    const proof = prove(who, permission)
    if (!proof) throw new Error(`${who} lacks ${permission}`)
    return proof
  }
  return { organizations, members, actors: all, prove, scope }
}

/** The proofs of an account of the example in this room. */
export const actingAs = (year: ExampleDesk, who: DeskKey): PetitionActing => ({
  work: year.prove(who, 'petition:work'),
  decide: year.prove(who, 'petition:decide'),
})

/** A complaint as it comes to the example's desk. */
export const exampleComplaint: PetitionIntake = {
  ...{ kind: 'complaint', source: 'in-person', receivedOn: '2026-12-01', writtenOn: '2026-11-30', identity: 'named' },
  ...{ petitionerName: 'Trịnh Văn Hòe', petitionerAddress: 'Tổ dân phố số 9', idHint: '417', sealedNumber: '' },
  ...{ petitionerCount: 1, representatives: 0, respondent: 'Chủ tịch UBND phường', respondentOrganizationId: null },
  ...{
    subject: 'Quyết định 118/QĐ-UBND',
    content: 'Không đồng ý đơn giá bồi thường thửa đất số 12.',
    demand: 'Đo lại thửa đất.',
    place: 'Tổ 9',
  },
  ...{ fieldL1: 'admin-land', fieldL2: 'land-recovery', originals: 1, copies: 3, forwarder: '', forwarderNumber: '' },
  ...{ isSigned: true, isVerifiable: false, severity: 'normal', partyTracks: [] },
}

/** A denunciation that came by post in a closed envelope. */
export const exampleDenunciation: PetitionIntake = {
  ...exampleComplaint,
  ...{
    kind: 'denunciation',
    source: 'post',
    petitionerName: '',
    petitionerAddress: '',
    idHint: '',
    sealedNumber: 'NP-12',
    originals: 0,
  },
  ...{ respondent: 'Bí thư chi bộ', subject: '', content: 'Nhận tiền khi xác nhận hồ sơ hỗ trợ.', demand: '' },
}

/** Puts a paper into the register of the example's commune. Answers its id. */
export async function registerExample(
  db: TestDatabase,
  year: ExampleDesk,
  intake: Partial<PetitionIntake> = {},
): Promise<string> {
  const kept = await registerPetition(db.database, year.scope('receptionist', 'petition:work'), {
    ...{ requestId: newId(), organizationId: year.organizations.commune, visitId: null, now: exampleNow },
    intake: { ...exampleComplaint, ...intake },
  })
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal))
  return kept.value.petitionId
}

const versionOf = async (db: TestDatabase, table: 'petition' | 'petition_case', id: string) =>
  Number((await db.asOwner(`select version from ${table} where id = $1`, [id]))[0]?.['version'])

/** Takes one step of a paper. */
export async function stepPaper(
  db: TestDatabase,
  year: ExampleDesk,
  of: { petitionId: string; who: DeskKey; act: PetitionAct },
) {
  const version = await versionOf(db, 'petition', of.petitionId)
  return takePetitionStep(db.database, actingAs(year, of.who), {
    requestId: newId(),
    petitionId: of.petitionId,
    version,
    act: of.act,
    now: exampleNow,
  })
}

/** Takes one step of a matter. */
export async function stepMatter(
  db: TestDatabase,
  year: ExampleDesk,
  of: { caseId: string; who: DeskKey; act: CaseAct; now?: Date },
) {
  const version = await versionOf(db, 'petition_case', of.caseId)
  return takeCaseStep(db.database, actingAs(year, of.who), {
    requestId: newId(),
    caseId: of.caseId,
    version,
    act: of.act,
    now: of.now ?? exampleNow,
  })
}

/** From the register to an accepted matter: sorted, proposed at the desk, accepted by the head. Answers the id of the matter. */
export async function acceptExample(db: TestDatabase, year: ExampleDesk, petitionId: string): Promise<string> {
  const steps: readonly (readonly [DeskKey, PetitionAct])[] = [
    [
      'receptionist',
      { event: 'sort', eligibility: 'eligible', reasons: [], competence: 'own', handling: 'propose-accept' },
    ],
    ['receptionist', { event: 'propose', reason: 'Đủ điều kiện, thuộc thẩm quyền.' }],
    ['unitHead', { event: 'accept', number: '3/TB-UBND', onDay: '2026-12-03', instance: 'first' }],
  ]
  let caseId: string | null = null
  for (const [who, act] of steps) {
    const taken = await stepPaper(db, year, { petitionId, who, act })
    if (!taken.ok) throw new Error(`${act.event}: ${JSON.stringify(taken.refusal)}`)
    caseId = taken.value.caseId
  }
  return caseId ?? ''
}

const letter = (onDay: string) => ({ number: '9/QĐ-UBND', onDay })
/** A complaint from its acceptance to its enforcement: who takes which step. */
export const complaintPath: readonly (readonly [DeskKey, CaseAct])[] = [
  ['receptionist', { event: 'start-verifying', ...letter('2026-12-04'), team: 'Trần Văn D', members: 1 }],
  ['receptionist', { event: 'hold-dialogue', onDay: '2026-12-20', wasAbsent: false, reason: 'Hai bên trình bày.' }],
  [
    'unitHead',
    {
      event: 'decide',
      ...letter('2026-12-25'),
      outcome: 'partly-founded',
      reason: 'Đo lại: thiếu 4 m².',
      differs: true,
    },
  ],
  ['receptionist', { event: 'send', onDay: '2026-12-28', receiver: 'Người khiếu nại' }],
  ['unitHead', { event: 'take-effect', onDay: '2027-01-25' }],
  [
    'unitHead',
    {
      event: 'start-enforcing',
      ...letter('2027-01-26'),
      executor: 'Phòng Kinh tế',
      amounts: { 'money-to-persons': 20_000_000 },
    },
  ],
  [
    'receptionist',
    {
      event: 'report-enforcing',
      onDay: '2027-02-10',
      reason: 'Đã chi trả.',
      amounts: { 'money-to-persons': 20_000_000 },
    },
  ],
  ['unitHead', { event: 'complete', onDay: '2027-02-12', reason: 'Thi hành xong.', closingDocument: '' }],
]

/** Every table that a step of this room writes, directly or by trigger. */
export const writtenTables = [
  'petition',
  'petition_case',
  'petition_step',
  'reception_visit',
  'reception_session',
  'audit_event',
  'outbox',
  'access_request',
  'notification',
]

/** A part of a paper with several contents. */
export const examplePart = {
  respondent: 'UBND phường',
  subject: '1/QĐ',
  content: 'Khiếu nại quyết định',
  demand: 'Hủy quyết định',
  fieldL1: 'admin-land',
  petitionerName: 'Trịnh Văn Hòe',
  petitionerAddress: 'Tổ 9',
  respondentOrganizationId: null,
} as const
