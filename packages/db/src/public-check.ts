import { checkAnswers } from '@nq15/domain/reports'
import { z } from 'zod'
import { calmPool } from './calm-pool.ts'

/** What the public may learn of a paper. */
export type PublicAnswer = {
  readonly answer: 'genuine' | 'replaced'
  readonly numberText: string
  readonly documentOn: string
  readonly issuer: string
}

/** What a citizen may learn of his matter: of a denunciation only that it is being handled. */
export type ReceiptAnswer = {
  readonly state: string
  readonly caseState: string | null
  readonly nextDay: string | null
}

/** A door of a public page to the database. */
export type PublicDoor<Answer> = {
  /** What stands under the hash of a code; null when nothing does. */
  readonly ask: (codeHash: string) => Promise<Answer | null>
  readonly close: () => Promise<void>
}
export type PublicCheck = PublicDoor<PublicAnswer>

const answer = z.object({
  answer: z.enum(checkAnswers).exclude(['unknown']),
  numberText: z.string(),
  documentOn: z.string(),
  issuer: z.string(),
})

const receipt = z.object({ state: z.string(), caseState: z.string().nullable(), nextDay: z.string().nullable() })

/** Connects the public check of papers. */
export const openPublicCheck = (of: { readonly url: string }): PublicCheck =>
  openDoor(
    of,
    'select answer, number_text as "numberText", document_on as "documentOn", issuer from app.check_public_paper($1)',
    (row) => answer.parse(row),
  )

/** Connects the page of receipts. */
export const openReceiptCheck = (of: { readonly url: string }): PublicDoor<ReceiptAnswer> =>
  openDoor(of, 'select state, case_state as "caseState", next_day as "nextDay" from app.check_receipt($1)', (row) =>
    receipt.parse(row),
  )

/**
 * Connects under the role `nq15_public`, which may ask about one code and nothing else. With a login of its own that is all its
 * address can do; with the product's address the role is taken before every question.
 */
function openDoor<Answer>(
  { url }: { readonly url: string },
  question: string,
  read: (row: unknown) => Answer,
): PublicDoor<Answer> {
  const pool = calmPool({ connectionString: url, max: 2, statement_timeout: 3000, connectionTimeoutMillis: 3000 })
  return {
    ask: async (codeHash) => {
      const client = await pool.connect()
      try {
        await client.query('begin read only; set local role nq15_public')
        const { rows } = await client.query<Record<string, unknown>>(question, [codeHash])
        await client.query('commit')
        client.release()
        return rows[0] ? read(rows[0]) : null
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    close: () => pool.end(),
  }
}
