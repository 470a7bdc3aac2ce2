import { addMonths, openEnd, readDay } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse, searchText } from '../shared/index.ts'
import { admissionTerms } from './admission-terms.ts'
import { oldCardShape, readCardNumber } from './card-number.ts'
import { memberLabelsVi } from './labels.vi.ts'
import {
  type MemberKind,
  type MemberStatus,
  memberKinds,
  memberStatuses,
  type PartyPost,
  partyPosts,
  type WorkGroup,
  workGroups,
} from './schema.ts'

/** Columns of the import of members, in the order of the template. */
export const memberColumns = [
  'cardNumber',
  'fileNumber',
  'fullName',
  'bornOn',
  'admittedOn',
  'fullOn',
  'kind',
  'status',
  'statusFrom',
  'cellCode',
  'cellFrom',
  'post',
  'workGroup',
  'leads',
  'formerCard',
] as const
export type MemberColumn = (typeof memberColumns)[number]

/** One row of an import as texts by column; an absent column is a blank. */
export type MemberTexts = Readonly<Partial<Record<MemberColumn, string>>>

/** What the import knows besides the row: the day it counts from, and the cell that carries a code on that day. */
export type MemberImport = {
  readonly day: LegalDay
  readonly cellOn: (
    code: string,
    day: LegalDay,
  ) => { readonly organizationId: string; readonly validFrom: LegalDay } | undefined
}

/** Why a row of members is refused. */
export const memberRowCodes = [
  'MISSING_VALUE',
  'CARD_MALFORMED',
  'CARD_ZERO_LOST',
  'FORMER_CARD_NOT_OLD',
  'FORMER_CARD_WITHOUT_NEW',
  'FILE_NUMBER_MALFORMED',
  'CARD_OR_FILE_NUMBER_MISSING',
  'NAME_MALFORMED',
  'DAY_MALFORMED',
  'DAY_IN_FUTURE',
  'ADMITTED_BEFORE_BIRTH',
  'FULL_BEFORE_ADMITTED',
  'FULL_WITHOUT_DAY',
  'PROBATIONARY_WITH_FULL_DAY',
  'STATUS_BEFORE_ADMITTED',
  'UNKNOWN_KIND',
  'UNKNOWN_STATUS',
  'UNKNOWN_CELL',
  'CELL_BEFORE_ADMITTED',
  'CELL_BEFORE_IT_EXISTED',
  'UNKNOWN_POST',
  'UNKNOWN_WORK_GROUP',
  'UNKNOWN_YES_NO',
] as const
export type MemberRowCode = (typeof memberRowCodes)[number]

/** What is unusual in a row that is kept. */
export const memberWarningCodes = [
  'ADMITTED_UNDER_18',
  'ADMITTED_OVER_60',
  'PROBATION_UNDER_12_MONTHS',
  'CELL_DAY_ASSUMED',
  'STATUS_DAY_ASSUMED',
] as const
export type MemberWarningCode = (typeof memberWarningCodes)[number]

/** One reason or warning, with the column it stands in, the text found and, when something was required, what. */
export type MemberRowNote<Code extends string = MemberRowCode> = {
  readonly code: Code
  readonly column: MemberColumn
  readonly value: string
  readonly required: string | null
}

/** A row worth keeping: the facts it states, and what is unusual in them. */
export type MemberRow = {
  readonly cardNumber: string | null
  /** The number of the card that was exchanged for this one. */
  readonly formerCard: string | null
  readonly fileNumber: string | null
  readonly fullName: string
  readonly bornOn: LegalDay | null
  readonly admittedOn: LegalDay
  readonly fullOn: LegalDay | null
  readonly kind: MemberKind
  readonly status: { readonly status: MemberStatus; readonly from: LegalDay; readonly to: LegalDay } | null
  readonly cellId: string
  readonly cellFrom: LegalDay
  readonly post: PartyPost | null
  readonly workGroup: WorkGroup
  readonly leads: boolean
  readonly warnings: readonly MemberRowNote<MemberWarningCode>[]
}

/** All reasons why a row is refused, in the order of the columns. */
export type MemberRowRefused = { readonly code: 'ROW_REFUSED'; readonly reasons: readonly MemberRowNote[] }

const yesNo = { yes: 'có', no: 'không' } as const
const later = (left: LegalDay, right: LegalDay) => (left > right ? left : right)

const words = new WeakMap<object, ReadonlyMap<string, unknown>>()

