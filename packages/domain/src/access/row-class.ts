import type { AnyRole } from './schema.ts'

/** What a role opens in the database's own wall: classes of tables to read, kinds of writing. Trail and accounts stand apart. */
export type RowRights = {
  readonly tree: readonly ('read' | 'work' | 'decide' | 'setup')[]
  readonly person: readonly ('read' | 'work' | 'decide')[]
  /** Reception and petitions, which no other class opens: exactly where the grant is, never all below. */
  readonly petition: readonly ('read' | 'work' | 'decide')[]
  /** Reading the trail, and writing its seals: apart, so that an auditor cannot seal. */
  readonly trail: boolean
  readonly seals: boolean
  readonly accounts: boolean
  /** Opening an organization in an emergency, for hours, to read. */
  readonly breakGlass: boolean
}

const nothing: RowRights = {
  ...{ tree: [], person: [], petition: [] },
  ...{ trail: false, seals: false, accounts: false, breakGlass: false },
}
const treeOnly: RowRights = { ...nothing, tree: ['read'] }

/**
 * The second wall's table, the same as `app.role_class` in the database (a test compares them). Administrator, auditor and
 * identity custodian open neither organizations' nor persons' records.
 */
export const rowRights: Readonly<Record<AnyRole, RowRights>> = {
  member: nothing,
  'org-secretary': { ...nothing, tree: ['read', 'work'], person: ['read', 'work'] },
  'cell-teller': { ...nothing, tree: ['read', 'work'], person: ['read', 'work'] },
  'grassroots-office': { ...nothing, tree: ['read', 'work', 'setup'], person: ['read', 'work'] },
  'grassroots-committee': { ...nothing, tree: ['read', 'work', 'decide'], person: ['read', 'work', 'decide'] },
  'organization-board': { ...nothing, tree: ['read', 'work', 'setup'], breakGlass: true },
  'standing-committee': { ...nothing, tree: ['read', 'decide'] },
  'city-office': treeOnly,
  'area-member': treeOnly,
  'inspection-commission': { ...nothing, tree: ['read'], person: ['read'] },
  receptionist: { ...nothing, petition: ['read', 'work'] },
  'unit-head': { ...nothing, petition: ['read', 'work', 'decide'] },
  'system-admin': { ...nothing, accounts: true, breakGlass: true },
  'privacy-auditor': { ...nothing, trail: true },
  'identity-custodian': nothing,
  'break-glass': { ...nothing, tree: ['read'], person: ['read'] },
  'service-operator': {
    tree: ['read', 'work', 'decide', 'setup'],
    person: ['read', 'work', 'decide'],
    petition: ['read', 'work', 'decide'],
    trail: true,
    seals: true,
    accounts: true,
    breakGlass: false,
  },
  'service-campaign': { ...nothing, tree: ['read', 'work', 'setup'], person: ['read', 'work'] },
  // Of petitions only which days are still to be reminded of.
  'service-events': { ...treeOnly, petition: ['read'] },
  'service-files': nothing,
  'service-succession': {
    ...nothing,
    tree: ['read', 'work', 'decide', 'setup'],
    person: ['read', 'work'],
    accounts: true,
  },
  // Counts members, posts and discipline; writes what it finds about organizations.
  'service-screening': { ...nothing, tree: ['read', 'work'], person: ['read'] },
  'service-watch': { ...nothing, tree: ['read', 'work', 'decide'] },
  // Writes steps of complex cases, commitments and projects, and levels of the forecast.
  'service-incidents': { ...nothing, tree: ['read', 'work', 'decide'] },
  // Writes steps of questions, publications and opinion notes.
  'service-information': { ...nothing, tree: ['read', 'work', 'decide'] },
  // Writes steps of inspections, and the discipline of members that follows from them.
  'service-inspection': { ...nothing, tree: ['read', 'work', 'decide'], person: ['read', 'work', 'decide'] },
  // The most a key of another system may hold; the database cuts it to its maker's reach.
  'service-key': { ...nothing, tree: ['read', 'work'] },
  'service-sealer': { ...nothing, trail: true, seals: true },
}
