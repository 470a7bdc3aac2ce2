import { checksOf, countOf, missing, type ReportCell, type ReportForm, type Where } from './report-cell.ts'
import { set2024 } from './report-forms-reception.ts'

const papers = countOf('papers')
const eligible = countOf('papers', { eligible: ['yes'] })
const [own, other] = [{ competence: ['own'] }, { competence: ['other', 'none'] }]
/** A paper sent back with its reason is guidance in the forms, which have no column of their own for it. */
const guided = { ...other, handling: ['guide', 'return'] }
const forwarded = { ...other, handling: ['forward'] }
const urged = { ...other, handling: ['urge'] }

/** The first columns of every form: what was to be handled, and what was. */
const opening = (where: Where): ReportCell[] => [
  papers('c1', 'Đơn phải xử lý | Papers to be handled', 'papers', where, true),
  papers('c2', 'Kỳ trước chuyển sang | From the period before', 'papers', { ...where, came: ['before'] }),
  papers('c3', 'Tiếp nhận trong kỳ | Received in the period', 'papers', { ...where, came: ['within'] }),
]
const handled = (where: Where): ReportCell[] => [
  papers('c4', 'Đơn đã xử lý | Papers handled', 'papers', { ...where, processed: ['yes'] }),
  papers('c5', 'Đã xử lý: kỳ trước chuyển sang | Handled: from before', 'papers', {
    ...where,
    processed: ['yes'],
    came: ['before'],
  }),
  papers('c6', 'Đã xử lý: tiếp nhận trong kỳ | Handled: received in the period', 'papers', {
    ...where,
    processed: ['yes'],
    came: ['within'],
  }),
  eligible('c7', 'Đủ điều kiện: đơn | Eligible: papers', 'papers', where),
  eligible('c8', 'Đủ điều kiện: vụ việc | Eligible: matters', 'matters', where),
]
const form = { set: '2024', isConfirmed: true, basis: set2024 } as const

/** 01/XLĐ; a paper with several contents is one paper to be handled, and eligible only in its parts. */
const all: ReportForm = {
  ...{ ...form, code: '01-xld', number: '01/XLĐ' },
  title: { vi: 'Tổng hợp kết quả xử lý đơn', en: 'Handling of papers' },
  cells: [
    ...opening({}),
    papers('c4', 'Đơn đã xử lý | Papers handled', 'papers', { processed: ['yes'] }),
    papers('c5', 'Đơn chưa xử lý | Papers not handled yet', 'papers', { processed: ['no'] }),
    eligible('c6', 'Đủ điều kiện: đơn | Eligible: papers', 'papers'),
    eligible('c7', 'Đủ điều kiện: vụ việc | Eligible: matters', 'matters'),
    eligible('c8', 'Khiếu nại | Complaints', 'papers', { kind: ['complaint'] }),
    eligible('c9', 'Tố cáo | Denunciations', 'papers', { kind: ['denunciation'] }),
    eligible('c10', 'Kiến nghị, phản ánh | Feedback', 'papers', { kind: ['feedback'] }),
    eligible('c11', 'Đã giải quyết lần đầu | Settled once', 'papers', { settled: ['first'] }),
    eligible('c12', 'Đã giải quyết nhiều lần | Settled more than once', 'papers', { settled: ['more'] }),
    eligible('c13', 'Chưa giải quyết xong | Not settled', 'papers', { settled: ['no'] }),
    eligible('c14', 'Thuộc thẩm quyền | Own competence', 'papers', own),
    eligible('c15', 'Thuộc thẩm quyền: khiếu nại | Own: complaints', 'papers', { ...own, kind: ['complaint'] }),
    eligible('c16', 'Thuộc thẩm quyền: tố cáo | Own: denunciations', 'papers', { ...own, kind: ['denunciation'] }),
    eligible('c17', 'Thuộc thẩm quyền: kiến nghị, phản ánh | Own: feedback', 'papers', { ...own, kind: ['feedback'] }),
    eligible('c18', 'Không thuộc thẩm quyền | Not own', 'papers', other),
    eligible('c19', 'Hướng dẫn | Guided', 'papers', guided),
    eligible('c20', 'Chuyển | Forwarded', 'papers', forwarded),
    eligible('c21', 'Đôn đốc | Urged', 'papers', urged),
    papers('c22', 'Văn bản phúc đáp | Answers received', 'papers', { answered: ['yes'] }),
  ],
  checks: [
    ...checksOf('BLOCK', 'c1=c2+c3=c4+c5', 'c6=c8+c9+c10=c11+c12+c13=c14+c18', 'c14=c15+c16+c17', 'c18=c19+c20+c21'),
    ...checksOf('WATCH', 'c6<=c4'),
  ],
}

