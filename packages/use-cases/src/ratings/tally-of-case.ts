import type { SettlementRow, TallyRow, VoteRow } from '@nq15/db/ratings/tally.read'
import { type EntryDifference, type Settlement, settleEntries, type Tally, type TallyField } from '@nq15/domain/ratings'

/** The count record of one person in the first round: the six numbers with his votes; null while a number is not typed. */
export function tallyOfCase(tally: TallyRow | undefined, caseId: string): Tally | null {
  const votes = tally?.votes.find((row) => row.caseId === caseId)
  const head = headOf(tally)
  const perLevel = votes && votesOf(votes)
  return head && perLevel ? { round: 1, ...head, perLevel } : null
}

/** The numbers of a record's head alone; null while one is not typed. */
export function tallyHead(tally: TallyRow | undefined): Tally | null {
  const head = headOf(tally)
  if (!head || !tally) return null
  if (tally.round === 1) return { round: 1, ...head }
  return tally.seats === null ? null : { round: 2, ...head, seats: tally.seats }
}

/** The second round's whole record with the names voted on; null while a number is not typed. */
export function tallyOfNames(tally: TallyRow | undefined, caseIds: readonly string[]): Tally | null {
  const head = tallyHead(tally)
  if (head?.round !== 2) return null
  const candidates = caseIds.map((key) => ({ key, votes: tally?.votes.find((row) => row.caseId === key)?.chosen }))
  return candidates.every((one): one is { key: string; votes: number } => typeof one.votes === 'number')
    ? { ...head, candidates }
    : null
}

/** The count of one round as it stands: the first entry, with differences to the second settled where somebody settled them. */
export type RoundCount = {
  readonly first: TallyRow | undefined
  readonly second: TallyRow | undefined
  readonly head: Tally | null
  /** Round 1: one person's record. */
  readonly ofCase: (caseId: string) => Tally | null
  /** The same as the second entry has it, settled numbers laid over it; null without one. */
  readonly secondOfCase: (caseId: string) => Tally | null
  /** Round 2: the record with the names. */
  readonly names: (caseIds: readonly string[]) => Tally | null
  /** What still differs: of the head, or of one person. */
  readonly differences: (caseId: string | null) => readonly EntryDifference[]
}

/** Lays the entries of a round beside each other. Entries that are not whole yet do not differ: they are missing. */
export function countOf(tallies: readonly TallyRow[], round: 1 | 2): RoundCount {
  const [first, second] = [1, 2].map((wanted) => tallies.find((one) => one.round === round && one.entry === wanted))
  const settlements = first?.settlements ?? []
  const both = (caseId: string | null, of: (tally: TallyRow | undefined) => Tally | null) => {
    const [one, two] = [of(first), of(second)]
    if (!one || !two) return { one, two, open: [] }
    const relevant = settlements.filter((row) => row.caseId === null || caseId === null || row.caseId === caseId)
    const settled = settleEntries(one, two, relevant.map(settlementOf))
    return { one: settled.first, two: settled.second, open: settled.open }
  }
  // Asked for the first and again for the second entry of everybody.
  const known = new Map<string, ReturnType<typeof both>>()
  const ofCase = (caseId: string) => {
    const answer = known.get(caseId) ?? both(caseId, (tally) => tallyOfCase(tally, caseId))
    known.set(caseId, answer)
    return answer
  }
  const names = (ids: readonly string[]) => both(null, (tally) => tallyOfNames(tally, ids))
  return {
    first,
    second,
    head: both(null, tallyHead).one,
    ofCase: (caseId) => ofCase(caseId).one,
    secondOfCase: (caseId) => ofCase(caseId).two,
    names: (ids) => names(ids).one,
    differences: (caseId) => {
      if (caseId === null) return both(null, tallyHead).open
      const { open } = round === 1 ? ofCase(caseId) : names([caseId])
      return open.filter(({ field }) => field.includes('.'))
    },
  }
}

const levelFields = { xs: 'XS', t: 'T', ht: 'HT', kht: 'KHT' } as const

/** The name of a stored field in the record of a person, or of the head. */
export function tallyFieldOf(field: SettlementRow['field'], caseId: string | null): TallyField {
  if (field === 'chosen') return `candidates.${caseId ?? ''}`
  if (field === 'xs' || field === 't' || field === 'ht' || field === 'kht') return `perLevel.${levelFields[field]}`
  return field
}

const settlementOf = ({ field, caseId, first, second, settled }: SettlementRow): Settlement => ({
  ...{ first, second, settled },
  field: tallyFieldOf(field, caseId),
})

const votesOf = ({ xs, t, ht, kht }: VoteRow) => whole({ XS: xs, T: t, HT: ht, KHT: kht })

function headOf(tally: TallyRow | undefined) {
  const { eligible, present, issued, collected, valid, invalid } = tally ?? {}
  return whole({ eligible, present, issued, collected, valid, invalid })
}

function whole<Name extends string>(numbers: Record<Name, number | null | undefined>): Record<Name, number> | null {
  const values: unknown[] = Object.values(numbers)
  return values.every((value) => typeof value === 'number') ? (numbers as Record<Name, number>) : null
}
