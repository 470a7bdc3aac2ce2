/** The tables of the review of Resolution 15-NQ/TU and Directive 15-CT/TU (weak units, section 12). */
export const reviewTableCodes = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'] as const
export type ReviewTableCode = (typeof reviewTableCodes)[number]

/** Raised with every change of columns or of what they count; signed reports keep their own. */
export const reviewTablesVersion = '2026-11-27.2'

/** A name in both languages; the Vietnamese one stands on paper. */
export type ReviewWords = { readonly vi: string; readonly en: string }

/**
 * A column: `flow` adds up over the years, `start` and `end` are what stood on the first and the last day, `share` is reckoned from
 * two others, `missing` is held by no register yet. `persons` marks counts of people or their papers, which are guarded.
 */
export type ReviewColumn = {
  readonly key: string
  readonly head: ReviewWords
  readonly persons?: boolean
  /** Counts what is not there, so it says nothing of when a register began. */
  readonly isGap?: boolean
} & (
  | { readonly is: 'flow' | 'start' | 'end' | 'missing' }
  | { readonly is: 'share'; readonly of: string; readonly over: readonly string[] }
)

/** A table as data; `owed` says who owes what no register holds, `sums` which columns add up to which. */
export type ReviewTable = {
  readonly code: ReviewTableCode
  readonly title: ReviewWords
  readonly source: ReviewWords
  readonly owed: ReviewWords | null
  readonly columns: readonly ReviewColumn[]
  readonly sums: readonly { readonly total: string; readonly parts: readonly string[] }[]
  /** Every unit keeps a register of its own: one without any record has not reported, which is not nought. */
  readonly byUnit: boolean
}

const col = (key: string, is: 'flow' | 'start' | 'end' | 'missing', vi: string, en: string): ReviewColumn => ({
  ...{ key, is, head: { vi, en } },
})
const people = (key: string, is: 'flow' | 'end', vi: string, en: string): ReviewColumn => ({
  ...{ key, is, head: { vi, en }, persons: true },
})
const share = (key: string, of: string, over: readonly string[], vi: string, en: string): ReviewColumn => ({
  ...{ key, is: 'share', of, over, head: { vi, en } },
})

