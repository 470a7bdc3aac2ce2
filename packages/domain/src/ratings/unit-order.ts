import type { CellFileState } from './cell-file-state.ts'

/** What has to be settled before a unit is appraised and decided: the legal order, lower before higher, collective before its people. */
export type UnitOrderFacts = {
  readonly subject: string
  /** Cases of organizations directly below, and of their collectives, that are not decided. */
  readonly undecidedBelow: number
  /** For a leader: whether the case of his collective is decided; null when it has none here. */
  readonly collectiveDecided: boolean | null
  /** For a leader: where the file stands in which his own review lies. */
  readonly ownFile: CellFileState | null
  /** For an organization: whether its members' levels are decided; null where it has none of its own. */
  readonly membersDecided: boolean | null
}

export const unitBlockCodes = [
  'SUBORDINATES_UNDECIDED',
  'COLLECTIVE_UNDECIDED',
  'OWN_FILE_NOT_APPRAISED',
  'MEMBERS_UNDECIDED',
] as const
export type UnitBlockCode = (typeof unitBlockCodes)[number]

/** `block` keeps the unit out of appraisal; `warn` is said before the decision. */
export type UnitBlock = { readonly code: UnitBlockCode; readonly weight: 'block' | 'warn'; readonly count: number }

/**
 * Everything of the legal order that stands before a unit, all at once. That members come before their organization is said
 * as a warning: 43-HD rests an organization's level on them [S] and names no order.
 */
export function whatBlocks(facts: UnitOrderFacts): UnitBlock[] {
  const { subject, undecidedBelow, collectiveDecided, ownFile, membersDecided } = facts
  const block = (code: UnitBlockCode, count = 1): UnitBlock => ({ code, weight: 'block', count })
  if (subject === 'LEADER') {
    return [
      ...(collectiveDecided === false ? [block('COLLECTIVE_UNDECIDED')] : []),
      ...(ownFile !== null && ownFile !== 'appraised' && ownFile !== 'decided'
        ? [block('OWN_FILE_NOT_APPRAISED')]
        : []),
    ]
  }
  return [
    ...(undecidedBelow > 0 ? [block('SUBORDINATES_UNDECIDED', undecidedBelow)] : []),
    ...(membersDecided === false ? [{ code: 'MEMBERS_UNDECIDED', weight: 'warn', count: 1 } as const] : []),
  ]
}

/** Whether the order lets a unit be appraised and decided. */
export const isInOrder = (blocks: readonly UnitBlock[]): boolean => blocks.every(({ weight }) => weight !== 'block')
