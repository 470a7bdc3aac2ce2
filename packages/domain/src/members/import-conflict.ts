/** Why a row that is right in itself is refused beside the others of its file and the members that are there. */
export const importConflictCodes = [
  'DUPLICATE_IN_FILE',
  'CARD_HELD_ELSEWHERE',
  'CARDS_OF_TWO_MEMBERS',
  'CARD_EXCHANGE_UNNAMED',
  'FILE_NUMBER_HELD',
  'SECOND_SECRETARY',
  'MOVED_BEFORE_JOINING',
] as const
export type ImportConflictCode = (typeof importConflictCodes)[number]
