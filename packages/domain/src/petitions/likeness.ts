import { searchText } from '../shared/index.ts'
import type { PetitionKind } from './axes.ts'

/** What of a paper is compared with another one: object, content and place, never who sent it. */
export type Likened = {
  readonly kind: PetitionKind
  readonly respondent: string
  readonly respondentOrganizationId: string | null
  readonly content: string
  readonly place: string
}

export const likeAspects = ['respondent', 'content', 'place'] as const
export type LikeAspect = (typeof likeAspects)[number]

/** Share of words in common from which two contents count as alike; a convention of this product. */
const alikeFrom = 0.35
/** Words that say nothing about a matter. */
const empty = new Set(
  'va la cua cho voi cac nhung mot khong da dang tai ve theo thi do nay den duoc nguoi de nghi'.split(' '),
)

/**
 * In which respects two papers look alike; null when they may not be the same matter: another kind of content, or fewer than
 * two respects (a place or an object alone is not enough). A person decides.
 */
export function likenessOf(one: Likened, other: Likened): readonly LikeAspect[] | null {
  if (one.kind !== other.kind) return null
  const alike = likeAspects.filter((aspect) => isAlike[aspect](one, other))
  return alike.length >= 2 && alike.includes('content') ? alike : null
}

const isAlike: Readonly<Record<LikeAspect, (one: Likened, other: Likened) => boolean>> = {
  respondent: (one, other) =>
    one.respondentOrganizationId !== null && other.respondentOrganizationId !== null
      ? one.respondentOrganizationId === other.respondentOrganizationId
      : searchText(one.respondent) !== '' && searchText(one.respondent) === searchText(other.respondent),
  content: (one, other) => shared(wordsOf(one.content), wordsOf(other.content)) >= alikeFrom,
  place: (one, other) => searchText(one.place) !== '' && searchText(one.place) === searchText(other.place),
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    searchText(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && !empty.has(word)),
  )

/** Words in common as a share of the shorter text: a second letter often repeats the first and adds to it. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size)
  if (least < 3) return 0
  return [...one].filter((word) => other.has(word)).length / least
}
