import type { LegalSource } from '../shared/index.ts'
import {
  amountOf,
  checksOf,
  countOf,
  type EnforcementItem,
  missing,
  type ReportCell,
  type ReportForm,
  type Where,
} from './report-cell.ts'
import { set2021, set2024 } from './report-forms-reception.ts'

const million = 1_000_000
const moneyAndLand = [
  ['money-to-state', 'land-to-state'],
  ['money-to-organizations', 'land-to-organizations'],
  ['money-to-persons', 'land-to-persons'],
] as const satisfies readonly (readonly [EnforcementItem, EnforcementItem])[]
const receivers = [
  'Thu hồi cho Nhà nước | Recovered for the State',
  'Trả tổ chức | Returned to organizations',
  'Trả cá nhân | Returned to persons',
]

/** Money in million đồng and land in m², for the State, organizations and persons, from column `at` on. */
const moneyCells = (where: Where, at: number, from: 'due' | 'done', said: string): ReportCell[] => {
  const amount = amountOf(where)
  const [saidVi = '', saidEn = ''] = said.split(' | ')
  return moneyAndLand.flatMap(([money, land], index) => {
    const [vi = '', en = ''] = (receivers[index] ?? '').split(' | ')
    return [
      amount(
        `c${at + 2 * index}`,
        `${vi}${saidVi}: tiền (triệu đồng) | ${en}${saidEn}: money (million đồng)`,
        from,
        [money],
        million,
      ),
      amount(`c${at + 1 + 2 * index}`, `${vi}${saidVi}: đất (m²) | ${en}${saidEn}: land (m²)`, from, [land]),
    ]
  })
}

const settling = { kind: ['complaint'], settling: ['yes'] }
const decided = { ...settling, ended: ['decided'] }
const cases = countOf('cases', settling)
const rights = (where: Where, at: number): ReportCell[] => {
  const amount = amountOf(where)
  return [
    amount(`c${at}`, 'Tổ chức được trả lại quyền lợi | Organizations restored', 'due', ['organizations-restored']),
    amount(`c${at + 1}`, 'Cá nhân được trả lại quyền lợi | Persons restored', 'due', ['persons-restored']),
  ]
}
const handling = (where: Where, at: number, from: 'due' | 'done'): ReportCell[] => {
  const amount = amountOf(where)
  return [
    amount(`c${at}`, 'Xử lý hành chính: người | Administrative handling: persons', from, ['persons-handled']),
    amount(`c${at + 1}`, 'Xử lý hành chính: cán bộ, công chức, viên chức | Administrative handling: officials', from, [
      'officials-handled',
    ]),
  ]
}
const prosecution = (where: Where, at: number, said: string, from: 'due' | 'done'): ReportCell[] => {
  const amount = amountOf(where)
  const [vi = '', en = ''] = said.split(' | ')
  return [
    amount(`c${at}`, `${vi}: vụ | ${en}: matters`, from, ['prosecuted-matters']),
    amount(`c${at + 1}`, `${vi}: người | ${en}: persons`, from, ['prosecuted-persons']),
    amount(`c${at + 2}`, `${vi}: cán bộ, công chức, viên chức | ${en}: officials`, from, ['prosecuted-officials']),
  ]
}
const toPolice = 'Chuyển cơ quan điều tra | Sent to the investigators'

