import type { LegalSource } from '../shared/index.ts'
import { checksOf, countOf, missing, type ReportForm } from './report-cell.ts'

/** The sets of 2021 and 2024 are known from secondary sources only (petitions, sections 1 and 16). */
export const set2024: LegalSource = {
  document: 'Thông tư 01/2024/TT-TTCP',
  provision: 'biểu mẫu kèm theo',
  confidence: 'S',
}
export const set2021: LegalSource = {
  document: 'Thông tư 02/2021/TT-TTCP',
  provision: 'biểu mẫu kèm theo',
  confidence: 'S',
}

const visits = countOf('visits')
const sessions = countOf('sessions')
const regular = { host: ['regular'] }
const head = { host: ['head'] }
const deputy = { host: ['deputy'] }
const large = { large: ['yes'] }
const [first, again] = [{ again: ['no'] }, { again: ['yes'] }]

/** 01/TCD: everybody who came, by whom received; large groups are "of which". */
const reception: ReportForm = {
  ...{ code: '01-tcd', number: '01/TCD', set: '2024', isConfirmed: true, basis: set2024 },
  title: {
    vi: 'Tổng hợp kết quả tiếp công dân thường xuyên, định kỳ và đột xuất',
    en: 'Reception of citizens, regular, periodic and unscheduled',
  },
  cells: [
    visits('c1', 'Tổng: lượt | All: comings', 'visits', {}, true),
    visits('c2', 'Tổng: người | All: people', 'people', {}, true),
    visits('c3', 'Tổng: vụ việc | All: matters', 'matters', {}, true),
    visits('c4', 'Thường xuyên: lượt | Regular: comings', 'visits', regular),
    visits('c5', 'Thường xuyên: người | Regular: people', 'people', regular),
    visits('c6', 'Thường xuyên: vụ lần đầu | Regular: matters, first time', 'matters', { ...regular, ...first }),
    visits('c7', 'Thường xuyên: vụ nhiều lần | Regular: matters, again', 'matters', { ...regular, ...again }),
    visits('c8', 'Thường xuyên: đoàn đông người | Regular: large groups', 'visits', { ...regular, ...large }),
    visits('c9', 'Thường xuyên: người của đoàn | Regular: people in groups', 'people', { ...regular, ...large }),
    visits('c10', 'Thường xuyên: vụ lần đầu của đoàn | Regular: groups’ matters, first time', 'matters', {
      ...regular,
      ...large,
      ...first,
    }),
    visits('c11', 'Thường xuyên: vụ nhiều lần của đoàn | Regular: groups’ matters, again', 'matters', {
      ...regular,
      ...large,
      ...again,
    }),
    sessions('c12', 'Thủ trưởng tiếp: số kỳ | By the head: sessions', 'sessions', head),
    visits('c13', 'Thủ trưởng tiếp: lượt | By the head: comings', 'visits', head),
    visits('c14', 'Thủ trưởng tiếp: người | By the head: people', 'people', head),
    visits('c15', 'Thủ trưởng tiếp: vụ lần đầu | By the head: matters, first time', 'matters', { ...head, ...first }),
    visits('c16', 'Thủ trưởng tiếp: vụ nhiều lần | By the head: matters, again', 'matters', { ...head, ...again }),
    visits('c17', 'Thủ trưởng tiếp: đoàn đông người | By the head: large groups', 'visits', { ...head, ...large }),
    visits('c18', 'Thủ trưởng tiếp: người của đoàn | By the head: people in groups', 'people', { ...head, ...large }),
    visits('c19', 'Thủ trưởng tiếp: vụ lần đầu của đoàn | By the head: groups’ matters, first time', 'matters', {
      ...head,
      ...large,
      ...first,
    }),
    visits('c20', 'Thủ trưởng tiếp: vụ nhiều lần của đoàn | By the head: groups’ matters, again', 'matters', {
      ...head,
      ...large,
      ...again,
    }),
    sessions('c21', 'Ủy quyền tiếp: số kỳ | By a deputy: sessions', 'sessions', deputy),
    visits('c22', 'Ủy quyền tiếp: lượt | By a deputy: comings', 'visits', deputy),
    visits('c23', 'Ủy quyền tiếp: người | By a deputy: people', 'people', deputy),
    visits('c24', 'Ủy quyền tiếp: vụ lần đầu | By a deputy: matters, first time', 'matters', { ...deputy, ...first }),
    visits('c25', 'Ủy quyền tiếp: vụ nhiều lần | By a deputy: matters, again', 'matters', { ...deputy, ...again }),
    visits('c26', 'Ủy quyền tiếp: đoàn đông người | By a deputy: large groups', 'visits', { ...deputy, ...large }),
    visits('c27', 'Ủy quyền tiếp: người của đoàn | By a deputy: people in groups', 'people', { ...deputy, ...large }),
    visits('c28', 'Ủy quyền tiếp: vụ lần đầu của đoàn | By a deputy: groups’ matters, first time', 'matters', {
      ...deputy,
      ...large,
      ...first,
    }),
    visits('c29', 'Ủy quyền tiếp: vụ nhiều lần của đoàn | By a deputy: groups’ matters, again', 'matters', {
      ...deputy,
      ...large,
      ...again,
    }),
  ],
  checks: [
    ...checksOf('BLOCK', 'c1=c4+c13+c22', 'c2=c5+c14+c23', 'c3=c6+c7+c15+c16+c24+c25'),
    ...checksOf('BLOCK', 'c8<=c4', 'c9<=c5', 'c10<=c6', 'c11<=c7', 'c17<=c13', 'c18<=c14', 'c19<=c15', 'c20<=c16'),
    ...checksOf('BLOCK', 'c26<=c22', 'c27<=c23', 'c28<=c24', 'c29<=c25'),
  ],
}