/** The six tables; their percentages are CK6: from whole numbers, one decimal, half up, nothing over nought. */
export const reviewTables: Readonly<Record<ReviewTableCode, ReviewTable>> = {
  T1: {
    code: 'T1',
    title: { vi: 'Củng cố tổ chức cơ sở đảng', en: 'Consolidation of grassroots organizations' },
    source: { vi: 'Danh sách theo dõi, kế hoạch củng cố', en: 'Watch list, consolidation plans' },
    owed: null,
    byUnit: false,
    sums: [],
    columns: [
      col('start', 'start', 'Đầu kỳ', 'At start'),
      col('added', 'flow', 'Đưa vào', 'Added'),
      col('takenOff', 'flow', 'Đưa ra', 'Taken off'),
      col('merged', 'flow', 'Sáp nhập, giải thể', 'Merged, dissolved'),
      col('end', 'end', 'Cuối kỳ', 'At end'),
      col('overduePlans', 'end', 'Kế hoạch quá hạn', 'Overdue plans'),
      share('consolidated', 'takenOff', ['start', 'added'], 'Tỷ lệ củng cố (%)', 'Consolidated (%)'),
      col('relapsed', 'flow', 'Tái diễn trong thời gian theo dõi', 'Relapsed'),
    ],
  },
  T2: {
    code: 'T2',
    title: { vi: 'Vụ việc phức tạp', en: 'Complex cases' },
    source: { vi: 'Sổ vụ việc phức tạp', en: 'Register of complex cases' },
    owed: null,
    byUnit: false,
    sums: [],
    columns: [
      col('start', 'start', 'Đầu kỳ', 'At start'),
      col('new', 'flow', 'Mới', 'New'),
      col('reopened', 'flow', 'Mở lại', 'Re-opened'),
      col('settled', 'flow', 'Đã giải quyết', 'Settled'),
      col('takenOff', 'flow', 'Đưa khỏi danh sách', 'Taken off list'),
      col('listed', 'end', 'Còn trong danh sách', 'On list at end'),
      col('open', 'end', 'Chưa giải quyết', 'Open'),
      col('openLong', 'end', 'Trên 12 tháng', 'Open > 12 months'),
      col('cityLevel', 'end', 'Cấp thành phố theo dõi', 'City level'),
      col('lateMilestones', 'end', 'Mốc quá hạn', 'Overdue milestones'),
      share('takenOffShare', 'takenOff', ['start', 'new'], 'Tỷ lệ đưa ra (%)', 'Taken off (%)'),
    ],
  },
  T3: {
    code: 'T3',
    title: { vi: 'Tiếp công dân, xử lý đơn', en: 'Reception and petitions' },
    source: { vi: 'Sổ tiếp công dân, sổ xử lý đơn', en: 'Registers of reception and petitions' },
    owed: { vi: 'Nơi tiếp công dân của đơn vị', en: 'The unit’s reception desk' },
    byUnit: true,
    sums: [
      { total: 'visits', parts: ['regular', 'leaders'] },
      { total: 'cases', parts: ['first', 'repeated'] },
      { total: 'competence', parts: ['settled', 'open'] },
    ],
    columns: [
      people('visits', 'flow', 'Lượt tiếp', 'Visits'),
      people('regular', 'flow', 'Tiếp thường xuyên', 'Regular'),
      people('leaders', 'flow', 'Lãnh đạo tiếp', 'By leaders'),
      people('people', 'flow', 'Số người', 'People'),
      people('cases', 'flow', 'Vụ việc', 'Matters'),
      people('first', 'flow', 'Lần đầu', 'First-time'),
      people('repeated', 'flow', 'Nhiều lần', 'Repeated'),
      col('days', 'flow', 'Buổi lãnh đạo tiếp', 'Leaders’ sessions'),
      people('groups', 'flow', 'Đoàn đông người', 'Large groups'),
      people('groupPeople', 'flow', 'Người trong đoàn', 'People in groups'),
      people('petitions', 'flow', 'Đơn phải xử lý', 'Petitions'),
      people('processed', 'flow', 'Đơn đã xử lý', 'Processed'),
      people('competence', 'flow', 'Thuộc thẩm quyền', 'In competence'),
      people('settled', 'flow', 'Đã giải quyết', 'Settled'),
      people('open', 'end', 'Còn lại', 'Open'),
      people('inTime', 'flow', 'Đúng hạn', 'In time'),
      people('inForce', 'flow', 'Quyết định phải thi hành', 'Decisions in force'),
      people('enforced', 'flow', 'Đã thi hành xong', 'Executed'),
    ],
  },
  T4: {
    code: 'T4',
    title: { vi: 'Kiểm tra, giám sát, kỷ luật', en: 'Inspection, supervision, discipline' },
    source: { vi: 'Chương trình, hồ sơ kiểm tra; hồ sơ kỷ luật', en: 'Programmes, inspections, discipline' },
    owed: null,
    byUnit: false,
    sums: [{ total: 'members', parts: ['memberReprimand', 'memberWarning', 'memberRemoval', 'memberExpulsion'] }],
    columns: [
      col('planned', 'flow', 'Cuộc theo chương trình', 'Programme'),
      col('done', 'flow', 'Đã kết luận', 'Concluded'),
      col('onSigns', 'flow', 'Khi có dấu hiệu vi phạm', 'On signs'),
      col('violations', 'flow', 'Kết luận có vi phạm', 'Violations concluded'),
      col('supervision', 'flow', 'Giám sát chuyên đề', 'Thematic supervision'),
      col('organizations', 'flow', 'Tổ chức bị kỷ luật', 'Organizations disciplined'),
      col('organizationReprimand', 'flow', 'Tổ chức: khiển trách', 'Organization: reprimand'),
      col('organizationWarning', 'flow', 'Tổ chức: cảnh cáo', 'Organization: warning'),
      col('organizationDissolution', 'flow', 'Tổ chức: giải tán', 'Organization: dissolution'),
      people('members', 'flow', 'Đảng viên bị kỷ luật', 'Members disciplined'),
      people('memberReprimand', 'flow', 'Đảng viên: khiển trách', 'Member: reprimand'),
      people('memberWarning', 'flow', 'Đảng viên: cảnh cáo', 'Member: warning'),
      people('memberRemoval', 'flow', 'Đảng viên: cách chức', 'Member: removal'),
      people('memberExpulsion', 'flow', 'Đảng viên: khai trừ', 'Member: expulsion'),
      col('remediesDone', 'flow', 'Việc khắc phục xong', 'Remedies done'),
      col('remediesLate', 'end', 'Việc khắc phục quá hạn', 'Remedies overdue'),
    ],
  },
  T5: {
    code: 'T5',
    title: { vi: 'Trách nhiệm phụ trách địa bàn', en: 'Answering for areas' },
    source: { vi: 'Phân công phụ trách, sổ đi cơ sở, việc của kế hoạch', en: 'Assignments, visits, plan tasks' },
    owed: { vi: 'Ban Tổ chức (nhắc nhở, kiểm điểm người đứng đầu)', en: 'Organization board (heads reminded)' },
    byUnit: false,
    sums: [],
    columns: [
      col('assigned', 'end', 'Lượt phân công phụ trách', 'Assignments'),
      {
        ...col('withoutMain', 'end', 'Địa bàn chưa có người phụ trách chính', 'Areas without main member'),
        isGap: true,
      },
      col('visits', 'flow', 'Ngày đi cơ sở', 'Days of visit'),
      col('promises', 'flow', 'Cam kết đến hạn', 'Promises due'),
      col('promisesKept', 'flow', 'Cam kết đã giữ', 'Promises kept'),
      col('tasksDue', 'flow', 'Việc đến hạn', 'Tasks due'),
      col('tasksDone', 'flow', 'Việc xong', 'Tasks done'),
      col('tasksLate', 'flow', 'Việc chậm', 'Tasks late'),
      col('headsReminded', 'missing', 'Người đứng đầu bị nhắc nhở', 'Heads reminded'),
    ],
  },
  T6: {
    code: 'T6',
    title: { vi: 'Thông tin, tuyên truyền, dân vận', en: 'Information' },
    source: { vi: 'Sổ thông tin, ghi nhận dư luận', en: 'Information register, opinion notes' },
    owed: null,
    byUnit: false,
    sums: [],
    columns: [
      col('issues', 'end', 'Vấn đề mở', 'Issues open'),
      col('unanswered', 'end', 'Chưa trả lời', 'Unanswered'),
      col('answers', 'flow', 'Trả lời lần đầu', 'First answers'),
      col('answered', 'flow', 'Trả lời đúng hạn', 'Answered in time'),
      col('publications', 'flow', 'Lượt công bố', 'Publications'),
      col('updatesLate', 'end', 'Cập nhật quá hạn', 'Updates overdue'),
      col('opinions', 'flow', 'Ghi nhận dư luận', 'Opinion notes'),
      share('inTime', 'answered', ['answers'], 'Tỷ lệ đúng hạn (%)', 'In time (%)'),
    ],
  },
}

/** The columns somebody may report from elsewhere: all that are not reckoned from others. */
export const reportedColumns = (code: ReviewTableCode): readonly ReviewColumn[] =>
  reviewTables[code].columns.filter(({ is }) => is !== 'share')
