import { addDays, openEnd, readDay } from '../calendar/index.ts'
import { readCardNumber } from '../members/index.ts'
import { type LegalDay, ok, type Result, refuse, searchText } from '../shared/index.ts'
import { readUsername } from './check-account.ts'
import { standAloneRoles } from './check-grant.ts'
import { roleLabelsEn } from './labels.en.ts'
import { roleLabelsVi } from './labels.vi.ts'
import { type Role, roles } from './schema.ts'

/** Columns of the import of accounts, in the order of the template. */
export const accountColumns = [
  'username',
  'displayName',
  'cardNumber',
  'role',
  'organizationCode',
  'validFrom',
  'validTo',
  'reason',
] as const
export type AccountColumn = (typeof accountColumns)[number]

/** One row of an import as texts by column; an absent column is a blank. */
export type AccountTexts = Readonly<Partial<Record<AccountColumn, string>>>

/** Why a row of accounts is refused; those the table itself cannot tell are found by the use case. */
export const accountRowCodes = [
  'MISSING_VALUE',
  'USERNAME_MALFORMED',
  'NAME_TOO_LONG',
  'NAME_DIFFERS',
  'REASON_TOO_LONG',
  'UNKNOWN_ROLE',
  'ORGANIZATION_MISSING',
  'ORGANIZATION_NOT_WANTED',
  'UNKNOWN_ORGANIZATION',
  'DAY_MALFORMED',
  'ENDS_BEFORE_IT_BEGINS',
  'UNKNOWN_CARD',
  'CARD_OF_ANOTHER',
  'CARD_TAKEN',
  'CARD_DIFFERS',
  'OWN_ACCOUNT',
  'ACCOUNT_CLOSED',
  'ROLE_TWICE',
  'ROLES_KEPT_APART',
  'DUTIES_OVERLAP',
] as const
export type AccountRowCode = (typeof accountRowCodes)[number]

/** One reason, with the column it stands in, the text found and, when something definite was required, what. */
export type AccountRowReason = {
  readonly code: AccountRowCode
  readonly column: AccountColumn
  readonly value: string
  readonly required: string | null
}

/** An account with one role; more rows of the same name bring more roles. */
export type AccountRow = {
  readonly username: string
  readonly displayName: string
  readonly cardNumber: string | null
  readonly role: Role
  readonly organizationId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  readonly reason: string | null
}

export type AccountImport = {
  /** The day the rows are judged on: the first day of a role whose day is left blank. */
  readonly day: LegalDay
  /** The organization that carries a code on a day, within the import's own. */
  readonly organizationOn: (code: string, day: LegalDay) => string | undefined
}

/** All reasons why a row is refused, in the order of the columns. */
export type AccountRowRefused = { readonly code: 'ROW_REFUSED'; readonly reasons: readonly AccountRowReason[] }

/**
 * Reads one row of an import of accounts: role by code or Vietnamese label, days as `dd/MM/yyyy` or `yyyy-MM-dd`, the end
 * as the last day of the role. Refuses with all reasons that the row alone can tell.
 */
export function readAccountRow(texts: AccountTexts, given: AccountImport): Result<AccountRow, AccountRowRefused> {
  const reasons: AccountRowReason[] = []
  const text = (column: AccountColumn) => (texts[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  const add = (code: AccountRowCode, column: AccountColumn, required: string | null = null) =>
    reasons.push({ code, column, value: text(column), required })
  const day = (column: 'validFrom' | 'validTo'): LegalDay | null => {
    if (text(column) === '') return null
    const read = readDay(text(column))
    if (!read.ok) add('DAY_MALFORMED', column)
    return read.ok ? read.value : null
  }

  for (const column of ['username', 'displayName', 'role'] as const) {
    if (text(column) === '') add('MISSING_VALUE', column)
  }
  const username = readUsername(text('username'))
  if (!username.ok && text('username') !== '') add('USERNAME_MALFORMED', 'username')
  if (text('displayName').length > 200) add('NAME_TOO_LONG', 'displayName', '200')
  if (text('reason').length > 500) add('REASON_TOO_LONG', 'reason', '500')
  const card = text('cardNumber') === '' ? ok(null) : readCardNumber(text('cardNumber'))
  if (!card.ok) add('UNKNOWN_CARD', 'cardNumber')
  const wantedRole = searchText(text('role'))
  const role = roles.find((one) =>
    [one, searchText(roleLabelsVi[one]), searchText(roleLabelsEn[one])].includes(wantedRole),
  )
  if (!role && text('role') !== '') add('UNKNOWN_ROLE', 'role')
  const from = day('validFrom') ?? given.day
  const last = day('validTo')
  const to = last === null ? openEnd : addDays(last, 1)
  if (to <= from) add('ENDS_BEFORE_IT_BEGINS', 'validTo', from)

  const code = text('organizationCode')
  const standsAlone = role !== undefined && standAloneRoles.includes(role)
  if (standsAlone && code !== '') add('ORGANIZATION_NOT_WANTED', 'organizationCode')
  if (role && !standsAlone && code === '') add('ORGANIZATION_MISSING', 'organizationCode')
  const organizationId = code === '' || standsAlone ? null : given.organizationOn(code, from)
  if (organizationId === undefined) add('UNKNOWN_ORGANIZATION', 'organizationCode', from)

  if (reasons.length > 0 || !username.ok || !card.ok || !role || organizationId === undefined) {
    const inOrder = reasons.toSorted(
      (left, right) => accountColumns.indexOf(left.column) - accountColumns.indexOf(right.column),
    )
    return refuse({ code: 'ROW_REFUSED', reasons: inOrder })
  }
  return ok({
    username: username.value,
    displayName: text('displayName'),
    cardNumber: card.value,
    role,
    organizationId,
    validFrom: from,
    validTo: to,
    reason: text('reason') || null,
  })
}
