import { levels } from '@nq15/domain/ratings'
import type { PaperGeneration } from '@nq15/domain/reports'
import { heading, orDots, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import { letterPaper, type PaperFrame, roman } from './paper-frame.ts'
import { hasPoints, levelWords } from './rating-words.ts'

const formIds: Readonly<Partial<Record<PaperGeneration, string>>> = {
  G1b: 'Mẫu 01-HD KĐ.ĐG 2019',
  G2: 'Mẫu 01-HD KĐ.ĐG 2023',
  G3: 'Mẫu 01-HD KĐ.ĐG 2025',
}

/** Báo cáo kiểm điểm of a collective (paper 4, Mẫu 01): 2025 second-hand (S), the earlier ones by memory (M). */
export function collectiveReview(frame: PaperFrame): Paper {
  const { year, texts, generation, organization } = frame
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['Ưu điểm, kết quả đạt được', texts.strengths],
    ['Kết quả thực hiện nhiệm vụ (được giao, đúng hạn, chậm, chưa hoàn thành, vượt)', texts.tasks],
    ['Hạn chế, khuyết điểm', texts.limitations],
    ['Nguyên nhân', texts.causes],
    ['Kết quả khắc phục hạn chế, khuyết điểm của kỳ trước', texts.remedied],
    ['Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)', texts.answers],
    ['Trách nhiệm của tập thể, cá nhân', texts.responsibility],
    ['Phương hướng, biện pháp khắc phục', texts.direction],
  ]
  const chosen = levels.find(
    (level) => levelWords[level].full === texts.selfLevel || levelWords[level].short === texts.selfLevel,
  )
  const blocks: PaperBlock[] = [
    ...parts.flatMap(([title, written], at) => [heading(`${roman(at + 1)}. ${title}`), ...writtenOr(written, 2)]),
    ...(hasPoints(generation)
      ? [
          heading(`${roman(9)}. Tự chấm điểm`),
          said(
            `Nhóm tiêu chí chung (tối đa 30): ${orDots(texts.generalPoints)}; nhóm tiêu chí kết quả thực hiện nhiệm vụ (tối đa 70): ${orDots(texts.resultPoints)}.`,
          ),
        ]
      : []),
    heading(`${roman(hasPoints(generation) ? 10 : 9)}. Tự đề xuất xếp loại mức chất lượng`),
    ...levels.map((level) => said(`${chosen === level ? '☒' : '☐'} ${levelWords[level].full}`)),
  ]
  const formId = formIds[generation]
  return letterPaper(frame, {
    type: 'Báo cáo',
    about: `kiểm điểm tập thể ${organization} năm ${year}`,
    ...(formId === undefined ? {} : { formId }),
    blocks,
  })
}
