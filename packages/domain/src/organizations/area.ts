import { type UnitPrefix, unitPrefixOf } from './party-name.ts'

/** Kinds of administrative areas; quận, huyện, thị xã until 30/6/2025 (`city` is the whole, above all of them). */
export const areaKinds = [
  'city',
  'urban-district',
  'rural-district',
  'town',
  'ward',
  'commune',
  'township',
  'special-zone',
] as const
export type AreaKind = (typeof areaKinds)[number]

const kindOfPrefix: Readonly<Record<UnitPrefix, AreaKind>> = {
  Phường: 'ward',
  Xã: 'commune',
  'Thị trấn': 'township',
  Quận: 'urban-district',
  Huyện: 'rural-district',
  'Thị xã': 'town',
  'Đặc khu': 'special-zone',
}

/** The kind of an area by how its official name begins: "Phường Ba Đình" → `ward`; null for a name of no known kind. */
export function areaKindOf(name: string): AreaKind | null {
  if (name.startsWith('Thành phố ')) return 'city'
  const prefix = unitPrefixOf(name)
  return prefix && kindOfPrefix[prefix]
}

/** Kinds of areas that have a committee at the grassroots: those a committee member can be in charge of. */
export const communeKinds: readonly AreaKind[] = ['ward', 'commune', 'township', 'special-zone']

/** Kinds of what residents of a commune form: thôn (village), tổ dân phố (residential group). */
export const neighbourhoodKinds = ['village', 'residential-group'] as const
export type NeighbourhoodKind = (typeof neighbourhoodKinds)[number]