const complaint = { kind: ['complaint'] }
const ofComplaint = countOf('papers', { eligible: ['yes'], ...complaint })
/** 02/XLĐ splits papers (default of the sheet). */
const complaints: ReportForm = {
  ...{ ...form, code: '02-xld', number: '02/XLĐ' },
  title: { vi: 'Phân loại, xử lý đơn khiếu nại', en: 'Handling of complaints' },
  cells: [
    ...opening(complaint),
    ...handled(complaint),
    ofComplaint('c9', 'Hành chính | Administrative', 'papers', {
      field: ['admin-policy', 'admin-land', 'admin-civil-service', 'admin-other'],
    }),
    ofComplaint('c10', 'Chế độ, chính sách | Policy', 'papers', { field: ['admin-policy'] }),
    ofComplaint('c11', 'Đất đai, nhà cửa | Land and housing', 'papers', { field: ['admin-land'] }),
    ofComplaint('c12', 'Hành chính khác | Administrative, other', 'papers', {
      field: ['admin-civil-service', 'admin-other'],
    }),
    ofComplaint('c13', 'Tư pháp | Judicial', 'papers', { field: ['judicial'] }),
    ofComplaint('c14', 'Đảng, đoàn thể | Party and mass organizations', 'papers', { field: ['party-mass'] }),
    ofComplaint('c15', 'Lĩnh vực khác | Other fields', 'papers', { field: ['corruption', 'other'] }),
    ofComplaint('c16', 'Đã giải quyết lần đầu | Settled first', 'papers', { settled: ['first'] }),
    ofComplaint('c17', 'Đã giải quyết lần hai | Settled second', 'papers', { settled: ['more'] }),
    missing('c18', 'Đã có bản án của Tòa | Judged by a court'),
    ofComplaint('c19', 'Chưa giải quyết xong | Not settled', 'papers', { settled: ['no'] }),
    ofComplaint('c20', 'Thuộc thẩm quyền | Own competence', 'papers', own),
    ofComplaint('c21', 'Thuộc thẩm quyền: lần đầu | Own: first instance', 'papers', {
      ...own,
      instance: ['first', ''],
    }),
    ofComplaint('c22', 'Thuộc thẩm quyền: lần hai | Own: second instance', 'papers', { ...own, instance: ['second'] }),
    ofComplaint('c23', 'Không thuộc thẩm quyền | Not own', 'papers', other),
    ofComplaint('c24', 'Hướng dẫn | Guided', 'papers', guided),
    ofComplaint('c25', 'Đôn đốc | Urged', 'papers', urged),
    papers('c26', 'Văn bản phúc đáp | Answers received', 'papers', { ...complaint, answered: ['yes'] }),
  ],
  checks: [
    ...checksOf('BLOCK', 'c1=c2+c3', 'c4=c5+c6', 'c9=c10+c11+c12', 'c20=c21+c22', 'c23=c24+c25'),
    ...checksOf('BLOCK', 'c7=c9+c13+c14+c15=c16+c17+c18+c19=c20+c23'),
  ],
}

