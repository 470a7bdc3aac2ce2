import { type Fate, planMessagesEn, planMessagesVi } from '@nq15/domain/organizations'
import type { SuccessionPreview } from '@nq15/use-cases/organizations/preview-succession'
import { fillSentence, localeOf } from '../server/sentence.server.ts'

/** A finding as a sentence. */
export type SaidFinding = { readonly code: string; readonly weight: 'error' | 'warning'; readonly said: string }

const wordsOf = (request: Request) => (localeOf(request) === 'en' ? planMessagesEn : planMessagesVi)

/** Everything that stands against a plan or should be known, in the reader's language, with names in place. */
export function sayFindings(request: Request, { plan, names }: SuccessionPreview): SaidFinding[] {
  const { findings } = wordsOf(request)
  return plan.findings.map(({ code, weight, organizationId, count, value }) => ({
    code,
    weight,
    said: fillSentence(findings[code], { name: names.get(organizationId ?? '') ?? '…', count, value }),
  }))
}

/** Words for kinds of records and for what becomes of them. */
export function movementWords(request: Request) {
  const words = wordsOf(request)
  return { kind: (kind: string) => words.kinds[kind] ?? kind, fate: (fate: Fate) => words.fates[fate] }
}