/** 01/KQGQ: complaints of one's own competence, settled. */
const complaints: ReportForm = {
  ...{ code: '01-kqgq', number: '01/KQGQ', set: '2024', isConfirmed: true, basis: set2024 },
  title: { vi: 'Kết quả giải quyết khiếu nại thuộc thẩm quyền', en: 'Settlement of complaints of own competence' },
  cells: [
    cases('c1', 'Đơn | Papers', 'papers', {}, true),
    cases('c2', 'Đơn kỳ trước chuyển sang | Papers from before', 'papersBefore'),
    cases('c3', 'Đơn tiếp nhận trong kỳ | Papers received in the period', 'papersWithin'),
    cases('c4', 'Vụ việc | Matters', 'cases', {}, true),
    cases('c5', 'Giải quyết bằng quyết định | Settled by decision', 'cases', { ended: ['decided'] }),
    cases('c6', 'Rút đơn qua giải thích, thuyết phục | Withdrawn after explanation', 'cases', { ended: ['explained'] }),
    ...moneyCells(decided, 7, 'due', ''),
    ...rights(decided, 13),
    ...handling(decided, 15, 'due'),
    ...prosecution(decided, 17, toPolice, 'due'),
    cases('c20', 'Lần đầu: đúng | First: founded', 'cases', { ended: ['decided'], outcome: ['founded'] }),
    cases('c21', 'Lần đầu: sai | First: unfounded', 'cases', { ended: ['decided'], outcome: ['unfounded'] }),
    cases('c22', 'Lần đầu: đúng một phần | First: partly founded', 'cases', {
      ended: ['decided'],
      outcome: ['partly-founded'],
    }),
    cases('c23', 'Lần hai: công nhận | Second: upheld', 'cases', { ended: ['decided'], outcome: ['uphold-first'] }),
    cases('c24', 'Lần hai: hủy, sửa | Second: annulled or amended', 'cases', {
      ended: ['decided'],
      outcome: ['annul-or-amend-first'],
    }),
    cases('c25', 'Đúng thời hạn | In time', 'cases', { ended: ['decided'], inTime: ['yes'] }),
    cases('c26', 'Không đúng thời hạn | Not in time', 'cases', { ended: ['decided'], inTime: ['no'] }),
  ],
  checks: [...checksOf('BLOCK', 'c1=c2+c3', 'c5=c20+c21+c22+c23+c24', 'c5<=c4'), ...checksOf('WATCH', 'c5=c25+c26')],
}

/** The columns of carrying out: what was due and what was done, of matters of these kinds. */
export const enforcingOf = (...kinds: readonly ('complaint' | 'denunciation')[]): ReportCell[] => {
  const where = { kind: kinds, enforcing: ['yes'] }
  const one = countOf('cases', where)
  const amount = amountOf(where)
  const [toState, toOrganizations, toPersons] = moneyAndLand
  const pair = (
    n: number,
    said: string,
    from: 'due' | 'done',
    [money, land]: readonly [EnforcementItem, EnforcementItem],
  ) => {
    const [vi = '', en = ''] = said.split(' | ')
    return [
      amount(`c${n}`, `${vi}: tiền (triệu đồng) | ${en}: money (million đồng)`, from, [money], million),
      amount(`c${n + 1}`, `${vi}: đất (m²) | ${en}: land (m²)`, from, [land]),
    ]
  }
  return [
    one('c1', 'Phải thực hiện | To be carried out', 'cases', {}, true),
    one('c2', 'Đã thực hiện xong | Carried out', 'cases', { enforced: ['yes'] }),
    ...pair(3, 'Phải thu cho Nhà nước | Due to the State', 'due', toState),
    ...pair(5, 'Đã thu cho Nhà nước | Collected for the State', 'done', toState),
    ...pair(7, 'Phải trả tổ chức | Due to organizations', 'due', toOrganizations),
    ...pair(9, 'Phải trả cá nhân | Due to persons', 'due', toPersons),
    ...pair(11, 'Đã trả tổ chức | Returned to organizations', 'done', toOrganizations),
    ...pair(13, 'Đã trả cá nhân | Returned to persons', 'done', toPersons),
    ...handling(where, 15, 'done'),
    ...prosecution(where, 17, 'Khởi tố | Prosecuted', 'done'),
  ]
}
/** Of what is due no more is done. */
export const lessThanDue = checksOf('WATCH', 'c5<=c3', 'c6<=c4', 'c11<=c7', 'c12<=c8', 'c13<=c9', 'c14<=c10')

