import type { ListedForm, PaperGeneration, PaperTexts } from '@nq15/domain/reports'
import type { PaperIssuer } from '../reports/check-paper.ts'
import type { Paper, PaperBlock } from '../reports/paper-model.ts'
import type { PaperHead, Signature } from '../reports/party-paper.ts'
import { numberLine, shortDay } from '../reports/party-words.ts'

/** What every paper of the rating round has, whatever it says: who issues it, by which rules, who signs, what people wrote. */
export type PaperFrame = {
  readonly form: ListedForm
  readonly generation: PaperGeneration
  readonly year: number
  readonly head: PaperHead
  readonly issuer: PaperIssuer
  /** Who decides, as the line above "QUYẾT ĐỊNH" names it: `Ban Thường vụ Đảng ủy phường …`. */
  readonly decidedBy: string
  /** The organization the paper is about: `Đảng bộ phường …`, `Chi bộ …`. */
  readonly organization: string
  readonly bases: readonly string[]
  readonly signature: Signature
  readonly recipients: readonly string[]
  readonly texts: PaperTexts
  /** How the subject of a công văn begins; `none` where it stands without a word before it. */
  readonly subjectPrefix: 'về việc' | 'V/v' | 'none'
}

type Body = {
  readonly type: string
  readonly about: string
  readonly formId?: string
  readonly blocks: readonly PaperBlock[]
  readonly sheet?: Paper['sheet']
}

/** A paper in the layout of letters: head, kind and what it is about, body, recipients and signature. */
export function letterPaper(frame: PaperFrame, { type, about, blocks, formId, sheet = 'A4' }: Body): Paper {
  return paperOf(frame, {
    type,
    about,
    sheet,
    blocks: [
      ...(formId === undefined ? [] : [{ kind: 'form-id', text: formId } as const]),
      { kind: 'head', head: frame.head },
      { kind: 'title', type, about },
      ...blocks,
      { kind: 'foot', recipients: frame.recipients, signature: frame.signature },
    ],
  })
}

/** A công văn: its subject stands under the number, and it has no title. */
export function sentLetter(
  frame: PaperFrame,
  {
    about,
    to,
    blocks,
  }: { readonly about: string; readonly to: readonly string[]; readonly blocks: readonly PaperBlock[] },
): Paper {
  const subject = frame.subjectPrefix === 'none' ? about : `${frame.subjectPrefix} ${about}`
  return paperOf(frame, {
    type: 'Công văn',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'head', head: frame.head, subject },
      { kind: 'addressee', word: 'Kính gửi', to },
      ...blocks,
      { kind: 'foot', recipients: frame.recipients, signature: frame.signature },
    ],
  })
}

/** The paper itself, with what the file says about itself. */
export function paperOf(
  { form, head }: PaperFrame,
  { type, about, blocks, sheet }: Pick<Body, 'type' | 'about' | 'blocks'> & { readonly sheet: Paper['sheet'] },
): Paper {
  return {
    form: form.number,
    sheet,
    day: head.day,
    title: `${type} ${about}`,
    issuer: head.issuer,
    description: head.symbol === undefined ? form.code : numberLine(head.number, head.symbol).replaceAll('\u00a0', ' '),
    blocks,
  }
}

/** Head of an annex: DANH SÁCH, what it lists, and the paper it belongs to. */
export function annexTitle(frame: PaperFrame, about: string, of = 'Quyết định'): PaperBlock[] {
  const { head, decidedBy } = frame
  const [year = ''] = head.day.split('-')
  const number = head.symbol === undefined ? '' : ` ${numberLine(head.number, head.symbol).replace(/^Số/u, 'số')},`
  const day =
    head.number === undefined ? `ngày \u00a0\u00a0\u00a0/\u00a0\u00a0\u00a0/${year}` : `ngày ${shortDay(head.day)}`
  return [
    { kind: 'new-page' },
    { kind: 'centred', runs: [{ text: 'DANH SÁCH', bold: true }] },
    { kind: 'centred', runs: [{ text: about, bold: true }] },
    { kind: 'centred', runs: [{ text: `(Kèm theo ${of}${number} ${day} của ${decidedBy})`, italic: true }], size: 13 },
    { kind: 'centred', runs: [{ text: '-----' }], after: 8 },
  ]
}

/** Who signs by name, where the name is known. */
export const named = (name: string | undefined) => (name === undefined || name === '' ? {} : { name })

/** Roman number of a part. */
export const roman = (number: number): string =>
  ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][number - 1] ?? String(number)
