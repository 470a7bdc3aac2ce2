import { findIdentifiers } from '../monitoring/index.ts'

/** What in the text of a denunciation would tell who sent it: a number, an address, or a sender who names himself. */
export type SenderMark = 'number' | 'mail' | 'self-named'

const name = String.raw`(?:(?:[Ôô]ng|[Bb]à)\s+)?\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*)+`
const selfNamed = [
  new RegExp(String.raw`(?:^|[^\p{L}])(?:[Tt]ôi|[Cc]húng tôi|[Tt]ên tôi|[Tt]ôi tên)\s+là[\s:]+${name}`, 'u'),
  new RegExp(String.raw`[Nn]gười\s+(?:tố cáo|đứng đơn|viết đơn|làm đơn)(?:\s+là)?[\s:]+${name}`, 'u'),
]

/**
 * The marks of its sender in a text about a denunciation (privacy L6, I1). The denounced is named there lawfully, so a name alone
 * is none; a number, a mail address or "tôi là …" is.
 */
export function findSenderMarks(text: string): readonly SenderMark[] {
  const whole = text.normalize('NFC')
  const marks = findIdentifiers(whole).flatMap((kind): SenderMark[] => (kind === 'name' ? [] : [kind]))
  return selfNamed.some((pattern) => pattern.test(whole)) ? [...marks, 'self-named'] : marks
}