/** 02/KQGQ: how decisions on complaints are carried out. */
const enforcement: ReportForm = {
  ...{ code: '02-kqgq', number: '02/KQGQ', set: '2024', isConfirmed: true, basis: set2024 },
  title: { vi: 'Thi hành quyết định giải quyết khiếu nại có hiệu lực', en: 'Enforcement of decisions on complaints' },
  cells: enforcingOf('complaint'),
  checks: [...checksOf('BLOCK', 'c2<=c1'), ...lessThanDue],
}

const ofDenunciation = { kind: ['denunciation'], settling: ['yes'] }
const concluded = { ...ofDenunciation, ended: ['decided'] }
const matters = countOf('cases', ofDenunciation)
const further = { instance: ['further-overdue', 'further-settled'] }
const end = { ended: ['decided'] }
/** 03/KQGQ of the set of 2021; whether it goes on in that of 2024 is unconfirmed. */
const denunciations: ReportForm = {
  ...{ code: '03-kqgq', number: '03/KQGQ', set: '2021', isConfirmed: false, basis: set2021 },
  title: { vi: 'Kết quả giải quyết tố cáo thuộc thẩm quyền', en: 'Settlement of denunciations of own competence' },
  cells: [
    matters('c1', 'Đơn | Papers', 'papers', {}, true),
    matters('c2', 'Đơn kỳ trước chuyển sang | Papers from before', 'papersBefore'),
    matters('c3', 'Đơn tiếp nhận trong kỳ | Papers received in the period', 'papersWithin'),
    matters('c4', 'Vụ việc | Matters', 'cases', {}, true),
    matters('c5', 'Tố cáo tiếp | Denounced again', 'cases', further),
    matters('c6', 'Đã giải quyết | Settled', 'cases', end),
    matters('c7', 'Đã giải quyết: lần đầu | Settled: first', 'cases', { ...end, instance: ['first'] }),
    matters('c8', 'Đã giải quyết: tố cáo tiếp | Settled: again', 'cases', { ...end, ...further }),
    matters('c9', 'Rút toàn bộ | Wholly withdrawn', 'cases', { ended: ['withdrawn'] }),
    matters('c10', 'Đình chỉ khác | Otherwise terminated', 'cases', { ended: ['terminated', 'explained'] }),
    ...moneyCells(concluded, 11, 'due', ''),
    ...rights(concluded, 17),
    ...handling(concluded, 19, 'due'),
    ...prosecution(concluded, 21, toPolice, 'due'),
    matters('c24', 'Tố cáo đúng | Founded', 'cases', { ...end, outcome: ['founded'] }),
    matters('c25', 'Đúng: tố cáo tiếp | Founded: again', 'cases', { ...end, ...further, outcome: ['founded'] }),
    matters('c26', 'Tố cáo sai | Unfounded', 'cases', { ...end, outcome: ['unfounded'] }),
    matters('c27', 'Sai: tố cáo tiếp | Unfounded: again', 'cases', { ...end, ...further, outcome: ['unfounded'] }),
    matters('c28', 'Có đúng, có sai | Partly founded', 'cases', { ...end, outcome: ['partly-founded'] }),
    matters('c29', 'Có đúng, có sai: tố cáo tiếp | Partly founded: again', 'cases', {
      ...end,
      ...further,
      outcome: ['partly-founded'],
    }),
    matters('c30', 'Đúng thời hạn | In time', 'cases', { ...end, inTime: ['yes'] }),
    matters('c31', 'Không đúng thời hạn | Not in time', 'cases', { ...end, inTime: ['no'] }),
  ],
  checks: [
    ...checksOf('BLOCK', 'c1=c2+c3', 'c6=c7+c8', 'c25<=c24', 'c27<=c26', 'c29<=c28'),
    ...checksOf('WATCH', 'c6=c24+c26+c28', 'c6=c30+c31'),
  ],
}

