import type { ImportConflictCode } from './import-conflict.ts'
import type { MemberColumn, MemberRowCode, MemberWarningCode } from './read-member-row.ts'

/** Every refusal and warning of the members room. */
export type MemberCode = MemberRowCode | MemberWarningCode | ImportConflictCode | 'ROW_REFUSED'

/** One text for each code, and the heads of the import's columns, in one language. */
export type MemberMessages = {
  readonly refusals: Readonly<Record<MemberCode, string>>
  readonly columns: Readonly<Record<MemberColumn, string>>
}

/** Words of the members room in English; `{…}` stands for the fact of that name in the refusal. */
export const memberMessagesEn: MemberMessages = {
  refusals: {
    ROW_REFUSED: 'The row has faults.',
    MISSING_VALUE: 'The column “{column}” is empty.',
    CARD_MALFORMED: 'The card number “{value}” must be twelve digits, or of the old pattern such as 01.123456.',
    CARD_ZERO_LOST:
      'The card number “{value}” lacks a digit: the workbook may have dropped a first 0. Write it as text.',
    FORMER_CARD_NOT_OLD: 'The former card number “{value}” must be of the old pattern, such as 01.123456.',
    FORMER_CARD_WITHOUT_NEW:
      'With the former card number “{value}” the card column holds the new number of twelve digits.',
    FILE_NUMBER_MALFORMED:
      'The file number “{value}” may hold letters, digits, points, slashes and hyphens, at most 20.',
    CARD_OR_FILE_NUMBER_MISSING: 'A probationary member needs a card number or a file number.',
    NAME_MALFORMED: 'The name “{value}” must be 2 to 100 letters.',
    DAY_MALFORMED: 'The day “{value}” is not valid; write day/month/year, such as 03/02/1998.',
    DAY_IN_FUTURE: 'The day “{value}” is after {required}.',
    ADMITTED_BEFORE_BIRTH: 'The day of admission is not after the day of birth {required}.',
    FULL_BEFORE_ADMITTED: 'The day of full membership is before the day of admission {required}.',
    FULL_WITHOUT_DAY: 'A full member needs the day of full membership.',
    PROBATIONARY_WITH_FULL_DAY: 'A probationary member has no day of full membership yet.',
    STATUS_BEFORE_ADMITTED: 'The status begins before the day of admission {required}.',
    UNKNOWN_KIND: '“{value}” is neither full nor probationary.',
    UNKNOWN_STATUS: '“{value}” is not a known status.',
    UNKNOWN_CELL: 'No cell carries the code “{value}” on {required}.',
    CELL_BEFORE_ADMITTED: 'The day of joining the cell is before the day of admission {required}.',
    CELL_BEFORE_IT_EXISTED: 'The day of joining is before the cell existed ({required}).',
    UNKNOWN_POST: '“{value}” is not a known Party post.',
    UNKNOWN_WORK_GROUP: '“{value}” is neither inside nor outside the political system.',
    UNKNOWN_YES_NO: '“{value}” is neither yes nor no.',
    ADMITTED_UNDER_18: 'Admitted before the age of 18 ({required}); please check.',
    ADMITTED_OVER_60: 'Admitted after the age of 60 ({required}); please check.',
    PROBATION_UNDER_12_MONTHS: 'Full membership before 12 months of probation ended ({required}); please check.',
    CELL_DAY_ASSUMED: 'The day of joining the cell is not given; {required} is taken.',
    STATUS_DAY_ASSUMED: 'The first day of the status is not given; {required} is taken.',
    DUPLICATE_IN_FILE: 'The same member stands in line {required} as well.',
    CARD_HELD_ELSEWHERE:
      'The card number “{value}” cannot be taken here. Ask the committee above to check the card or the transfer.',
    CARDS_OF_TWO_MEMBERS: 'The card and the former card belong to two different members; please check “{value}”.',
    CARD_EXCHANGE_UNNAMED:
      'Same name, birthday and day of admission as the holder of the old card {required}. If the card was exchanged, name it in the column “Former card number”.',
    FILE_NUMBER_HELD: 'The file number “{value}” belongs to a member of another cell here.',
    SECOND_SECRETARY: 'The cell has another secretary; end that post first, or put both rows into the file.',
    MOVED_BEFORE_JOINING: 'The day of joining this cell is not after the day of joining the present one ({required}).',
  },
  columns: {
    cardNumber: 'Member card number',
    fileNumber: 'File number',
    fullName: 'Full name',
    bornOn: 'Date of birth',
    admittedOn: 'Date of admission',
    fullOn: 'Date of full membership',
    kind: 'Kind of member',
    status: 'Status',
    statusFrom: 'Status since',
    cellCode: 'Code of the cell',
    cellFrom: 'In the cell since',
    post: 'Party post',
    workGroup: 'Political system',
    leads: 'Leader or manager',
    formerCard: 'Former card number',
  },
}
