import type { AccountColumn, AccountRowCode } from './read-account-row.ts'

/** The keys every language answers for an import of accounts. */
export type AccountRowMessages = {
  readonly refusals: Readonly<Record<AccountRowCode, string>>
  readonly columns: Readonly<Record<AccountColumn, string>>
}

/** Words of an import of accounts in English; `{…}` stands for the fact of that name in the note. */
export const accountRowMessagesEn: AccountRowMessages = {
  refusals: {
    MISSING_VALUE: 'The column “{column}” is blank.',
    USERNAME_MALFORMED: 'The username “{value}” must have 3 to 30 of the letters a–z, digits, dot, hyphen, underscore.',
    NAME_TOO_LONG: 'The name has more than {required} characters.',
    NAME_DIFFERS: 'This username belongs to somebody else: “{required}”.',
    REASON_TOO_LONG: 'The reason has more than {required} characters.',
    UNKNOWN_ROLE: 'There is no role “{value}”.',
    ORGANIZATION_MISSING: 'This role needs the code of an organization.',
    ORGANIZATION_NOT_WANTED: 'This role is held in no organization; leave the code blank.',
    UNKNOWN_ORGANIZATION: 'On {required} no organization carries the code “{value}”.',
    DAY_MALFORMED: '“{value}” is not a day.',
    ENDS_BEFORE_IT_BEGINS: 'The last day {value} is before the first day {required}.',
    UNKNOWN_CARD: 'No member carries the card “{value}”.',
    CARD_OF_ANOTHER: 'The card “{value}” does not belong to a person of this name.',
    CARD_TAKEN: 'The member with the card “{value}” has an account already.',
    CARD_DIFFERS: 'The account is there; its card is not changed by an import.',
    OWN_ACCOUNT: 'Nobody gives himself a role.',
    ACCOUNT_CLOSED: 'The account “{value}” is closed.',
    ROLE_TWICE: 'The account holds this role in this organization on these days already.',
    ROLES_KEPT_APART: 'It is not held together with the role {required}.',
    DUTIES_OVERLAP: 'It overlaps with the role {required}, which one person should not hold too; give the reason.',
  },
  columns: {
    username: 'Username',
    displayName: 'Name',
    cardNumber: 'Card number',
    role: 'Role',
    organizationCode: 'Organization code',
    validFrom: 'From',
    validTo: 'To the end of',
    reason: 'Reason, decision number',
  },
}
