import type { Paper, PaperBlock } from '../reports/paper-model.ts'
import { said } from '../reports/paper-model.ts'
import { annexTitle, letterPaper, type PaperFrame } from './paper-frame.ts'

/** An article: its opening sentence and the lines under it. */
export type Article = { readonly text: string; readonly lines?: readonly string[] }

/** A decision: bases, who decides, its articles, and the list that belongs to it on a page of its own. */
export function decisionPaper(
  frame: PaperFrame,
  content: {
    readonly about: string
    /** Where a form of its own is set for it. */
    readonly formId?: string
    /** Provisions beside those of every decision of the year. */
    readonly bases?: readonly string[]
    readonly articles: readonly Article[]
    readonly annex?: { readonly title: string; readonly blocks: readonly PaperBlock[] }
  },
): Paper {
  const { about, articles, annex, formId, bases = [] } = content
  const letter = letterPaper(frame, {
    type: 'Quyết định',
    about,
    ...(formId === undefined ? {} : { formId }),
    blocks: [
      { kind: 'bases', lines: [...frame.bases, ...bases] },
      { kind: 'centred', runs: [{ text: frame.decidedBy.toLocaleUpperCase('vi-VN'), bold: true }], before: 6 },
      { kind: 'centred', runs: [{ text: 'QUYẾT ĐỊNH', bold: true }], after: 8 },
      ...articles.flatMap(({ text, lines = [] }, at): PaperBlock[] => [
        { kind: 'text', runs: [{ text: `Điều ${at + 1}. `, bold: true }, { text }] },
        ...lines.map(said),
      ]),
    ],
  })
  return annex ? { ...letter, blocks: [...letter.blocks, ...annexTitle(frame, annex.title), ...annex.blocks] } : letter
}
