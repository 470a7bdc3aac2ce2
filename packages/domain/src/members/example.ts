import { openEnd } from '../calendar/index.ts'
import type { MemberTexts } from './read-member-row.ts'
import type { Discipline, Member } from './schema.ts'

/** A flawless invented member, to be changed in one thing by a test. */
export function exampleMember(change: Partial<Member> = {}): Member {
  return {
    memberId: 'member-1',
    fullName: 'Nguyễn Văn Mẫu',
    cardNumber: '01.123456',
    fileNumber: null,
    bornOn: '1980-05-19',
    admittedOn: '2010-02-03',
    fullOn: '2011-02-03',
    workGroup: 'in-political-system',
    statuses: [],
    memberships: [{ organizationId: 'cell-1', kind: 'official', from: '2010-02-03', to: openEnd }],
    posts: [],
    positions: [],
    disciplines: [],
    ...change,
  }
}

/** A flawless discipline decision, to be changed in one thing by a test. */
export function exampleDiscipline(change: Partial<Discipline> = {}): Discipline {
  return {
    disciplineId: 'discipline-1',
    violationId: 'violation-1',
    form: 'reprimand',
    decisionNumber: '12-QĐ/ĐU',
    decidedOn: '2025-03-10',
    announcedOn: '2025-03-15',
    revokedOn: null,
    selfDetectedAndRemedied: false,
    ...change,
  }
}

/** A flawless row of an import without warnings, to be changed in one thing by a test. */
export function exampleMemberTexts(change: MemberTexts = {}): MemberTexts {
  return {
    cardNumber: '01.123456',
    fullName: 'Nguyễn Văn Mẫu',
    bornOn: '19/05/1980',
    admittedOn: '03/02/2010',
    fullOn: '03/02/2011',
    status: 'Đang sinh hoạt',
    cellCode: 'C7',
    cellFrom: '01/07/2025',
    workGroup: 'Trong hệ thống chính trị',
    ...change,
  }
}
