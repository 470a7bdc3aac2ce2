import type { Paper } from '../reports/paper-model.ts'
import { countText } from '../reports/party-words.ts'
import { countLevels } from './count-levels.ts'
import { countLines, type DecidedMember, groupSummary, memberParts } from './decided-list.ts'
import { decisionPaper } from './decision-blocks.ts'
import type { PaperFrame } from './paper-frame.ts'
import { wordsOf } from './rating-words.ts'

/**
 * Quyết định công nhận xếp loại chất lượng đảng viên with its list (paper 15). The counts of Điều 1 and of the summary are
 * counted from the list. Wording of the articles is a default [design].
 */
export function memberDecision(frame: PaperFrame, members: readonly DecidedMember[]): Paper {
  const { year, organization, generation } = frame
  const counts = countLevels(members)
  const left = counts.NOT_RATED
  const notRated = left > 0 ? ` Không xếp loại ${countText(left)} đảng viên, lý do ghi trong danh sách.` : ''
  return decisionPaper(frame, {
    about: `công nhận xếp loại chất lượng đảng viên năm ${year}`,
    articles: [
      {
        text: `Công nhận kết quả xếp loại chất lượng năm ${year} đối với ${countText(counts.rated)} đảng viên thuộc ${organization} (có danh sách kèm theo), trong đó:`,
        lines: countLines(counts, wordsOf(generation, 'member'), 'đảng viên'),
      },
      {
        text: `Kết quả xếp loại được thông báo đến chi bộ và đảng viên, lưu hồ sơ đảng viên và là căn cứ thực hiện công tác thi đua, khen thưởng, công tác cán bộ theo quy định.${notRated}`,
      },
      {
        text: 'Văn phòng cấp ủy, các tổ chức đảng có liên quan và đảng viên có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.',
      },
    ],
    annex: {
      title: `đảng viên được xếp loại chất lượng năm ${year}`,
      blocks: [groupSummary(generation, members), ...memberParts(generation, members)],
    },
  })
}
