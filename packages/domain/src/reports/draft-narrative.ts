import { type ReviewSection, reviewSections } from './review-command.ts'
import type { ReviewCell, ReviewContent, ReviewReform, ReviewTableContent } from './review-content.ts'
import type { ReviewTableCode } from './review-tables.ts'

type Facts = Pick<ReviewContent, 'tables' | 'findings' | 'firstYear' | 'lastYear'> & {
  readonly reform: readonly ReviewReform[]
}

/**
 * Facts for each section of the report as short points in the language of the paper, for a person to write the words: nothing is
 * judged, and what no register holds is said to be missing.
 */
export function draftNarrative(facts: Facts): ReviewContent['narrative'] {
  return reviewSections.map((section) => ({ section, points: [...pointsOf(section, facts)] }))
}

function pointsOf(section: ReviewSection, facts: Facts): readonly string[] {
  const say = sayer(facts)
  switch (section) {
    case 'situation':
      return [
        `Kỳ báo cáo: ${facts.firstYear === facts.lastYear ? `năm ${facts.firstYear}` : `từ năm ${facts.firstYear} đến năm ${facts.lastYear}`}.`,
        ...reformPoints(facts.reform),
      ]
    case 'consolidation':
      return [
        say(
          'T1',
        )`Đầu kỳ ${'start'} tổ chức trong danh sách; đưa vào ${'added'}, đưa ra ${'takenOff'}, sáp nhập, giải thể ${'merged'}; cuối kỳ còn ${'end'}.`,
        say('T1')`Tỷ lệ củng cố ${'consolidated'} %; tái diễn ${'relapsed'}; kế hoạch quá hạn ${'overduePlans'}.`,
      ]
    case 'cases':
      return [
        say(
          'T2',
        )`Đầu kỳ ${'start'} vụ việc; mới ${'new'}, mở lại ${'reopened'}; đã giải quyết ${'settled'}, đưa khỏi danh sách ${'takenOff'}; còn ${'listed'}, trong đó ${'open'} chưa giải quyết.`,
        say('T2')`Kéo dài trên 12 tháng: ${'openLong'}; mốc quá hạn: ${'lateMilestones'}.`,
      ]
    case 'reception':
      return [
        say(
          'T3',
        )`Tiếp ${'visits'} lượt, ${'people'} người; lãnh đạo tiếp ${'leaders'} lượt trong ${'days'} buổi; ${'groups'} đoàn đông người.`,
        say(
          'T3',
        )`Đơn phải xử lý ${'petitions'}, đã xử lý ${'processed'}; vụ việc thuộc thẩm quyền ${'competence'}, đã giải quyết ${'settled'}, còn ${'open'}.`,
      ]
    case 'inspection':
      return [
        say(
          'T4',
        )`Chương trình ${'planned'} cuộc, đã kết luận ${'done'}; kiểm tra khi có dấu hiệu vi phạm ${'onSigns'}; kết luận có vi phạm ${'violations'}.`,
        say(
          'T4',
        )`Kỷ luật ${'organizations'} tổ chức, ${'members'} đảng viên; việc khắc phục xong ${'remediesDone'}, quá hạn ${'remediesLate'}.`,
      ]
    case 'accountability':
      return [
        say('T5')`${'assigned'} lượt phân công phụ trách; ${'withoutMain'} địa bàn chưa có người phụ trách chính.`,
        say(
          'T5',
        )`Đi cơ sở ${'visits'} ngày; việc đến hạn ${'tasksDue'}, xong ${'tasksDone'}, chậm ${'tasksLate'}; cam kết đến hạn ${'promises'}, đã giữ ${'promisesKept'}.`,
      ]
    case 'information':
      return [say('T6')`Vấn đề mở ${'issues'}, trả lời đúng hạn ${'answered'}, lượt công bố ${'publications'}.`]
    case 'limits':
      return limitPoints(facts)
    default:
      return ['Phần mềm không giữ số liệu cho mục này.']
  }
}

const reformPoints = (reform: readonly ReviewReform[]) => {
  const carried = reform.filter(({ key, predecessors }) => predecessors > 0 && key !== 'ended' && key !== 'shared')
  return carried.length === 0
    ? []
    : [
        `${carried.length} đơn vị tiếp nhận hồ sơ của ${sum(carried.map((one) => one.predecessors))} tổ chức cũ qua sắp xếp năm 2025.`,
      ]
}

const limitPoints = ({ tables, findings }: Facts) => {
  const t = (code: ReviewTableCode, column: string) => tables.find((one) => one.code === code)?.total[column]
  const late = [
    ['kế hoạch củng cố quá hạn', t('T1', 'overduePlans')],
    ['mốc vụ việc quá hạn', t('T2', 'lateMilestones')],
    ['việc khắc phục sau kiểm tra quá hạn', t('T4', 'remediesLate')],
    ['việc chậm', t('T5', 'tasksLate')],
  ] as const
  const said = late.flatMap(([what, value]) =>
    typeof value === 'number' && value > 0 ? [`${shown(value)} ${what}.`] : [],
  )
  const gaps = findings
    .filter(({ check }) => check === 'CK5')
    .map(({ difference }) => `${difference ?? 0} đơn vị chưa có số liệu tiếp công dân, xử lý đơn.`)
  return [...said, ...gaps].length > 0 ? [...said, ...gaps] : ['Số liệu không cho thấy việc quá hạn.']
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
const shown = (value: ReviewCell | undefined): string =>
  value === 'hidden' ? '(ẩn, số nhỏ)' : typeof value === 'number' ? value.toLocaleString('vi-VN') : '(chưa có)'

/** Fills a sentence with the totals of a table. */
function sayer({ tables }: { readonly tables: readonly ReviewTableContent[] }) {
  return (code: ReviewTableCode) => {
    const total = tables.find((one) => one.code === code)?.total ?? {}
    return (texts: TemplateStringsArray, ...columns: readonly string[]) =>
      texts.reduce((said, text, at) => `${said}${shown(total[columns[at - 1] ?? ''])}${text}`)
  }
}
