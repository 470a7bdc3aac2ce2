import type { TallyRow, VoteRow } from '@nq15/db/ratings/tally.read'
import type { Tally } from '@nq15/domain/ratings'

/** The count record of one person: the six numbers of the cell with his votes; null while a number is not typed. */
export function tallyOfCase(tally: TallyRow | undefined, caseId: string): Tally | null {
  const votes = tally?.votes.find((row) => row.caseId === caseId)
  const { eligible, present, issued, collected, valid, invalid } = tally ?? {}
  const head = whole({ eligible, present, issued, collected, valid, invalid })
  const perLevel = votes && votesOf(votes)
  return head && perLevel ? { round: 1, ...head, perLevel } : null
}

/** The six numbers alone, for the check of the record's head; null while one is not typed. */
export function tallyHead(tally: TallyRow | undefined): Tally | null {
  const { eligible, present, issued, collected, valid, invalid } = tally ?? {}
  const head = whole({ eligible, present, issued, collected, valid, invalid })
  return head && { round: 1, ...head }
}

const votesOf = ({ xs, t, ht, kht }: VoteRow) => whole({ XS: xs, T: t, HT: ht, KHT: kht })

function whole<Name extends string>(numbers: Record<Name, number | null | undefined>): Record<Name, number> | null {
  const values: unknown[] = Object.values(numbers)
  return values.every((value) => typeof value === 'number') ? (numbers as Record<Name, number>) : null
}
