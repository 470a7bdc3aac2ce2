import type { PetitionRow } from '@nq15/db/petitions/petition.read'
import type { CaseRow } from '@nq15/db/petitions/petition-case.read'
import type { LetterForm } from '@nq15/documents/petitions'

/** Which forms a paper can be printed on now: the receipt always, a letter once its step was taken. */
export function formsOfPetition({ kind }: Pick<PetitionRow, 'kind'>, events: readonly string[]): readonly LetterForm[] {
  const has = (event: string) => events.includes(event)
  return [
    '02-tcd' as const,
    ...(has('guide') ? (['guide'] as const) : []),
    ...(has('forward') ? (['forward'] as const) : []),
    ...(has('return') ? (['return'] as const) : []),
    ...(has('urge') ? (['urge'] as const) : []),
    ...(has('refuse') && kind === 'complaint' ? (['kn-04'] as const) : []),
  ]
}

/** The forms of a matter: its acceptance, an extension, and to the denounced the content alone. */
export function formsOfCase({ kind, facts }: Pick<CaseRow, 'kind' | 'facts'>): readonly (LetterForm | 'tc-06')[] {
  if (kind === 'complaint') return ['kn-03']
  if (kind === 'denunciation') return ['tc-04', 'tc-06', ...(facts.extensions.length > 0 ? (['tc-01'] as const) : [])]
  return []
}
