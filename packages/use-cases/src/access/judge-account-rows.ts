import type { CardHolder, KnownAccount } from '@nq15/db/access/import-account.read'
import { newId } from '@nq15/db/ids'
import type { StagedRow } from '@nq15/db/members/import.write'
import {
  type AccountColumn,
  type AccountImport,
  type AccountRow,
  type AccountRowCode,
  type AccountTexts,
  checkGrant,
  checkSeparation,
  type DatedGrant,
  type Reaches,
  readAccountRow,
  roleLabelsVi,
} from '@nq15/domain/access'
import { type RowNote, searchText } from '@nq15/domain/shared'

/** What an import of accounts is judged against. */
export type AccountGround = AccountImport & {
  /** Who imports; nobody gives himself a role. */
  readonly actorId: string
  readonly accounts: ReadonlyMap<string, KnownAccount>
  readonly grants: ReadonlyMap<string, readonly DatedGrant[]>
  /** By card and name: `cardKey`. */
  readonly cards: ReadonlyMap<string, CardHolder>
  readonly reaches: Reaches
}

/** What a staged account keeps in `facts`. */
export type StagedAccount = AccountRow & {
  readonly userId: string
  readonly memberId: string | null
  readonly change: 'new' | 'changed' | 'same'
}

/** How a card beside a name is looked up. */
export const cardKey = (card: string, name: string): string => `${card}|${searchText(name)}`

type Person = { userId: string; name: string; memberId: string | null; isNew: boolean; grants: DatedGrant[] }

/** Judges rows in the order of the file; an accepted row is known to those below it. Answers also what kind of change each is. */
export function judgeAccountRows(ground: AccountGround) {
  const people = new Map<string, Person>()
  const takenMembers = new Map<string, string>()

  return ({ line, texts }: { line: number; texts: AccountTexts }): StagedRow => {
    const staged = { line, recordId: newId(), cardNumber: null, fileNumber: null, warnings: null }
    const refused = (reasons: readonly RowNote[]): StagedRow => ({
      ...staged,
      ...{ existingId: null, placeId: null, facts: null, reasons },
    })
    const read = readAccountRow(texts, ground)
    if (!read.ok) return refused(read.refusal.reasons)
    const row = read.value
    const note = (code: AccountRowCode, column: AccountColumn, value: string, required: string | null = null) =>
      refused([{ code, column, value, required }])

    const there = ground.accounts.get(row.username)
    if (there?.userId === ground.actorId) return note('OWN_ACCOUNT', 'username', row.username)
    if (there?.isClosed) return note('ACCOUNT_CLOSED', 'username', row.username)
    const known = people.get(row.username) ?? (there && personOf(there, ground.grants.get(there.userId) ?? []))
    if (known && searchText(known.name) !== searchText(row.displayName)) {
      return note('NAME_DIFFERS', 'username', row.username, known.name)
    }
    const holder = row.cardNumber === null ? null : ground.cards.get(cardKey(row.cardNumber, row.displayName))
    if (row.cardNumber !== null) {
      if (!holder) return note('UNKNOWN_CARD', 'cardNumber', row.cardNumber)
      if (!holder.sameName) return note('CARD_OF_ANOTHER', 'cardNumber', row.cardNumber)
      if (known && known.memberId !== holder.memberId) return note('CARD_DIFFERS', 'cardNumber', row.cardNumber)
      const isTaken = !known && (holder.hasAccount || takenMembers.has(holder.memberId))
      if (isTaken) return note('CARD_TAKEN', 'cardNumber', row.cardNumber)
    }

    const person: Person = known ?? {
      ...{ userId: newId(), name: row.displayName, memberId: holder?.memberId ?? null, isNew: true, grants: [] },
    }
    const isSame = !person.isNew && person.grants.some((grant) => isSameGrant(grant, row))
    if (!isSame) {
      const allowed = checkGrant(person.grants, row)
      if (!allowed.ok) {
        const { refusal } = allowed
        return refusal.code === 'roles-kept-apart'
          ? note('ROLES_KEPT_APART', 'role', row.role, labelOf(refusal.other))
          : note('ROLE_TWICE', 'role', row.role)
      }
      const apart = checkSeparation(person.grants, row, { reaches: ground.reaches, accepted: row.reason !== null })
      if (!apart.ok) {
        const isNever = apart.refusal.code === 'duties-excluded'
        return note(isNever ? 'ROLES_KEPT_APART' : 'DUTIES_OVERLAP', 'role', row.role, labelOf(apart.refusal.other))
      }
    }
    const change = isSame ? 'same' : person.isNew && person.grants.length === 0 ? 'new' : 'changed'
    if (!isSame) person.grants.push(row)
    people.set(row.username, person)
    if (person.memberId) takenMembers.set(person.memberId, row.username)
    const facts: StagedAccount = { ...row, userId: person.userId, memberId: person.memberId, change }
    return { ...staged, existingId: there?.userId ?? null, placeId: row.organizationId, facts, reasons: null }
  }
}

const personOf = (account: KnownAccount, grants: readonly DatedGrant[]): Person => ({
  userId: account.userId,
  name: account.displayName,
  memberId: account.memberId,
  isNew: false,
  grants: [...grants],
})

const isSameGrant = (grant: DatedGrant, row: AccountRow) =>
  grant.role === row.role &&
  grant.organizationId === row.organizationId &&
  grant.validTo === row.validTo &&
  // A blank first day means the day of the import: the same file a day later is the same file.
  grant.validFrom <= row.validFrom

const labelOf = (role: string): string => Object.entries(roleLabelsVi).find(([code]) => code === role)?.[1] ?? role
