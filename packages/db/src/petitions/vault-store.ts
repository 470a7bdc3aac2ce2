import { calmPool } from '../calm-pool.ts'

/** A transaction of the vault: it sees the vault's own tables and nothing else. */
export type VaultTx = {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>
}

/** The vault's own door to the database. */
export type VaultStore = {
  /** Runs the work in one transaction; a throw rolls back everything. */
  readonly run: <Answer>(work: (tx: VaultTx) => Promise<Answer>) => Promise<Answer>
  readonly close: () => Promise<void>
}

/**
 * Connects the vault under the role `nq15_vault`. With its own login that is all its address can do; on the embedded database,
 * which has one login for all, the role is taken for each transaction.
 */
export function connectVault({ url }: { readonly url: string }): VaultStore {
  const pool = calmPool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 })
  return {
    run: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN; SET LOCAL ROLE nq15_vault')
        const answer = await work({
          query: async (text, values) => (await client.query<Record<string, unknown>>(text, [...(values ?? [])])).rows,
        })
        await client.query('COMMIT')
        client.release()
        return answer
      } catch (error) {
        // A connection that cannot even roll back is thrown away.
        await client.query('ROLLBACK').then(
          () => client.release(),
          (broken) => client.release(broken instanceof Error ? broken : true),
        )
        throw error
      }
    },
    close: () => pool.end(),
  }
}
