import { newId } from '@nq15/db/ids'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { exampleNow } from '../ratings/example-year.ts'
import {
  acceptExample,
  complaintPath,
  type ExampleDesk,
  exampleDenunciation,
  exampleDesk,
  registerExample,
  stepMatter,
  stepPaper,
} from './example-desk.ts'
import { openSession, recordVisit } from './keep-reception.ts'

/** A day after every step of the example's December. */
export const later = new Date('2027-03-10T03:00:00Z')

/** Fills a test database with a December of the example's desk: a complaint enforced, its copy, a denunciation sent on, an open paper, a deputy's session. */
export async function exampleDecember(db: TestDatabase): Promise<ExampleDesk> {
  const year = await exampleDesk(db)
  const decided = await registerExample(db, year)
  const caseId = await acceptExample(db, year, decided)
  for (const [who, act] of complaintPath) await stepMatter(db, year, { caseId, who, act, now: later })
  const copy = await registerExample(db, year, { receivedOn: '2026-12-02' })
  await stepPaper(db, year, {
    petitionId: copy,
    who: 'receptionist',
    act: { event: 'merge', intoId: decided, reason: 'Cùng nội dung' },
  })
  // A denunciation of another's competence goes on by post, one anonymous without evidence into the file.
  const sealed = await registerExample(db, year, { ...exampleDenunciation, kind: 'denunciation', originals: 0 })
  await stepPaper(db, year, {
    petitionId: sealed,
    who: 'receptionist',
    act: { event: 'sort', eligibility: 'eligible', reasons: [], competence: 'none', handling: 'forward' },
  })
  await stepPaper(db, year, {
    petitionId: sealed,
    who: 'receptionist',
    act: {
      event: 'forward',
      number: '8/CV',
      onDay: '2026-12-04',
      receiver: 'Thanh tra',
      receiverKind: 'administration',
    },
  })
  // Still open, from the month before.
  await registerExample(db, year, {
    receivedOn: '2026-11-20',
    writtenOn: '2026-11-19',
    content: 'Đề nghị sửa đường ngõ 7.',
    kind: 'feedback',
  })
  const opened = await openSession(db.database, year.scope('receptionist', 'petition:work'), {
    ...{ requestId: newId(), organizationId: year.organizations.commune, now: exampleNow },
    session: {
      kind: 'periodic',
      head: 'commune-secretary',
      heldOn: '2026-12-03',
      host: 'Phó bí thư',
      isDelegated: true,
      delegationReason: 'Họp',
      place: 'Trụ sở',
    },
  })
  if (!opened.ok) throw new Error(opened.refusal.code)
  for (const [people, representatives] of [
    [1, 0],
    [11, 5],
  ] as const)
    await recordVisit(db.database, year.scope('receptionist', 'petition:work'), {
      ...{ requestId: newId(), sessionId: opened.value.sessionId, now: exampleNow },
      visit: {
        ...{
          kind: 'feedback',
          visitorName: 'Trịnh Văn Hòe',
          visitorAddress: '',
          idHint: '',
          people,
          representatives,
          sameContent: 0,
          isRepeat: false,
        },
        ...{
          content: `Nước thải ${people}`,
          demand: '',
          settledBy: '',
          result: 'assigned',
          refusalGround: null,
          receiver: '',
          letterNumber: '',
        },
      },
    })
  return year
}
