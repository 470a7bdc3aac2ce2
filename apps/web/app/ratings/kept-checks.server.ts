import { LRUCache } from 'lru-cache'
import type { BlockingRule } from './board-rules.server.ts'

/** What stands in a decision's way as it was judged at a moment. */
export type TriedRules = { readonly rules: readonly BlockingRule[]; readonly at: string }

// What is not in the question and moves a judgement all the same, a discipline decided elsewhere, is rare.
const keptMs = 180_000
const kept = new LRUCache<string, Promise<TriedRules>>({ max: 200, ttl: keptMs })

/**
 * The answer of the last three minutes to the same question, or a new one: judging every person of a committee is dear, and an
 * office looks at its board many times a minute. The page says when it was judged, and the decision itself judges anew. The question
 * names the account, the permission and all that the board counts, so that whoever takes a step is judged anew and nobody meets
 * what another one may see.
 */
export function keptCheck(
  question: readonly string[],
  judge: () => Promise<readonly BlockingRule[]>,
): Promise<TriedRules> {
  const key = JSON.stringify(question)
  const before = kept.get(key)
  if (before) return before
  const answer = judge().then((rules) => ({ rules, at: new Date().toISOString() }))
  kept.set(key, answer)
  // A question that failed is asked again.
  answer.catch(() => kept.delete(key))
  return answer
}