/** 04/KQGQ of the set of 2021: nineteen columns as 02/KQGQ; the counts behind them are unconfirmed and invented nowhere. */
const conclusions: ReportForm = {
  ...{ code: '04-kqgq', number: '04/KQGQ', set: '2021', isConfirmed: false, basis: { ...set2021, confidence: 'M' } },
  title: { vi: 'Thực hiện kết luận nội dung tố cáo', en: 'Carrying out conclusions on denunciations' },
  cells: [
    ...enforcingOf('denunciation'),
    missing('c20', 'Các cột còn lại của biểu (chưa xác nhận) | Further columns of the form (unconfirmed)'),
  ],
  checks: [...checksOf('BLOCK', 'c2<=c1'), ...lessThanDue],
}

const ownLayout: LegalSource = {
  document: 'Quy định 11-QĐi/TW',
  provision: 'chế độ báo cáo; bố cục của phần mềm, chưa có mẫu chính thức',
  confidence: 'M',
}
const party = { party: ['yes'] }
const visits = countOf('visits', party)
const sessions = countOf('sessions', party)
const partyPapers = countOf('papers', party)
const partyCases = countOf('cases', party)
/** The Party's line (section 11): what secretaries received and what came of it. No form of it is known, so its layout is the product's own. */
const partyReport: ReportForm = {
  ...{ code: 'party', number: 'BC cấp ủy', set: 'own', isConfirmed: false, basis: ownLayout },
  title: {
    vi: 'Kết quả tiếp dân của bí thư cấp ủy và đơn thư liên quan tổ chức đảng, đảng viên',
    en: 'Reception by Party secretaries and papers about the Party',
  },
  cells: [
    sessions('c1', 'Kỳ tiếp dân do bí thư chủ trì | Sessions held by the secretary', 'sessions', { host: ['head'] }),
    sessions('c2', 'Kỳ tiếp dân ủy quyền | Sessions held by a deputy', 'sessions', { host: ['deputy'] }),
    visits('c3', 'Lượt | Comings', 'visits', {}, true),
    visits('c4', 'Người | People', 'people', {}, true),
    visits('c5', 'Đoàn đông người | Large groups', 'visits', { large: ['yes'] }),
    visits('c6', 'Trả lời tại chỗ | Answered on the spot', 'visits', { outcome: ['answered-on-spot'] }),
    visits('c7', 'Hẹn thời gian trả lời | Term promised', 'visits', { outcome: ['term-promised'] }),
    visits('c8', 'Giao cơ quan giải quyết | Assigned', 'visits', { outcome: ['assigned'] }),
    visits('c9', 'Nhận đơn | Paper taken', 'visits', { outcome: ['petition-taken'] }),
    visits('c10', 'Hướng dẫn, chuyển | Guided or forwarded', 'visits', { outcome: ['guided', 'forwarded'] }),
    visits('c11', 'Từ chối tiếp | Refused', 'visits', { outcome: ['refused'] }),
    visits('c12', 'Đã trả lời công dân đúng hạn | Citizens answered in time', 'visits', { reply: ['in-time'] }),
    visits('c13', 'Trả lời chậm, quá hạn | Answered late or overdue', 'visits', { reply: ['late'] }),
    partyPapers('c14', 'Đơn liên quan tổ chức đảng, đảng viên | Papers about the Party', 'papers', {}, true),
    partyPapers('c15', 'Trong đó đã xử lý | Of these handled', 'papers', { processed: ['yes'] }),
    partyCases('c16', 'Vụ việc phải giải quyết | Matters to be settled', 'cases', { settling: ['yes'] }),
    partyCases('c17', 'Đã giải quyết trong kỳ | Settled in the period', 'cases', {
      ended: ['decided', 'explained', 'withdrawn', 'terminated'],
    }),
  ],
  checks: checksOf('BLOCK', 'c3=c6+c7+c8+c9+c10+c11', 'c15<=c14', 'c17<=c16'),
}

export const settlingForms = {
  '01-kqgq': complaints,
  '02-kqgq': enforcement,
  '03-kqgq': denunciations,
  '04-kqgq': conclusions,
  party: partyReport,
} as const
