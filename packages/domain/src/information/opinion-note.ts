import { z } from 'zod'
import { findPersonWords, type PersonMark } from '../incidents/index.ts'
import { type LegalDay, legalDayField, textField } from '../shared/index.ts'
import { topics } from './issue-command.ts'

/** Where thinking and opinion were heard; social networks are no channel (privacy N3). */
export const opinionChannels = ['cell-meeting', 'reception-day', 'front-meeting', 'dialogue'] as const
export const opinionTendencies = ['positive', 'neutral', 'concern'] as const
export const opinionBreadths = ['isolated', 'some', 'many'] as const

/** A note: what is talked about where, how it leans and how widely; closed lists and at most 300 characters (privacy N4). */
export const opinionNoteSchema = z.strictObject({
  organizationId: z.uuid(),
  topic: z.enum(topics),
  place: textField.pipe(z.string().min(1).max(120)),
  channel: z.enum(opinionChannels),
  tendency: z.enum(opinionTendencies),
  breadth: z.enum(opinionBreadths),
  heardOn: legalDayField,
  gist: textField.pipe(z.string().min(1).max(300)),
})
export type OpinionNote = Readonly<z.infer<typeof opinionNoteSchema>>

/** By what a note would point at somebody: the marks of complex cases, a full name, a telephone, an address of the network, words of somebody. */
export type OpinionMark = PersonMark | 'full-name' | 'phone' | 'address' | 'quotation'

/** The commonest family names; a name of two more words after one of them is a person's, unless it is that of a street or a place. */
const families =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Lương|Mai|Tô|Trương|Đào|Cao|Hà|Chu|Tạ|Kiều'
const placeWords = [
  ...[
    'đường',
    'phố',
    'ngõ',
    'ngách',
    'trường',
    'chợ',
    'đình',
    'đền',
    'chùa',
    'cầu',
    'hồ',
    'khu',
    'phường',
    'xã',
    'thôn',
  ],
  ...['quận', 'huyện', 'vườn hoa', 'công viên', 'nghĩa trang'],
].flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)])
const marks: readonly (readonly [OpinionMark, RegExp])[] = [
  [
    'full-name',
    new RegExp(
      `(?<!(?:${placeWords.join('|')})\\s)(?<!\\p{L})(?:${families})(?:\\s\\p{Lu}\\p{Ll}*){2,3}(?!\\p{L})`,
      'u',
    ),
  ],
  ['phone', /(?:\+84|(?<!\d)0)[ .-]?\d(?:[ .-]?\d){7,8}(?!\d)/u],
  ['address', /(?:https?:\/\/|www\.)\S+/iu],
  ['quotation', /[“"«][^”"»]{12,}[”"»]/u],
]

export type OpinionFinding =
  | { readonly code: 'NAMES_A_PERSON'; readonly mark: OpinionMark; readonly condition: string }
  | { readonly code: 'HEARD_AHEAD' }

/**
 * What is wrong with a note, with the very words that are refused; empty when it may be kept. A rule of words finds what looks like
 * a person and no more: who writes still answers for it (privacy N4, L6).
 */
export function judgeOpinionNote(
  said: Pick<OpinionNote, 'place' | 'gist' | 'heardOn'>,
  today: LegalDay,
): readonly OpinionFinding[] {
  const texts = [said.place, said.gist].map((text) => text.normalize('NFC'))
  const found = [
    ...findPersonWords(texts).map(({ mark, words }) => ({ mark: mark as OpinionMark, words })),
    ...texts.flatMap((text) =>
      marks.flatMap(([mark, pattern]) => {
        const words = pattern.exec(text)?.[0]
        return words === undefined ? [] : [{ mark, words }]
      }),
    ),
  ]
  // One number is a telephone and a long number: it is named once.
  const once = found.filter(({ words }, at) => found.findIndex((other) => other.words.includes(words)) === at)
  return [
    ...once.map(({ mark, words }) => ({ code: 'NAMES_A_PERSON' as const, mark, condition: words })),
    ...(said.heardOn > today ? [{ code: 'HEARD_AHEAD' as const }] : []),
  ]
}
