/** Under this name drafts lie in the browser: whose, then what they are drafts of. */
export const draftPrefix = 'nq15/draft/'
/** Drafts of an earlier version, which lay open. */
const openPrefixes = ['nq15/tally/', 'nq15/review/']
const limit = 24 * 3_600_000

/** Takes every draft out of this browser: at sign-out, and on a machine said to be shared. */
export function wipeDrafts(): void {
  for (const name of draftNames()) removeDraft(name)
}

/** Takes away the drafts of other accounts and those past their day. */
export function wipeOldAndForeign(userId: string): void {
  for (const name of draftNames()) {
    const since = sinceOf(name)
    const isOld = since === null || Date.now() - since > limit
    if (isOld || !name.startsWith(`${draftPrefix}${userId}/`)) removeDraft(name)
  }
}

/** Takes one draft away. A browser may refuse to keep anything, or be told to by its owner; then there is nothing to take. */
export function removeDraft(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    return
  }
}

function draftNames(): string[] {
  try {
    const prefixes = [draftPrefix, ...openPrefixes]
    return Object.keys(localStorage).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)))
  } catch {
    return []
  }
}

function sinceOf(name: string): number | null {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    const issuedAt = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'issuedAt') : null
    return typeof issuedAt === 'string' ? Date.parse(issuedAt) : null
  } catch {
    return null
  }
}
