import {
  type ReviewContent,
  type ReviewResolutionTarget,
  sayTargetLack,
  sayTargetResults,
  straightPath,
  targetConfidenceWords,
  targetPlanWords,
  targetStandingWords,
} from '@nq15/domain/reports'
import { viDay } from './export-statement.ts'
import { listTable } from './list-table.ts'
import { type Block, centred, run } from './party-paper.ts'

const number = (value: number) => value.toLocaleString('vi-VN')
const boundWord = { 'at-least': 'ít nhất', 'at-most': 'không quá' } as const

type Column = {
  readonly head: string
  readonly width: number
  readonly align: 'left' | 'right'
  readonly say: (target: ReviewResolutionTarget, lastYear: number) => string
}

/** A target in the columns of paper and workbook: figure, straight path, every source of the newest year, tasks. */
const columns: readonly Column[] = [
  { head: 'Chỉ tiêu', width: 60, align: 'left', say: ({ wording }) => wording },
  {
    ...{ head: 'Văn bản, độ tin cậy', width: 44, align: 'left' },
    say: ({ plan, source, confidence }) =>
      `${targetPlanWords[plan].vi}: ${source} (${targetConfidenceWords[confidence].vi})`,
  },
  {
    ...{ head: 'Mức gốc', width: 22, align: 'right' },
    say: ({ base, baseYear, unit }) => `${number(base)} ${unit} (${baseYear})`,
  },
  {
    ...{ head: 'Mức đề ra', width: 26, align: 'right' },
    say: ({ bound, wanted, dueYear, unit }) => `${boundWord[bound]} ${number(wanted)} ${unit} (${dueYear})`,
  },
  {
    ...{ head: 'Theo đường thẳng, năm cuối kỳ', width: 22, align: 'right' },
    say: (target, lastYear) => {
      const path = straightPath(target, lastYear)
      return path === null ? 'chưa tính' : number(path)
    },
  },
  {
    ...{ head: 'Kết quả mới nhất, theo từng nguồn', width: 46, align: 'left' },
    say: (target) => sayTargetResults(target, viDay) ?? 'chưa có',
  },
  {
    ...{ head: 'Việc gắn với chỉ tiêu (xong / quá hạn)', width: 24, align: 'right' },
    say: ({ tasks: { linked, done, overdue } }) => (linked === 0 ? 'chưa có' : `${linked} (${done} / ${overdue})`),
  },
  { head: 'Tình trạng', width: 22, align: 'left', say: ({ standing }) => targetStandingWords[standing].vi },
]

/** The targets of several years as a table of the annex; nothing where none is kept. */
export function resolutionTargetBlocks(
  { resolutionTargets = [], lastYear }: Pick<ReviewContent, 'resolutionTargets' | 'lastYear'>,
  within: number,
): Block[] {
  if (resolutionTargets.length === 0) return []
  return [
    centred(
      [run('Biểu chỉ tiêu. Chỉ tiêu của nghị quyết, kế hoạch kinh tế - xã hội, việc giao và kết quả', { bold: true })],
      {
        ...{ before: 6, after: 6 },
      },
    ),
    listTable(
      columns.map(({ head, width, align }) => ({ head, width, align })),
      resolutionTargets.map((target) => columns.map(({ say }) => say(target, lastYear))),
      { size: 9, within },
    ),
  ]
}

/** What targets lack, a sentence each, for the notes on the figures. */
export const targetNotes = ({ resolutionTargets = [] }: Pick<ReviewContent, 'resolutionTargets'>): readonly string[] =>
  resolutionTargets.flatMap(({ wording, lacks }) => lacks.map((lack) => sayTargetLack(wording, lack, 'vi')))

/** The targets for the sheet of the workbook: the heads of its columns, and the texts of each line. */
export const resolutionTargetTexts = ({ resolutionTargets = [], lastYear }: ReviewContent) => ({
  columns: columns.map(({ head, width }) => ({ head, width: Math.max(16, Math.round(width / 1.5)) })),
  lines: resolutionTargets.map((target) => columns.map(({ say }) => say(target, lastYear))),
})
