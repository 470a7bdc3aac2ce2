import type { LegalDay } from '@nq15/domain/shared'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import {
  type Block,
  bodyText,
  centred,
  paperFoot,
  partyPaper,
  plainTable,
  run,
  textWidth,
} from '../reports/party-paper.ts'

/** Who issues a letter under state law, when and under which number; without `number` the clerk's place stays blank. */
export type LetterHead = {
  readonly issuer: string
  readonly number: string
  readonly place: string
  readonly day: LegalDay
}

/** One letter: what it is, to whom, its paragraphs, who gets a copy and who signs. All of it comes in; nothing is read elsewhere. */
export type StateLetter = {
  readonly head: LetterHead
  readonly code: string
  readonly kind: string
  readonly about: string
  readonly to: string
  readonly paragraphs: readonly string[]
  readonly recipients: readonly string[]
  readonly signer: string
  readonly generatedAt: string
}

const dayInWords = (day: LegalDay) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return `ngày ${date} tháng ${month} năm ${year}`
}

/** The letter as Word, in the head of state documents, with its form code at the upper right. */
export function stateLetter(letter: StateLetter): Promise<Buffer> {
  const { head, code, kind, about, to, paragraphs, recipients, signer, generatedAt } = letter
  const layout = partyLayoutOn(head.day)
  const width = textWidth(layout)
  const blocks: Block[] = [
    plainTable([width], [[[centred([run(`Mẫu số ${code}`, { italic: true, size: 11 })])]]]),
    plainTable(
      [Math.round(width * 0.42), width - Math.round(width * 0.42)],
      [
        [
          [centred([run(head.issuer.toLocaleUpperCase('vi'), { bold: true, size: 12 })]), centred([run('-------')])],
          [
            centred([run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 12 })]),
            centred([run('Độc lập - Tự do - Hạnh phúc', { bold: true, size: 13 })]),
            centred([run('---------------')]),
          ],
        ],
        [
          [centred([run(`Số: ${head.number === '' ? '........' : head.number}`, { size: 13 })])],
          [centred([run(`${head.place}, ${dayInWords(head.day)}`, { italic: true, size: 13 })])],
        ],
      ],
    ),
    centred([run(kind.toLocaleUpperCase('vi'), { bold: true })], { before: 18 }),
    centred([run(about, { bold: true })], { after: 12 }),
    ...(to === '' ? [] : [centred([run(`Kính gửi: ${to}`)], { after: 10 })]),
    ...paragraphs.map((text) => bodyText(layout, text)),
    paperFoot(recipients, { position: signer }, layout),
  ]
  return packPaper(
    partyPaper(blocks, layout, { title: `${kind} ${about}`, issuer: head.issuer, description: `Mẫu ${code}` }),
    generatedAt,
  )
}

/** A day in the middle of a sentence. */
export const inWords = dayInWords
