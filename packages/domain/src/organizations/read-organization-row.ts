import { openEnd, readDay } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse, searchText } from '../shared/index.ts'
import { orgSectorLabelsVi, orgTypeLabelsVi } from './labels.vi.ts'
import { mayStandUnder, type OrgSector, type OrgType, orgSectors, partyOrgTypes } from './schema.ts'

/** Columns of the import of organizations, in the order of the template. */
export const organizationColumns = ['code', 'name', 'kind', 'sector', 'parentCode', 'validFrom', 'validTo'] as const
export type OrganizationColumn = (typeof organizationColumns)[number]

/** One row of an import as texts by column; an absent column is a blank. */
export type OrganizationTexts = Readonly<Partial<Record<OrganizationColumn, string>>>

/** What the import knows of an organization that carries a code on a day. */
export type KnownOrganization = {
  readonly organizationId: string
  readonly kind: OrgType
  readonly parentId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** Finds the organization that carries a code on a day; the use case loads them, or answers from the same file. */
export type KnownOnDay = (code: string, day: LegalDay) => KnownOrganization | undefined

/** Why a row of organizations is refused. */
export const organizationRowCodes = [
  'MISSING_VALUE',
  'CODE_MALFORMED',
  'NAME_TOO_LONG',
  'UNKNOWN_KIND',
  'UNKNOWN_SECTOR',
  'DAY_MALFORMED',
  'ENDS_BEFORE_IT_BEGINS',
  'UNKNOWN_PARENT',
  'PARENT_KIND',
  'CHILD_OUTLIVES_PARENT',
  'CODE_TAKEN',
] as const
export type OrganizationRowCode = (typeof organizationRowCodes)[number]

/** One reason, with the column it stands in, the text found and, when something definite was required, what. */
export type OrganizationRowReason = {
  readonly code: OrganizationRowCode
  readonly column: OrganizationColumn
  readonly value: string
  readonly required: string | null
}

/** A row worth keeping; `existingId` = the organization that stands there already, to be left or updated. */
export type OrganizationRow = {
  readonly existingId: string | null
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrgSector | null
  readonly parentId: string
  readonly parentCode: string
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** All reasons why a row is refused, in the order of the columns. */
export type OrganizationRowRefused = {
  readonly code: 'ROW_REFUSED'
  readonly reasons: readonly OrganizationRowReason[]
}

function codeOfLabel<Code extends string>(
  codes: readonly Code[],
  labels: Readonly<Record<Code, string>>,
  text: string,
): Code | undefined {
  const wanted = searchText(text)
  return codes.find((code) => code === wanted || searchText(labels[code]) === wanted)
}

/**
 * Reads one row of an import of cells and committees: kinds and sectors by code or Vietnamese label, days as
 * `dd/MM/yyyy` or `yyyy-MM-dd`, the parent by the code it carries on the first day. Refuses with all reasons.
 */
export function readOrganizationRow(
  texts: OrganizationTexts,
  knownOn: KnownOnDay,
): Result<OrganizationRow, OrganizationRowRefused> {
  const reasons: OrganizationRowReason[] = []
  const text = (column: OrganizationColumn) => (texts[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  const add = (code: OrganizationRowCode, column: OrganizationColumn, required: string | null = null) =>
    reasons.push({ code, column, value: text(column), required })
  const day = (column: 'validFrom' | 'validTo', whenBlank: LegalDay | null): LegalDay | null => {
    if (text(column) === '') return whenBlank
    const read = readDay(text(column))
    if (!read.ok) add('DAY_MALFORMED', column)
    return read.ok ? read.value : null
  }

  for (const column of ['code', 'name', 'kind', 'parentCode', 'validFrom'] as const) {
    if (text(column) === '') add('MISSING_VALUE', column)
  }
  const code = text('code')
  if (code !== '' && !/^[0-9A-Za-z](?:[0-9A-Za-z.-]{0,30}[0-9A-Za-z])?$/u.test(code)) add('CODE_MALFORMED', 'code')
  if (text('name').length > 200) add('NAME_TOO_LONG', 'name', '200')
  const kind = codeOfLabel(partyOrgTypes, orgTypeLabelsVi, text('kind'))
  if (!kind && text('kind') !== '') add('UNKNOWN_KIND', 'kind')
  const sector = codeOfLabel(orgSectors, orgSectorLabelsVi, text('sector')) ?? null
  if (!sector && text('sector') !== '') add('UNKNOWN_SECTOR', 'sector')
  const validFrom = day('validFrom', null)
  const validTo = day('validTo', openEnd)
  if (validFrom && validTo && validTo <= validFrom) add('ENDS_BEFORE_IT_BEGINS', 'validTo', validFrom)

  const parent = validFrom && text('parentCode') !== '' ? knownOn(text('parentCode'), validFrom) : undefined
  if (validFrom && text('parentCode') !== '' && !parent) add('UNKNOWN_PARENT', 'parentCode', validFrom)
  if (parent && kind && !mayStandUnder[kind].includes(parent.kind)) add('PARENT_KIND', 'parentCode', parent.kind)
  if (parent && validTo && parent.validTo < validTo) add('CHILD_OUTLIVES_PARENT', 'validTo', parent.validTo)
  const existing = validFrom && code !== '' ? knownOn(code, validFrom) : undefined
  const another = existing && parent && (existing.parentId !== parent.organizationId || existing.kind !== kind)
  if (another) add('CODE_TAKEN', 'code', existing.validFrom)

  if (reasons.length > 0 || !kind || !validFrom || !validTo || !parent) {
    const inOrder = reasons.toSorted(
      (left, right) => organizationColumns.indexOf(left.column) - organizationColumns.indexOf(right.column),
    )
    return refuse({ code: 'ROW_REFUSED', reasons: inOrder })
  }
  return ok({
    existingId: existing?.organizationId ?? null,
    code,
    name: text('name'),
    kind,
    sector,
    parentId: parent.organizationId,
    parentCode: text('parentCode'),
    validFrom,
    validTo,
  })
}