/** The codes of a list by code and by label without diacritics, made once: a file asks it for every row. */
function wordsOf<Code extends string>(
  labels: Readonly<Record<Code, string>>,
  codes: readonly Code[],
): ReadonlyMap<string, Code> {
  const made =
    (words.get(labels) as ReadonlyMap<string, Code> | undefined) ??
    new Map([
      ...codes.toReversed().map((code): [string, Code] => [searchText(labels[code]), code]),
      ...codes.toReversed().map((code): [string, Code] => [labels[code], code]),
      ...codes.map((code): [string, Code] => [code, code]),
    ])
  words.set(labels, made)
  return made
}

/** Collects the notes of one row and reads its columns one by one. */
function rowReader(texts: MemberTexts, day: LegalDay) {
  const reasons: MemberRowNote[] = []
  const warnings: MemberRowNote<MemberWarningCode>[] = []
  // Asked several times a row, and a file has many rows.
  const tidied = new Map<MemberColumn, string>()
  const text = (column: MemberColumn) => {
    const known = tidied.get(column)
    if (known !== undefined) return known
    const made = (texts[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
    tidied.set(column, made)
    return made
  }
  const add = (code: MemberRowCode, column: MemberColumn, required: string | null = null) =>
    reasons.push({ code, column, value: text(column), required })
  const warn = (code: MemberWarningCode, column: MemberColumn, required: string | null = null) =>
    warnings.push({ code, column, value: text(column), required })
  const readPast = (column: MemberColumn): LegalDay | null => {
    if (text(column) === '') return null
    const read = readDay(text(column))
    if (!read.ok) add('DAY_MALFORMED', column)
    else if (read.value > day) add('DAY_IN_FUTURE', column, day)
    return read.ok && read.value <= day ? read.value : null
  }
  const readChoice = <Code extends string>(
    column: MemberColumn,
    labels: Readonly<Record<Code, string>>,
    choice: { readonly codes: readonly Code[]; readonly unknown: MemberRowCode },
  ): Code | null => {
    const typed = text(column)
    if (typed === '') return null
    const known = wordsOf(labels, choice.codes)
    const found = known.get(typed) ?? known.get(searchText(typed))
    if (!found) add(choice.unknown, column)
    return found ?? null
  }
  return { reasons, warnings, text, add, warn, readPast, readChoice }
}

type Reader = ReturnType<typeof rowReader>

function readIdentity({ text, add }: Reader, isFull: boolean) {
  const card = text('cardNumber') === '' ? null : readCardNumber(text('cardNumber'))
  if (card && !card.ok) add(card.refusal.code, 'cardNumber')
  const former = text('formerCard') === '' ? null : readCardNumber(text('formerCard'))
  if (former && !former.ok) add(former.refusal.code, 'formerCard')
  else if (former && !oldCardShape.test(former.value)) add('FORMER_CARD_NOT_OLD', 'formerCard')
  else if (former && card?.ok !== false && (card === null || oldCardShape.test(card.value)))
    add('FORMER_CARD_WITHOUT_NEW', 'formerCard')
  const fileNumber = text('fileNumber') === '' ? null : text('fileNumber')
  if (fileNumber && !/^[0-9A-Za-z./-]{1,20}$/u.test(fileNumber)) add('FILE_NUMBER_MALFORMED', 'fileNumber')
  // A probationary member has no card yet: the file number names him, so that a second import finds him again.
  if (!card && isFull) add('MISSING_VALUE', 'cardNumber')
  if (!card && !isFull && !fileNumber) add('CARD_OR_FILE_NUMBER_MISSING', 'cardNumber')
  const fullName = text('fullName')
  if (fullName === '') add('MISSING_VALUE', 'fullName')
  else if (!/^[\p{L}\p{M}'’ .-]{2,100}$/u.test(fullName)) add('NAME_MALFORMED', 'fullName')
  return {
    cardNumber: card?.ok ? card.value : null,
    formerCard: former?.ok ? former.value : null,
    fileNumber,
    fullName,
  }
}

function readDays(reader: Reader) {
  const { text, add, warn, readPast } = reader
  const [bornOn, admittedOn, fullOn] = [readPast('bornOn'), readPast('admittedOn'), readPast('fullOn')]
  if (text('admittedOn') === '') add('MISSING_VALUE', 'admittedOn')
  if (bornOn && admittedOn) {
    if (admittedOn <= bornOn) add('ADMITTED_BEFORE_BIRTH', 'admittedOn', bornOn)
    else if (admittedOn < addMonths(bornOn, admissionTerms.leastAge.value * 12))
      warn('ADMITTED_UNDER_18', 'admittedOn', addMonths(bornOn, admissionTerms.leastAge.value * 12))
    else if (admittedOn > addMonths(bornOn, admissionTerms.usualMostAge.value * 12))
      warn('ADMITTED_OVER_60', 'admittedOn', addMonths(bornOn, admissionTerms.usualMostAge.value * 12))
  }
  if (admittedOn && fullOn) {
    const probationEnds = addMonths(admittedOn, admissionTerms.probationMonths.value)
    if (fullOn < admittedOn) add('FULL_BEFORE_ADMITTED', 'fullOn', admittedOn)
    else if (fullOn < probationEnds) warn('PROBATION_UNDER_12_MONTHS', 'fullOn', probationEnds)
  }
  return { bornOn, admittedOn, fullOn }
}

function readKind({ text, add, readChoice }: Reader): MemberKind | null {
  const kind = readChoice('kind', memberLabelsVi.kinds, { codes: memberKinds, unknown: 'UNKNOWN_KIND' })
  const hasFullDay = text('fullOn') !== ''
  if (kind === 'full' && !hasFullDay) add('FULL_WITHOUT_DAY', 'fullOn')
  if (kind === 'probationary' && hasFullDay) add('PROBATIONARY_WITH_FULL_DAY', 'fullOn')
  if (kind || text('kind') !== '') return kind
  return hasFullDay ? 'full' : 'probationary'
}

function readStatus(reader: Reader, admittedOn: LegalDay | null, day: LegalDay) {
  const { text, add, warn, readChoice, readPast } = reader
  const unknown = 'UNKNOWN_STATUS'
  const status = readChoice('status', memberLabelsVi.statuses, { codes: memberStatuses, unknown })
  const from = readPast('statusFrom')
  if (from && admittedOn && from < admittedOn) add('STATUS_BEFORE_ADMITTED', 'statusFrom', admittedOn)
  if (!status || status === 'active') return null
  if (text('statusFrom') === '') warn('STATUS_DAY_ASSUMED', 'statusFrom', day)
  return { status, from: from ?? day, to: openEnd }
}

function readCell(reader: Reader, admittedOn: LegalDay | null, { day, cellOn }: MemberImport) {
  const { text, add, warn, readPast } = reader
  const code = text('cellCode')
  const cell = code === '' ? undefined : cellOn(code, day)
  if (code === '') add('MISSING_VALUE', 'cellCode')
  else if (!cell) add('UNKNOWN_CELL', 'cellCode', day)
  const from = readPast('cellFrom')
  if (from && admittedOn && from < admittedOn) add('CELL_BEFORE_ADMITTED', 'cellFrom', admittedOn)
  if (from && cell && from < cell.validFrom) add('CELL_BEFORE_IT_EXISTED', 'cellFrom', cell.validFrom)
  if (!cell || !admittedOn) return null
  const assumed = later(admittedOn, cell.validFrom)
  if (text('cellFrom') === '') warn('CELL_DAY_ASSUMED', 'cellFrom', assumed)
  return { cellId: cell.organizationId, cellFrom: from ?? assumed }
}

/**
 * Reads one row of an import of members: card numbers in any usual spelling, days as `dd/MM/yyyy` or `yyyy-MM-dd`, lists
 * by code or Vietnamese label, the cell by the code it carries on the day of the import. Without a kind, a day of full
 * membership makes a full member. Refuses with all reasons; ages 18–60 and 12 months of probation only warn (S-code).
 */
export function readMemberRow(texts: MemberTexts, given: MemberImport): Result<MemberRow, MemberRowRefused> {
  const reader = rowReader(texts, given.day)
  const { reasons, warnings, readChoice } = reader
  const kind = readKind(reader)
  const identity = readIdentity(reader, kind === 'full')
  const { bornOn, admittedOn, fullOn } = readDays(reader)
  const status = readStatus(reader, admittedOn, given.day)
  const cell = readCell(reader, admittedOn, given)
  const post = readChoice('post', memberLabelsVi.posts, { codes: partyPosts, unknown: 'UNKNOWN_POST' })
  const workGroup = readChoice('workGroup', memberLabelsVi.workGroups, {
    codes: workGroups,
    unknown: 'UNKNOWN_WORK_GROUP',
  })
  if (reader.text('workGroup') === '') reader.add('MISSING_VALUE', 'workGroup')
  const leads = readChoice('leads', yesNo, { codes: ['yes', 'no'], unknown: 'UNKNOWN_YES_NO' }) === 'yes'

  if (reasons.length > 0 || !kind || !admittedOn || !cell || !workGroup) {
    const place = ({ column }: MemberRowNote) => memberColumns.indexOf(column)
    return refuse({ code: 'ROW_REFUSED', reasons: reasons.toSorted((left, right) => place(left) - place(right)) })
  }
  return ok({ ...identity, bornOn, admittedOn, fullOn, kind, status, ...cell, post, workGroup, leads, warnings })
}