const taken = countOf('papers', {
  reception: ['yes'],
  kind: ['complaint', 'denunciation', 'feedback'],
  processed: ['yes'],
})
const other = { competence: ['other'] }
/** 02/TCD of the set of 2021: papers taken at reception and handled; of a paper with several contents the parts count, as matters. */
const takenAtReception: ReportForm = {
  ...{ code: '02-tcd', number: '02/TCD', set: '2021', isConfirmed: true, basis: set2021 },
  title: {
    vi: 'Tổng hợp kết quả phân loại, xử lý đơn qua tiếp công dân',
    en: 'Papers taken at reception and how they were handled',
  },
  cells: [
    taken('c1', 'Tổng: đơn | All: papers', 'papers', { competence: ['own', 'other'] }, true),
    taken('c2', 'Tổng: vụ việc | All: matters', 'matters', { competence: ['own', 'other'] }, true),
    ...(['complaint', 'denunciation', 'feedback'] as const).flatMap((kind, at) => {
      const name = ['Khiếu nại | Complaints', 'Tố cáo | Denunciations', 'Kiến nghị, phản ánh | Feedback'][at] ?? ''
      const [vi = '', en = ''] = name.split(' | ')
      const where = { kind: [kind], competence: ['own', 'other'] }
      return [
        taken(`c${3 + 2 * at}`, `${vi}: đơn | ${en}: papers`, 'papers', where),
        taken(`c${4 + 2 * at}`, `${vi}: vụ việc | ${en}: matters`, 'matters', where),
      ]
    }),
    taken('c9', 'Thuộc thẩm quyền: đơn | Own competence: papers', 'papers', { competence: ['own'] }),
    taken('c10', 'Thuộc thẩm quyền: vụ việc | Own competence: matters', 'matters', { competence: ['own'] }),
    taken('c11', 'Không thuộc thẩm quyền: đơn | Not own: papers', 'papers', other),
    taken('c12', 'Không thuộc thẩm quyền: vụ việc | Not own: matters', 'matters', other),
    taken('c13', 'Hướng dẫn | Guided', 'papers', { ...other, handling: ['guide', 'return'] }),
    taken('c14', 'Chuyển | Forwarded', 'papers', { ...other, handling: ['forward'] }),
    taken('c15', 'Đôn đốc | Urged', 'papers', { ...other, handling: ['urge'] }),
    taken('c16', 'Văn bản phúc đáp | Answers received', 'papers', { answered: ['yes'] }),
    missing('c17', 'Ghi chú | Remarks'),
  ],
  checks: checksOf('BLOCK', 'c1=c3+c5+c7=c9+c11', 'c2=c4+c6+c8=c10+c12'),
}

export const receptionForms = { '01-tcd': reception, '02-tcd': takenAtReception } as const
