import type { LegalDay } from '@nq15/domain/shared'
import type { ListColumn } from './list-table.ts'
import type { PaperHead, Signature } from './party-paper.ts'

/** A stretch of text in one look. */
export type PaperRun = { readonly text: string; readonly bold?: boolean; readonly italic?: boolean }

/** One block of a paper, the same for Word and for PDF; only data, so a paper can be frozen as JSON and drawn again. */
export type PaperBlock =
  | { readonly kind: 'head'; readonly head: PaperHead; readonly subject?: string }
  | { readonly kind: 'form-id'; readonly text: string }
  | { readonly kind: 'title'; readonly type: string; readonly about: string }
  | { readonly kind: 'addressee'; readonly word: 'Kính gửi' | 'Kính trình'; readonly to: readonly string[] }
  | { readonly kind: 'bases'; readonly lines: readonly string[] }
  | { readonly kind: 'text'; readonly runs: readonly PaperRun[]; readonly keepNext?: boolean }
  | {
      readonly kind: 'centred'
      readonly runs: readonly PaperRun[]
      readonly size?: number
      readonly before?: number
      readonly after?: number
    }
  /** Small print under a list. */
  | { readonly kind: 'note'; readonly runs: readonly PaperRun[]; readonly align?: 'right' }
  /** Dotted lines for the pen. */
  | { readonly kind: 'pen'; readonly lines: number }
  | {
      readonly kind: 'list'
      readonly columns: readonly ListColumn[]
      readonly rows: readonly (readonly string[])[]
      readonly totals?: readonly string[] | string
      readonly size?: number
    }
  | { readonly kind: 'gap'; readonly points: number }
  | { readonly kind: 'foot'; readonly recipients: readonly string[]; readonly signature: Signature }
  | { readonly kind: 'signatures'; readonly left: Signature; readonly right: Signature }
  /** One signature in the right half. */
  | { readonly kind: 'sign'; readonly signature: Signature }
  /** A new page; `lying` turns it and all that follow on their long side. */
  | { readonly kind: 'new-page'; readonly lying?: true }

/** A whole paper as data. `A4-wide` lies; `ballot` is A5, two to an A4 page: drawn twice where one fits half a page, else once over both. */
export type Paper = {
  /** The number of the form in the list of papers of the rating round, 1 to 23. */
  readonly form: number
  readonly sheet: 'A4' | 'A4-wide' | 'ballot'
  readonly day: LegalDay
  readonly title: string
  readonly issuer: string
  /** Written into the file's properties: the form's id or the number line. */
  readonly description: string
  readonly blocks: readonly PaperBlock[]
}

/** A plain paragraph of the body. */
export const said = (text: string): PaperBlock => ({ kind: 'text', runs: [{ text }] })

/** A bold heading that stays with what follows. */
export const heading = (text: string): PaperBlock => ({ kind: 'text', runs: [{ text, bold: true }], keepNext: true })

/** What somebody wrote, paragraph by paragraph; lines for the pen where nothing is written. */
export function writtenOr(written: string | undefined, penLines = 3): PaperBlock[] {
  const lines = (written ?? '').split(/\n+/u).filter((line) => line.trim() !== '')
  return lines.length > 0 ? lines.map((line) => said(line.trim())) : [{ kind: 'pen', lines: penLines }]
}

/** A short fact in a sentence, or dots for the pen. */
export const orDots = (fact: string | number | undefined | null): string =>
  fact === undefined || fact === null || fact === '' ? '…………' : String(fact)

/** The longest list that still leaves a ballot on one half page. */
export const ballotRows = 15

/** Whether a ballot is printed twice on its page. */
export function isPrintedTwice(paper: Paper): boolean {
  const rows = paper.blocks.reduce((sum, block) => sum + (block.kind === 'list' ? block.rows.length : 0), 0)
  return paper.sheet === 'ballot' && rows <= ballotRows
}

/** Whether a block is held together with the signatures that follow it: they never stand alone on a page. */
export function isHeld(blocks: readonly PaperBlock[], at: number): boolean {
  const next = blocks[at + 1]?.kind
  return next === 'foot' || next === 'signatures' || next === 'sign'
}

/** A short list is never parted by a page break. */
export const isShortList = (rows: number): boolean => rows <= 5
