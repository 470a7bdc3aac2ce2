/** Kinds of administrative units that had or have a committee of their own, as their names begin. */
export const unitPrefixes = ['Phường', 'Xã', 'Thị trấn', 'Quận', 'Huyện', 'Thị xã', 'Đặc khu'] as const
export type UnitPrefix = (typeof unitPrefixes)[number]

/** The kind a unit's official name begins with ("Thị xã Sơn Tây" → "Thị xã"), or null when it is none of the known. */
export function unitPrefixOf(unitName: string): UnitPrefix | null {
  return unitPrefixes.find((prefix) => unitName.startsWith(`${prefix} `)) ?? null
}

/** The Party organization of a unit: "Phường Ba Đình" → "Đảng bộ phường Ba Đình"; null for a name of no known kind. */
export function partyNameOf(unitName: string): string | null {
  const prefix = unitPrefixOf(unitName)
  return prefix && `Đảng bộ ${prefix.toLowerCase()}${unitName.slice(prefix.length)}`
}
