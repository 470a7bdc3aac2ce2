import { deadlineNumbers } from '../calendar/index.ts'
import { planNumbers } from '../consolidation/index.ts'
import { limitationNumbers } from '../inspection/index.ts'
import { memberNumbers } from '../members/index.ts'
import { watchNumbers } from '../monitoring/index.ts'
import { receptionNumbers } from '../petitions/index.ts'
import { ratingNumbers } from '../ratings/index.ts'
import { type LegalNumber, standingOf } from '../shared/index.ts'

/** The rooms that act by numbers of law. */
export const numberRooms = ['ratings', 'members', 'petitions', 'inspection', 'monitoring', 'consolidation'] as const
export type NumberRoom = (typeof numberRooms)[number]
/** A number with the room that acts by it. */
export type NumberOfRoom = LegalNumber & { readonly room: NumberRoom }

const byRoom: Readonly<Record<NumberRoom, readonly LegalNumber[]>> = {
  ratings: ratingNumbers,
  members: memberNumbers,
  petitions: [...receptionNumbers, ...deadlineNumbers],
  inspection: limitationNumbers,
  monitoring: watchNumbers,
  consolidation: planNumbers,
}

/** Every number the rooms give, each out of the data it acts by; nothing is typed here. */
export const roomNumbers: readonly NumberOfRoom[] = numberRooms.flatMap((room) =>
  byRoom[room].map((one) => ({ ...one, room })),
)

/** The numbers of law: each has its document and provision. */
export const legalNumbers: readonly NumberOfRoom[] = roomNumbers.filter((one) => standingOf(one) === 'law')

/** Conventions of the product, which are no law. */
export const conventionNumbers: readonly NumberOfRoom[] = roomNumbers.filter((one) => standingOf(one) === 'convention')

/** Numbers acted by whose provision nobody has read yet; each is pinned by name in a test until it is found. */
export const unsourcedNumbers: readonly NumberOfRoom[] = roomNumbers.filter((one) => standingOf(one) === 'unsourced')

/** What is wrong with a list of numbers of law: a number without document, provision, day or words, or one told twice. */
export function faultsOfNumbers(numbers: readonly LegalNumber[]): readonly string[] {
  const keys = numbers.map(({ key }) => key)
  return numbers.flatMap((one) => [
    ...(standingOf(one) === 'unsourced' ? [`${one.key}: no document and provision`] : []),
    ...(/^\d{4}-\d\d-\d\d$/.test(one.from) ? [] : [`${one.key}: no day from which it holds`]),
    ...(one.acts.length > 0 && one.acts.every(({ vi, en }) => vi !== '' && en !== '') ? [] : [`${one.key}: no words`]),
    ...(keys.indexOf(one.key) === keys.lastIndexOf(one.key) ? [] : [`${one.key}: told twice`]),
  ])
}