const denunciation = { kind: ['denunciation'] }
const ofDenunciation = countOf('papers', { eligible: ['yes'], ...denunciation })
/** 03/XLĐ splits matters. */
const denunciations: ReportForm = {
  ...{ ...form, code: '03-xld', number: '03/XLĐ' },
  title: { vi: 'Phân loại, xử lý đơn tố cáo', en: 'Handling of denunciations' },
  cells: [
    ...opening(denunciation),
    ...handled(denunciation),
    ofDenunciation('c9', 'Hành chính | Administrative', 'matters', {
      field: ['admin-policy', 'admin-land', 'admin-civil-service', 'admin-other'],
    }),
    ofDenunciation('c10', 'Chế độ, chính sách | Policy', 'matters', { field: ['admin-policy'] }),
    ofDenunciation('c11', 'Đất đai, nhà cửa | Land and housing', 'matters', { field: ['admin-land'] }),
    ofDenunciation('c12', 'Công chức, công vụ | Civil service', 'matters', { field: ['admin-civil-service'] }),
    ofDenunciation('c13', 'Hành chính khác | Administrative, other', 'matters', { field: ['admin-other'] }),
    ofDenunciation('c14', 'Tham nhũng | Corruption', 'matters', { field: ['corruption'] }),
    ofDenunciation('c15', 'Tư pháp | Judicial', 'matters', { field: ['judicial'] }),
    ofDenunciation('c16', 'Đảng, đoàn thể | Party and mass organizations', 'matters', { field: ['party-mass'] }),
    ofDenunciation('c17', 'Lĩnh vực khác | Other fields', 'matters', { field: ['other'] }),
    ofDenunciation('c18', 'Tố cáo tiếp: quá hạn chưa giải quyết | Again: overdue and not settled', 'matters', {
      instance: ['further-overdue'],
    }),
    ofDenunciation('c19', 'Tố cáo tiếp: đã có kết luận | Again: concluded before', 'matters', {
      instance: ['further-settled'],
    }),
    ofDenunciation('c20', 'Chưa giải quyết | Not settled before', 'matters', { instance: ['first', ''] }),
    ofDenunciation('c21', 'Thuộc thẩm quyền | Own competence', 'matters', own),
    ofDenunciation('c22', 'Thuộc thẩm quyền: lần đầu | Own: first', 'matters', { ...own, instance: ['first', ''] }),
    ofDenunciation('c23', 'Thuộc thẩm quyền: tố cáo tiếp | Own: again', 'matters', {
      ...own,
      instance: ['further-overdue', 'further-settled'],
    }),
    ofDenunciation('c24', 'Không thuộc thẩm quyền | Not own', 'matters', other),
    ofDenunciation('c25', 'Chuyển | Forwarded', 'matters', forwarded),
    ofDenunciation('c26', 'Đôn đốc | Urged', 'matters', urged),
    papers('c27', 'Văn bản phúc đáp | Answers received', 'papers', { ...denunciation, answered: ['yes'] }),
  ],
  checks: [
    ...checksOf('BLOCK', 'c1=c2+c3', 'c4=c5+c6', 'c21=c22+c23', 'c24=c25+c26'),
    ...checksOf('BLOCK', 'c8=c9+c14+c15+c16+c17=c18+c19+c20=c21+c24'),
    ...checksOf('WATCH', 'c9=c10+c11+c12+c13'),
  ],
}

const feedback = { kind: ['feedback'] }
const ofFeedback = countOf('papers', { eligible: ['yes'], ...feedback })
const settled = { settled: ['first', 'more'] }
/** 04/XLĐ splits matters; its printed rule is unclear and stands here as the sheet corrects it. */
const feedbacks: ReportForm = {
  ...{ ...form, code: '04-xld', number: '04/XLĐ' },
  title: { vi: 'Phân loại, xử lý đơn kiến nghị, phản ánh', en: 'Handling of feedback' },
  cells: [
    ...opening(feedback),
    ...handled(feedback),
    ofFeedback('c9', 'Chế độ, chính sách | Policy', 'matters', { field: ['admin-policy'] }),
    ofFeedback('c10', 'Đất đai, nhà cửa | Land and housing', 'matters', { field: ['admin-land'] }),
    ofFeedback('c11', 'Tư pháp | Judicial', 'matters', { field: ['judicial'] }),
    ofFeedback('c12', 'Lĩnh vực khác | Other fields', 'matters', {
      field: ['admin-civil-service', 'admin-other', 'corruption', 'party-mass', 'other'],
    }),
    ofFeedback('c13', 'Đã giải quyết | Settled', 'matters', settled),
    ofFeedback('c14', 'Chưa giải quyết | Not settled', 'matters', { settled: ['no'] }),
    ofFeedback('c15', 'Thuộc thẩm quyền | Own competence', 'matters', own),
    ofFeedback('c16', 'Không thuộc thẩm quyền | Not own', 'matters', other),
    ofFeedback('c17', 'Chuyển | Forwarded', 'matters', forwarded),
    ofFeedback('c18', 'Đôn đốc | Urged', 'matters', urged),
    ofFeedback('c19', 'Thuộc thẩm quyền: đã giải quyết | Own: settled', 'matters', { ...own, ...settled }),
    ofFeedback('c20', 'Thuộc thẩm quyền: chưa giải quyết | Own: not settled', 'matters', { ...own, settled: ['no'] }),
  ],
  checks: [
    ...checksOf('BLOCK', 'c1=c2+c3', 'c4=c5+c6', 'c16=c17+c18'),
    ...checksOf('BLOCK', 'c8=c9+c10+c11+c12=c13+c14=c15+c16'),
    ...checksOf('WATCH', 'c15=c19+c20'),
  ],
}

export const sortingForms = {
  '01-xld': all,
  '02-xld': complaints,
  '03-xld': denunciations,
  '04-xld': feedbacks,
} as const
