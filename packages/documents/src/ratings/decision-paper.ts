import { Paragraph } from 'docx'
import { packPaper } from '../reports/pack-paper.ts'
import { type PartyLayout, partyLayoutOn } from '../reports/party-layout.ts'
import {
  type Block,
  basesOf,
  bodyText,
  centred,
  type PaperHead,
  paperFoot,
  paperHead,
  paperTitle,
  partyPaper,
  run,
  type Signature,
} from '../reports/party-paper.ts'
import { capitals, countText, numberLine, shortDay } from '../reports/party-words.ts'
import type { LevelCounts } from './count-levels.ts'
import { grades, gradeWords } from './rating-words.ts'

/** The frame of a decision that comes with a list: everything but its articles and the list itself. */
export type DecisionFrame = {
  readonly head: PaperHead & { readonly symbol: string }
  /** Who decides, as the line above "QUYẾT ĐỊNH" names it: `Ban Thường vụ Đảng ủy phường …`. */
  readonly decidedBy: string
  readonly bases: readonly string[]
  readonly signature: Signature
  readonly recipients: readonly string[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

/** Builds the Word bytes of a decision with its annexed list, in the layout of the document's day. */
export async function packDecision(
  frame: DecisionFrame,
  content: {
    readonly about: string
    readonly articles: readonly Article[]
    readonly annex: (layout: PartyLayout) => Block[]
  },
): Promise<Buffer> {
  const layout = partyLayoutOn(frame.head.day)
  const { head } = frame
  const blocks: Block[] = [
    paperHead(head, layout),
    ...paperTitle('Quyết định', content.about, layout),
    ...basesOf(frame.bases, layout),
    centred([run(capitals(frame.decidedBy, layout.spelling.value), { bold: true })], { before: 6 }),
    centred([run('QUYẾT ĐỊNH', { bold: true })], { after: 8 }),
    ...content.articles.flatMap((article, index) => articleBlocks(article, index + 1, layout)),
    paperFoot(frame.recipients, frame.signature, layout),
    ...content.annex(layout),
  ]
  const paper = partyPaper(blocks, layout, {
    title: `Quyết định ${content.about}`,
    issuer: head.issuer,
    description: numberLine(head.number, head.symbol).replaceAll('\u00a0', ' '),
  })
  return packPaper(paper, frame.generatedAt)
}

/** An article: its opening sentence and the dashed lines under it. */
export type Article = { readonly text: string; readonly lines?: readonly string[] }

function articleBlocks({ text, lines = [] }: Article, number: number, layout: PartyLayout): Block[] {
  return [
    bodyText(layout, [run(`Điều ${number}. `, { bold: true }), run(text)]),
    ...lines.map((line) => bodyText(layout, `- ${line}`)),
  ]
}

/** The lines "level: count" of an article, `;` between and a full stop at the end; levels nobody has are left out. */
export function countLines(counts: LevelCounts, noun: string): string[] {
  const lines = grades
    .filter((grade) => counts[grade] > 0)
    .map((grade) => `${gradeWords[grade].full}: ${countText(counts[grade])} ${noun}`)
  return lines.map((line, index) => `${line}${index === lines.length - 1 ? '.' : ';'}`)
}

/** The head of an annex: DANH SÁCH, what it lists, and the decision it belongs to. */
export function annexTitle(about: string, { head, decidedBy }: DecisionFrame): Block[] {
  const [year = ''] = head.day.split('-')
  const number = numberLine(head.number, head.symbol).replace(/^Số/u, 'số')
  const day =
    head.number === undefined ? `ngày \u00a0\u00a0\u00a0/\u00a0\u00a0\u00a0/${year}` : `ngày ${shortDay(head.day)}`
  return [
    centred([run('DANH SÁCH', { bold: true })], { newPage: true }),
    centred([run(about, { bold: true })]),
    centred([run(`(Kèm theo Quyết định ${number}, ${day} của ${decidedBy})`, { italic: true, size: 13 })]),
    centred([run('-----')], { after: 8 }),
  ]
}

/** A heading of a part of the list, kept with the table beneath. */
export function partHeading(text: string): Block {
  return new Paragraph({ keepNext: true, spacing: { before: 200, after: 100 }, children: [run(text, { bold: true })] })
}

/** Roman number of a part. */
export const roman = (number: number) => ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'][number - 1] ?? String(number)
