import type { Paper } from '../reports/paper-model.ts'
import { countText } from '../reports/party-words.ts'
import { countLevels } from './count-levels.ts'
import { countLines, type DecidedOrganization, ledPart, organizationParts } from './decided-list.ts'
import { decisionPaper } from './decision-blocks.ts'
import type { PaperFrame } from './paper-frame.ts'
import { wordsOf } from './rating-words.ts'

/** Quyết định xếp loại chi bộ trực thuộc (paper 16), or of grassroots organizations (paper 17), with its list. */
export function organizationDecision(
  frame: PaperFrame,
  {
    organizations,
    led = [],
    exceptionNumber,
  }: {
    readonly organizations: readonly DecidedOrganization[]
    readonly led?: readonly DecidedOrganization[]
    readonly exceptionNumber?: string
  },
): Paper {
  const { year, organization, generation, form } = frame
  const what = form.code === 'cell-decision' ? 'chi bộ trực thuộc' : 'tổ chức cơ sở đảng, đảng bộ trực thuộc'
  const counts = countLevels(organizations)
  const left = counts.NOT_RATED
  const notRated = left > 0 ? ` Không xếp loại ${countText(left)} tổ chức đảng, lý do ghi trong danh sách.` : ''
  const exception =
    exceptionNumber === undefined
      ? ''
      : ` Tỷ lệ hoàn thành xuất sắc nhiệm vụ thực hiện theo Quyết định số ${exceptionNumber}.`
  return decisionPaper(frame, {
    about: `xếp loại chất lượng ${what} năm ${year}`,
    articles: [
      {
        text: `Xếp loại chất lượng năm ${year} đối với ${countText(counts.rated)} tổ chức đảng trực thuộc ${organization} (có danh sách kèm theo), trong đó:`,
        lines: countLines(counts, wordsOf(generation, 'organization'), 'tổ chức đảng'),
      },
      ...(led.length === 0
        ? []
        : [
            {
              text: `Xếp loại chất lượng năm ${year} đối với ${countText(led.length)} tập thể, cá nhân lãnh đạo, quản lý (có danh sách kèm theo).`,
            },
          ]),
      {
        text: `Kết quả xếp loại được thông báo đến các tổ chức đảng trực thuộc và là căn cứ thực hiện công tác thi đua, khen thưởng theo quy định.${notRated}${exception}`,
      },
      {
        text: 'Văn phòng cấp ủy và các tổ chức đảng có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.',
      },
    ],
    annex: {
      title: `tổ chức đảng được xếp loại chất lượng năm ${year}`,
      blocks: [...organizationParts(generation, organizations), ...ledPart(generation, led)],
    },
  })
}
