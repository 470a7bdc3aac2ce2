import type { Database } from '@nq15/db/client'
import { listPrivacyTerms } from '@nq15/db/privacy/term.read'
import { updatePrivacyTerm } from '@nq15/db/privacy/term.write'
import type { Scope } from '@nq15/db/scope'
import { confidences, ok, type Result, refuse, textField } from '@nq15/domain/shared'
import { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'

/** A limit as the administrator sets it, with its document and how well that is known. */
export const changeTermSchema = z.object({
  code: z.string(),
  version: z.coerce.number().int(),
  quantity: z.coerce.number().int().min(1),
  basis: textField.pipe(z.string().min(1).max(300)),
  confidence: z.enum(confidences),
})
export type ChangeTermRefusal = { readonly code: 'NOT_FOUND' | 'BEYOND_FLOOR' | 'CHANGED_MEANWHILE' }

/** Tightens or corrects a limit, for `calendar:write`; never beyond what the product allows. Running clocks keep theirs. */
export async function changeTerm(
  db: Database,
  scope: Scope,
  { requestId, ...change }: z.infer<typeof changeTermSchema> & { readonly requestId: string },
): Promise<Result<{ code: string }, ChangeTermRefusal>> {
  const act = { requestId, useCase: 'change-privacy-term', permissions: ['calendar:write'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const term = (await listPrivacyTerms(tx, scope)).find(({ code }) => code === change.code)
    if (!term) return refuse({ code: 'NOT_FOUND' })
    if (change.quantity > term.floorQuantity) return refuse({ code: 'BEYOND_FLOOR' })
    return (await updatePrivacyTerm(tx, scope, change))
      ? ok({ code: change.code })
      : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
