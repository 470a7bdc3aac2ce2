/** What a person means by a page address, `table:id` or a bare id of an organization's page. */
export type AskedRecordText =
  | { readonly kind: 'organization'; readonly organizationId: string }
  | { readonly kind: 'record'; readonly table: string; readonly recordId: string }

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const pages: readonly (readonly [RegExp, string | null])[] = [
  [new RegExp(`/members/(${uuid})`, 'iu'), 'member'],
  [new RegExp(`/cases/(${uuid})`, 'iu'), 'rating_case'],
  [new RegExp(`/(?:organizations|cells|committees|overview)/(${uuid})`, 'iu'), null],
]

/** Reads a pasted page address or `table:id`; null for anything else, which is then searched as a name. */
export function readAskedRecord(text: string): AskedRecordText | null {
  const named = new RegExp(`^([a-z_]{1,63}):(${uuid})$`, 'iu').exec(text.trim())
  if (named?.[1] && named[2]) return { kind: 'record', table: named[1].toLowerCase(), recordId: named[2].toLowerCase() }
  for (const [pattern, table] of pages) {
    const id = pattern.exec(text)?.[1]?.toLowerCase()
    if (id === undefined) continue
    return table === null ? { kind: 'organization', organizationId: id } : { kind: 'record', table, recordId: id }
  }
  return null
}
