import { checkAnswers } from '@nq15/domain/reports'
import pg from 'pg'
import { z } from 'zod'

/** What the public may learn of a paper. */
export type PublicAnswer = {
  readonly answer: 'genuine' | 'replaced'
  readonly numberText: string
  readonly documentOn: string
  readonly issuer: string
}

/** The door of the public check to the database. */
export type PublicCheck = {
  /** What stands under the hash of a code; null when nothing does. */
  readonly ask: (codeHash: string) => Promise<PublicAnswer | null>
  readonly close: () => Promise<void>
}

const answer = z.object({
  answer: z.enum(checkAnswers).exclude(['unknown']),
  numberText: z.string(),
  documentOn: z.string(),
  issuer: z.string(),
})

/**
 * Connects the public check under the role `nq15_public`, which may ask one function and nothing else. With a login of its own that
 * is all its address can do; with the product's address the role is taken before every question.
 */
export function openPublicCheck({ url }: { readonly url: string }): PublicCheck {
  const pool = new pg.Pool({ connectionString: url, max: 2, statement_timeout: 3000, connectionTimeoutMillis: 3000 })
  pool.on('error', () => undefined)
  return {
    ask: async (codeHash) => {
      const client = await pool.connect()
      try {
        await client.query('begin read only; set local role nq15_public')
        const { rows } = await client.query<Record<string, unknown>>(
          'select answer, number_text as "numberText", document_on as "documentOn", issuer from app.check_public_paper($1)',
          [codeHash],
        )
        await client.query('commit')
        client.release()
        return rows[0] ? answer.parse(rows[0]) : null
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    close: () => pool.end(),
  }
}
